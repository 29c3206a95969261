// What a person does with the page, in a real browser. Run by web/tests/run.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { PAGE, SIZES, axe, axeFinds, codesOf, download, folder, isFile, notTooWide, open, pagesOf, shot, shown, textOf } from './browser.mjs';

const { PARTS, ACCEPT } = process.env;
const heard = fileURLToPath(new URL('heard', import.meta.url));

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
