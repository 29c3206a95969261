// A list of houses under hands that are quick, slow or mistaken: what is chosen holds, what is wrong is told, and
// nothing moves away from under a press or the focus. Run by web/tests/run.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { axeFinds, download, goTo, notTooWide, open, shown, textOf } from './browser.mjs';
import { focused, isApi, jsonOf, next, pressSlowly, reply, route } from './hands.mjs';

const csv = (rows) => ['Tên,Số máy,Số hỏng', ...rows].join('\n');
const good = (count) => Array.from({ length: count }, (_, n) => `nhà ${n + 1},024 3864 ${1001 + n},024 38`);
const put = (page, name, text) => page.getByLabel('Chọn tệp Excel').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

const HASH = '#/g/kich-hoat-tai-khoan/hanger/houses';
const withList = async (count = 10, text = csv(good(count))) => {
  const opened = await open('laptop', HASH);
  const { page } = opened;
  await shown(page);
  await put(page, 'nhà.csv', text);
  await page.getByText(`nhà.csv: ${count} hàng`).waitFor();
  return opened;
};
const matched = async (count = 10) => {
  const opened = await withList(count);
  await opened.page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy' });
  await opened.page.getByText(`Cả ${count} hàng đều in được`).waitFor();
  return opened;
};
const end = async ({ context, wrong }) => {
  assert.deepEqual(wrong, []);
  await context.close();
};

test('a line that is to stay blank is sent as such, also when it was guessed', async () => {
  const opened = await withList(2, 'Công an xã,Tổ trưởng\n024 3864 1001,024 3864 2001\n024 3864 1002,024 3864 2002\n');
  const { page } = opened;
  await page.getByText('tự đoán').first().waitFor();
  const asked = next(page, 'list.check');
  await page.getByLabel('Tổ trưởng').selectOption('');
  assert.equal((await asked).map['to-truong'], '');
  await end(opened);
});

test('no row is chosen: that stays so, whatever else is changed', async () => {
  const opened = await matched();
  const { page } = opened;
  await page.getByText('Chọn từng hàng để in').click();
  await page.getByLabel(/^Hàng 4 nhà 3/).waitFor();
  await page.getByRole('button', { name: 'Bỏ chọn tất cả' }).click();
  await page.getByText('Chưa chọn hàng nào').waitFor();
  for (const change of [
    () => page.getByLabel('Tổ trưởng').selectOption({ label: 'Số máy' }),
    () => page.getByLabel('Xếp lên giấy A4').check(),
  ]) {
    const asked = next(page, 'list.check');
    await change();
    await asked;
    await page.waitForTimeout(600);
    assert.equal(await page.getByRole('button', { name: /^Làm/ }).count(), 0);
    assert.equal(await page.getByText('Chưa chọn hàng nào').isVisible(), true);
    assert.equal(await page.getByLabel(/^Hàng 4 nhà 3/).isChecked(), false);
  }
  await page.getByLabel(/^Hàng 4 nhà 3/).check();
  await page.getByRole('button', { name: 'Làm 1 tờ' }).waitFor();
  await end(opened);
});

test('what the engine does not understand is told, wherever it was asked', async () => {
  const opened = await matched();
  const { page } = opened;
  const press = (name) => page.getByRole('button', { name }).click();
  for (const [what, act] of [
    ['record', () => press('Tờ sau')],
    ['list.rows', () => page.getByText('Chọn từng hàng để in').click()],
    ['merge', () => press('Làm 10 tờ')],
    ['history.note', () => press('Làm 10 tờ')],
    ['list.check', () => page.getByLabel('Tổ trưởng').selectOption({ label: 'Số máy' })],
    ['list.match', () => put(page, 'nhà.csv', csv(good(10)))],
    ['list.read', () => put(page, 'nhà.csv', csv(good(10)))],
  ]) {
    await route(page, what, (own) => own.fulfill(reply({ ok: false, fault: `broken ${what}` })));
    await act();
    // That a line of the history is missing keeps nobody from printing.
    const told = what === 'history.note' ? 'chưa ghi được vào nhật ký' : `broken ${what}`;
    await page.locator('.summary').filter({ hasText: told }).first().waitFor();
    await page.unrouteAll();
  }
  await end(opened);
});

