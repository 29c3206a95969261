// Small hands: elements, downloads, what is said aloud.
import { hintOf } from 'toroi/hints.js';
import { words } from 'toroi/words/vi.js';

export const h = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

// Puts children in place of those that are there.
export const fill = (element, ...children) => {
  element.replaceChildren();
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
};

export const say = (text) => {
  document.getElementById('said').textContent = text;
};

// Without accents and capitals, as people type when they search.
export const plain = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();

export const dayOf = (iso) => iso.slice(0, 10).split('-').reverse().join('/');

export const download = (name, bytes, type) => {
  const link = h('a', { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(words.print.saved(name));
};

export const backTo = (href) => h('a', { class: 'back', href }, words.back);

// Findings of the engine, as people read them. `href` gives the place of one on the page.
export const findings = (all, href = () => null) => {
  const shown = all.filter((found) => found.type === 'diagnostic');
  if (!shown.length) return null;
  const wrong = shown.filter((found) => found.severity === 'error');
  const title = wrong.length ? words.preview.wrong(wrong.length) : words.preview.notes(shown.length);
  const item = (found) => {
    const line = found.line > 1 && found.path ? ` (${found.path.split('/').pop()}, ${words.write.line(found.line)})` : '';
    const link = href(found);
    const message = `${found.message}${line}`;
    return h('li', { class: found.severity },
      link ? h('a', { href: link }, message) : message,
      [...new Set((found.help ?? []).map(hintOf))].filter(Boolean).map((help) => h('span', { class: 'help' }, help)));
  };
  return h('section', { class: wrong.length ? 'summary wrong' : 'summary', tabindex: '-1', 'aria-label': title },
    h('h2', {}, title), h('ul', {}, shown.map(item)));
};
