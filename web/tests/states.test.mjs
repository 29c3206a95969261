// The page in states nobody hopes for, and for people who use it in other ways: faults, queues, a program
// that has ended, the keyboard alone, large text, Unikey. Run by web/tests/run.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const { PAGE, PARTS, TOROI, ACCEPT, SHOTS } = process.env;
const require = createRequire(join(PARTS, 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const heard = fileURLToPath(new URL('heard', import.meta.url));

const SIZES = { laptop: { width: 1366, height: 768 }, phone: { width: 360, height: 780 } };
let browser;
// The browser of somebody who has set its letters twice as large.
let large;
before(async () => {
  const launch = (...args) => chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', ...args] });
  [browser, large] = [await launch(), await launch('--blink-settings=defaultFontSize=32')];
});
after(() => Promise.all([browser?.close(), large?.close()]));

const open = async (size, hash, address = PAGE, by = browser) => {
  const context = await by.newContext({ viewport: SIZES[size], acceptDownloads: true, locale: 'vi-VN' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(address + hash);
  await page.locator('#screen h1').first().waitFor();
  return { context, page };
};

const shown = (page) => page.locator('.pages img').first().waitFor();
const put = (page, name, text) => page.getByLabel('Chọn tệp Excel').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const rows = (count) => `Tên,Số máy\n${Array.from({ length: count }, (_, n) => `nhà ${n + 1},${n % 7 === 3 ? '024 38' : `024 3864 ${1000 + n}`}`).join('\n')}\n`;

// What no state may break: axe finds nothing, nothing is wider than the screen, and what is touched is large
// enough for a thumb.
const sound = async (page, name) => {
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map((one) => `${one.id} ${one.nodes[0].html}`), [], name);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${name} is ${over} px too wide`);
  const small = await page.evaluate(() => [...document.querySelectorAll('main a, main button, main input, main select, main textarea, header a, summary')]
    // A link inside a sentence is as tall as the sentence; what waits until it has the focus is not touched.
    .filter((own) => own.offsetParent && !own.matches('.unseen, .skip') && !own.closest('.summary li'))
    .map((own) => [own, (own.closest('label') ?? own).getBoundingClientRect()])
    .filter(([, box]) => box.width < 44 || box.height < 44)
    .map(([own, box]) => `${own.outerHTML.slice(0, 90)} ${Math.round(box.width)} × ${Math.round(box.height)}`));
  assert.deepEqual(small, [], `${name}: too small for a thumb`);
};

// What a screen reader hears, as accepted.
const hears = async (page, name) => {
  const now = `${(await page.locator('body').ariaSnapshot()).replace(/lúc \d+:\d+/g, 'lúc …')}\n`;
  const golden = join(heard, `${name}.yml`);
  if (ACCEPT) writeFileSync(golden, now);
  assert.ok(existsSync(golden), `${golden} is missing: run with ACCEPT=1`);
  assert.equal(now, readFileSync(golden, 'utf8'), golden);
};

const STATES = {
  'search that finds nothing': ['#/', async (page) => {
    await page.getByRole('searchbox').fill('xyz không có');
    await page.getByText('Không có bài nào như vậy').waitFor();
  }],
  'sheets for one errand': ['#/', async (page) => {
    const all = await page.locator('.card').count();
    await page.getByRole('button', { name: 'Đi từng nhà' }).click();
    const some = await page.locator('.card:visible').count();
    assert.ok(some > 0 && some < all);
    assert.match(await page.locator('.card:visible a').first().getAttribute('href'), /\/hanger/);
    await page.getByRole('button', { name: 'Đi từng nhà' }).click();
    assert.equal(await page.locator('.card:visible').count(), all);
    await page.getByRole('button', { name: 'Họp tổ' }).click();
  }],
  'faults of a form': ['#/g/cai-dat-vneid/leaflet-a4/ward', async (page) => {
    await shown(page);
    await page.getByLabel('Số điện thoại Công an').fill('x');
    await page.getByLabel('Số điện thoại tổ trưởng').fill('12');
    await page.getByLabel('Đơn vị phát').focus();
    await page.getByText('Có 2 chỗ cần sửa').waitFor();
    await page.waitForFunction(() => !document.querySelector('.preview > .late:not([hidden])'));
    // The same words stand in the summary and at the field, and the summary leads there.
    const fault = await page.locator('.field .fault').filter({ hasText: 'Việt Nam' }).textContent();
    const link = page.locator('.summary a').filter({ hasText: fault });
    await link.click();
    assert.equal(await page.getByLabel('Số điện thoại tổ trưởng').evaluate((own) => own === document.activeElement), true);
    assert.doesNotMatch(await page.locator('main').textContent(), /`/);
  }],
  'an empty list': ['#/g/cai-dat-vneid/hanger-105/houses', async (page) => {
    await shown(page);
    await put(page, 'trống.csv', '');
    await page.getByText('Danh sách không có chữ nào').waitFor();
  }],
  'an old workbook': ['#/g/cai-dat-vneid/hanger-105/houses', async (page) => {
    await shown(page);
    await put(page, 'cũ.xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(2000, '0'), 'hex'));
    await page.locator('.summary.wrong').getByText('.xlsx').first().waitFor();
  }],
  'a long list with bad rows': ['#/g/cai-dat-vneid/hanger-105/houses', async (page) => {
    await shown(page);
    await put(page, 'nhà.csv', rows(340));
    await page.getByText('nhà.csv: 340 hàng').waitFor();
    await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy' });
    await page.getByText('291 hàng in được, 49 hàng có lỗi').waitFor();
    await page.waitForFunction(() => !document.querySelector('.preview > .late:not([hidden])'));
    // Nothing of what is told beside the list is told twice.
    assert.equal(await page.locator('.preview .summary').count(), 0);
  }],
  'numbers that are missing': ['#/measure', async (page) => {
    await page.getByRole('button', { name: 'Ghi lại' }).click();
    const summary = page.locator('.summary.wrong');
    await summary.getByText('Có 3 chỗ cần sửa').waitFor();
    assert.equal(await summary.evaluate((own) => own === document.activeElement), true, 'the summary has the focus');
    await summary.getByRole('link').nth(1).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'shift-0');
  }],
  'a new text': ['#/write', async (page) => {
    await page.getByLabel('Đặt tên bài').fill('Bài của tổ 6');
    await page.getByRole('button', { name: 'Bài mới' }).click();
    await page.locator('.faults-list .summary').waitFor();
    // However long the list of faults is, the text is in sight.
    const top = await page.getByLabel('Bài viết').evaluate((own) => own.getBoundingClientRect().top + scrollY);
    assert.ok(top < 900, `the text begins at ${top} px`);
  }],
  'a place in the queue': ['#/g/cai-dat-vneid/leaflet-a4', async (page) => {
    await shown(page);
    await page.route('**/api/progress/*', (route) => route.fulfill({ json: [0, 0, 3] }));
    await page.route('**/api', () => {});
    await page.locator('input[value="leaflet-a5"]').check();
    await page.getByText('Bạn thứ 3 trong hàng').waitFor();
    // The old picture stays, and the wait can be ended.
    assert.ok(await page.locator('.pages img').first().isVisible());
    await page.getByRole('button', { name: 'Dừng' }).waitFor();
  }],
  'too many people': ['#/g/cai-dat-vneid/leaflet-a4', async (page) => {
    await shown(page);
    await page.route('**/api', (route) => route.fulfill({ status: 503, contentType: 'text/plain; charset=utf-8', body: 'Nhiều người đang dùng quá. Bạn chờ một lát rồi bấm lại.' }));
    await page.locator('input[value="leaflet-a5"]').check();
    await page.locator('.faults').getByText('Nhiều người đang dùng quá').waitFor();
    await page.unroute('**/api');
    await page.locator('.faults').getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Nhiều người đang dùng quá').waitFor({ state: 'detached' });
  }],
  'a history without a line': ['#/history', async (page) => {
    await page.getByRole('heading', { name: 'Nhật ký in' }).waitFor();
  }],
};

