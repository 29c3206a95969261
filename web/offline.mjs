// Puts the page and its engine into one file that a browser opens without a network:
//   node web/offline.mjs toroi_wasm.wasm toroi-offline.html
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const MOST = 8 * 1024 * 1024;

const [engine, out] = process.argv.slice(2);
if (!engine || !out) {
  console.error('usage: node web/offline.mjs ENGINE.wasm OUT.html');
  process.exit(2);
}
const app = join(dirname(fileURLToPath(import.meta.url)), 'app');
const read = (path) => readFileSync(join(app, path), 'utf8');
const modules = (folder) => readdirSync(folder).sort().flatMap((name) => {
  const path = join(folder, name);
  if (statSync(path).isDirectory()) return modules(path);
  return path.endsWith('.js') ? [relative(app, path).split(sep).join('/')] : [];
});

const data = (text) => `data:text/javascript;base64,${Buffer.from(text).toString('base64')}`;
const alone = ['main.js', 'engine/worker.js'];
const imports = Object.fromEntries(modules(app).filter((path) => !alone.includes(path)).map((path) => [`toroi/${path}`, data(read(path))]));
const packed = deflateRawSync(readFileSync(engine), { level: 9 }).toString('base64');
const put = (html, old, now) => {
  if (html.split(old).length !== 2) throw new Error(`index.html has to hold this once: ${old}`);
  return html.replace(old, () => now);
};

const style = read('style.css').replace(/url\("(fonts\/[\w-]+\.woff2)"\)/g, (_, path) => `url("data:font/woff2;base64,${readFileSync(join(app, path), 'base64')}")`);

let html = read('index.html');
html = put(html, '<link rel="stylesheet" href="style.css">', `<style>\n${style}</style>`);
html = put(html, '{"imports":{"toroi/":"./"}}', JSON.stringify({ imports }));
html = put(html, '<script type="module" src="main.js"></script>', [
  `<script type="text/plain" id="toroi-worker">\n${read('engine/worker.js')}</script>`,
  `<script type="text/plain" id="toroi-engine">${packed}</script>`,
  `<script type="module">\n${read('main.js')}</script>`,
].join('\n'));
if (html.length > MOST) throw new Error(`${out} would have ${html.length} bytes, more than ${MOST}`);
writeFileSync(out, html);
console.log(`${out}: ${(html.length / 1024 / 1024).toFixed(2)} MB`);
