// What is changed for one print: a sheet seen folded, larger letters, a note, rows and places; and the page in
// English. Run by web/tests/run.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { SIZES, axeFinds, download, goTo, notTooWide, open, pagesOf, shot, shown, textOf } from './browser.mjs';

// As everybody has to be able to use it.
const sound = async (page, name) => {
  await shot(page, name);
  await notTooWide(page, name);
  assert.deepEqual(await axeFinds(page), [], name);
};

// The sizes of letters of a PDF, as another program reads them.
const sizesOf = (pdf) => {
  const xml = execFileSync('pdftohtml', ['-xml', '-stdout', '-i', '-zoom', '10', pdf], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return [...xml.matchAll(/<fontspec [^>]*size="(\d+)"/g)].map(([, size]) => Number(size));
};

// Left edges of the words of a page, in points.
const leftOf = (pdf, page) => {
  const html = execFileSync('pdftotext', ['-bbox', '-f', String(page), '-l', String(page), pdf, '-'], { encoding: 'utf8' });
  return [...html.matchAll(/<word xMin="([\d.]+)"/g)].map(([, left]) => Number(left));
};

const rows = (count) => `Tên,Số máy\n${Array.from({ length: count }, (_, n) => `nhà ${n + 1},024 3864 ${1001 + n}`).join('\n')}\n`;

const withList = async (size, product, count) => {
  const opened = await open(size, `#/g/kich-hoat-tai-khoan/${product}/houses`);
  const { page } = opened;
  await shown(page);
  await page.getByLabel('Chọn tệp Excel').setInputFiles({ name: 'nhà.csv', mimeType: 'text/csv', buffer: Buffer.from(rows(count)) });
  await page.getByText(`nhà.csv: ${count} hàng`).waitFor();
  await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy' });
  await page.getByText(`Cả ${count} hàng đều in được`).waitFor();
  return opened;
};

for (const size of Object.keys(SIZES)) {
  test(`${size}: what folds is seen folded`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/trifold');
    await shown(page);
    await page.getByLabel('Gấp lại').check();
    await page.locator('.folded figure').first().waitFor();
    const names = () => page.locator('.folded .strip').evaluateAll((all) => all.map((own) => own.getAttribute('aria-label')));
    assert.deepEqual(await names(), ['Bìa', 'Mặt sau', 'Mở bìa ra', 'Mở hết']);
    // The cover is the rightmost panel of the outside; the opened cover shows the flap beside the first page inside.
    const cut = await page.locator('.folded .strip').evaluateAll((all) => all.map((own) => [...own.querySelectorAll('img')].map((image) => [image.getAttribute('src'), image.style.left])));
    const [cover, , half, whole] = cut;
    const share = (left) => Math.round(Math.abs(parseFloat(left)));
    assert.equal(share(cover[0][1]), 197);
    assert.deepEqual([share(half[0][1]), share(half[1][1])], [0, 0]);
    assert.deepEqual([half[0][0] === whole[0][0], half[1][0] === cover[0][0]], [true, true]);
    assert.equal(whole.length, 3);
    await sound(page, `${size}-folded`);
    assert.equal(await page.locator('.pages').isVisible(), false);
    await page.locator('input[value="bifold"]').check();
    await page.waitForFunction(() => document.querySelectorAll('.folded figure').length === 3);
    await shot(page, `${size}-folded-once`);
    await page.locator('input[value="tent"]').check();
    await page.waitForFunction(() => document.querySelectorAll('.folded .turned').length === 1);
    await shot(page, `${size}-folded-tent`);
    // What does not fold has no such view, and is seen as it is.
    await page.locator('input[value="leaflet-a4"]').check();
    await page.getByLabel('Gấp lại').waitFor({ state: 'hidden' });
    await shown(page);
    assert.equal(await page.getByLabel('Bản in', { exact: true }).isChecked(), true);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: letters grow, or the page says what has to go`, async () => {
    const { context, page, wrong } = await open(size, '#/g/bac-o-buoc-nao/leaflet-a5/print');
    await shown(page);
    const plain = sizesOf(await download(page, 'Tải PDF để in'));
    await goTo(page, '#/g/bac-o-buoc-nao/leaflet-a5/edit');
    await shown(page);
    await page.getByLabel('Chữ to hơn', { exact: true }).check();
    await page.getByText('Khác bản gốc 1 chỗ').waitFor();
    await shown(page);
    await sound(page, `${size}-larger`);
    await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
    await shown(page);
    await page.getByText('Sửa lần này').waitFor();
    const larger = sizesOf(await download(page, 'Tải PDF để in'));
    const [least, most] = [Math.min, Math.max].map((pick) => pick(...larger) / pick(...plain));
    assert.ok(least >= 1.09 && most >= 1.09, `${least} ${most}`);
    // Where there is no room the page says how much is too much, and does what it offers.
    await goTo(page, '#/g/cai-dat-vneid/trifold/edit');
    await shown(page);
    await page.getByLabel('Chữ to hơn nữa').check();
    const told = page.getByRole('region', { name: /Chữ to hơn thì thừa \d+ dòng/ });
    await told.waitFor();
    await told.getByText(/Vừa cả bài:|không có khổ nào/).waitFor();
    assert.doesNotMatch(await page.locator('.preview').textContent(), /copyfitting|style|mức co|mm,/);
    await sound(page, `${size}-no-room`);
    await page.getByRole('link', { name: 'Chưa in được như vậy' }).click();
    assert.equal(await told.evaluate((own) => own === document.activeElement), true);
    const leave = told.getByRole('button', { name: /^Không in/ }).first();
    const title = /“(.*)”/.exec(await leave.textContent())[1];
    await leave.click();
    await page.getByText('Khác bản gốc 2 chỗ').waitFor();
    assert.equal(await page.locator('.steps .off').filter({ hasText: title }).count(), 1);
    await page.getByRole('button', { name: 'Để chữ như mẫu' }).click();
    await page.getByText('Khác bản gốc 1 chỗ').waitFor();
    await shown(page);
    assert.equal(await page.getByLabel('Chữ như mẫu').isChecked(), true);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: a note of one's own is printed, or it is said why not`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/leaflet-a4/edit');
    await shown(page);
    const note = page.getByLabel('Thêm ghi chú');
    await note.fill('Tổ chờ bác ở nhà văn hóa.');
    await page.getByText('Khác bản gốc 1 chỗ').waitFor();
    await shown(page);
    await sound(page, `${size}-note`);
    await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
    await shown(page);
    assert.match(textOf(await download(page, 'Tải PDF để in')), /Tổ chờ bác ở nhà văn hóa/);
    await page.goBack();
    await shown(page);
    assert.equal(await note.inputValue(), 'Tổ chờ bác ở nhà văn hóa.');
    // What may not be printed is told as in any text.
    await note.fill('Gọi bác Hòa 0912 345 678. Xem https://bit.ly/x');
    await page.locator('.preview .summary.wrong').waitFor();
    assert.match(await page.locator('.preview .summary.wrong').textContent(), /bit\.ly/);
    await shot(page, `${size}-note-refused`);
    await note.fill('');
    await page.getByText('Giống bản gốc').waitFor();
    await shown(page);
    // A sheet of few words has no place for it.
    await goTo(page, '#/g/cai-dat-vneid/poster-a3/edit');
    await shown(page);
    await note.fill('Tổ chờ bác ở nhà văn hóa.');
    await page.getByText('Loại tờ này không có chỗ cho ghi chú').waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: rows are ticked one by one`, async () => {
    const { context, page, wrong } = await withList(size, 'hanger', 30);
    await page.getByText('Chọn từng hàng để in').click();
    await page.getByLabel(/^Hàng 4 nhà 3/).uncheck();
    await page.getByLabel(/^Hàng 5 nhà 4/).uncheck();
    await page.getByText('In 28 trên 30 hàng').waitFor();
    await page.getByRole('button', { name: 'Làm 28 tờ' }).waitFor();
    assert.equal(await page.getByLabel('Chỉ in các tờ').inputValue(), '1-2,5-30');
    await page.getByRole('button', { name: 'Các hàng sau' }).click();
    await page.getByLabel(/^Hàng 31 nhà 30/).uncheck();
    await page.getByRole('button', { name: 'Làm 27 tờ' }).waitFor();
    await sound(page, `${size}-rows`);
    const text = textOf(await download(page, 'Làm 27 tờ'));
    assert.ok(!/3864 10(03|04|30)/.test(text) && text.includes('3864 1029'));
    await page.getByRole('button', { name: 'Bỏ chọn tất cả' }).click();
    await page.getByText('Chưa chọn hàng nào').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Làm/ }).count(), 0);
    // Numbers that are typed and ticks are the same choice.
    await page.getByRole('button', { name: 'Chọn tất cả', exact: true }).click();
    await page.getByRole('button', { name: 'Làm 30 tờ' }).waitFor();
    await page.getByLabel('Chỉ in các tờ').fill('25-26');
    await page.getByLabel('Chỉ in các tờ').press('Enter');
    await page.getByText('In 2 trên 30 hàng').waitFor();
    assert.equal(await page.getByLabel(/^Hàng 26 nhà 25/).isChecked(), true);
    assert.equal(await page.getByLabel(/^Hàng 24 nhà 23/).isChecked(), false);
    // No box is old, not even for as long as the engine would take to answer.
    const ticked = await page.getByLabel('Chỉ in các tờ').evaluate((field) => {
      field.value = '22-23';
      field.dispatchEvent(new Event('change'));
      return [...document.querySelectorAll('.ticks input:checked')].map((box) => box.id);
    });
    assert.deepEqual(ticked, ['row-22', 'row-23']);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: a sheet that is partly used goes on at its place`, async () => {
    const { context, page, wrong } = await withList(size, 'hanger', 4);
    await page.getByLabel('Xếp lên giấy A4').check();
    const place = page.getByLabel('Tờ giấy còn dở? Bắt đầu từ chỗ thứ');
    await place.fill('3');
    await place.press('Tab');
    await page.waitForFunction(() => document.querySelectorAll('.places .used').length === 2);
    await page.getByRole('button', { name: 'Làm 4 tờ' }).waitFor();
    await sound(page, `${size}-places`);
    const pdf = await download(page, 'Làm 4 tờ');
    assert.match(await page.locator('.form .good').last().textContent(), /Cần 2 tờ giấy/);
    assert.equal(pagesOf(pdf), 4);
    const third = (198 * 72) / 25.4;
    assert.ok(leftOf(pdf, 1).length > 5 && leftOf(pdf, 1).every((left) => left > third), 'a used place is printed on');
    assert.ok(leftOf(pdf, 3).some((left) => left < third));
    // The same for equal copies; a place that is not there becomes the last that is.
    await goTo(page, '#/g/kich-hoat-tai-khoan/hanger/print');
    await shown(page);
    assert.equal(await place.count(), 0);
    await page.getByLabel('Xếp lên giấy A4').check();
    await shown(page);
    await place.fill('99');
    await place.press('Tab');
    assert.equal(await place.inputValue(), '3');
    await page.getByText('Tệp này in một lần cho tờ giấy dở').waitFor();
    await page.waitForFunction(() => document.querySelector('.pages')?.getAttribute('aria-busy') === 'false');
    await shot(page, `${size}-places-print`);
    const equal = leftOf(await download(page, 'Tải PDF để in'), 1);
    assert.ok(equal.length > 5 && equal.every((left) => left > third));
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test(`${size}: the page speaks English when it is asked to, and stays so`, async () => {
    const { context, page, wrong, more } = await open(size);
    await page.locator('.shot img.here').first().waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'What do you want to print today?' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    const again = await more();
    // Whatever the program says is English too; what is printed is not.
    const screens = ['#/', '#/g/cai-dat-vneid/trifold', '#/g/cai-dat-vneid/leaflet-a4/ward', '#/g/cai-dat-vneid/leaflet-a4/edit', '#/g/cai-dat-vneid/hanger-105/houses', '#/g/cai-dat-vneid/leaflet-a4/print', '#/history', '#/measure', '#/write', '#/data'];
    await again.goto(page.url().split('#')[0]);
    for (const [at, hash] of screens.entries()) {
      if (at) await goTo(again, hash);
      await again.locator(at && !/history|measure|write|data/.test(hash) ? '.pages[aria-busy=false] img' : '#screen h1').first().waitFor();
      const said = await again.evaluate(() => {
        const copy = document.body.cloneNode(true);
        copy.querySelectorAll('[lang=vi], noscript, #said, .log, .last, select, input, .kits, .steps, .sum').forEach((own) => own.remove());
        return copy.textContent;
      });
      // Names of what is printed, and examples of it, stay.
      const own = said.replace(/“[^”]*”/g, '').match(/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹăđơư][\p{L}]*/giu) ?? [];
      assert.deepEqual(own.filter((word) => !/^(bác|đình|định|ông|đoàn|vssid|ởi|ụ|ờ)$/i.test(word)), [], hash);
      await shot(again, `${size}-en-${at}`);
      await notTooWide(again, hash);
      assert.deepEqual(await axeFinds(again), [], hash);
    }
    await goTo(again, '#/g/cai-dat-vneid/leaflet-a4/ward');
    await again.getByLabel('Phone number of the leader').fill('12');
    await again.getByLabel('Who hands the sheets out').focus();
    await again.getByText('1 place to put right').waitFor();
    await again.getByRole('button', { name: 'Tiếng Việt' }).click();
    await again.getByRole('heading', { level: 1, name: 'Thông tin phường, xã' }).waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });
}
