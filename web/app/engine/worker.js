// Runs the engine beside the page, so that the page never freezes. It stands alone: import maps do
// not reach Workers.
let engine;

const bytesFrom = (base64) => {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
  return bytes;
};

// It is compiled while it is unpacked.
const compile = (base64) => {
  const stream = new Blob([bytesFrom(base64)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
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
