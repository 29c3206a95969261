// Small hands: elements, downloads, what is said aloud.
import { hintOf } from 'toroi/hints.js';
import { words } from 'toroi/words.js';

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
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/\u0111/gi, 'd').toLowerCase();

export const dayOf = (iso) => iso.slice(0, 10).split('-').reverse().join('/');

export const download = (name, bytes, type) => {
  const link = h('a', { href: URL.createObjectURL(new Blob([bytes], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  say(words.print.saved(name));
};

// Messages of the engine begin small and quote as programs do; on the page they are sentences, and what commands have
// an option for has a field.
export const sentence = (message) => {
  const quoted = message.replaceAll('--only', words.houses.only).replace(/`([^`]+)`/g, '“$1”');
  return quoted.charAt(0).toUpperCase() + quoted.slice(1);
};

// What is wrong, on top: each a link to its field. `faults`: pairs of words and the field.
export const faultSummary = (faults) => (faults.length ? h('section', { class: 'summary wrong', tabindex: '-1', 'aria-label': words.preview.wrong(faults.length) },
  h('h2', {}, words.preview.wrong(faults.length)),
  h('ul', {}, faults.map(([message, field]) => h('li', {}, h('a', {
    href: '#', onclick: (event) => { event.preventDefault(); field?.focus(); },
  }, message))))) : null);

// A file is chosen by a button with words of ours: browsers have theirs in the language of the system.
export const fileField = (id, label, accept, take) => {
  const name = h('span', { class: 'file-name' }, words.file.none);
  const input = h('input', { id, type: 'file', class: 'unseen', accept, 'aria-describedby': `${id}-name`, onchange: () => {
    const [file] = input.files;
    name.textContent = file?.name ?? words.file.none;
    // The same file, mended meanwhile, can be chosen once more.
    input.value = '';
    if (file) take(file);
  } });
  name.id = `${id}-name`;
  return h('p', { class: 'file' }, input, h('label', { for: id, class: 'button second' }, label), ' ', name);
};

// Why something was not done: it was stopped, somebody says why, or the engine failed.
export const failure = (error) => h('p', { class: 'summary wrong' },
  error.stopped ? words.preview.stopped : error.told ? error.message : words.preview.crashed);

export const backTo = (href) => h('a', { class: 'back', href }, words.back);

// Findings of the engine, as people read them. `href` gives the place of one on the page; `help` stands for what the
// engine says to whoever has the file.
export const findings = (all, href = () => null, help = null) => {
  const shown = all.filter((found) => found.type === 'diagnostic');
  if (!shown.length) return null;
  const wrong = shown.filter((found) => found.severity === 'error');
  const title = wrong.length ? words.preview.wrong(wrong.length) : words.preview.notes(shown.length);
  const item = (found) => {
    const link = href(found);
    // A link leads into the text that is being written: there the line alone says where.
    const file = link ? '' : `${found.path?.split('/').pop()}, `;
    const line = !help && found.line > 1 && found.path ? ` (${file}${words.write.line(found.line)})` : '';
    const message = `${sentence(found.message)}${line}`;
    return h('li', { class: found.severity },
      link ? h('a', { href: link }, message) : message,
      !help && [...new Set((found.help ?? []).map(hintOf))].filter(Boolean).map((own) => h('span', { class: 'help' }, sentence(own))));
  };
  return h('section', { class: wrong.length ? 'summary wrong' : 'summary', tabindex: '-1', 'aria-label': title },
    h('h2', {}, title), h('ul', {}, shown.map(item)), help && h('p', {}, help));
};
