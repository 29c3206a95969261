// What the page in one file promises beyond what any page does: no network, nothing lost, never frozen,
// soon done. Run by `web/tests/run toroi-offline.html`; with `MEASURE=1` only what is measured, without bounds that
// stretch with the load.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LAUNCH, PAGE, SIZES, chromium, contextOptions, download, folder, open, pagesOf, shown, textOf, watch } from './browser.mjs';

// What the issue asks for on idle cores; on busy ones everything takes as much longer as they are shared by more.
const BOUNDS = { file: 8e6, first: 2_000, preview: 200, few: 3_000, many: 30_000, memory: 600, pause: 200 };
// With MEASURE the bounds are those of the issue, whatever else the machine does.
const stretch = () => (process.env.MEASURE ? 1 : Math.max(1, loadavg()[0] / cpus().length));
const within = (name, took) => {
  const most = BOUNDS[name] * stretch();
  assert.ok(took <= most, `${name}: ${took.toFixed(0)} instead of ${most.toFixed(0)}`);
};
const tell = (words) => console.log(`# ${words} (load ${loadavg()[0].toFixed(1)} on ${cpus().length} cores)`);
const sorted = (times) => times.toSorted((a, b) => a - b);
const median = (times) => sorted(times)[Math.floor(times.length / 2)];
const p95 = (times) => sorted(times)[Math.ceil(times.length * 0.95) - 1];

const HOUSES = '#/g/cai-dat-vneid/hanger-105/houses';

// A workbook of another program, with so many houses.
const workbook = (count) => {
  const path = join(folder, `${count} nhà.xlsx`);
  execFileSync('/usr/bin/python3', ['-c', `
import openpyxl, sys
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
sheet.append(["Họ tên", "Số máy công an"])
for n in range(${count}):
    sheet.append([f"Nguyễn Văn {n}", f"024 3864 {1000 + n % 9000}"])
book.save(sys.argv[1])`, path]);
  return path;
};

const choose = async (page, count) => {
  await page.getByLabel('Chọn tệp Excel').setInputFiles(workbook(count));
  await page.getByLabel('Công an xã, phường').selectOption({ label: 'Số máy công an' });
  await page.getByText(`Cả ${count} hàng đều in được`).waitFor({ timeout: 120_000 });
  await page.locator('.pages[aria-busy=false]').waitFor();
};

// Presses a button; the file, and how long it was waited for.
const timed = async (page, button) => {
  const start = performance.now();
  const [file] = await Promise.all([page.waitForEvent('download', { timeout: 300_000 }), page.getByRole('button', { name: button }).click()]);
  const took = performance.now() - start;
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return [path, took];
};

test('the file is small enough to be sent', () => {
  const { size } = statSync(fileURLToPath(PAGE));
  tell(`${(size / 1e6).toFixed(2)} MB`);
  assert.ok(size <= BOUNDS.file, `${size} bytes`);
});

test('the browser lets nothing out of the page, even where there is a network', async () => {
  let asked = 0;
  const server = createServer((_, reply) => { asked += 1; reply.end(); });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  const host = `http://127.0.0.1:${server.address().port}/`;
  const browser = await chromium.launch(LAUNCH);
  const page = await browser.newPage();
  await page.goto(PAGE);
  await page.locator('.shot img.here').first().waitFor();
  const refused = await page.evaluate(async (url) => {
    const refused = [];
    document.addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
    await fetch(url).catch(() => {});
    navigator.sendBeacon(url, 'Nguyễn Văn An');
    try { new WebSocket(url.replace('http', 'ws')); } catch { /* refused at once */ }
    for (const [tag, name] of [['img', 'src'], ['iframe', 'src'], ['script', 'src'], ['video', 'src'], ['object', 'data']]) {
      const element = document.createElement(tag);
      element[name] = url;
      document.body.append(element);
    }
    const link = document.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href: url });
    document.head.append(link);
    const form = document.createElement('form');
    Object.assign(form, { action: url, method: 'post' });
    document.body.append(form);
    form.submit();
    // Workers are held to it, too.
    const worker = new Worker(URL.createObjectURL(new Blob([`fetch('${url}').then(() => postMessage('sent'), () => postMessage('refused'))`])));
    refused.push(await new Promise((done) => { worker.onmessage = ({ data }) => done(`worker ${data}`); }));
    await new Promise((done) => { setTimeout(done, 1_000); });
    return refused;
  }, host);
  await browser.close();
  server.close();
  assert.equal(asked, 0);
  for (const own of ['connect-src', 'img-src', 'frame-src', 'script-src-elem', 'style-src-elem', 'form-action', 'worker refused']) assert.ok(refused.includes(own), `${own}: ${refused}`);
});

