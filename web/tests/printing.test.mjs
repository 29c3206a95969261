// The screen before printing: it shows what will be printed and nothing else, says what will not, counts in whole
// numbers, and writes what was printed into the history once. Run by web/tests/run.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PAGE, PARTS, SIZES, axeFinds, download, goTo, isFile, notTooWide, open, shot, shown, textOf } from './browser.mjs';
import { focused, jsonOf, pressSlowly, reply, route } from './hands.mjs';

const forget = () => rmSync(join(PARTS, 'history.jsonl'), { force: true });
const sound = async (page, name) => {
  await shot(page, name);
  await notTooWide(page, name);
  assert.deepEqual(await axeFinds(page), [], name);
};
const end = async ({ context, wrong }) => {
  assert.deepEqual(wrong, []);
  await context.close();
};
const PRINT = '#/g/kich-hoat-tai-khoan/hanger/print';

for (const size of Object.keys(SIZES)) {
  test(`${size}: answers that are refused are not shown as printed`, async () => {
    const opened = await open(size, '#/g/kich-hoat-tai-khoan/leaflet-a5/ward');
    const { page } = opened;
    await shown(page);
    await page.getByLabel('Đơn vị phát tờ in').fill('phường Định Công');
    await page.getByLabel('Số điện thoại Công an').fill('91234567');
    await page.getByLabel('Đơn vị phát tờ in').focus();
    await page.getByText('Có 1 chỗ cần sửa').waitFor();
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
    await shown(page);
    const sum = await page.locator('.sum').textContent();
    assert.ok(sum.includes('phường Định Công') && !sum.includes('91234567'), sum);
    const told = page.getByRole('region', { name: 'Thông tin phường' });
    assert.match(await told.textContent(), /1 mục ghi chưa đúng.*Số điện thoại Công an.*: Thiếu mã vùng/s);
    assert.ok(!textOf(await download(page, 'Tải PDF để in')).includes('91234567'));
    await sound(page, `${size}-refused-answers`);
    await told.getByRole('link', { name: 'Sửa ở Thông tin phường' }).click();
    await page.getByLabel('Số điện thoại Công an').fill('02438641234');
    await page.getByLabel('Đơn vị phát tờ in').focus();
    await page.getByText(/^Đã lưu lúc/).waitFor();
    await page.getByText('Có 1 chỗ cần sửa').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kiểm tra rồi in' }).waitFor();
    assert.match(await page.locator('.sum').textContent(), /024 3864 1234/);
    assert.equal(await told.count(), 0);
    await end(opened);
  });

  test(`${size}: a note is told not to be printed wherever a kind of sheet has no place for it`, async () => {
    const opened = await open(size, '#/g/cai-dat-vneid/leaflet-a4/edit');
    const { page } = opened;
    await shown(page);
    await page.getByLabel('Thêm ghi chú').fill('Tổ chờ bác ở nhà văn hóa.');
    await page.getByText('Khác bản gốc 1 chỗ').waitFor();
    await shown(page);
    const told = page.getByText('Loại tờ này không có chỗ cho ghi chú');
    for (const screen of ['', '/print', '/houses']) {
      await goTo(page, `#/g/cai-dat-vneid/poster-a3${screen}`);
      await told.waitFor();
      await sound(page, `${size}-note-not-shown${screen.replace('/', '-')}`);
    }
    await goTo(page, '#/g/cai-dat-vneid/leaflet-a4/print');
    await shown(page);
    await page.waitForTimeout(500);
    assert.equal(await told.count(), 0);
    // Another kind is chosen on the same screen.
    await goTo(page, '#/g/cai-dat-vneid/leaflet-a4');
    await shown(page);
    assert.equal(await told.count(), 0);
    await page.locator('input[value="poster-a3"]').check();
    await told.waitFor();
    await page.locator('input[value="leaflet-a4"]').check();
    await told.waitFor({ state: 'detached' });
    await end(opened);
  });
}

