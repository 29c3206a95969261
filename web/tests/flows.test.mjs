// What a person does from the gallery to the printed sheet, with either engine: pick, choose, fill in, see, change
// the wording, upload a list, print. Run by web/tests/run.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PAGE, PARTS, SIZES, codesOf, download, folder, open, pagesOf, shown, textOf } from './browser.mjs';

// The history of the project that is served; the page in one file keeps its own.
const forget = () => rmSync(join(PARTS, 'history.jsonl'), { force: true });

// As Unikey types “phường”: letters, then Backspace and the letter with its mark.
const likeUnikey = async (page, field) => {
  await field.focus();
  const keys = ['p', 'h', 'u', 'o', 'n', 'g'];
  for (const key of keys) await page.keyboard.type(key);
  for (let i = 0; i < 4; i += 1) await page.keyboard.press('Backspace');
  await page.keyboard.insertText('ương');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Backspace');
  await page.keyboard.insertText('ờng');
  await page.keyboard.type(' Định Công');
};

for (const size of Object.keys(SIZES)) {
  test(`${size}: pick, choose, fill in, see, print; it is there the next time`, async () => {
    forget();
    const { context, page, wrong, more } = await open(size);
    await page.getByRole('searchbox').fill('kich hoat tai khoan');
    const cards = page.locator('.card:visible');
    await page.locator('.card:visible .shot img.here').first().waitFor();
    assert.ok((await cards.count()) >= 1 && (await cards.count()) < 6);
    await page.locator('.card:visible a[href*="kich-hoat-tai-khoan"]').click();
    await shown(page);
    await page.locator('input[value="leaflet-a5"]').check();
    await page.getByRole('link', { name: 'Tiếp tục: ghi thông tin phường' }).click();
    const name = page.getByLabel('Đơn vị phát tờ in');
    await likeUnikey(page, name);
    await page.getByLabel('Số điện thoại Công an').fill('02438641234');
    // Nothing is rewritten while it is typed; what will be printed stands beside it afterwards.
    assert.equal(await name.inputValue(), 'phường Định Công');
    await page.getByLabel('Số điện thoại tổ trưởng').fill('12');
    await page.getByLabel('Đơn vị phát tờ in').focus();
    await page.getByText('Sẽ in: 024 3864 1234').waitFor();
    await page.getByText('Có 1 chỗ cần sửa').waitFor();
    await page.locator('.summary a').click();
    assert.equal(await page.getByLabel('Số điện thoại tổ trưởng').evaluate((own) => own === document.activeElement), true);
    await page.getByLabel('Số điện thoại tổ trưởng').fill('');
    await page.getByLabel('Đơn vị phát tờ in').focus();
    await page.getByText('Có 1 chỗ cần sửa').waitFor({ state: 'detached' });
    await shown(page);
    await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
    await shown(page);
    await page.getByLabel('Bạn in bao nhiêu bản?').fill('200');
    const pdf = await download(page, 'Tải PDF để in');
    assert.match(textOf(pdf), /024 3864 1234/);
    assert.equal(pagesOf(pdf) % 2, 0);
    assert.match(codesOf(pdf), /https:\/\//);
    const first = readFileSync(pdf);
    // The back came out upside down: it is turned, and remembered.
    const card = page.locator('.card-words');
    const flips = ['Lật cạnh dài', 'Lật cạnh ngắn'];
    const old = (await card.textContent()).includes(flips[0]) ? 0 : 1;
    await page.getByRole('button', { name: 'Mặt sau bị ngược đầu' }).click();
    await page.getByText(flips[1 - old]).waitFor();
    const turned = await download(page, 'Tải PDF để in');
    assert.ok(!first.equals(readFileSync(turned)));
    await page.getByRole('button', { name: 'Thanh đo không đúng 100 mm' }).click();
    await page.getByLabel('Thanh đo được bao nhiêu mm?').fill('97');
    await page.locator('.test').getByText('tỷ lệ 97 %').waitFor();
    // Another printer has shown nothing wrong yet; what the first one did is still known.
    const printer = page.getByLabel('Máy in nào?');
    await printer.fill('máy nhà văn hóa');
    await printer.press('Tab');
    await page.locator('.printer').getByText(flips[old]).waitFor();
    await printer.fill('');
    await printer.press('Tab');
    await page.locator('.printer').getByText(flips[1 - old]).waitFor();
    await page.locator('.printer').getByText('tỷ lệ 97 %').waitFor();
    await page.close();
    const again = await more();
    await again.goto(`${PAGE}#/g/kich-hoat-tai-khoan/leaflet-a5/ward`);
    assert.equal(await again.getByLabel('Đơn vị phát tờ in').inputValue(), 'phường Định Công');
    await again.goto(`${PAGE}#/history`);
    await again.getByRole('link', { name: /^In lại/ }).first().waitFor();
    assert.equal(await again.locator('.log li').count(), 2);
    assert.match(await again.locator('.log').textContent(), /200 bản/);
    assert.doesNotMatch(await again.locator('.log').textContent(), /3864/);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: a list from a spreadsheet becomes a sheet for each house`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/hanger-105/houses');
    await shown(page);
    const book = join(folder, 'nhà.xlsx');
    const write = (wrong) => execFileSync('/usr/bin/python3', ['-c', `
import openpyxl, sys
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["Họ tên", "Số máy công an"])
for n in range(1, 41):
    sheet.append([f"Nguyễn Văn {n}", "024 38" if n == int(sys.argv[2]) else f"024 3864 {1000 + n}"])
book.save(sys.argv[1])`, book, String(wrong)]);
    write(7);
    await page.getByLabel('Chọn tệp Excel').setInputFiles(book);
    await page.getByText('nhà.xlsx: 40 hàng').waitFor();
    // No column is called like a line of the sheet: a person says which it is.
    await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy công an' });
    await page.getByText('39 hàng in được, 1 hàng có lỗi').waitFor();
    assert.match(await page.locator('.groups').textContent(), /Số máy công an.*Hàng 8/s);
    await page.getByLabel('Xem tờ thứ').fill('17');
    await page.getByLabel('Xem tờ thứ').press('Enter');
    await shown(page);
    // Without a word about the bad row nothing is made.
    await page.getByRole('button', { name: 'Làm 39 tờ' }).click();
    await page.locator('.summary.wrong').last().waitFor();
    await page.getByLabel('Bỏ qua những hàng có lỗi').check();
    const pdf = await download(page, 'Làm 39 tờ');
    assert.match(await page.locator('.form .good').last().textContent(), /Xong 39 tờ. Cần 39 tờ giấy/);
    assert.equal(pagesOf(pdf), 78);
    const text = textOf(pdf);
    assert.ok(text.includes('024 3864 1017') && !text.includes('024 3864 1007'));
    // The paper jammed at sheet 30, that of row 31: the rest is made again, the same pages as before.
    await page.getByLabel('Máy kẹt giấy? In lại từ tờ giấy số').fill('30');
    const rest = await download(page, 'Làm 39 tờ');
    assert.match(await page.locator('.form .good').last().textContent(), /Xong 10 tờ. Cần 10 tờ giấy/);
    assert.equal(pagesOf(rest), 20);
    const tail = execFileSync('pdftotext', ['-layout', '-f', '59', pdf, '-'], { encoding: 'utf8' });
    assert.equal(textOf(rest), tail);
    await page.getByLabel('Máy kẹt giấy? In lại từ tờ giấy số').fill('1');
    await download(page, 'Làm 39 tờ');
    const report = await download(page, 'Tải danh sách hàng lỗi');
    assert.match(readFileSync(report, 'utf8'), /"8"/);
    // The row is mended in the other program and the file chosen once more: the columns stay matched.
    write(0);
    await page.getByLabel('Chọn tệp Excel').setInputFiles(book);
    await page.getByText('Cả 40 hàng đều in được').waitFor();
    const whole = await download(page, 'Làm 40 tờ');
    assert.equal(pagesOf(whole), 80);
    const card = await page.locator('.form .card-words').textContent();
    assert.match(card, /In hai mặt.*Lật cạnh.*100/s);
    // Some of them alone.
    await page.getByLabel('Chỉ in các tờ').fill('3-5, 9');
    await page.getByLabel('Chỉ in các tờ').press('Enter');
    await page.getByText('Cả 4 hàng đều in được').waitFor();
    const few = textOf(await download(page, 'Làm 4 tờ'));
    assert.ok(['1003', '1004', '1005', '1009'].every((own) => few.includes(own)) && !few.includes('1006'));
    // The copy of row 17, as paper shows it: its number, and codes that lead where they should.
    const copy = join(folder, `${size}-17`);
    execFileSync('pdftoppm', ['-r', '200', '-f', '33', '-l', '34', '-png', whole, copy]);
    assert.match(execFileSync('pdftotext', ['-f', '33', '-l', '34', whole, '-'], { encoding: 'utf8' }), /024 3864 1017/);
    // A side without a code is no mistake to us, but one to zbarimg.
    const read = (side) => spawnSync('zbarimg', ['-q', '--raw', `${copy}-${side}.png`], { encoding: 'utf8' }).stdout;
    const codes = read(33) + read(34);
    assert.match(codes, /^https:\/\/play\.google\.com\/store\/apps\/details\?id=com\.vnid$/m);
    assert.match(codes, /^https:\/\/apps\.apple\.com\/vn\/app\/vneid\/id1582750372$/m);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: a step is left out for this print; a guide is written`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/leaflet-a5/edit');
    await shown(page);
    await page.getByLabel('Mở CH Play', { exact: true }).uncheck();
    await page.getByRole('button', { name: 'Đưa “Bấm ô tìm, gõ VNeID” xuống' }).first().click();
    await page.getByText(/^Khác bản gốc \d chỗ/).waitFor();
    await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
    await shown(page);
    const text = textOf(await download(page, 'Tải PDF để in'));
    assert.ok(!text.includes('Mở CH Play') && text.includes('Bấm ô tìm, gõ VNeID'));
    await page.goto(`${PAGE}#/write`);
    await page.getByLabel('Đặt tên bài').fill('Bài của tổ 5');
    await page.getByLabel('Chép từ bài có sẵn').selectOption('cai-dat-vneid');
    await page.getByRole('button', { name: 'Chép từ bài có sẵn' }).click();
    await page.getByText('Không có lỗi').waitFor();
    const area = page.getByLabel('Bài viết');
    await area.fill((await area.inputValue()).replace('title: Cài ứng dụng VNeID', 'title: Cài **VNeID'));
    const fault = page.locator('.form .summary.wrong a').first();
    await fault.waitFor();
    await fault.click();
    assert.ok(await area.evaluate((own) => own.value.slice(0, own.selectionStart).split('\n').length === 2));
    await area.fill((await area.inputValue()).replace('title: Cài **VNeID', 'title: Cài VNeID cho bác'));
    await page.getByText('Không có lỗi').waitFor();
    await shown(page);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test('all can be done with the keyboard alone', async () => {
  const { context, page, wrong } = await open('laptop');
  await page.locator('.shot img.here').first().waitFor();
  // Tab until something of this name has the focus.
  const to = async (name) => {
    for (let i = 0; i < 80; i += 1) {
      await page.keyboard.press('Tab');
      const now = await page.evaluate(() => {
        const own = document.activeElement;
        return own?.getAttribute('aria-label') ?? own?.labels?.[0]?.textContent ?? own?.textContent ?? '';
      });
      // What prints a sheet again names it, too, but not first.
      if (now.trim().startsWith(name)) return;
    }
    assert.fail(`the keyboard does not reach “${name}”`);
  };
  await to('Cài ứng dụng VNeID');
  await page.keyboard.press('Enter');
  await shown(page);
  await to('Tiếp tục');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Thông tin phường, xã' }).waitFor();
  await to('Đơn vị phát');
  await page.keyboard.type('phường Khương Đình');
  await to('Tiếp tục');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Kiểm tra rồi in' }).waitFor();
  await to('Tải PDF');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.match(file.suggestedFilename(), /^cai-dat-vneid-.*\.pdf$/);
  assert.deepEqual(wrong, []);
  await context.close();
});
