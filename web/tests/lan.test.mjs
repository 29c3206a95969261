// A phone in the same Wi-Fi as `toroi serve --lan`, in a real browser. Run by web/tests/run.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

const { PARTS, TOROI } = process.env;
const require = createRequire(join(PARTS, 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const clean = async (page) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html)}`), []);
};

test('a phone comes in by the passphrase that stands on the other screen', async () => {
  const serve = spawn(TOROI, ['serve', '--port', '0', '--lan', '--project', PARTS], { stdio: ['ignore', 'pipe', 'ignore'] });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const here = await new Promise((done) => { createInterface(serve.stdout).once('line', done); });
    const office = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await office.goto(`${here}#/data`);
    await office.getByRole('link', { name: 'Dùng trên điện thoại trong phòng' }).click();
    await office.getByRole('heading', { name: 'Dùng trên điện thoại' }).waitFor();
    await clean(office);
    const typed = await office.locator('.typed').allTextContents();
    if (process.env.SHOTS) await office.screenshot({ path: join(process.env.SHOTS, 'phones.png'), fullPage: true });
    // A computer that is in no network says so.
    if (typed.length === 0) {
      await office.getByText('chưa vào mạng nào').waitFor();
      return;
    }
    const [address, passphrase] = typed;
    assert.match(passphrase, /^\d{4} \d{4}$/);
    await office.getByRole('img', { name: address }).waitFor();

    const phone = await browser.newPage({ viewport: { width: 360, height: 780 } });
    phone.setDefaultTimeout(60_000);
    await phone.goto(address);
    const dialog = phone.getByRole('dialog', { name: 'Mở bằng dãy số' });
    await dialog.waitFor();
    await clean(phone);
    if (process.env.SHOTS) await phone.screenshot({ path: join(process.env.SHOTS, 'lock.png') });
    await phone.keyboard.press('Escape');
    await phone.keyboard.type('1234');
    await phone.keyboard.press('Enter');
    await phone.getByRole('alert').getByText('chưa đúng').waitFor();
    assert.equal(await phone.locator('.card').count(), 0, 'nothing is shown yet');
    await phone.getByLabel('Dãy 8 số').fill(passphrase);
    await phone.keyboard.press('Enter');
    await phone.locator('.card .shot img.here').first().waitFor();
    await phone.reload();
    await phone.locator('.card .shot img.here').first().waitFor();
    assert.equal(await dialog.count(), 0, 'asked for once');
    await phone.goto(`${address}#/phones`);
    await phone.getByText('chỉ hiện trên máy đang chạy chương trình').waitFor();
  } finally {
    await browser.close();
    serve.kill();
  }
});
