// What may stand in the store: of a file somebody opens and of what this browser kept, the parts that hold.
export const EMPTY = { answers: {}, yaml: '', guides: {}, pictures: {}, history: [], printer: '', printers: {}, printersYaml: '', look: '', accent: '', lang: 'vi', drafts: {}, earlier: {} };

const LONG = 1_000_000;
const PICTURE = 30_000_000;
const NAME = /^[a-z0-9][a-z0-9-]{0,99}$/;

// What earlier pages kept as objects, as the lines of today.
const asLine = (entry) => (typeof entry === 'string' ? entry : JSON.stringify({
  toroi: 1, when: String(entry.when).slice(0, 16), guide: entry.guide, product: entry.product, copies: entry.copies ?? 0,
  rows: entry.from ? `${entry.from}-${entry.to}` : undefined,
}));

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (most, form = /^/) => (value) => typeof value === 'string' && value.length <= most && form.test(value);
const isBase64 = (value) => text(PICTURE, /^[A-Za-z0-9+/]*={0,2}$/)(value) && value.length % 4 === 0;
const isLine = (value) => text(10_000)(value) || (isObject(value) && typeof (value.guide ?? value.kit) === 'string');
const isPrinter = (value) => isObject(value) && ['undefined', 'number'].includes(typeof value.bar) && ['undefined', 'boolean'].includes(typeof value.turned);
const isEarlier = (value) => isObject(value) && Number.isFinite(value.when) && text(LONG)(value.text);

// Each sieve gives what holds, and how many entries do not.
const one = (holds, empty = '') => (value) => (holds(value) ? [value, 0] : [empty, 1]);
const list = (holds, as = (own) => own) => (value) => {
  if (!Array.isArray(value)) return [[], 1];
  const good = value.filter(holds);
  return [good.map(as), value.length - good.length];
};
const map = (name, sieve) => (value) => {
  if (!isObject(value)) return [{}, 1];
  let wrong = 0;
  const good = Object.entries(value).flatMap(([own, inside]) => {
    const [kept, bad] = name.test(own) ? sieve(inside) : [null, 1];
    wrong += bad;
    return kept === null ? [] : [[own, kept]];
  });
  return [Object.fromEntries(good), wrong];
};
const each = (name, holds) => map(name, one(holds, null));

const PARTS = {
  answers: each(/^[a-z]+(\.[a-z]+)?$/, text(5000)),
  yaml: one(text(LONG)),
  guides: each(NAME, text(LONG)),
  pictures: each(/^guides\/pictures\/(?!\.)[^/\\]{1,120}$/, isBase64),
  history: list(isLine, asLine),
  printer: one(text(200)),
  printers: each(/^.{0,200}$/, isPrinter),
  printersYaml: one(text(LONG)),
  look: one(text(60, /^[a-z0-9-]*$/)),
  accent: one(text(7, /^(#[0-9A-Fa-f]{6})?$/)),
  lang: one(text(2, /^(vi|en)$/), 'vi'),
  drafts: each(NAME, text(LONG)),
  earlier: map(NAME, list(isEarlier)),
};

// What of `given` holds, and the names of parts in which something does not. Parts of later pages are left as they are.
export const sift = (given) => {
  if (!isObject(given)) return { good: { ...EMPTY }, wrong: Object.keys(EMPTY) };
  const good = { ...EMPTY, ...given };
  const wrong = Object.keys(PARTS).filter((part) => {
    const [kept, bad] = PARTS[part](good[part]);
    good[part] = kept;
    return bad > 0;
  });
  return { good, wrong };
};
