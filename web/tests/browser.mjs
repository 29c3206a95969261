// A browser for the tests of the page, and the programs that look at what it loads down.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before } from 'node:test';

export const { PAGE, PARTS } = process.env;
const require = createRequire(join(PARTS, 'x.js'));
export const { chromium } = require('playwright-core');
export const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const SIZES = { laptop: { width: 1366, height: 768 }, phone: { width: 360, height: 780 } };
export const LAUNCH = { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] };
export const isFile = PAGE.startsWith('file:');
export const folder = mkdtempSync(join(tmpdir(), 'toroi-page-'));

let browser;
before(async () => { browser = await chromium.launch(LAUNCH); });
after(() => browser?.close());

// Of the page in one file nothing may go to any network, and the browser has none.
export const contextOptions = (size) => ({ viewport: SIZES[size], acceptDownloads: true, offline: isFile, locale: 'vi-VN' });

// What goes wrong in a page, or asks for another host, is found at the end.
export const watch = (page, wrong, address = PAGE) => {
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (said) => { if (said.type() === 'error') wrong.push(said.text()); });
  page.on('request', (request) => {
    const url = request.url();
    const own = url.startsWith('data:') || url.startsWith('blob:') || url.startsWith(isFile ? 'file:' : address);
    if (!own) wrong.push(`asked for ${url}`);
  });
  return page;
};

// A program of its own for a folder.
export const serve = async (project, port = 0) => {
  const child = spawn(process.env.TOROI, ['serve', '--port', String(port), '--project', project], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise((done) => { createInterface(child.stdout).once('line', done); });
  return { address, end: () => new Promise((done) => { child.once('exit', done); child.kill('SIGKILL'); }) };
};

// A browser of its own, with nothing kept. `prepare` is run in each page before the page itself.
export const open = async (size, hash = '', prepare = null, address = PAGE) => {
  const context = await browser.newContext(contextOptions(size));
  if (prepare) await context.addInitScript(prepare);
  const wrong = [];
  const more = async () => watch(await context.newPage(), wrong, address);
  const page = await more();
  await page.goto(address + hash);
  return { context, page, wrong, more };
};

export const shot = async (page, name) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
};

export const notTooWide = async (page, name) => {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${name} is ${over} px too wide`);
};

export const axeFinds = async (page) => {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.map((one) => `${one.id} ${one.nodes[0].html}`);
};

// All sides of what was asked for last are there.
export const shown = (page) => page.locator('.pages[aria-busy=false] img').first().waitFor();

// To another screen of the same page; the one before stays until the next is there. Who is there already
// waits for nothing.
export const goTo = async (page, hash) => {
  if (await page.evaluate(() => location.hash) === hash) return;
  const old = await page.locator('#screen > *').first().elementHandle();
  await page.evaluate((to) => { location.hash = to; }, hash);
  await page.waitForFunction((own) => !own.isConnected, old);
};

export const download = async (page, button) => {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
};

export const textOf = (pdf) => execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
export const pagesOf = (pdf) => Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }))[1]);

// What a phone reads in the QR codes of a PDF, a line each.
export const codesOf = (pdf) => {
  execFileSync('pdftoppm', ['-r', '150', '-gray', pdf, `${pdf}-page`]);
  // It ends with a fault where one of the pages has no code.
  return execFileSync('sh', ['-c', 'zbarimg -q --raw "$1"-page*.pgm 2>/dev/null || true', 'sh', pdf], { encoding: 'utf8' });
};
