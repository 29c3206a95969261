// What there is to choose from; asked again when guides of one's own change.
import { askProject } from 'toroi/ask.js';
import { save, store } from 'toroi/store.js';
import { plain, sentence } from 'toroi/ui.js';

let known = null;
let of = '';

export const everything = async () => {
  const now = JSON.stringify(store.guides);
  if (!known || of !== now) {
    const reply = await askProject({ do: 'guides' });
    // What cannot be read is told, and asked for once more the next time.
    if (!reply.ok) throw Object.assign(new Error(reply.findings.map((found) => sentence(found.message)).join(' ')), { told: true });
    // A look that is gone would spoil every sheet.
    if (store.look && !reply.looks.includes(store.look)) {
      save({ look: '' });
      return everything();
    }
    [known, of] = [reply, now];
  }
  return known;
};

// What a printer is called in `printers.yaml`: small letters without accents, digits and `-`.
export const measuredName = (name) =>
  plain(name).replace(/[^a-z0-9]+/g, '-').slice(0, 40).replace(/^-+|-+$/g, '') || 'may-in';

export const link = (guide, product, screen = '') =>
  `#/g/${encodeURIComponent(guide)}/${product}${screen ? `/${screen}` : ''}`;

// What was changed for this print alone, by guide: it outlives a reload, and is forgotten with the page.
const CHANGES = 'toroi-changes';
const keptChanges = () => {
  try {
    return JSON.parse(sessionStorage.getItem(CHANGES) ?? '[]');
  } catch {
    return [];
  }
};
export const changes = new Map(keptChanges());
export const keepChanges = () => {
  try {
    sessionStorage.setItem(CHANGES, JSON.stringify([...changes]));
  } catch {
    // A browser that keeps nothing forgets them.
  }
};

// The same as the engine is asked with it.
export const changed = (guide) => {
  const { texts = {}, larger = 0 } = changes.get(guide) ?? {};
  return { texts, larger };
};

// A note for this print: the engine says where it stands in the text, and whether this kind of sheet shows it.
export const askNote = (guide, product, { note, path, plain }) =>
  askProject({ do: 'guide.note', guide, product, note }, { changed: { texts: { [path]: plain } }, place: 'note' });

// A change that is still being made: the next screen waits for it, so that it prints with it.
let changing = Promise.resolve();
export const isChanging = (promise) => { changing = promise; return promise; };

// A note the engine had not read yet when its screen was left is read now.
const readNote = async (guide, product) => {
  const change = changes.get(guide);
  if (change?.isRead !== false) return;
  const reply = await askNote(guide, product, change);
  // Who came back to its screen may have changed it meanwhile.
  if (changes.get(guide) !== change) return;
  changes.set(guide, { ...change, texts: reply.ok ? { [change.path]: reply.text } : change.texts, isRead: true });
};

export const sheet = async (guide, product) => {
  await changing;
  await readNote(guide, product);
  const all = await everything();
  return {
    guide: all.guides.find((one) => one.name === guide),
    size: all.products[product] ?? { w: 210, h: 297, sides: 1, flip: null, places: {}, folded: [] },
    all,
  };
};
