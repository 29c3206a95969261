// What is typed is kept, and never lost to another page, a reload, a full browser, a damaged file or a click too much.
// Run by web/tests/run.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pack, unpack } from '../app/engine/frame.js';
import { LAUNCH, PAGE, SIZES, axeFinds, chromium, download, goTo, notTooWide, open, serve, shown, textOf } from './browser.mjs';

const KEY = 'toroi-1';
const kept = (page, key = KEY) => page.evaluate((own) => JSON.parse(localStorage.getItem(own)), key);
// Puts something into the browser before the page is there for the first time.
const holding = (text) => `if (!sessionStorage.begun) { sessionStorage.begun = 'yes'; localStorage.setItem('${KEY}', ${JSON.stringify(text)}); }`;
const sound = async (page, name) => {
  await notTooWide(page, name);
  assert.deepEqual(await axeFinds(page), [], name);
};
const WARD = '#/g/cai-dat-vneid/leaflet-a4/ward';
const area = (page) => page.getByLabel('Bài viết');
const isSaved = (page) => page.getByText(/^Đã lưu lúc/).waitFor();

// An engine that does not tell the file of its project yet is helped out here.
const tellWard = (context, file) => context.route('**/api', async (route) => {
  const message = route.request().postDataBuffer();
  const asked = JSON.parse(message.subarray(4, 4 + message.readUInt32LE(0)));
  if (asked.do !== 'ward.answers') return route.fallback();
  const reply = await route.fetch();
  const { fault } = unpack(new Uint8Array(await reply.body()));
  if (!fault) return route.fulfill({ response: reply });
  const yaml = readFileSync(file, 'utf8');
  const read = await route.fetch({ postData: Buffer.from(pack({ ...asked, yaml }, [])) });
  const told = { ...unpack(new Uint8Array(await read.body())), files: [], yaml };
  return route.fulfill({ body: Buffer.from(pack(told, [])), contentType: 'application/octet-stream' });
});

test('the ward of the project fills the form, and what is typed is laid over it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'toroi-ward-'));
  const file = join(folder, 'ward.yaml');
  writeFileSync(file, '# của phường\nissuer: "Đoàn phường Định Công"\npolice:\n  phone: "024 3864 1234"\nleader:\n  name: "bác Hòa"\n  phone: "0912 345 678"\n  agreed: true\nevents:\n  - day: "2027-12-05"\n    time: "7h30–11h"\n    place: "Nhà văn hóa"\n');
  const served = await serve(folder);
  const { context, page, wrong } = await open('laptop', '', null, served.address);
  await tellWard(context, file);
  await goTo(page, WARD);
  await shown(page);
  const value = (label) => page.getByLabel(label).inputValue();
  assert.deepEqual([await value('Tổ trưởng: tên thường gọi'), await value('Số điện thoại tổ trưởng'), await value('Tổ trưởng có đồng ý'), await value('Ngày hẹn tới')], ['bác Hòa', '0912 345 678', 'có', '05/12/2027']);
  assert.equal(await page.getByText(/^Đã lưu lúc/).count(), 0);
  await page.getByLabel('Số điện thoại Công an').fill('024 3864 9999');
  await page.getByLabel('Tổ trưởng: tên thường gọi').focus();
  await isSaved(page);
  assert.deepEqual((await kept(page)).answers, { 'police.phone': '024 3864 9999' });
  assert.match((await kept(page)).yaml, /# của phường/);
  await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
  await shown(page);
  const printed = textOf(await download(page, 'Tải PDF để in'));
  assert.match(printed, /024 3864 9999/);
  assert.match(printed, /0912 345 678/);
  assert.doesNotMatch(printed, /3864 1234/);
  // A field that was emptied stays empty; what somebody changes in the file is seen.
  await goTo(page, WARD);
  await page.getByLabel('Tổ trưởng: tên thường gọi').fill('');
  await page.getByLabel('Đơn vị phát').focus();
  await isSaved(page);
  writeFileSync(file, readFileSync(file, 'utf8').replace('0912 345 678', '0912 345 679'));
  await page.reload();
  await shown(page);
  assert.deepEqual([await value('Tổ trưởng: tên thường gọi'), await value('Số điện thoại tổ trưởng'), await value('Số điện thoại Công an')], ['', '0912 345 679', '024 3864 9999']);
  await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).yaml.includes('345 679'), KEY);
  assert.doesNotMatch((await kept(page)).yaml, /bác Hòa/);
  assert.deepEqual(wrong, []);
  await context.close();
  await served.end();
});

