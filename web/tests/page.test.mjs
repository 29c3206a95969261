// The screens of the page in a real browser: what is heard of each, views, looks, history, printers, lost lists. Run by
// web/tests/run.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PAGE, SIZES, axe, axeFinds, download, isFile, notTooWide, open, shot, shown, textOf } from './browser.mjs';

const { PARTS, ACCEPT } = process.env;
const heard = fileURLToPath(new URL('heard', import.meta.url));

// The history of the project that is served; the page in one file keeps its own.
const forget = () => rmSync(join(PARTS, 'history.jsonl'), { force: true });

for (const size of Object.keys(SIZES)) {
  test(`${size}: every screen is heard in order, and axe finds nothing`, async () => {
    forget();
    const { context, page, wrong } = await open(size);
    await page.evaluate(axe);
    const found = [];
    for (const [name, hash, ready] of [
      ['gallery', '#/', '.shot img.here'],
      ['product', '#/g/cai-dat-vneid/leaflet-a4', '.pages[aria-busy=false] img'],
      ['ward', '#/g/cai-dat-vneid/leaflet-a4/ward', '.pages[aria-busy=false] img'],
      ['edit', '#/g/cai-dat-vneid/leaflet-a4/edit', '.pages[aria-busy=false] img'],
      ['houses', '#/g/cai-dat-vneid/hanger-105/houses', '.pages[aria-busy=false] img'],
      ['print', '#/g/cai-dat-vneid/leaflet-a4/print', '.pages[aria-busy=false] img'],
      ['history', '#/history', 'h1'],
      ['measure', '#/measure', 'h1'],
      ['write', '#/write', 'h1'],
      ['data', '#/data', 'h1'],
    ]) {
      // The screen before this one stays until this one is there.
      const old = await page.locator('#screen > *').first().elementHandle();
      await page.evaluate((to) => { location.hash = to; }, hash);
      await page.waitForFunction(([before, selector, isFirst]) => (isFirst || !before.isConnected) && document.querySelector(`#screen ${selector}`) && !document.querySelector('#screen .preview > .late:not([hidden])'), [old, ready, hash === '#/']);
      const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
      found.push(...result.violations.map((one) => `${name}: ${one.id} ${one.nodes[0].html}`));
      if (size === 'laptop') {
        // Both engines are heard alike but for the name of the engine.
        const now = `${(await page.locator('main').ariaSnapshot()).replace(/Phiên bản .*/, 'Phiên bản …')}\n`;
        const golden = join(heard, `${name}.yml`);
        if (ACCEPT) {
          mkdirSync(heard, { recursive: true });
          writeFileSync(golden, now);
        }
        assert.ok(existsSync(golden), `${golden} is missing: run with ACCEPT=1`);
        assert.equal(now, readFileSync(golden, 'utf8'), golden);
      }
      // Nothing is wider than the screen.
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${name} is ${over} px too wide`);
    }
    assert.deepEqual(found, []);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

for (const size of Object.keys(SIZES)) {
  test(`${size}: a sheet is seen with old eyes, as a copy of a copy and where it is cut`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/leaflet-a5');
    await shown(page);
    const seen = new Set();
    const sides = await page.locator('.pages img').count();
    for (const [label, file] of [['Mắt người già', 'old-eyes'], ['Bản phô-tô', 'photocopy'], ['Đường cắt', 'cut']]) {
      await page.getByLabel(label).check();
      const image = page.getByRole('img', { name: `${label}: Trang 1` });
      await image.waitFor();
      await shown(page);
      assert.equal(await page.locator('.pages img').count(), 2 * sides);
      seen.add(await image.evaluate(async (own) => {
        await own.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [own.naturalWidth, own.naturalHeight];
        canvas.getContext('2d').drawImage(own, 0, 0);
        return canvas.toDataURL();
      }));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${label} is ${over} px too wide`);
      if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${size}-${file}.png`), fullPage: size === 'phone' });
    }
    assert.equal(seen.size, 3);
    await page.getByLabel('Bản in').check();
    await page.waitForFunction((all) => document.querySelectorAll('.pages img').length === all, sides);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: a look and a colour are chosen by their pictures`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/leaflet-a5');
    await shown(page);
    await page.waitForFunction(() => document.querySelectorAll('.look img.here').length === 2);
    const first = await page.locator('.pages img').first().getAttribute('src');
    const changed = (from) => page.waitForFunction((old) => document.querySelector('.pages img')?.getAttribute('src') !== old, from);
    await page.getByLabel('Có mảng màu').check();
    await changed(first);
    const second = await page.locator('.pages img').first().getAttribute('src');
    await page.getByLabel('Đỏ mận').check();
    await changed(second);
    // A colour nobody could read becomes the nearest one that can be read, and that is said.
    await page.getByLabel('Màu khác, ví dụ màu của phường').fill('#ff8800');
    await page.getByText('Màu bạn chọn hơi nhạt').waitFor();
    await shot(page, `${size}-look`);
    await notTooWide(page, 'looks');
    assert.deepEqual(await axeFinds(page), []);
    // It is kept.
    await page.reload();
    await shown(page);
    assert.equal(await page.getByLabel('Có mảng màu').isChecked(), true);
    await page.goto(`${PAGE}#/g/cai-dat-vneid/leaflet-a5/ward`);
    await shown(page);
    await page.getByLabel('Tờ in gọi người đọc là').selectOption('ông bà');
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await page.goto(`${PAGE}#/g/cai-dat-vneid/leaflet-a5/print`);
    await shown(page);
    const text = textOf(await download(page, 'Tải PDF để in'));
    assert.match(text, /ông bà/i);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: printed sheets whose buttons were renamed are named`, async () => {
    forget();
    const { context, page, wrong } = await open(size);
    await page.locator('.shot img.here').first().waitFor();
    const line = (when, sum) => JSON.stringify({ toroi: 1, when, guide: 'cai-dat-vneid', product: 'hanger-105', copies: 310, rows: '31-340', on: { labels: { 'ch-play': sum }, facts: { 'khong-con': sum } } });
    await page.evaluate((lines) => {
      const key = 'toroi-1';
      localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key) ?? '{}'), history: lines }));
    }, [line('2026-12-03T09:41', '0123456789abcdef'), 'bác An, số 5']);
    await page.goto(`${PAGE}#/history`);
    await page.reload();
    await page.getByRole('heading', { name: '1 lần in cần xem lại' }).waitFor();
    const told = await page.locator('.summary.wrong').first().textContent();
    assert.match(told, /Tờ in ngày 03\/12\/2026: Cài ứng dụng VNeID · Thẻ treo cửa rộng/);
    assert.match(told, /Có nút đã đổi tên, nay là “CH Play”/);
    assert.match(told, /Có thông tin nay không còn dùng nữa/);
    assert.match(await page.locator('.log').textContent(), /310 bản · tờ 31 đến 340/);
    // What is no line of ours is left aside, and that is said.
    await page.getByText('Có 1 dòng nhật ký không đọc được').waitFor();
    assert.doesNotMatch(await page.locator('main').textContent(), /bác An/);
    await shot(page, `${size}-history`);
    await notTooWide(page, 'history');
    assert.deepEqual(await axeFinds(page), []);
    await page.getByRole('link', { name: /^In lại, chọn từ tờ nào/ }).click();
    await page.getByRole('heading', { level: 1, name: 'In cho từng nhà' }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Xóa nhật ký' }).click();
    await page.getByText('Chưa có gì.').waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: a printer is measured, and its backs lie behind their fronts`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/leaflet-a5/print');
    await shown(page);
    await page.getByLabel('Xếp lên giấy A4').check();
    await shown(page);
    const before = readFileSync(await download(page, 'Tải PDF để in'));
    await page.getByRole('button', { name: 'Mặt sau lệch' }).click();
    await page.getByRole('link', { name: 'Đo máy in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Đo máy in' }).waitFor();
    await page.getByLabel('Máy in nào?').fill('Máy nhà văn hóa');
    const sheet = await download(page, 'Tải tờ thử');
    // The sheet sends whoever has the page to the page, and to no terminal.
    assert.match(textOf(sheet), /Tờ thử máy in/);
    assert.match(textOf(sheet), /vào trang “Đo máy\s+in”/);
    assert.doesNotMatch(textOf(sheet), /toroi/);
    const keep = page.getByRole('button', { name: 'Ghi lại' });
    await keep.click();
    await page.getByText('Có 3 chỗ cần sửa').waitFor();
    await page.locator('.summary.wrong a').first().click();
    assert.equal(await page.getByLabel('A', { exact: true }).evaluate((own) => own === document.activeElement), true);
    for (const [label, typed] of [['A', '4,2'], ['B', '4'], ['C', '60'], ['D', '4']]) await page.getByLabel(label, { exact: true }).fill(typed);
    for (const [group, numbers] of [['Mặt sau lệch', ['2,5', '-1']], ['Hai thanh', ['100', '99,8']]]) {
      const own = page.getByRole('group', { name: group });
      await own.getByLabel('Ngang').fill(numbers[0]);
      await own.getByLabel('Dọc').fill(numbers[1]);
    }
    await keep.click();
    await page.getByText('Không thể là 60 mm').first().waitFor();
    await shot(page, `${size}-measure`);
    await notTooWide(page, 'measure');
    assert.deepEqual(await axeFinds(page), []);
    await page.getByLabel('C', { exact: true }).fill('6');
    await keep.click();
    await page.getByText('Đã ghi số đo của Máy nhà văn hóa').waitFor();
    await page.getByRole('button', { name: 'Quay lại tờ đang in' }).click();
    await page.getByText('Máy này đã đo').waitFor();
    await page.getByLabel('Xếp lên giấy A4').check();
    await shown(page);
    assert.ok(!before.equals(readFileSync(await download(page, 'Tải PDF để in'))));
    await shot(page, `${size}-print`);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: an engine that has forgotten a list is sent it again`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/hanger-105/houses');
    await shown(page);
    const choose = async (name, rows) => {
      const text = `Tên,Số máy\n${Array.from({ length: rows }, (_, n) => `nhà ${n},024 3864 ${1000 + n}`).join('\n')}\n`;
      await page.getByLabel('Chọn tệp Excel').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page.getByText(`${name}: ${rows} hàng`).waitFor();
    };
    const ids = [];
    let isLost = false;
    // An engine that knows none of the lists it was sent before.
    if (!isFile) await page.route('**/api', async (route) => {
      const sent = route.request().postDataBuffer();
      const end = 4 + sent.readUInt32LE(0);
      const json = JSON.parse(sent.subarray(4, end));
      if (json.list_id) ids.push(json.list_id);
      if (!isLost || !json.list_id || json.files?.length) return route.continue();
      const head = Buffer.from(JSON.stringify({ ...json, list_id: `${json.list_id}-lost` }));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(head.length);
      return route.continue({ postData: Buffer.concat([length, head, sent.subarray(end)]) });
    });
    await choose('mot.csv', 5);
    // No column fills a line yet: the page asks for one, kindly, and finds no fault.
    await page.getByText('Bạn chọn cột cho ít nhất một mục ở trên').waitFor();
    assert.equal(await page.locator('.form .summary').count(), 0);
    isLost = true;
    await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy' });
    await page.getByText('Cả 5 hàng đều in được').waitFor();
    // What to do is told in words of the page.
    const said = await page.locator('.form').textContent();
    assert.match(said, /Chọn cột ở phần “Ghép cột”/);
    assert.doesNotMatch(said, /--[a-z]|toroi /);
    const text = textOf(await download(page, 'Làm 5 tờ'));
    assert.ok(text.includes('024 3864 1004'));
    for (const id of ids) assert.match(id, /^[0-9a-f]{32}$/);
    if (!isFile) assert.ok(ids.length > 3);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}