for (const size of Object.keys(SIZES)) {
  for (const [name, [hash, act]] of Object.entries(STATES)) {
    test(`${size}: ${name}`, async () => {
      const { context, page } = await open(size, hash);
      await act(page);
      await sound(page, `${size}: ${name}`);
      if (size === 'laptop' && ['faults of a form', 'a long list with bad rows', 'numbers that are missing', 'a place in the queue'].includes(name)) {
        await hears(page, `state-${name.replaceAll(' ', '-')}`);
      }
      await context.close();
    });
  }
}

const SCREENS = {
  gallery: '#/', product: '#/g/cai-dat-vneid/leaflet-a4', ward: '#/g/cai-dat-vneid/leaflet-a4/ward',
  edit: '#/g/cai-dat-vneid/leaflet-a4/edit', houses: '#/g/cai-dat-vneid/hanger-105/houses',
  print: '#/g/cai-dat-vneid/leaflet-a4/print', history: '#/history', measure: '#/measure', write: '#/write', data: '#/data', phones: '#/phones',
};

for (const [name, hash] of Object.entries(SCREENS)) {
  test(`${name}: the keyboard reaches everything, in order, and always shows where it is`, async () => {
    const { context, page } = await open('laptop', hash);
    if (hash.startsWith('#/g/')) await shown(page);
    await page.waitForFunction(() => !document.querySelector('.preview > .late:not([hidden])'));
    await page.waitForTimeout(800);
    const wanted = await page.evaluate(() => {
      const groups = new Set();
      const all = [...document.querySelectorAll('a[href], button:not(:disabled), input, select, textarea, summary, [tabindex="0"]')];
      const seen = all.filter((own) => {
        if (!own.offsetParent && getComputedStyle(own).position !== 'fixed') return false;
        if (own.type !== 'radio') return true;
        if (groups.has(own.name || own.closest('fieldset'))) return false;
        groups.add(own.name || own.closest('fieldset'));
        return true;
      });
      seen.forEach((own, at) => { (own.type === 'radio' ? own.closest('fieldset') : own).dataset.turn ??= at; });
      return seen.length;
    });
    // From the first thing of all, as when the page has just been opened.
    await page.locator('.skip').focus();
    const turns = [];
    for (let i = 0; i < wanted + 12; i += 1) {
      if (i) await page.keyboard.press('Tab');
      const now = await page.evaluate(() => {
        const own = document.activeElement;
        if (!own || own === document.body) return null;
        const turn = own.dataset.turn ?? own.closest('fieldset')?.dataset.turn;
        const target = own.matches('.unseen') ? own.nextElementSibling : own;
        const style = getComputedStyle(target);
        return { turn: Number(turn), isShown: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, html: own.outerHTML.slice(0, 100) };
      });
      if (!now) break;
      assert.ok(now.isShown, `${name}: no sign of the focus on ${now.html}`);
      if (!turns.includes(now.turn)) turns.push(now.turn);
    }
    const reached = turns.filter(Number.isFinite);
    assert.equal(reached.length, wanted, `${name}: ${wanted - reached.length} things are out of reach`);
    // The skip link stands first; from then on things are reached as they stand.
    assert.deepEqual(reached, [...reached].sort((a, b) => a - b), name);
    await context.close();
  });

  for (const size of Object.keys(SIZES)) {
    test(`${size}: ${name} with text at 200 %`, async () => {
      const { context, page } = await open(size, hash, PAGE, large);
      assert.ok(parseFloat(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)) >= 32);
      if (hash.startsWith('#/g/')) await shown(page);
      await page.waitForTimeout(500);
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${size}-large-${name}.png`), fullPage: true });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name} is ${over} px too wide`);
      const cut = await page.evaluate(() => [...document.querySelectorAll('main *, header *')]
        .filter((own) => own.offsetParent && ['hidden', 'clip'].includes(getComputedStyle(own).overflowX) && own.scrollWidth > own.clientWidth + 1 && own.textContent.trim() && !own.matches('.unseen'))
        .map((own) => own.outerHTML.slice(0, 80)));
      assert.deepEqual(cut, [], `${name}: words are cut off`);
      await context.close();
    });
  }
}

