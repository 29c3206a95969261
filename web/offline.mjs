// Puts the page and its engine into one file that a browser opens without a network:
//   node web/offline.mjs toroi_wasm.wasm toroi-offline.html
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const MOST = 8_000_000;

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

// WebAssembly without what only people and tools read: the names of its functions and who compiled it.
const lean = (wasm) => {
  const parts = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length;) {
    const start = at;
    const id = wasm[at];
    at += 1;
    let length = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80; shift += 7, at += 1) {
      byte = wasm[at];
      length += (byte & 0x7f) * 2 ** shift;
    }
    at += length;
    if (id !== 0) parts.push(wasm.subarray(start, at));
  }
  return Buffer.concat(parts);
};

// Bytes as text of letters that take one byte each, seven bits a letter: an eighth less than base64. Three letters a
// script cannot hold as they are stand for themselves behind the others; `web/app/engine/worker.js` reads it.
const sevenBits = (bytes) => {
  const letters = Buffer.alloc(Math.ceil((bytes.length * 8) / 7));
  let [bits, count, at] = [0, 0, 0];
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 7;) {
      count -= 7;
      letters[at] = (bits >> count) & 0x7f;
      at += 1;
    }
    bits &= 0x7f;
  }
  if (count) letters[at] = (bits << (7 - count)) & 0x7f;
  return letters.toString('latin1').replace(/[\0\r<]/g, (letter) => ({ '\0': '\x80', '\r': '\x81', '<': '\x82' })[letter]);
};

// Deflated as small as can be: zopfli, where it is installed, finds a twentieth more than zlib, and takes half a minute.
let hasZopfli = true;
const deflate = (bytes) => {
  const folder = mkdtempSync(join(tmpdir(), 'toroi-offline-'));
  try {
    writeFileSync(join(folder, 'engine'), bytes);
    execFileSync('zopfli', ['--deflate', '--i1', join(folder, 'engine')]);
    return readFileSync(join(folder, 'engine.deflate'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    hasZopfli = false;
    return deflateRawSync(bytes, { level: 9 });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const wasm = lean(readFileSync(engine));
const deflated = deflate(wasm);
const packed = sevenBits(deflated);
// The browser itself sees to it that nothing leaves the page, whatever stands in it.
const POLICY = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval' data: blob:; worker-src blob:; style-src 'unsafe-inline'; font-src data:; img-src data: blob:; connect-src 'none'; form-action 'none'; base-uri 'none'";
const put = (html, old, now) => {
  if (html.split(old).length !== 2) throw new Error(`index.html has to hold this once: ${old}`);
  return html.replace(old, () => now);
};

const style = read('style.css').replace(/url\("(fonts\/[\w-]+\.woff2)"\)/g, (_, path) => `url("data:font/woff2;base64,${readFileSync(join(app, path), 'base64')}")`);

let html = read('index.html');
html = put(html, '<meta charset="utf-8">', `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${POLICY}">`);
html = put(html, '<link rel="stylesheet" href="style.css">', `<style>\n${style}</style>`);
html = put(html, '{"imports":{"toroi/":"./"}}', JSON.stringify({ imports }));
html = put(html, '<script type="module" src="main.js"></script>', [
  `<script type="text/plain" id="toroi-worker">\n${read('engine/worker.js')}</script>`,
  `<script type="text/plain" id="toroi-engine">${packed}</script>`,
  `<script type="module">\n${read('main.js')}</script>`,
].join('\n'));
const file = Buffer.from(html);
const mega = (bytes) => `${(bytes.length / 1e6).toFixed(2)} MB`;
console.log(`${out}: ${mega(file)} (engine ${mega(wasm)}, deflated ${mega(deflated)})`);
if (file.length > MOST) throw new Error(`${out} would have ${file.length} bytes, more than ${MOST}${hasZopfli ? '' : '; install zopfli, which packs the engine smaller'}`);
writeFileSync(out, file);