test('a new text never takes the place of another', async () => {
  const { context, page, wrong, more } = await open('laptop', '#/write');
  const fresh = async (name) => {
    if (!page.url().endsWith('#/write')) await goTo(page, '#/write');
    await page.getByLabel('Đặt tên bài').fill(name);
    await page.getByRole('button', { name: 'Bài mới' }).click();
    await area(page).waitFor();
    return page.url().split('#/write/')[1];
  };
  const write = async (text) => { await area(page).fill(text); await page.waitForFunction(([key, own]) => Object.values(JSON.parse(localStorage.getItem(key)).guides).includes(own), [KEY, text]); };
  await fresh('Họp tổ 5');
  await write('bài thứ nhất');
  assert.equal(await fresh('họp tổ 5'), 'hop-to-5-2');
  await page.getByText('Đã có bài tên “hop-to-5”').waitFor();
  // Neither of the program, nor of what an object has of itself.
  assert.equal(await fresh('cai dat vneid'), 'cai-dat-vneid-2');
  assert.equal(await fresh('constructor'), 'constructor-2');
  const [one, two] = [await fresh(''), await fresh('')];
  assert.deepEqual([one, two], ['bai-1', 'bai-2']);
  await write('bài hai');
  await goTo(page, '#/write/bai-1');
  await page.getByRole('button', { name: 'Bỏ bài này' }).click();
  await page.getByRole('button', { name: 'Bỏ bài', exact: true }).click();
  await page.getByText('Đã bỏ bài').waitFor();
  assert.equal(await fresh(''), 'bai-3');
  // A file that is brought in twice.
  for (const wanted of ['x', 'x-2']) {
    await goTo(page, '#/write');
    await page.getByLabel('Lấy từ tệp Word').setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('Bước một\n\nBác mở máy.\n') });
    await area(page).waitFor();
    assert.ok(page.url().endsWith(`#/write/${wanted}`), page.url());
    await write(`sửa ${wanted}`);
  }
  // Another page has made one meanwhile.
  const other = await more();
  await other.goto(`${PAGE}#/write`);
  await other.getByLabel('Đặt tên bài').fill('Hai trang');
  await goTo(page, '#/write');
  await page.getByLabel('Đặt tên bài').fill('Hai trang');
  await other.getByRole('button', { name: 'Bài mới' }).click();
  await area(other).waitFor();
  await page.getByRole('button', { name: 'Bài mới' }).click();
  await area(page).waitFor();
  assert.ok(page.url().endsWith('hai-trang-2'));
  const { guides } = await kept(page);
  assert.deepEqual([guides['hop-to-5'], guides['bai-2'], guides.x, guides['x-2']], ['bài thứ nhất', 'bài hai', 'sửa x', 'sửa x-2']);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a double click makes one text', async () => {
  const { context, page } = await open('laptop', '#/write');
  for (const name of ['Bài mới', 'Chép từ bài có sẵn']) {
    await goTo(page, '#/write');
    const before = Object.keys((await kept(page))?.guides ?? {}).length;
    await page.getByRole('button', { name }).dblclick();
    await area(page).waitFor();
    await page.waitForTimeout(600);
    assert.equal(Object.keys((await kept(page)).guides).length, before + 1, name);
    await goTo(page, '#/data');
  }
  await context.close();
});

