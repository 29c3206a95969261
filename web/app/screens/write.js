// «Soạn bài»: text, its faults, its page.
import { askProject, preview } from 'toroi/preview.js';
import { everything, link } from 'toroi/project.js';
import { base64Of, save, store } from 'toroi/store.js';
import { fill, findings, h, plain, say } from 'toroi/ui.js';
import { words } from 'toroi/words/vi.js';

const text = words.write;

const slug = (title) => plain(title).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);

const own = () => Object.keys(store.guides).sort();

const start = (all) => {
  const name = h('input', { id: 'name', type: 'text', autocomplete: 'off', spellcheck: 'false' });
  const state = h('div', {});
  const copy = h('select', { id: 'copy' }, all.guides.map((guide) => h('option', { value: guide.name }, guide.title)));
  const open = (made, pictures = {}) => {
    const id = slug(name.value) || `bai-${own().length + 1}`;
    save({ guides: { ...store.guides, [id]: made }, pictures: { ...store.pictures, ...pictures } });
    location.hash = `#/write/${id}`;
  };
  const fromText = async (guide) => {
    const reply = await askProject({ do: 'guide.text', guide });
    if (reply.ok && !reply.path.endsWith('.md') && guide) fill(state, h('p', { class: 'summary wrong' }, words.edit.noSteps));
    else if (reply.ok) open(reply.text);
  };
  const fromFile = async (file) => {
    const id = slug(name.value || file.name.replace(/\.[^.]*$/, '')) || 'bai-moi';
    name.value ||= id;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const reply = await askProject({ do: 'guide.import', name: id, file_name: file.name }, { files: [bytes] });
    if (!reply.ok) { fill(state, findings(reply.findings)); return; }
    open(reply.text, Object.fromEntries(reply.pictures.map((path, at) => [path, base64Of(reply.files[at])])));
  };
  return h('div', { class: 'page' }, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead),
    own().length ? [h('h2', {}, text.own), h('ul', { class: 'log' }, own().map((id) => h('li', {}, h('a', { href: `#/write/${id}` }, id))))] : '',
    h('p', { class: 'field' }, h('label', { for: 'name' }, text.name), name),
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => fromText('') }, text.fresh)),
    h('p', { class: 'field' }, h('label', { for: 'from' }, text.fromFile),
      h('input', { id: 'from', type: 'file', accept: '.docx,.odt,.txt,.md', onchange: (event) => { if (event.target.files[0]) fromFile(event.target.files[0]); } })),
    h('p', { class: 'field' }, h('label', { for: 'copy' }, text.copy), copy,
      h('button', { type: 'button', class: 'second', onclick: () => fromText(copy.value) }, text.copy)), state);
};

export const write = async (id) => {
  const all = await everything();
  if (!id || store.guides[id] === undefined) return start(all);
  const view = preview();
  const faults = h('div', {});
  const product = 'leaflet-a5';
  const size = all.products[product] ?? { w: 148 };
  const area = h('textarea', { id: 'text', rows: 26, spellcheck: 'false', autocomplete: 'off' });
  area.value = store.guides[id];
  const goTo = (line) => {
    const before = area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(before, before);
    area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
  };
  const check = async () => {
    save({ guides: { ...store.guides, [id]: area.value } });
    const reply = await askProject({ do: 'check', guide: id }, { place: 'check' }).catch(() => null);
    if (!reply) return;
    const list = findings(reply.findings, (found) => (found.path?.endsWith(`${id}.md`) && found.line ? `#line-${found.line}` : null));
    fill(faults, list ?? h('p', { class: 'good' }, text.faults(0)));
    view.show({ do: 'pages', guide: id, product }, size.w, { instead: text.instead }, 0);
  };
  faults.addEventListener('click', (event) => {
    const line = event.target.closest('a')?.getAttribute('href')?.match(/^#line-(\d+)$/);
    if (!line) return;
    event.preventDefault();
    goTo(Number(line[1]));
  });
  let timer = 0;
  area.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(check, 400); });
  check();
  const remove = () => {
    const { [id]: _, ...rest } = store.guides;
    save({ guides: rest });
    location.hash = '#/write';
    say(text.remove);
  };
  return h('div', { class: 'two' }, h('div', { class: 'form' }, h('a', { class: 'back', href: '#/write' }, words.back), h('h1', {}, id),
    faults, h('p', { class: 'field' }, h('label', { for: 'text' }, text.text), area),
    h('p', { class: 'actions' }, h('a', { class: 'button', href: link(id, product) }, text.use), h('button', { type: 'button', class: 'second', onclick: remove }, text.remove))),
  view.element);
};