test('copies are whole numbers, or it is said so, and nothing is counted', async () => {
  forget();
  const opened = await open('laptop', PRINT);
  const { page } = opened;
  await shown(page);
  await page.getByText('Cần 1 tờ giấy').waitFor();
  const copies = page.getByLabel('Bạn in bao nhiêu bản?');
  for (const typed of ['2.5', '1e30', '0', '']) {
    await copies.fill(typed);
    assert.equal(await page.getByText(/^Cần \S+ tờ giấy/).count(), 0, typed);
    await page.getByRole('button', { name: 'Tải PDF để in' }).click();
    await page.locator('.field').getByText('Ghi số nguyên từ 1 đến 100.000.').waitFor();
    assert.equal(await focused(page), 'copies', typed);
    assert.equal(await page.locator('.state .good').count(), 0, typed);
  }
  await sound(page, 'copies');
  await copies.fill('12');
  await page.getByText('Cần 12 tờ giấy').waitFor();
  await download(page, 'Tải PDF để in');
  await page.getByLabel('Xếp lên giấy A4').check();
  await page.getByLabel('Tờ giấy còn dở? Bắt đầu từ chỗ thứ').fill('1.5');
  await page.getByRole('button', { name: 'Tải PDF để in' }).click();
  await page.locator('.places').getByText('Ghi số nguyên từ 1 đến 3.').waitFor();
  await goTo(page, '#/history');
  assert.match(await page.locator('.log').textContent(), /12 bản/);
  assert.equal(await page.locator('.log li').count(), 1);
  await end(opened);
});

test('two clicks load one file down and write one line; a press out of a field is one click', async () => {
  forget();
  const opened = await open('laptop', PRINT);
  const { page } = opened;
  await shown(page);
  let files = 0;
  page.on('download', () => { files += 1; });
  await page.getByRole('button', { name: 'Tải PDF để in' }).dblclick();
  await page.locator('.state .good').waitFor();
  await page.waitForTimeout(800);
  assert.equal(files, 1);
  await page.getByLabel('Xếp lên giấy A4').check();
  await page.getByText('Cần 1 tờ giấy').waitFor();
  await shown(page);
  await page.getByLabel('Tờ giấy còn dở? Bắt đầu từ chỗ thứ').fill('3');
  await Promise.all([page.waitForEvent('download'), pressSlowly(page, page.getByRole('button', { name: 'Tải PDF để in' }))]);
  await page.getByText('Tệp này in một lần cho tờ giấy dở').waitFor();
  await goTo(page, '#/history');
  assert.equal(await page.locator('.log li').count(), 2);
  await end(opened);
});

test('a line of the history that cannot be written is missed aloud', { skip: isFile }, async () => {
  const opened = await open('laptop', PRINT);
  const { page } = opened;
  await shown(page);
  await route(page, 'history.note', (own) => own.fulfill({ status: 503, contentType: 'text/plain; charset=utf-8', body: 'Nhiều người đang dùng quá.' }));
  await download(page, 'Tải PDF để in');
  await page.getByText('Lần in này chưa ghi được vào nhật ký').waitFor();
  opened.wrong.splice(0);
  await end(opened);
});

test('only papers are offered on which the sheet can be printed', async () => {
  const opened = await open('laptop', '#/g/cai-dat-vneid/poster-a3/print');
  const { page } = opened;
  await shown(page);
  assert.equal(await page.getByRole('radio', { name: /Xếp lên giấy/ }).count(), 0);
  await goTo(page, '#/g/cai-dat-vneid/leaflet-a4/print');
  await shown(page);
  assert.equal(await page.getByRole('radio', { name: 'Xếp lên giấy A4' }).count(), 0);
  await page.getByRole('radio', { name: 'Xếp lên giấy A3' }).check();
  await page.getByText('Cần 1 tờ giấy A3').waitFor();
  await end(opened);
});

test('the history says which rows of a list were printed, however many pieces they are in', async () => {
  forget();
  const opened = await open('laptop', '#/g/kich-hoat-tai-khoan/hanger/houses');
  const { page } = opened;
  await shown(page);
  const rows = Array.from({ length: 200 }, (_, n) => `nhà ${n + 1},024 3864 ${1001 + n}`).join('\n');
  await page.getByLabel('Chọn tệp Excel').setInputFiles({ name: 'nhà.csv', mimeType: 'text/csv', buffer: Buffer.from(`Tên,Số máy\n${rows}\n`) });
  await page.getByText('nhà.csv: 200 hàng').waitFor();
  await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy' });
  const odd = Array.from({ length: 100 }, (_, n) => 2 * n + 1).join(',');
  for (const [typed, count] of [['2-4, 1,5 , 9', 6], [odd, 100]]) {
    await page.getByLabel('Chỉ in các tờ').fill(typed);
    await page.getByLabel('Chỉ in các tờ').press('Enter');
    await download(page, `Làm ${count} tờ`);
    await page.locator('.form').getByText(`Xong ${count} tờ`).waitFor();
    await page.waitForTimeout(300);
  }
  assert.equal(await page.getByText('chưa ghi được vào nhật ký').count(), 0);
  await goTo(page, '#/history');
  const lines = page.locator('.log li');
  assert.equal(await lines.count(), 2);
  const said = (await lines.allTextContents()).join('\n');
  assert.match(said, /6 bản · tờ 1 đến 5, 9(?! và)/);
  assert.match(said, /100 bản · tờ 1, 3, 5, .* và các tờ khác/);
  assert.equal(await page.getByRole('link', { name: /^In lại, chọn từ tờ nào/ }).count(), 2);
  await end(opened);
});