test('what a ward filled in is there when the browser was closed, and goes to another computer in a file', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'toroi-profile-'));
  const wrong = [];
  const visit = async (see) => {
    const context = await chromium.launchPersistentContext(profile, { ...LAUNCH, ...contextOptions('laptop') });
    const page = watch(await context.newPage(), wrong);
    await see(page);
    await context.close();
  };
  const ward = `${PAGE}#/g/cai-dat-vneid/leaflet-a5/ward`;
  let kept;
  await visit(async (page) => {
    await page.goto(ward);
    await page.getByLabel('Đơn vị phát tờ in').fill('phường Định Công');
    await page.getByLabel('Số điện thoại Công an').fill('02438641234');
    await page.getByLabel('Đơn vị phát tờ in').focus();
    await page.getByText(/^Đã lưu lúc/).waitFor();
    // That may still be of the first field.
    await page.waitForFunction(() => Object.values(localStorage).some((text) => text.includes('02438641234')));
  });
  await visit(async (page) => {
    await page.goto(ward);
    assert.equal(await page.getByLabel('Đơn vị phát tờ in').inputValue(), 'phường Định Công');
    await page.goto(`${PAGE}#/data`);
    kept = await download(page, /^Lưu/);
  });
  const { context, page, wrong: others } = await open('phone', '#/data');
  await page.locator('#load').setInputFiles(kept);
  await page.getByRole('button', { name: 'Thay bằng dữ liệu trong tệp' }).click();
  await page.locator('.state').filter({ hasText: /\S/ }).waitFor();
  await page.goto(`${PAGE}#/g/cai-dat-vneid/leaflet-a5/print`);
  await shown(page);
  assert.match(textOf(await download(page, 'Tải PDF để in')), /024 3864 1234/);
  assert.deepEqual([...wrong, ...others], []);
  await context.close();
});

// Asks the engine for more room than there is, in place of what the page asks: it panics and traps.
const crashable = () => {
  const { Worker: Real } = window;
  window.crash = { what: '', left: 0, seen: 0, workers: 0 };
  window.Worker = class extends Real {
    constructor(...given) {
      super(...given);
      window.crash.workers += 1;
    }

    postMessage(data, ...rest) {
      const { crash } = window;
      const says = data.message && new TextDecoder().decode(data.message.subarray(0, 2_000));
      if (says?.includes(`"do":"${crash.what}"`) && crash.left > 0) {
        crash.left -= 1;
        crash.seen += 1;
        super.postMessage({ message: { length: 0xf0000000 } });
      } else super.postMessage(data, ...rest);
    }
  };
};
const crashing = (page, what, left) => page.evaluate(([own, times]) => Object.assign(window.crash, { what: own, left: times }), [what, left]);
const crashes = (page) => page.evaluate(() => ({ seen: window.crash.seen, workers: window.crash.workers }));

