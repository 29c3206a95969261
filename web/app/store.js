// What is kept in this browser: the ward, guides of one's own, the history, what printers do.

const KEY = 'toroi-1';
const EMPTY = { answers: {}, yaml: '', guides: {}, pictures: {}, history: [], printer: '', printers: {}, printersYaml: '', look: '', accent: '', lang: 'vi', drafts: {}, earlier: {} };
const MOST_HISTORY = 500;

// What earlier pages kept as objects, as the lines of today.
export const asLine = (entry) => (typeof entry === 'string' ? entry : JSON.stringify({
  toroi: 1, when: String(entry.when).slice(0, 16), guide: entry.guide, product: entry.product, copies: entry.copies ?? 0,
  rows: entry.from ? `${entry.from}-${entry.to}` : undefined,
}));

const read = () => {
  try {
    const kept = { ...EMPTY, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
    return { ...kept, history: kept.history.map(asLine) };
  } catch {
    return { ...EMPTY };
  }
};

export const store = read();
let before = null;

export const save = (change) => {
  before = structuredClone(store);
  Object.assign(store, change);
  try {
    localStorage.setItem(KEY, JSON.stringify(store));
  } catch {
    // A browser that keeps nothing still prints.
  }
};

export const undo = () => {
  if (!before) return false;
  const old = before;
  save(old);
  before = null;
  return true;
};

// What a text of one's own was, the latest first; nobody goes back further on a screen.
const MOST_EARLIER = 5;
export const keepEarlier = (id, text) => {
  const all = store.earlier[id] ?? [];
  if (all[0]?.text === text) return;
  save({ earlier: { ...store.earlier, [id]: [{ when: Date.now(), text }, ...all].slice(0, MOST_EARLIER) } });
};

// Lines of the history that the engine did not keep itself.
export const keepLine = (line) => save({ history: [...store.history, line].slice(-MOST_HISTORY) });

// The texts and pictures of the project, as the engine takes them.
export const project = (changed = {}) => {
  const texts = { ...changed };
  for (const [name, text] of Object.entries(store.guides)) texts[`guides/${name}.md`] ??= text;
  if (Object.keys(store.answers).length) texts['ward.yaml'] = store.yaml;
  if (store.printersYaml) texts['printers.yaml'] = store.printersYaml;
  return texts;
};

export const pictures = () => Object.entries(store.pictures);

export const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

export const base64Of = (bytes) => {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
};