test('numbers of sheets are whole numbers, or it is said so', async () => {
  const opened = await matched(3);
  const { page } = opened;
  const asked = [];
  page.on('request', (request) => { if (isApi(request)) asked.push(jsonOf(request).do); });
  await page.getByLabel('Máy kẹt giấy? In lại từ tờ giấy số').fill('1.5');
  await page.getByRole('button', { name: 'Làm 3 tờ' }).click();
  await page.locator('.form').getByText('Ghi số nguyên từ 1 đến 3.').waitFor();
  assert.equal(await focused(page), 'from');
  await page.getByLabel('Máy kẹt giấy? In lại từ tờ giấy số').fill('3');
  assert.equal(await page.locator('.form').getByText('Ghi số nguyên từ 1 đến 3.').count(), 0);
  const record = page.getByLabel('Xem tờ thứ');
  await record.fill('2.5');
  await record.press('Enter');
  await page.locator('.form').getByText('Ghi số nguyên từ 1 đến 3.').waitFor();
  assert.equal(await record.getAttribute('aria-invalid'), 'true');
  await page.getByRole('button', { name: 'Tải tờ đang xem' }).click();
  await page.waitForTimeout(300);
  assert.equal(await focused(page), 'record');
  assert.deepEqual(asked, []);
  // Another column asks for no picture of sheet 2.5 either.
  await page.getByLabel('Tổ trưởng').selectOption({ label: 'Số máy' });
  await page.waitForTimeout(800);
  assert.deepEqual(asked, ['list.check']);
  assert.equal(await page.getByText('chưa hiểu nhau').count(), 0);
  assert.deepEqual(await axeFinds(page), []);
  await notTooWide(page, 'wrong numbers');
  // What is too large is the last one.
  await record.fill('99');
  await record.press('Enter');
  assert.equal(await record.inputValue(), '3');
  await end(opened);
});

test('a check that fails is tried again', async () => {
  const opened = await matched(3);
  const { page } = opened;
  await route(page, 'list.check', (own) => own.fulfill({ status: 503, contentType: 'text/plain; charset=utf-8', body: 'Nhiều người đang dùng quá.' }));
  await page.getByLabel('Tổ trưởng').selectOption({ label: 'Số máy' });
  await page.locator('.form').getByText('Nhiều người đang dùng quá.').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Làm/ }).count(), 0);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByRole('button', { name: 'Làm 3 tờ' }).waitFor();
  opened.wrong.splice(0);
  await end(opened);
});

test('rows that are not there are told; what is left is offered', async () => {
  const opened = await matched();
  const { page } = opened;
  const only = page.getByLabel('Chỉ in các tờ');
  for (const [typed, told, isMade] of [['11-20', /10 dòng/, false], ['abc', /“abc”/, false], ['8-10', null, true]]) {
    await only.fill(typed);
    await only.press('Enter');
    if (told) await page.locator('.form .summary.wrong').filter({ hasText: told }).waitFor();
    else await page.getByText('Cả 3 hàng đều in được').waitFor();
    assert.equal(await page.getByText('Cả 0 hàng').count(), 0, typed);
    assert.equal(await page.locator('.form .good').filter({ hasText: 'in được' }).count(), isMade ? 1 : 0, typed);
    assert.equal(await page.getByRole('button', { name: /^Làm/ }).count(), isMade ? 1 : 0, typed);
    assert.doesNotMatch(await page.locator('.form').textContent(), /--only/);
  }
  await end(opened);
});

test('a fault goes with the column it was in', async () => {
  const opened = await matched();
  const { page } = opened;
  await page.getByText('Chọn từng hàng để in').click();
  await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số hỏng' });
  await page.getByText('0 hàng in được, 10 hàng có lỗi').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.ticks .wrong').length === 10);
  await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy' });
  await page.getByText('Cả 10 hàng đều in được').waitFor();
  assert.equal(await page.locator('.ticks .wrong').count(), 0);
  assert.doesNotMatch(await page.locator('.ticks').textContent(), /không phải số điện thoại/);
  await end(opened);
});

test('an answer that comes late says nothing of another list', async () => {
  const opened = await matched(30);
  const { page } = opened;
  let late = null;
  await route(page, 'list.check', async (own) => {
    if (late) return own.continue();
    const answer = own.fetch();
    late = answer.then(async (response) => { await page.waitForTimeout(1200); await own.fulfill({ response }); });
    return late;
  });
  await page.getByLabel('Tổ trưởng').selectOption({ label: 'Số máy' });
  await put(page, 'ngắn.csv', csv(good(2)));
  await page.getByText('ngắn.csv: 2 hàng').waitFor();
  await late;
  await page.getByText('Cả 2 hàng đều in được').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Làm 2 tờ' }).count(), 1);
  assert.match(await page.locator('.rows-chosen').textContent(), /In 2 trên 2 hàng/);
  assert.equal(await page.getByLabel('Xem tờ thứ').getAttribute('max'), '2');
  await end(opened);
});