// As Unikey and EVKey send “đường số 5”: letters, then Backspaces and letters with marks, faster than anybody types.
const burst = async (page) => {
  const steps = ['d', 'u', 'o', 'n', 'g', [5, 'đuong'], 'w', [5, 'ương'], 'f', [4, 'ường'], ' ', 's', 'o', [1, 'ố'], ' ', ' ', '5', ' '];
  for (const step of steps) {
    if (typeof step === 'string') { await page.keyboard.insertText(step); continue; }
    const [back, text] = step;
    for (let i = 0; i < back; i += 1) await page.keyboard.press('Backspace');
    await page.keyboard.insertText(text);
  }
};

for (const [name, hash] of Object.entries({ gallery: '#/', ward: SCREENS.ward, houses: SCREENS.houses, print: SCREENS.print, measure: '#/measure', write: '#/write' })) {
  test(`${name}: no field is rewritten while Unikey types into it`, async () => {
    const { context, page } = await open('laptop', hash);
    if (hash.startsWith('#/g/')) await shown(page);
    const fields = page.locator('main input[type=text]:visible, main input[type=search]:visible, main textarea:visible');
    const count = await fields.count();
    assert.ok(count > 0 || name === 'houses', name);
    // Into an empty field of nobody, the same keys.
    await page.evaluate(() => { const own = document.createElement('input'); own.id = 'nobody'; own.setAttribute('aria-label', 'x'); document.body.append(own); });
    await page.locator('#nobody').focus();
    await burst(page);
    const wanted = await page.locator('#nobody').inputValue();
    assert.ok(wanted.includes('ường') && wanted.endsWith(' '), wanted);
    for (let at = 0; at < count; at += 1) {
      const field = fields.nth(at);
      await field.fill('');
      await field.focus();
      await burst(page);
      // Long enough for every check that waits until somebody rests.
      await page.waitForTimeout(at === 0 ? 1500 : 750);
      assert.equal(await field.inputValue(), wanted, `${name}, field ${at}`);
      assert.equal(await field.evaluate((own) => own === document.activeElement && own.autocomplete === 'off'), true, `${name}, field ${at}`);
      await field.fill('');
    }
    await context.close();
  });
}