test('a note is printed by whoever goes on right out of its field', async () => {
  const opened = await open('laptop', '#/g/cai-dat-vneid/leaflet-a4/edit');
  const { page } = opened;
  await shown(page);
  await page.getByLabel('Thêm ghi chú').fill('Tổ chờ bác ở nhà văn hóa.');
  await pressSlowly(page, page.getByRole('link', { name: 'Tiếp tục: in' }));
  await page.getByRole('heading', { level: 1, name: 'Kiểm tra rồi in' }).waitFor();
  assert.match(textOf(await download(page, 'Tải PDF để in')), /Tổ chờ bác ở nhà văn hóa/);
  // Faster than the note is written into the text.
  await goTo(page, '#/g/cai-dat-vneid/leaflet-a4/edit');
  await shown(page);
  await route(page, 'guide.note', async (own) => { await page.waitForTimeout(800); await own.continue(); });
  await page.getByLabel('Thêm ghi chú').fill('Tổ chờ bác ở đình.');
  await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kiểm tra rồi in' }).waitFor();
  assert.match(textOf(await download(page, 'Tải PDF để in')), /Tổ chờ bác ở đình/);
  await end(opened);
});

// What a screen asks, and what is pressed for it.
const ASKED = [
  ['#/', 'guides'], ['#/g/cai-dat-vneid/leaflet-a4', 'pages'], ['#/history', 'history'], ['#/measure', 'printers'], ['#/measure', 'printer.sheet', 'Tải tờ thử'],
  ...['pages', 'printers'].map((what) => [PRINT, what]),
  ...[['pdf', 'Tải PDF để in'], ['pdf', 'Tải bản cho nhà in'], ['pages', 'Tải ảnh gửi Zalo']].map(([what, button]) => [PRINT, what, button]),
];
test('what the engine does not understand is told on each screen', { skip: isFile }, async () => {
  const opened = await open('laptop', '#/data');
  const { page } = opened;
  for (const [hash, what, button] of ASKED) {
    await page.goto('about:blank');
    if (!button) await route(page, what, (own) => own.fulfill(reply({ ok: false, fault: `broken ${what}` })));
    await page.goto(PAGE + hash);
    if (button) {
      await page.getByRole('button', { name: button }).waitFor();
      await page.waitForTimeout(500);
      await route(page, what, (own) => own.fulfill(reply({ ok: false, fault: `broken ${what}` })));
      await page.getByRole('button', { name: button }).click();
    }
    await page.locator('main').getByText(`“broken ${what}”`).first().waitFor({ timeout: 5000 }).catch(() => assert.fail(`${hash}: ${what} is not told`));
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
  await end(opened);
});

test('who presses what vanishes does not lose the place', { skip: isFile }, async () => {
  const opened = await open('laptop', '#/g/cai-dat-vneid/leaflet-a4');
  const { page } = opened;
  await shown(page);
  await route(page, 'pages', (own) => (jsonOf(own.request()).product === 'leaflet-a5' ? own.fulfill({ status: 503, contentType: 'text/plain; charset=utf-8', body: 'Bạn chờ một lát.' }) : own.fallback()));
  await page.locator('input[value="leaflet-a5"]').check();
  const again = page.locator('.faults').getByRole('button', { name: 'Thử lại' });
  await again.waitFor();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await again.focus();
  await page.keyboard.press('Enter');
  await again.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => document.activeElement.className), 'preview');
  await page.evaluate(() => localStorage.setItem('toroi-1', JSON.stringify({ history: [JSON.stringify({ toroi: 1, when: '2026-12-03T09:41', guide: 'cai-dat-vneid', product: 'leaflet-a4', copies: 3 })] })));
  await page.goto('about:blank');
  await page.goto(`${PAGE}#/history`);
  await page.getByRole('button', { name: 'Xóa nhật ký' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Xóa nhật ký' }).waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'DIV');
  opened.wrong.splice(0);
  await end(opened);
});
