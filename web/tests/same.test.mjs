// The engine in the browser makes the very bytes the native one makes:
//   ENGINE=toroi_wasm.wasm SERVED=http://localhost:8686/ node --test web/tests/same.test.mjs
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const { ENGINE, SERVED } = process.env;

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

const module = new WebAssembly.Module(readFileSync(ENGINE));
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
  const at = engine.toroi_alloc(message.length);
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
  assert.equal(reply.status, 200);
  return Buffer.from(await reply.arrayBuffer());
};

const rows = (count) => Buffer.from(`Tên,"Công an xã, phường"\n${Array.from({ length: count }, (_, n) => `nhà ${n},024 3864 ${1000 + (n % 9000)}`).join('\n')}\n`);
const hanger = { guide: 'cai-dat-vneid', product: 'hanger-105', file_name: 'nha.csv', list_id: 'a' };

test('both engines answer with the same bytes', async () => {
  const guides = unpack(here(pack({ do: 'guides' }))).json.guides;
  assert.ok(guides.length > 10);
  const asked = guides.map(({ name, products }) => [{ do: 'pdf', guide: name, product: products[0] }]);
  for (const json of [{ do: 'guides' }, { do: 'ward.questions' }, { do: 'printer.sheet' }, { do: 'kit', kit: 'kich-hoat' }]) asked.push([json]);
  for (const view of [undefined, 'photocopy']) asked.push([{ do: 'pages', guide: 'cai-dat-vneid', product: 'leaflet-a5', dpi: 50, view }]);
  asked.push([{ do: 'pdf', guide: 'cai-dat-vneid', product: 'leaflet-a5', look: 'colour', accent: '#FF8800', print: { inks: 'press' } }]);
  asked.push([{ do: 'merge', ...hanger }, [rows(60)]], [{ do: 'merge', ...hanger, from_sheet: 31 }, [rows(60)]]);
  for (const [json, files] of asked) {
    const [own, other] = [here(pack(json, files)), await there(pack(json, files))];
    assert.ok(unpack(own).json.ok, JSON.stringify(unpack(own).json).slice(0, 500));
    assert.ok(own.equals(other), `other bytes of ${JSON.stringify(json)}`);
  }
});

test('long lists in a bounded time and memory', () => {
  const timed = (json, files) => {
    const start = performance.now();
    assert.ok(unpack(here(pack(json, files))).json.ok);
    return performance.now() - start;
  };
  const leaflet = { do: 'pages', guide: 'cai-dat-vneid', product: 'leaflet-a5', side: 0, dpi: 72 };
  const first = timed(leaflet);
  const preview = timed({ ...leaflet, project: { 'ward.yaml': 'ward: phường Định Công\n' } });
  const [small, large] = [timed({ do: 'merge', ...hanger }, [rows(500)]), timed({ do: 'merge', ...hanger }, [rows(10_000)])];
  const memory = engine.memory.buffer.byteLength / 1024 / 1024;
  console.log(`# first picture ${first.toFixed(0)} ms, preview ${preview.toFixed(0)} ms, 500 hangers ${small.toFixed(0)} ms, 10,000 ${large.toFixed(0)} ms, memory ${memory.toFixed(0)} MB`);
  assert.ok(memory < 600, `${memory} MB`);
});