const serve = async (folder, port) => {
  const child = spawn(TOROI, ['serve', '--port', String(port), '--project', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise((done) => { createInterface(child.stdout).once('line', done); });
  const end = () => new Promise((done) => { child.once('exit', done); child.kill('SIGKILL'); });
  return { address, end };
};

for (const size of Object.keys(SIZES)) {
  test(`${size}: a program that is killed and started again goes on where it was`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'toroi-again-'));
    let served = await serve(folder, 0);
    const { address } = served;
    const port = Number(new URL(address).port);
    const { context, page } = await open(size, SCREENS.ward, address);
    await shown(page);
    await page.getByLabel('Số điện thoại Công an').fill('02438641234');
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await served.end();
    await page.getByLabel('Tổ trưởng: tên thường gọi').fill('bác Hòa');
    await page.getByLabel('Đơn vị phát').focus();
    const gone = page.getByRole('alert').filter({ hasText: 'Chương trình đã tắt' });
    await gone.waitFor();
    await sound(page, `${size}: the program has ended`);
    if (size === 'laptop') await hears(page, 'state-the-program-has-ended');
    // The form stands as it was typed, and can be typed into.
    assert.equal(await page.getByLabel('Tổ trưởng: tên thường gọi').inputValue(), 'bác Hòa');
    await page.getByLabel('Địa điểm').fill('Nhà văn hóa');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await gone.waitFor();
    served = await serve(folder, port);
    await page.getByRole('button', { name: 'Thử lại' }).click({ timeout: 5000 }).catch(() => {});
    await gone.waitFor({ state: 'hidden' });
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await page.getByLabel('Đơn vị phát').focus();
    await page.waitForFunction(() => JSON.parse(localStorage.getItem('toroi-1')).answers['event.place'] === 'Nhà văn hóa');
    await page.reload();
    await shown(page);
    assert.equal(await page.getByLabel('Tổ trưởng: tên thường gọi').inputValue(), 'bác Hòa');
    assert.equal(await page.getByLabel('Số điện thoại Công an').inputValue(), '02438641234');
    await context.close();
    await served.end();
  });
}