for (const size of Object.keys(SIZES)) {
  test(`${size}: an engine that crashes is started again, and the form is kept`, async () => {
    const { context, page, wrong } = await open(size, '#/g/cai-dat-vneid/leaflet-a5/ward', crashable);
    await shown(page);
    // Again and again: it is said, what was typed stays, and one press goes on.
    await crashing(page, 'pages', 1_000);
    await page.getByLabel('Đơn vị phát tờ in').fill('phường Định Công');
    await page.getByLabel('Số điện thoại Công an').focus();
    await page.getByText('Chương trình vừa gặp lỗi và đã mở lại').waitFor();
    assert.equal(await page.getByLabel('Đơn vị phát tờ in').inputValue(), 'phường Định Công');
    assert.ok(await page.locator('.pages img').count() > 0, 'the old picture stays');
    await crashing(page, '', 0);
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Chương trình vừa gặp lỗi').waitFor({ state: 'detached' });
    await shown(page);
    // Once: nobody notices.
    const before = await crashes(page);
    await page.getByRole('link', { name: 'Tiếp tục: in' }).click();
    await shown(page);
    await crashing(page, 'pdf', 1);
    assert.match(textOf(await download(page, 'Tải PDF để in')), /phường Định Công/);
    assert.deepEqual(await crashes(page), { seen: before.seen + 1, workers: before.workers + 1 });
    // A list is sent again to the engine that has lost it.
    await page.evaluate((to) => { location.hash = to; }, HOUSES);
    await page.getByRole('heading', { level: 1, name: 'In cho từng nhà' }).waitFor();
    await choose(page, 30);
    await crashing(page, 'merge', 1);
    const [pdf] = await timed(page, 'Làm 30 tờ');
    assert.ok(textOf(pdf).includes('024 3864 1029'));
    assert.equal((await crashes(page)).seen, before.seen + 2);
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test('soon there: the first picture, and each preview', async () => {
  const first = [];
  for (let i = 0; i < 3; i += 1) {
    const { context, page } = await open('laptop', '', () => {
      new MutationObserver((_, own) => {
        if (!document.querySelector('.shot img.here')) return;
        window.seenAfter = performance.now();
        own.disconnect();
      }).observe(document, { subtree: true, attributes: true, childList: true });
    });
    await page.waitForFunction(() => window.seenAfter);
    first.push(await page.evaluate(() => window.seenAfter));
    await context.close();
  }
  tell(`first picture after ${first.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  within('first', median(first));

  const { context, page, wrong } = await open('laptop', '#/g/cai-dat-vneid/leaflet-a4');
  await shown(page);
  const times = await page.evaluate(async () => {
    const { preview } = await import('toroi/preview.js');
    const view = preview();
    document.getElementById('screen').replaceChildren(view.element);
    const pages = view.element.querySelector('.pages');
    const times = [];
    for (let n = 0; n < 45; n += 1) {
      const all = new Promise((done) => { view.element.addEventListener('shown', done, { once: true }); });
      const one = new Promise((done) => {
        new MutationObserver((_, own) => { own.disconnect(); done(); }).observe(pages, { childList: true });
      });
      const start = performance.now();
      view.show({ do: 'pages', guide: 'cai-dat-vneid', product: 'leaflet-a4' }, 210, { changed: { texts: { 'ward.yaml': `ward: phường số ${n}\n` } } }, 0);
      await one;
      times.push(performance.now() - start);
      await all;
    }
    return times;
  });
  // Until then the browser still compiles what is asked for often.
  const warm = times.slice(5);
  tell(`preview median ${median(warm).toFixed(0)} ms, p95 ${p95(warm).toFixed(0)} ms, the first ${times[0].toFixed(0)} ms`);
  within('preview', median(warm));
  within('preview', p95(warm));
  assert.deepEqual(wrong, []);
  await context.close();
});

// The memory of all pages of a browser, at its most, in MB.
const memoryOf = (browser) => {
  const status = (pid) => { try { return readFileSync(`/proc/${pid}/status`, 'utf8'); } catch { return ''; } };
  const parents = new Map(readdirSync('/proc').filter(Number).map((pid) => [pid, /PPid:\s+(\d+)/.exec(status(pid))?.[1]]));
  const isOurs = (pid) => pid === String(browser) || (parents.has(pid) && isOurs(parents.get(pid)));
  const isPage = (pid) => { try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer'); } catch { return false; } };
  return Math.max(...[...parents.keys()].filter((pid) => isOurs(pid) && isPage(pid)).map((pid) => Number(/VmHWM:\s+(\d+)/.exec(status(pid))?.[1] ?? 0) / 1024));
};

test('long lists: soon made, in bounded memory, while the page answers and can stop them', async () => {
  const server = await chromium.launchServer(LAUNCH);
  const browser = await chromium.connect(server.wsEndpoint());
  const context = await browser.newContext(contextOptions('laptop'));
  const wrong = [];
  const page = watch(await context.newPage(), wrong);
  await page.goto(PAGE + HOUSES);
  await shown(page);
  await choose(page, 500);
  const [few, took] = await timed(page, 'Làm 500 tờ');
  assert.equal(pagesOf(few), 1_000);
  tell(`500 hangers after ${took.toFixed(0)} ms`);
  within('few', took);

  const start = performance.now();
  await choose(page, 10_000);
  tell(`10,000 rows read, matched and checked after ${(performance.now() - start).toFixed(0)} ms`);
  // How long the page does not answer, and how the bar grows.
  await page.evaluate(() => {
    window.pause = 0;
    window.bar = [];
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      window.pause = Math.max(window.pause, now - last);
      last = now;
      const value = document.querySelector('progress')?.value;
      if (value !== undefined && value !== window.bar.at(-1)) window.bar.push(value);
    }, 10);
  });
  await page.getByRole('button', { name: 'Làm 10000 tờ' }).click();
  await page.waitForFunction(() => document.querySelector('progress')?.value > 0);
  await page.getByRole('button', { name: 'Dừng' }).click();
  await page.getByText('Đã dừng.').waitFor();
  await page.evaluate(() => { window.bar = []; window.pause = 0; });
  const [many, long] = await timed(page, 'Làm 10000 tờ');
  // The first value may still be that of the run that was stopped.
  const { pause, bar } = await page.evaluate(() => ({ pause: window.pause, bar: window.bar.slice(window.bar.indexOf(0)) }));
  assert.equal(pagesOf(many), 20_000);
  const memory = memoryOf(server.process().pid);
  tell(`10,000 hangers after ${long.toFixed(0)} ms, ${bar.length} steps of the bar, longest pause of the page ${pause.toFixed(0)} ms, memory of the page ${memory.toFixed(0)} MB`);
  within('many', long);
  within('pause', pause);
  assert.ok(bar.length > 10 && bar.every((value, at) => !at || value > bar[at - 1]), bar.join(' '));
  assert.ok(memory < BOUNDS.memory, `${memory} MB`);
  assert.deepEqual(wrong, []);
  await browser.close();
  await server.close();
});