test('two pages keep what both change, and both texts of one guide', async () => {
  const { context, page: one, more, wrong } = await open('laptop', '#/write', holding(JSON.stringify({ guides: { chung: 'cũ' } })));
  const two = await more();
  await two.goto(`${PAGE}${WARD}`);
  await shown(two);
  await goTo(one, '#/write/chung');
  await two.getByLabel('Đơn vị phát').fill('Đoàn phường');
  await isSaved(two);
  await area(one).fill('của trang một');
  await one.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).guides.chung === 'của trang một', KEY);
  assert.equal((await kept(one)).answers.issuer, 'Đoàn phường');
  // Fields of the ward, one in each.
  await goTo(one, WARD);
  await shown(one);
  await two.getByLabel('Số điện thoại Công an').fill('024 3864 1234');
  await two.getByLabel('Đơn vị phát').focus();
  await two.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).answers['police.phone'], KEY);
  await one.waitForFunction(() => document.getElementById('f-police-phone').value === '024 3864 1234');
  await one.getByLabel('Địa điểm').fill('Nhà văn hóa');
  await one.getByLabel('Đơn vị phát').focus();
  await one.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).yaml.includes('Nhà văn hóa'), KEY);
  assert.deepEqual((await kept(one)).answers, { issuer: 'Đoàn phường', 'police.phone': '024 3864 1234', 'event.place': 'Nhà văn hóa' });
  assert.match((await kept(one)).yaml, /3864 1234/);
  // One text in both.
  await goTo(one, '#/write/chung');
  await goTo(two, '#/write/chung');
  await area(one).fill('chữ một');
  await two.getByText('vừa được sửa ở một trang khác').waitFor();
  assert.equal(await area(two).inputValue(), 'của trang một');
  await area(two).fill('chữ hai');
  await two.getByText('sửa ở hai trang cùng lúc').waitFor();
  const all = await kept(two);
  assert.equal(all.guides.chung, 'chữ hai');
  assert.ok(all.earlier.chung.some(({ text }) => text === 'chữ một'));
  await sound(two, 'both texts');
  // Who only looks on writes nothing over it.
  await goTo(one, '#/write');
  assert.equal((await kept(one)).guides.chung, 'chữ hai');
  assert.deepEqual(wrong, []);
  await context.close();
});