test('a text is saved into the folder of the program, and what it was can be taken back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'toroi-keep-'));
  let served = await serve(folder, 0);
  const port = Number(new URL(served.address).port);
  const { context, page } = await open('laptop', '#/write', served.address);
  await page.getByLabel('Đặt tên bài').fill('Bài của tổ 5');
  await page.getByLabel('Chép từ bài có sẵn').selectOption('cai-dat-vneid');
  await page.getByRole('button', { name: 'Chép từ bài có sẵn' }).click();
  await page.getByText('Không có lỗi').waitFor();
  const area = page.getByLabel('Bài viết');
  const first = await area.inputValue();
  const file = join(folder, 'guides/bai-cua-to-5.md');
  const keep = page.getByRole('button', { name: 'Lưu vào thư mục của chương trình' });
  await keep.click();
  await page.getByText(/^Đã lưu vào thư mục lúc/).waitFor();
  assert.equal(readFileSync(file, 'utf8'), first);
  // A text with faults is not put where others take it from.
  await area.fill(first.replace('title: Cài', 'title: **Cài'));
  await page.getByText(/^Có \d+ chỗ cần sửa/).waitFor();
  await keep.click();
  await page.getByText('Sửa hết các chỗ ghi ở trên').waitFor();
  assert.equal(readFileSync(file, 'utf8'), first);
  const second = first.replace('title: Cài ứng dụng VNeID', 'title: Cài VNeID cho bác');
  await area.fill(second);
  await page.getByText('Không có lỗi').waitFor();
  await keep.click();
  await page.waitForFunction(() => document.querySelector('.state')?.textContent.startsWith('Đã lưu'));
  await page.getByRole('heading', { level: 1, name: 'Cài VNeID cho bác' }).waitFor();
  assert.equal(readFileSync(file, 'utf8'), second);
  assert.equal(readFileSync(`${file}.bak`, 'utf8'), first);
  // Somebody else saves meanwhile: nothing is written over.
  writeFileSync(file, first.replace('title: Cài ứng dụng VNeID', 'title: Bài của người khác'));
  await area.fill(second.replace('cho bác', 'cho ông bà'));
  await page.getByText('Không có lỗi').waitFor();
  await keep.click();
  await page.getByText('Có người vừa sửa bài này').waitFor();
  assert.match(readFileSync(file, 'utf8'), /Bài của người khác/);
  await sound(page, 'a text of one’s own');
  // Killed, started again, opened in another browser: the file of the folder is there.
  await served.end();
  served = await serve(folder, port);
  const other = await open('phone', '#/write', served.address);
  await other.page.getByRole('link', { name: 'Bài của người khác' }).click();
  await other.page.getByText('Bản trước', { exact: true }).click();
  await sound(other.page, 'earlier texts');
  await other.page.getByRole('button', { name: 'Lấy lại bản này' }).click();
  await other.page.getByRole('heading', { level: 1, name: 'Cài ứng dụng VNeID' }).waitFor();
  assert.equal(await other.page.getByLabel('Bài viết').inputValue(), first);
  await context.close();
  await other.context.close();
  await served.end();
});
