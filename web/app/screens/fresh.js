// «Soạn bài», where it begins: guides of one's own, and ways to a new one.
import { askProject } from 'toroi/ask.js';
import { freeId, leftOut, slug, titleOf } from 'toroi/own.js';
import { everything } from 'toroi/project.js';
import { base64Of, save, store } from 'toroi/store.js';
import { fileField, fill, findings, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.write;

// What the next screen has to say of how it was come to.
let arrival = '';
export const arrive = (told) => { arrival = told; };
export const arrived = () => {
  const told = arrival;
  arrival = '';
  return told;
};

// The text is shown where its address stands already, too.
const show = (id) => {
  const to = `#/write/${id}`;
  if (location.hash === to) dispatchEvent(new Event('hashchange'));
  else location.hash = to;
};

const restore = (id, source) => save({ guides: { ...store.guides, [id]: source } });

// A guide that was left out, and the way back to it.
export const wayBack = (id, source, act = () => restore(id, source)) =>
  h('button', { type: 'button', class: 'quiet', 'aria-label': text.takeBackOf(titleOf(source, id)), onclick: () => { act(); show(id); } }, text.takeBack);

export const fresh = async (told = arrived()) => {
  const all = await everything();
  const name = h('input', { id: 'name', type: 'text', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'name-hint' });
  const state = h('div', { role: 'status' }, told);
  const copy = h('select', { id: 'copy' }, all.guides.filter((guide) => guide.products.length).map((guide) => h('option', { value: guide.name }, guide.title)));
  const open = (id, wanted, made, pictures = {}) => {
    save({ guides: { ...store.guides, [id]: made }, pictures: { ...store.pictures, ...pictures } });
    if (wanted && wanted !== id) arrive(h('p', { class: 'summary' }, text.nameTaken(wanted, id)));
    location.hash = `#/write/${id}`;
  };
  // One at a time: a second click while the first is answered, or on the way to the new text, makes nothing.
  let isMaking = false;
  const making = (make) => async (own) => {
    if (isMaking) return;
    isMaking = true;
    try {
      isMaking = await make(own);
    } catch (error) {
      isMaking = false;
      fill(state, h('p', { class: 'summary wrong' }, error.told ? error.message : words.preview.crashed));
    }
  };
  const fromText = (guideOf) => making(async () => {
    const guide = guideOf();
    const reply = await askProject({ do: 'guide.text', guide });
    if (!reply.ok) { fill(state, findings(reply.findings)); return false; }
    if (guide && !reply.path.endsWith('.md')) { fill(state, h('p', { class: 'summary wrong' }, words.edit.noSteps)); return false; }
    const wanted = slug(name.value);
    open(await freeId(wanted), wanted, reply.text);
    return true;
  });
  const fromFile = making(async (file) => {
    const wanted = slug(name.value || file.name.replace(/\.[^.]*$/, '')) || 'bai-moi';
    const id = await freeId(wanted);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const reply = await askProject({ do: 'guide.import', name: id, file_name: file.name }, { files: [bytes] });
    if (!reply.ok) { fill(state, findings(reply.findings)); return false; }
    open(id, wanted, reply.text, Object.fromEntries(reply.pictures.map((path, at) => [path, base64Of(reply.files[at])])));
    return true;
  });
  const shared = all.guides.filter((guide) => !guide.built_in && !Object.hasOwn(store.guides, guide.name));
  const entries = [
    ...Object.keys(store.guides).sort().map((id) => [id, titleOf(store.guides[id], id), '']),
    ...shared.map((guide) => [guide.name, guide.title, text.inProject]),
  ];
  const out = leftOut(all);
  return h('div', { class: 'page' }, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), state,
    entries.length ? [h('h2', {}, text.own), h('ul', { class: 'log' }, entries.map(([id, title, where]) =>
      h('li', {}, h('a', { class: 'again', href: `#/write/${id}` }, title), where && h('small', {}, where))))] : '',
    h('h2', {}, text.fresh),
    h('p', { class: 'field' }, h('label', { for: 'name' }, text.name), h('small', { id: 'name-hint' }, text.nameHint), name),
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: fromText(() => '') }, text.fresh)),
    fileField('from', text.fromFile, '.docx,.odt,.txt,.md', fromFile),
    h('p', { class: 'field' }, h('label', { for: 'copy' }, text.copy), copy),
    h('p', { class: 'actions' }, h('button', { type: 'button', class: 'second', onclick: fromText(() => copy.value) }, text.copy)),
    out.length ? h('details', {}, h('summary', {}, text.leftOut), h('ul', { class: 'log' }, out.map(({ id, text: source }) =>
      h('li', {}, titleOf(source, id), ' ', wayBack(id, source))))) : '');
};
