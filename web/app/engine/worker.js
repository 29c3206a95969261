// Runs the engine beside the page, so that the page never freezes. It stands alone: import maps do
// not reach Workers.
let engine;

// Seven bits a letter, as `web/offline.mjs` writes them.
const bytesFrom = (letters) => {
  const bytes = new Uint8Array(Math.floor((letters.length * 7) / 8));
  const others = [0, 13, 60];
  let bits = 0;
  let count = 0;
  let at = 0;
  for (let i = 0; i < letters.length; i += 1) {
    const letter = letters.charCodeAt(i);
    bits = ((bits << 7) | (letter < 128 ? letter : others[letter - 128])) & 0x7fff;
    count += 7;
    if (count >= 8) {
      count -= 8;
      bytes[at] = bits >> count;
      at += 1;
    }
  }
  return bytes;
};

// It is compiled while it is unpacked.
const compile = (letters) => {
  const stream = new Blob([bytesFrom(letters)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return WebAssembly.compileStreaming(new Response(stream, { headers: { 'content-type': 'application/wasm' } }));
};

// What the library imports but never calls, such as a source of chance.
const imports = (module) => {
  const all = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    all[from] ??= {};
    all[from][name] = () => { if (!name.endsWith('statics_end')) throw new Error(name); };
  }
  all.env = {
    progress: (done, of) => postMessage({ progress: [done, of] }),
    panicked: (at, length) => {
      const words = new TextDecoder().decode(new Uint8Array(engine.memory.buffer, at, length));
      postMessage({ panicked: words });
    },
  };
  return all;
};

const answer = (message) => {
  const at = engine.toroi_alloc(message.length) >>> 0;
  new Uint8Array(engine.memory.buffer, at, message.length).set(message);
  const reply = engine.toroi_call(at, message.length) >>> 0;
  engine.toroi_free(at, message.length);
  const length = new DataView(engine.memory.buffer).getUint32(reply, true);
  const bytes = new Uint8Array(engine.memory.buffer).slice(reply + 4, reply + 4 + length);
  engine.toroi_free(reply, length + 4);
  return bytes;
};

onmessage = async ({ data }) => {
  try {
    if (data.packed) {
      const module = await compile(data.packed);
      engine = (await WebAssembly.instantiate(module, imports(module))).exports;
      postMessage({ ready: true });
    } else {
      const bytes = answer(data.message);
      postMessage({ reply: bytes }, [bytes.buffer]);
    }
  } catch (error) {
    postMessage({ failed: String(error) });
  }
};