const FORBIDDEN = 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });';
const FULL = `Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };`;
for (const [name, prepare] of Object.entries({ forbidden: FORBIDDEN, full: FULL })) {
  test(`what a browser cannot keep (${name}) is not called kept`, async () => {
    const { context, page, wrong } = await open('phone', WARD, prepare);
    await shown(page);
    await page.getByLabel('Đơn vị phát').fill('Đoàn phường');
    await page.getByLabel('Số điện thoại Công an').focus();
    await page.getByText('Trình duyệt chưa giữ được').waitFor();
    await page.getByRole('alert').getByText('Tắt trang là mất').waitFor();
    assert.equal(await page.getByText(/^Đã lưu lúc/).count(), 0);
    await sound(page, name);
    // It prints all the same, later words do not push out earlier ones, and all of it goes into a file.
    await page.getByLabel('Số điện thoại Công an').fill('024 3864 1234');
    await page.getByLabel('Đơn vị phát').focus();
    await page.waitForTimeout(1000);
    const file = await download(page, 'Lưu thành tệp phuong.toroi');
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')).answers, { issuer: 'Đoàn phường', 'police.phone': '024 3864 1234' });
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

const STORES = {
  'no JSON': '{"answers":{"issuer":"Đoàn',
  'null': 'null',
  'a list': '[1,2]',
  'no answers': { answers: null, guides: { tot: 'còn nguyên' } },
  'a guide that is no text': { guides: { x: 5, tot: 'còn nguyên' } },
  'guides that are a list': { guides: ['x'], answers: { issuer: 'Đoàn' } },
  'a colour that is none': { accent: 'red', guides: { tot: 'còn nguyên' } },
  'a picture outside': { pictures: { '../x': 'zz' }, guides: { tot: 'còn nguyên' } },
  'a picture that is none': { pictures: { 'guides/pictures/a.png': '%%%' }, guides: { tot: 'còn nguyên' } },
  'a history that is a text': { history: 'x', guides: { tot: 'còn nguyên' } },
  'lines that are numbers': { history: [1, null], guides: { tot: 'còn nguyên' } },
  'a look that is none': { look: 7, guides: { tot: 'còn nguyên' } },
  'a name that leads out': { guides: { '../../x': 'x', tot: 'còn nguyên' } },
  'earlier texts that are none': { earlier: { tot: [{}, 3] }, guides: { tot: 'còn nguyên' } },
  'an answer that is a list': { answers: { issuer: ['x'] }, guides: { tot: 'còn nguyên' } },
  'a printer that is none': { printers: { a: 1 }, printer: {}, guides: { tot: 'còn nguyên' } },
};
test('whatever the browser holds, the page begins, and what cannot be read is put aside', async () => {
  for (const [name, given] of Object.entries(STORES)) {
    const text = typeof given === 'string' ? given : JSON.stringify(given);
    const { context, page, wrong } = await open('laptop', '', holding(text));
    await page.getByRole('heading', { name: 'Hôm nay bạn cần in gì?' }).waitFor();
    await page.getByText('không đọc được').first().waitFor();
    const file = await download(page, 'Tải phần không đọc được');
    assert.equal(readFileSync(file, 'utf8'), text, name);
    if (given.guides?.tot) assert.equal((await kept(page)).guides.tot, 'còn nguyên', name);
    if (name === 'no JSON') await sound(page, name);
    for (const hash of [WARD, '#/write', '#/history', '#/g/cai-dat-vneid/leaflet-a4/print', '#/data']) {
      await goTo(page, hash);
      assert.equal(await page.getByText('Thử lại').count(), 0, `${name} ${hash}`);
    }
    // It is said once; the text can be had until somebody deletes it.
    await page.reload();
    await page.getByText('để riêng trong trình duyệt này').waitFor();
    assert.equal(await page.getByRole('alert').filter({ hasText: 'không đọc được' }).count(), 0, name);
    await page.getByRole('button', { name: 'Xóa phần không đọc được' }).click();
    await page.getByRole('region', { name: 'Bạn chắc chưa?' }).getByRole('button', { name: 'Xóa phần' }).click();
    await page.getByText('để riêng trong trình duyệt này').waitFor({ state: 'detached' });
    assert.deepEqual(wrong, [], name);
    await context.close();
  }
});

const give = (page, text) => page.getByLabel('Mở tệp phuong.toroi').setInputFiles({ name: 'phuong.toroi', mimeType: 'application/json', buffer: Buffer.from(text) });
const fileOf = (parts) => JSON.stringify({ mark: 'phuong.toroi', ...parts });

test('a file replaces nothing unasked, and what was there comes back once', async () => {
  const before = { answers: { issuer: 'Đoàn cũ' }, guides: { cu: 'title: Bài cũ' }, history: [] };
  const { context, page, wrong } = await open('laptop', '#/data', holding(JSON.stringify(before)));
  for (const text of ['', '{', '[]', '{"mark":"x"}', 'PK']) {
    await give(page, text);
    await page.getByText('không phải do trang này lưu').waitFor();
    assert.equal((await kept(page)).answers.issuer, 'Đoàn cũ');
    await page.evaluate(() => document.querySelector('.state').replaceChildren());
  }
  await give(page, fileOf({ answers: { issuer: 'Đoàn mới' }, guides: { moi: 'title: Bài mới' } }));
  const asked = page.getByRole('region', { name: 'Bạn chắc chưa?' });
  await asked.waitFor();
  assert.equal(await asked.evaluate((own) => own === document.activeElement), true);
  assert.match(await asked.textContent(), /Trong tệp có:.*1 mục.*Bài mới.*sẽ bị thay:.*Bài cũ/s);
  await sound(page, 'asked');
  await asked.getByRole('button', { name: 'Thôi' }).click();
  assert.deepEqual(Object.keys((await kept(page)).guides), ['cu']);
  await give(page, fileOf({ answers: { issuer: 'Đoàn mới' }, guides: { moi: 'title: Bài mới' } }));
  await asked.getByRole('button', { name: 'Thay bằng' }).click();
  await page.getByText('Đã lấy dữ liệu từ tệp').waitFor();
  assert.deepEqual([(await kept(page)).answers.issuer, Object.keys((await kept(page)).guides)], ['Đoàn mới', ['moi']]);
  await page.reload();
  await page.getByRole('button', { name: 'Lấy lại dữ liệu trước' }).click();
  await page.getByText('Đã lấy lại dữ liệu trước khi mở tệp').waitFor();
  assert.deepEqual([(await kept(page)).answers.issuer, Object.keys((await kept(page)).guides)], ['Đoàn cũ', ['cu']]);
  assert.equal(await page.getByRole('button', { name: 'Lấy lại dữ liệu trước' }).count(), 0);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('of a damaged file only what holds is taken, and it is said what does not', async () => {
  const { context, page, wrong } = await open('phone', '#/data');
  for (const [name, given] of [...Object.entries(STORES).filter(([, own]) => typeof own === 'object'), ['measures that are none', { printersYaml: 'x: [', guides: { tot: 'còn nguyên' } }]]) {
    await give(page, fileOf(given));
    const asked = page.getByRole('region', { name: 'Bạn chắc chưa?' });
    await asked.getByText('Trong tệp có chỗ hỏng').waitFor();
    if (name === 'no answers') await sound(page, name);
    await asked.getByRole('button', { name: 'Thay bằng' }).click();
    await page.getByText('Đã lấy dữ liệu từ tệp').waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Dữ liệu' }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0, name);
    if (given.guides.tot) assert.equal((await kept(page)).guides.tot, 'còn nguyên', name);
  }
  await goTo(page, '#/measure');
  await goTo(page, '#/g/cai-dat-vneid/leaflet-a4');
  await shown(page);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('undoing brings back the form and the sheet', async () => {
  const { context, page, wrong } = await open('laptop', WARD);
  await shown(page);
  const picture = () => page.locator('.pages img').last().evaluate(async (own) => {
    await own.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [own.naturalWidth, own.naturalHeight];
    canvas.getContext('2d').drawImage(own, 0, 0);
    return canvas.toDataURL();
  });
  const settled = async () => { await page.waitForTimeout(400); await shown(page); return picture(); };
  const field = page.getByLabel('Số điện thoại Công an');
  const empty = await settled();
  await field.fill('024 3864 1234');
  await page.getByLabel('Đơn vị phát').focus();
  await isSaved(page);
  const first = await settled();
  assert.notEqual(first, empty);
  await field.fill('024 3864 9999');
  await page.getByLabel('Đơn vị phát').focus();
  await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).answers['police.phone'].endsWith('9999'), KEY);
  assert.notEqual(await settled(), first);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await page.locator('.state').getByText('Đã trở lại như trước').waitFor();
  assert.equal(await field.inputValue(), '024 3864 1234');
  assert.equal(await settled(), first);
  // It goes on from there.
  await field.fill('');
  await page.getByLabel('Đơn vị phát').focus();
  await isSaved(page);
  assert.equal(await settled(), empty);
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  assert.equal(await settled(), first);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a guide is left out only when that is meant, and comes back', async () => {
  const { context, page, wrong } = await open('phone', '#/write', holding(JSON.stringify({ guides: { cu: 'title: Bài cũ' } })));
  await goTo(page, '#/write/cu');
  const leave = page.getByRole('button', { name: 'Bỏ bài này' });
  await leave.click();
  await page.getByText('Bỏ bài “Bài cũ” khỏi trình duyệt này?').waitFor();
  await sound(page, 'asked');
  await page.getByRole('button', { name: 'Thôi' }).click();
  assert.equal(await leave.evaluate((own) => own === document.activeElement), true);
  assert.equal((await kept(page)).guides.cu, 'title: Bài cũ');
  // What was typed last goes with it, and no timer brings it back.
  const remove = async (text) => {
    await area(page).fill(text);
    await leave.click();
    await page.getByRole('button', { name: 'Bỏ bài', exact: true }).click();
    await page.getByText('Đã bỏ bài “Bài cũ”').waitFor();
    await page.waitForTimeout(700);
    assert.deepEqual((await kept(page)).guides, {});
  };
  await remove('title: Bài cũ\nchữ mới');
  await page.getByRole('status').getByRole('button', { name: 'Lấy lại' }).click();
  await area(page).waitFor();
  assert.equal(await area(page).inputValue(), 'title: Bài cũ\nchữ mới');
  // A day later: in the list, and at its old address.
  await remove('title: Bài cũ\nchữ nữa');
  await page.reload();
  await page.getByText('Bài đã bỏ').click();
  await page.getByRole('button', { name: 'Lấy lại bài “Bài cũ”' }).waitFor();
  await sound(page, 'left out');
  await goTo(page, '#/write/cu');
  await page.getByText('Bài “Bài cũ” đã bỏ').waitFor();
  await page.getByRole('status').getByRole('button', { name: 'Lấy lại' }).click();
  await area(page).waitFor();
  assert.equal(await area(page).inputValue(), 'title: Bài cũ\nchữ nữa');
  assert.deepEqual(wrong, []);
  await context.close();
});

test('what was typed just now outlives a reload, another screen and another language', async () => {
  const { context, page, wrong } = await open('laptop', WARD);
  await shown(page);
  await page.getByLabel('Đơn vị phát').pressSequentially('Đoàn phường');
  await page.reload();
  await shown(page);
  assert.equal(await page.getByLabel('Đơn vị phát').inputValue(), 'Đoàn phường');
  await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).yaml.includes('Đoàn phường'), KEY);
  await page.getByLabel('Số điện thoại Công an').fill('024 3864 1234');
  await page.evaluate(() => { location.hash = '#/g/cai-dat-vneid/leaflet-a4/print'; });
  await page.getByText('Kiểm tra rồi in').waitFor();
  await shown(page);
  assert.match(textOf(await download(page, 'Tải PDF để in')), /024 3864 1234/);
  // A text, and a note for this print.
  await goTo(page, '#/write');
  await page.getByRole('button', { name: 'Bài mới' }).click();
  await area(page).fill('title: Bài vội');
  await page.reload();
  await area(page).waitFor();
  assert.equal(await area(page).inputValue(), 'title: Bài vội');
  await goTo(page, '#/g/cai-dat-vneid/leaflet-a4/edit');
  await shown(page);
  await page.locator('.steps input').first().uncheck();
  await page.getByLabel('Thêm ghi chú').fill('Tổ chờ bác ở nhà văn hóa.');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('Differs from the guide in 2 places').waitFor();
  assert.equal(await page.locator('#note').inputValue(), 'Tổ chờ bác ở nhà văn hóa.');
  await shown(page);
  await page.evaluate(() => { location.hash = '#/g/cai-dat-vneid/leaflet-a4/print'; });
  await page.locator('#copies').waitFor();
  await shown(page);
  assert.match(textOf(await download(page, /PDF/)), /Tổ chờ bác ở nhà văn hóa/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a note that is left at once is printed, whatever the engine had read', async () => {
  const { context, page, wrong } = await open('laptop', '#/g/cai-dat-vneid/leaflet-a4/edit');
  await shown(page);
  // Pressed right out of the note, and gone before the press is over.
  await page.evaluate((words) => {
    const note = document.getElementById('note');
    note.focus();
    note.value = words;
    note.dispatchEvent(new Event('input'));
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    note.blur();
    document.getElementById('language').click();
  }, 'Tổ chờ bác ở nhà văn hóa.');
  await page.getByText('Differs from the guide in 1 place').waitFor();
  assert.equal(await page.locator('#note').inputValue(), 'Tổ chờ bác ở nhà văn hóa.');
  await shown(page);
  // An engine that answers nothing, until the page is loaded anew where sheets are printed.
  await page.route('**/api', () => {});
  await page.locator('#note').fill('Bác mang theo kính.');
  await page.evaluate(() => { location.hash = '#/g/cai-dat-vneid/leaflet-a4/print'; });
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  await page.locator('#copies').waitFor();
  await shown(page);
  const text = textOf(await download(page, /PDF/));
  assert.ok(text.includes('Bác mang theo kính.') && !text.includes('nhà văn hóa'), text);
  assert.deepEqual(wrong, []);
  await context.close();
});

test('a note the engine failed at is printed all the same', async () => {
  const { context, page, wrong } = await open('laptop', '#/g/cai-dat-vneid/leaflet-a4/edit');
  await shown(page);
  await page.route('**/api', (route) => (route.request().postDataBuffer().includes('guide.note') ? route.fulfill({ status: 500, body: 'hỏng' }) : route.continue()));
  const failed = page.waitForResponse((reply) => reply.status() === 500);
  await page.locator('#note').fill('Bác mang theo kính.');
  await failed;
  await page.getByText('Khác bản gốc 1 chỗ').waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.evaluate(() => { location.hash = '#/g/cai-dat-vneid/leaflet-a4/print'; });
  await page.locator('#copies').waitFor();
  await shown(page);
  assert.match(textOf(await download(page, /PDF/)), /Bác mang theo kính/);
  assert.ok(wrong.every((one) => one.includes('500')), wrong.join());
  await context.close();
});

test('an old link says what is not there, and leads on', async () => {
  const { context, page, wrong } = await open('phone', '#/g/khong-co/leaflet-a5/print');
  for (const [hash, title, way, href] of [
    ['#/g/khong-co/leaflet-a5/print', 'Không có bài này', 'Chọn tờ in', '#/'],
    ['#/g/khong-co', 'Không có bài này', 'Chọn tờ in', '#/'],
    ['#/g/khong-co/leaflet-a5/houses', 'Không có bài này', 'Chọn tờ in', '#/'],
    ['#/g/%E0%A4%A/x', 'Không có bài này', 'Chọn tờ in', '#/'],
    ['#/g/cai-dat-vneid/khong-co', 'Bài này không có kiểu tờ ấy', 'Chọn kiểu tờ', '#/g/cai-dat-vneid/'],
    ['#/g/cai-dat-vneid/khong-co/print', 'Bài này không có kiểu tờ ấy', 'Chọn kiểu tờ', '#/g/cai-dat-vneid/'],
    ['#/g/cai-dat-vneid/leaflet-a5/khong-co', 'Không có trang này', 'Chọn kiểu tờ', '#/g/cai-dat-vneid/'],
    ['#/khong-co', 'Không có trang này', 'Chọn tờ in', '#/'],
    ['#/constructor', 'Không có trang này', 'Chọn tờ in', '#/'],
    ['#/%', 'Không có trang này', 'Chọn tờ in', '#/'],
  ]) {
    await page.goto('about:blank');
    await page.goto(PAGE + hash);
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    const link = page.locator('#screen').getByRole('link', { name: way });
    assert.ok((await link.getAttribute('href')).startsWith(href), hash);
    assert.equal(await page.getByText('Thử lại').count(), 0);
  }
  await sound(page, 'missing');
  assert.deepEqual(wrong, []);
  await context.close();
});

test('faults of a text stand on its card, and lead into it', async () => {
  const { context, page, wrong } = await open('phone', '#/write', holding(JSON.stringify({ guides: { hong: 'không có phần đầu' } })));
  await page.getByRole('button', { name: 'Bài mới' }).click();
  await area(page).waitFor();
  await goTo(page, '#/');
  assert.equal(await page.locator('#screen > div > .summary').count(), 0);
  for (const id of ['bai-1', 'hong']) {
    const card = page.locator(`.card[data-guide="${id}"]`);
    await card.getByText(/^Có \d+ chỗ cần sửa: mở bài/).waitFor();
    assert.equal(await card.locator('a').last().getAttribute('href'), `#/write/${id}`);
  }
  assert.doesNotMatch(await page.locator('.cards').textContent(), /xxx/);
  await sound(page, 'gallery with faults');
  // It cannot be printed yet, and the page says so.
  await goTo(page, '#/g/bai-1');
  await page.getByRole('heading', { level: 1, name: 'Bài này chưa in được' }).waitFor();
  await page.getByRole('link', { name: 'Sửa bài' }).click();
  await area(page).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test('letters twice as large and titles without a space stay on a narrow screen', async () => {
  const browser = await chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, '--blink-settings=defaultFontSize=32'] });
  const long = 'X'.repeat(80);
  const text = JSON.stringify({ guides: { dai: `---\ntitle: ${long}\n`, [long.toLowerCase()]: 'x' }, earlier: { bo: [{ when: 1, text: `title: ${long}` }] } });
  for (const lang of ['vi', 'en']) {
    const context = await browser.newContext({ viewport: SIZES.phone, locale: 'vi-VN' });
    await context.addInitScript(holding(text.replace('{', `{"lang":"${lang}",`)));
    const page = await context.newPage();
    await page.goto(PAGE);
    await page.locator('.card').first().waitFor();
    for (const hash of ['#/g/cai-dat-vneid/leaflet-a4', '#/g/tranh-cho-bac', '#/g/phong-lua-dao', '#/write', '#/write/dai', '#/data', '#/g/dai', '#/']) {
      await goTo(page, hash);
      await page.evaluate(() => document.querySelectorAll('details').forEach((own) => { own.open = true; }));
      await notTooWide(page, `${lang} ${hash}`);
    }
    await context.close();
  }
  await browser.close();
});
