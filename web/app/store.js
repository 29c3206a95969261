// What is kept in this browser: the ward, guides of one's own, the history, what printers do. Several pages may be
// open: each changes its own part, and hears (`kept`) what the others changed.
import { three } from 'toroi/three.js';
import { EMPTY, sift } from 'toroi/valid.js';

const KEY = 'toroi-1';
const ASIDE = `${KEY}-aside`;
const BEFORE = `${KEY}-before`;

const get = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    // A browser that forbids it keeps nothing.
    return null;
  }
};

const put = (key, text) => {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
};

const drop = (key) => {
  try {
    localStorage.removeItem(key);
  } catch {
    // There is nothing to drop.
  }
};

// What could not be read and was put aside when this page began; the texts of all of it, by key.
export const aside = { wrong: [], unkept: null };
export const asides = () => {
  const all = [];
  for (let n = 1; get(`${ASIDE}-${n}`) !== null; n += 1) all.push(get(`${ASIDE}-${n}`));
  return aside.unkept === null ? all : [...all, aside.unkept];
};
export const dropAsides = () => {
  for (let n = 1; get(`${ASIDE}-${n}`) !== null; n += 1) drop(`${ASIDE}-${n}`);
  aside.unkept = null;
};

// Nothing is thrown away because it cannot be read: it makes room under another key.
const putAside = (text, wrong, good) => {
  aside.wrong = wrong;
  let n = 1;
  while (get(`${ASIDE}-${n}`) !== null) n += 1;
  drop(KEY);
  if (!put(`${ASIDE}-${n}`, text)) aside.unkept = text;
  put(KEY, JSON.stringify(good));
};

// What the browser holds now; `null` when it holds nothing.
const stored = () => {
  const text = get(KEY);
  if (text === null) return null;
  let given = null;
  try {
    given = JSON.parse(text);
  } catch {
    // Not one part of it can be read.
  }
  const { good, wrong } = sift(given);
  if (wrong.length) putAside(text, wrong, good);
  return good;
};

export const store = stored() ?? { ...EMPTY };
// As the browser held it when it was looked at last.
let was = { ...store };

// Takes in what other pages have kept meanwhile.
export const refresh = () => {
  const theirs = stored() ?? was;
  const mine = three(was, store, theirs);
  was = { ...theirs };
  for (const key of Object.keys(store)) if (!Object.hasOwn(mine, key)) delete store[key];
  Object.assign(store, mine);
};

// Whether it could be kept; where it could not, it holds as long as the page is open, and the page says so.
export const save = (change) => {
  Object.assign(store, change);
  refresh();
  const isKept = put(KEY, JSON.stringify(store));
  if (isKept) was = { ...store };
  document.dispatchEvent(new CustomEvent('unkept', { detail: !isKept }));
  return isKept;
};

addEventListener('storage', ({ key }) => {
  if (key !== KEY) return;
  refresh();
  document.dispatchEvent(new Event('kept'));
});

// Puts other data in place of all that is there, which can be taken back once; `false` when there is no room for that.
export const replace = (good) => {
  refresh();
  if (!put(BEFORE, JSON.stringify(store))) return false;
  save(good);
  return true;
};

export const hasBefore = () => get(BEFORE) !== null;

export const takeBack = () => {
  const { good } = sift(JSON.parse(get(BEFORE)));
  drop(BEFORE);
  return save(good);
};

// What a text of one's own was, the latest first; nobody goes back further on a screen.
const MOST_EARLIER = 5;
export const keepEarlier = (id, text) => {
  const all = store.earlier[id] ?? [];
  if (all[0]?.text === text) return;
  save({ earlier: { ...store.earlier, [id]: [{ when: Date.now(), text }, ...all].slice(0, MOST_EARLIER) } });
};

// Lines of the history that the engine did not keep itself.
export const keepLine = (line) => save({ history: [...store.history, line] });

// The texts and pictures of the project, as the engine takes them.
export const project = (changed = {}) => {
  const texts = { ...changed };
  for (const [name, text] of Object.entries(store.guides)) texts[`guides/${name}.md`] ??= text;
  if (Object.keys(store.answers).length && store.yaml) texts['ward.yaml'] = store.yaml;
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
