// A message of the API: the length of the JSON in four bytes, the JSON, the files.

export const pack = (json, files = []) => {
  const text = new TextEncoder().encode(JSON.stringify({ ...json, files: files.map((f) => f.length) }));
  const out = new Uint8Array(4 + text.length + files.reduce((sum, f) => sum + f.length, 0));
  new DataView(out.buffer).setUint32(0, text.length, true);
  out.set(text, 4);
  let at = 4 + text.length;
  for (const file of files) {
    out.set(file, at);
    at += file.length;
  }
  return out;
};

export const unpack = (bytes) => {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let at = 4 + length;
  const files = json.files.map((size) => {
    at += size;
    return bytes.subarray(at - size, at);
  });
  return { ...json, files };
};