test('a button pressed straight out of a field does what the field says', async () => {
  const opened = await matched();
  const { page } = opened;
  await page.getByLabel('Chỉ in các tờ').fill('2-3');
  const [file] = await Promise.all([page.waitForEvent('download'), pressSlowly(page, page.getByRole('button', { name: 'Làm 10 tờ' }))]);
  assert.ok(file);
  await page.locator('.form').getByText('Xong 2 tờ. Cần 2 tờ giấy.').waitFor();
  await page.getByLabel('Xếp lên giấy A4').check();
  await page.locator('.form').getByText('Xong 2 tờ').waitFor({ state: 'detached' });
  await page.getByLabel('Tờ giấy còn dở? Bắt đầu từ chỗ thứ').fill('3');
  await Promise.all([page.waitForEvent('download'), pressSlowly(page, page.getByRole('button', { name: 'Làm 2 tờ' }))]);
  await page.locator('.form').getByText('Xong 2 tờ. Cần 2 tờ giấy.').waitFor();
  await end(opened);
});

test('two clicks make the copies once, and note them once', async () => {
  const opened = await matched(2);
  const { page } = opened;
  const asked = [];
  page.on('request', (request) => { if (isApi(request)) asked.push(jsonOf(request).do); });
  await page.getByRole('button', { name: 'Làm 2 tờ' }).dblclick();
  await page.locator('.form').getByText('Xong 2 tờ').waitFor();
  await page.waitForTimeout(500);
  // As a slow engine sees it: another press before the first is done.
  await route(page, 'merge', async (own) => { await page.waitForTimeout(700); await own.continue(); });
  await page.getByRole('button', { name: 'Làm 2 tờ' }).click();
  await page.waitForTimeout(200);
  await page.getByRole('button', { name: 'Làm 2 tờ' }).click({ force: true });
  await page.locator('.form').getByText('Xong 2 tờ').waitFor();
  await page.waitForTimeout(1500);
  assert.equal(asked.filter((one) => one === 'merge').length, 2);
  assert.equal(asked.filter((one) => one === 'history.note').length, 2);
  await end(opened);
});

test('the focus stays where it is while a list is checked again', async () => {
  const opened = await matched(45);
  const { page } = opened;
  const checked = async (act, wanted, said) => {
    const asked = next(page, 'list.check');
    await act();
    await asked;
    await page.getByText(said).waitFor();
    await page.waitForTimeout(300);
    assert.equal(await focused(page), wanted);
  };
  await page.getByText('Chọn từng hàng để in').click();
  await page.getByLabel(/^Hàng 4 nhà 3/).focus();
  await checked(() => page.keyboard.press('Space'), 'row-3', 'Cả 44 hàng đều in được');
  await page.getByLabel('Đúng khổ tờ').focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(800);
  assert.equal(await page.evaluate(() => document.activeElement.name), 'paper');
  await page.getByLabel('Chỉ in các tờ').fill('2-3');
  await checked(() => page.keyboard.press('Tab'), 'from', 'Cả 2 hàng đều in được');
  // What vanishes gives the focus back.
  await page.getByLabel('Chỉ in các tờ').fill('abc');
  await checked(() => page.keyboard.press('Tab'), 'only', '“abc”');
  // The last page of rows has no next one.
  await page.getByRole('button', { name: 'Các hàng sau' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Hàng 22 nhà 21/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel(/^Hàng 46 nhà 45/).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Các hàng trước');
  await end(opened);
});

test('a list is there again when one comes back, until it is put away', async () => {
  const opened = await matched();
  const { page } = opened;
  await page.getByLabel('Chỉ in các tờ').fill('2-3');
  await page.getByLabel('Chỉ in các tờ').press('Enter');
  await page.getByText('Cả 2 hàng đều in được').waitFor();
  await page.getByRole('link', { name: 'Quay lại' }).click();
  await page.getByRole('heading', { level: 1, name: 'Thông tin phường, xã' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Làm 2 tờ' }).waitFor();
  assert.equal(await page.getByLabel('Chỉ in các tờ').inputValue(), '2-3');
  const text = textOf(await download(page, 'Làm 2 tờ'));
  assert.ok(text.includes('3864 1002') && !text.includes('3864 1001'));
  // The same list for another kind of sheet: its columns are matched anew.
  await goTo(page, '#/g/kich-hoat-tai-khoan/hanger-105/houses');
  await page.getByText('nhà.csv: 10 hàng').waitFor();
  await page.getByText('Bạn chọn cột cho ít nhất một mục ở trên').waitFor();
  assert.deepEqual(await axeFinds(page), []);
  await page.getByRole('button', { name: 'Bỏ danh sách này' }).click();
  assert.equal(await focused(page), 'list');
  assert.equal(await page.getByText('nhà.csv: 10 hàng').count(), 0);
  await goTo(page, HASH);
  await shown(page);
  await page.waitForTimeout(500);
  assert.equal(await page.getByText('nhà.csv').count(), 0);
  await end(opened);
});
