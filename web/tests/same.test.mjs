// The engine in the page of one file makes the very bytes the native one makes. Run by web/tests/run:
//   PAGE=file:///…/toroi-offline.html SERVED=http://localhost:8686/ node --test web/tests/same.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync, inflateSync } from 'node:zlib';

const { PAGE, PARTS, SERVED, ENGINE } = process.env;
const root = new URL('../../', import.meta.url);
const inRoot = (path) => fileURLToPath(new URL(path, root));

const pack = (json, files = []) => {
  const head = Buffer.from(JSON.stringify({ api: 1, today: '2026-11-29', ...json, files: files.map((file) => file.length) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return Buffer.concat([length, head, ...files]);
};

const unpack = (bytes) => {
  const end = 4 + bytes.readUInt32LE(0);
  const json = JSON.parse(bytes.subarray(4, end).toString());
  let at = end;
  return { json, files: json.files.map((length) => bytes.subarray(at, at += length)) };
};

// That of the page; `ENGINE` names one that still has the names of its functions, to see where time goes.
const wasm = () => {
  if (ENGINE) return readFileSync(ENGINE);
  const worker = readFileSync(inRoot('web/app/engine/worker.js'), 'utf8');
  const bytesFrom = new Function(`${worker}\nreturn bytesFrom;`)();
  const [, packed] = /id="toroi-engine">([^<]*)</.exec(readFileSync(fileURLToPath(PAGE), 'utf8'));
  return inflateRawSync(bytesFrom(packed));
};
const module = new WebAssembly.Module(wasm());
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  imports[from] ??= {};
  imports[from][name] = () => { if (!name.endsWith('statics_end')) throw new Error(name); };
}
let engine;
imports.env = {
  progress: () => {},
  panicked: (at, length) => { throw new Error(Buffer.from(engine.memory.buffer, at, length).toString()); },
};
engine = new WebAssembly.Instance(module, imports).exports;

const here = (message) => {
  const at = engine.toroi_alloc(message.length) >>> 0;
  new Uint8Array(engine.memory.buffer, at, message.length).set(message);
  const reply = engine.toroi_call(at, message.length) >>> 0;
  engine.toroi_free(at, message.length);
  const length = new DataView(engine.memory.buffer).getUint32(reply, true);
  const bytes = Buffer.from(new Uint8Array(engine.memory.buffer, reply + 4, length));
  engine.toroi_free(reply, length + 4);
  return bytes;
};

const there = async (message) => {
  const reply = await fetch(new URL('api', SERVED), {
    method: 'POST', body: message, headers: { 'content-type': 'application/octet-stream', origin: new URL(SERVED).origin },
  });
  assert.equal(reply.status, 200, await (reply.ok ? '' : reply.text()));
  return Buffer.from(await reply.arrayBuffer());
};

// Where two texts part, and how they go on.
const parting = (one, other) => {
  const at = [...one].findIndex((letter, n) => letter !== [...other][n]);
  return `…${one.slice(Math.max(at - 60, 0), at + 120)} and …${other.slice(Math.max(at - 60, 0), at + 120)}`;
};

// The pixels of a PNG of ours: eight bits, red, green and blue.
const pixels = (png) => {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const packed = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const lines = inflateSync(Buffer.concat(packed));
  const length = width * 3;
  const out = Buffer.alloc(length * height);
  const near = (a, b, c) => {
    const [x, y, z] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
    return x <= y && x <= z ? a : y <= z ? b : c;
  };
  for (let y = 0; y < height; y += 1) {
    const kind = lines[y * (length + 1)];
    for (let x = 0; x < length; x += 1) {
      const at = y * length + x;
      const [left, up, corner] = [x < 3 ? 0 : out[at - 3], y ? out[at - length] : 0, x < 3 || !y ? 0 : out[at - length - 3]];
      const guess = [0, left, up, (left + up) >> 1, near(left, up, corner)][kind];
      out[at] = lines[y * (length + 1) + 1 + x] + guess;
    }
  }
  return { width, height, out };
};

// Pictures are drawn by the widest instructions a processor has; by the source of `fearless_simd` those that multiply and
// add in one step round once where others round twice: a dot in thousands is a little lighter or darker. What is printed is the same byte for byte.
const looksAlike = (one, other) => {
  const [a, b] = [pixels(one), pixels(other)];
  if (a.width !== b.width || a.height !== b.height) return 'another size';
  let [count, most] = [0, 0];
  for (let at = 0; at < a.out.length; at += 1) {
    const by = Math.abs(a.out[at] - b.out[at]);
    if (by) count += 1;
    most = Math.max(most, by);
  }
  rounded.push([count, most]);
  return most > 2 || count > a.out.length / 1_000 ? `${count} of ${a.out.length} differ, by ${most}` : '';
};
const rounded = [];

const asked = new Set();
const differing = [];
// What both answer; where they differ is told at the end, all of it.
const both = async (json, files, isRefused = false) => {
  asked.add(json.do);
  const message = pack(json, files);
  const [own, other] = [here(message), await there(message)];
  const reply = unpack(own);
  if (!own.equals(other)) {
    const native = unpack(other);
    const what = JSON.stringify(json).slice(0, 160);
    const [said, heard] = [reply, native].map((own) => JSON.stringify({ ...own.json, files: null }));
    const isPicture = (file) => file.subarray(1, 4).toString() === 'PNG';
    if (said !== heard) differing.push(`${what}: ${parting(said, heard)}`);
    else reply.files.forEach((file, at) => {
      const its = native.files[at];
      if (!its.equals(file)) {
        const why = isPicture(file) ? looksAlike(file, its) : 'other bytes';
        if (why) differing.push(`${what}: file ${at}: ${why}`);
      }
    });
  } else if (reply.json.ok === isRefused) differing.push(`${JSON.stringify(json).slice(0, 160)}: ${JSON.stringify(reply.json).slice(0, 500)}`);
  return reply;
};
const same = () => {
  if (rounded.length) console.log(`# ${rounded.length} pictures were rounded otherwise, at most ${Math.max(...rounded.map(([count]) => count))} values, by ${Math.max(...rounded.map(([, most]) => most))}`);
  rounded.splice(0);
  assert.deepEqual(differing.splice(0), []);
};

const rows = (count) => Buffer.from(`Tên,"Công an xã, phường"\n${Array.from({ length: count }, (_, n) => `nhà ${n},024 3864 ${1000 + (n % 9000)}`).join('\n')}\n`);
const hanger = { guide: 'cai-dat-vneid', product: 'hanger-105', file_name: 'nha.csv', list_id: 'a' };
const ward = { 'ward.yaml': 'ward: phường Định Công\npolice:\n  phone: "024 3864 1234"\n' };

const workbook = (count) => {
  const path = join(mkdtempSync(join(tmpdir(), 'toroi-same-')), 'nhà.xlsx');
  execFileSync('/usr/bin/python3', ['-c', `
import openpyxl, sys
book = openpyxl.Workbook()
sheet = book.active
sheet.append(["Tên", "Công an xã, phường", "Ngày"])
for n in range(${count}):
    sheet.append([f"nhà {n}", f"024 3864 {1000 + n % 9000}", 45000.5 + n])
book.save(sys.argv[1])`, path]);
  return readFileSync(path);
};

test('all sheets of all guides are the same bytes in both engines', async () => {
  const { guides, kits, looks } = (await both({ do: 'guides' })).json;
  assert.ok(guides.length > 10);
  for (const [at, { name, products }] of guides.entries()) {
    // Each guide as each product, with the looks in turn.
    for (const [n, product] of products.entries()) {
      await both({ do: 'pdf', guide: name, product, look: looks[(at + n) % looks.length], project: n % 2 ? ward : {} });
    }
    await both({ do: 'check', guide: name });
    await both({ do: 'guide.text', guide: name });
    await both({ do: 'pages', guide: name, product: products[0], dpi: 50, look: looks[at % looks.length] });
  }
  for (const kit of kits) await both({ do: 'kit', kit: kit.name });
  same();
});

test('all else that both engines can be asked has the same answer', async () => {
  rmSync(join(PARTS, 'history.jsonl'), { force: true });
  const sheet = { guide: 'cai-dat-vneid', product: 'leaflet-a5' };
  for (const view of [undefined, 'old-eyes', 'photocopy', 'cut']) {
    for (const look of ['plain', 'colour']) await both({ do: 'pages', ...sheet, dpi: view ? 60 : 131, view, look });
  }
  for (const inks of ['colour', 'grey', 'spare', 'press']) await both({ do: 'pdf', ...sheet, look: 'colour', accent: '#FF8800', print: { inks } });
  for (const larger of [10, 20]) await both({ do: 'pdf', guide: 'moi-lam-vneid', product: 'leaflet-a5', larger }, [], larger === 20);
  await both({ do: 'pdf', guide: 'cai-dat-vneid', product: 'trifold', larger: 20 }, [], true);
  await both({ do: 'guide.note', ...sheet, note: 'Tổ chờ bác.\n**Mang** thẻ [[x]].' });
  for (const print of [{ paper: 'a4', place: 2 }, { paper: 'a4' }, { paper: 'a4', order: 'stack', flip: 'short' }, { paper: 'a3', order: 'booklet', bar: true }]) await both({ do: 'pages', ...sheet, print });
  await both({ do: 'accent', accent: '#FF8800' });
  const { questions } = (await both({ do: 'ward.questions' })).json;
  const answers = Object.fromEntries(questions.map(({ field, kind }) => [field, { phone: '02438641234', day: '3/12/2026', 'yes-no': 'có', address: 'ông bà' }[kind] ?? 'Nhà văn hóa tổ 5']));
  const read = (await both({ do: 'ward.read', answers })).json;
  await both({ do: 'ward.answers', yaml: read.yaml });
  await both({ do: 'ward.read', answers: { ...answers, 'police.phone': '12' } });
  await both({ do: 'guide.text', guide: '' });
  for (const name of ['word.docx', 'pandoc.odt']) {
    const made = await both({ do: 'guide.import', name: 'bai-moi', file_name: name }, [readFileSync(inRoot(`tests/documents/${name}`))]);
    const { text, pictures = [] } = made.json;
    await both({ do: 'check', guide: 'bai-moi', project: { 'guides/bai-moi.md': text }, pictures }, made.files);
  }
  await both({ do: 'printers' });
  for (const landscape of [false, true]) await both({ do: 'printer.sheet', landscape, flip: 'long' });
  const reading = { name: 'nha-van-hoa', landscape: false, flip: 'long', edges: [4.2, 4, 6, 4], shift: [2.5, -1], bar: [100, 99.8] };
  const { yaml } = (await both({ do: 'printer.calibrate', ...reading })).json;
  await both({ do: 'pdf', ...sheet, print: { paper: 'a4', printer: 'nha-van-hoa' }, project: { 'printers.yaml': yaml } });
  const line = '{"toroi":1,"when":"2026-12-03T09:41","guide":"cai-dat-vneid","product":"hanger-105","copies":310,"on":{"labels":{"ch-play":"0123456789abcdef"},"facts":{}}}';
  await both({ do: 'history', lines: `${line}\nbác An\n` });
  same();
});

test('lists and their copies are the same bytes in both engines, on one thread and on many', async () => {
  const book = [workbook(130)];
  const xlsx = { ...hanger, file_name: 'nhà.xlsx', list_id: 'b' };
  await both({ do: 'list.read', ...xlsx }, book);
  await both({ do: 'list.rows', ...xlsx, from: 100, count: 20 });
  await both({ do: 'list.match', ...xlsx });
  await both({ do: 'list.check', ...xlsx });
  await both({ do: 'record', ...xlsx, record: 17, dpi: 60 });
  await both({ do: 'merge', ...xlsx });
  await both({ do: 'merge', ...xlsx, sort: 'Tên', per_file: 40, print: { paper: 'a4' }, look: 'colour' });
  const bad = Buffer.from(String(rows(60)).replace('024 3864 1007', '024 38'));
  await both({ do: 'merge', ...hanger }, [bad], true);
  await both({ do: 'merge', ...hanger, skip_bad: true }, [bad]);
  await both({ do: 'merge', ...hanger, from_sheet: 31 }, [rows(60)]);
  await both({ do: 'merge', ...hanger, print: { paper: 'a4', place: 2 } });
  await both({ do: 'merge', ...hanger, list_id: 'nobody' }, [], true);
  same();
});

test('what is nested without end is refused in the same words, on the stack a browser gives', async () => {
  const { text } = (await both({ do: 'guide.text', guide: 'cai-dat-vneid' })).json;
  const deep = 20_000;
  const own = (change) => ({ do: 'check', guide: 'sau', project: { 'guides/sau.md': change(text) } });
  await both(own((old) => `${old}\n${'> '.repeat(deep)}chữ\n`));
  await both(own((old) => `${old}\n${'**a _b '.repeat(deep)}\n`));
  await both(own((old) => old.replace('---\n', `---\nsau: ${'['.repeat(deep)}${']'.repeat(deep)}\n`)));
  await both({ do: 'pdf', guide: 'cai-dat-vneid', product: 'leaflet-a5', project: { 'ward.yaml': `ward: ${'{a: '.repeat(deep)}` } }, [], true);
  await both({ do: 'list.read', ...hanger, file_name: 'x.jsonl', list_id: 'c' }, [Buffer.from(`{"a":${'['.repeat(deep)}`)], true);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${'<g>'.repeat(deep)}</svg>`;
  await both({ ...own((old) => `${old}\n![sâu](pictures/sau.svg)\n`), pictures: ['guides/pictures/sau.svg'] }, [Buffer.from(svg)]);
  differing.splice(0, differing.length, ...differing.filter((one) => / and |: file/.test(one)));
  same();
});

// What they answer says where they are.
const OF_THE_PLACE = ['hello', 'history.note', 'guide.save', 'guide.earlier'];

test('nothing that can be asked was left out', () => {
  // The head of the table is a word of code, too.
  const told = [...readFileSync(inRoot('docs/api.md'), 'utf8').matchAll(/^\| `([a-z.]+)` \|/gm)].map(([, what]) => what);
  assert.ok(told.length > 15);
  assert.deepEqual(told.filter((what) => !asked.has(what) && !OF_THE_PLACE.includes(what)), ['do']);
});

test('long lists in bounded memory', () => {
  // Work of all threads, which other programs hardly change: on idle cores it takes no longer.
  const worked = (json, files) => {
    const start = process.cpuUsage();
    assert.ok(unpack(here(pack(json, files))).json.ok);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000;
  };
  const middle = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
  const previews = (product, what) => Array.from({ length: 25 }, (_, n) => worked({ do: what, guide: 'cai-dat-vneid', product, side: 0, dpi: 72, project: { 'ward.yaml': `ward: ${what} số ${n}\n` } }));
  const told = ['leaflet-a4', 'leaflet-a5', 'hanger-105'].map((product) => `${product} ${middle(previews(product, 'pages').slice(5)).toFixed(0)} (its PDF alone ${middle(previews(product, 'pdf').slice(5)).toFixed(0)})`);
  const [small, large] = [worked({ do: 'merge', ...hanger }, [rows(500)]), worked({ do: 'merge', ...hanger }, [rows(10_000)])];
  const memory = engine.memory.buffer.byteLength / 1024 / 1024;
  console.log(`# ms of work in Node: preview of ${told.join(', ')}; 500 hangers ${small.toFixed(0)}, 10,000 ${large.toFixed(0)}; memory of the engine ${memory.toFixed(0)} MB (load ${loadavg()[0].toFixed(1)})`);
  assert.ok(memory < 600, `${memory} MB`);
});
