// «Soạn bài»: text, its faults, its page; kept in this browser, and in the project where that may be.
import { ask } from 'toroi/engine/client.js';
import { askProject } from 'toroi/ask.js';
import { preview } from 'toroi/preview.js';
import { everything, link } from 'toroi/project.js';
import { base64Of, keepEarlier, save, store } from 'toroi/store.js';
import { backTo, fileField, fill, findings, h, plain, say } from 'toroi/ui.js';
import { lang, words } from 'toroi/words.js';

const text = words.write;

const slug = (title) => plain(title).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40);

const own = () => Object.keys(store.guides).sort();

// What a text calls itself, as long as it does.
const titleOf = (source, id) => {
  const title = /^title:\s*["']?(.*?)["']?\s*$/m.exec(source)?.[1];
  return title && !title.includes('<<') ? title : id;
};

const start = (all, told = '') => {
  const name = h('input', { id: 'name', type: 'text', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'name-hint' });
  const state = h('div', { role: 'status' }, told);
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
  const shared = all.guides.filter((guide) => !guide.built_in && store.guides[guide.name] === undefined);
  const entries = [
    ...own().map((id) => [id, titleOf(store.guides[id], id), '']),
    ...shared.map((guide) => [guide.name, guide.title, text.inProject]),
  ];
  return h('div', { class: 'page' }, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), state,
    entries.length ? [h('h2', {}, text.own), h('ul', { class: 'log' }, entries.map(([id, title, where]) =>
      h('li', {}, h('a', { class: 'again', href: `#/write/${id}` }, title), where && h('small', {}, where))))] : '',
    h('h2', {}, text.fresh),
    h('p', { class: 'field' }, h('label', { for: 'name' }, text.name), h('small', { id: 'name-hint' }, text.nameHint), name),
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => fromText('') }, text.fresh)),
    fileField('from', text.fromFile, '.docx,.odt,.txt,.md', fromFile),
    h('p', { class: 'field' }, h('label', { for: 'copy' }, text.copy), copy),
    h('p', { class: 'actions' }, h('button', { type: 'button', class: 'second', onclick: () => fromText(copy.value) }, text.copy)));
};

// The text that lies in the project, whatever this browser holds of it.
const inProject = async (id) => {
  const reply = await ask({ do: 'guide.text', guide: id });
  return reply.ok && reply.path.endsWith('.md') ? reply.text : undefined;
};

export const write = async (id) => {
  const all = await everything();
  if (!id) return start(all);
  const there = await inProject(id);
  const source = store.guides[id] ?? there;
  if (source === undefined) return start(all, h('p', { class: 'summary' }, text.none));
  // What the text in the project was when this one was begun: nobody writes over what others did since.
  let before = store.guides[id] === undefined ? there : store.drafts[id] ?? undefined;
  const { keeps, engine } = await ask({ do: 'hello' });
  const { texts: saved } = await ask({ do: 'guide.earlier', guide: id });
  if (store.guides[id] !== undefined) keepEarlier(id, source);
  const view = preview();
  const faults = h('div', { class: 'faults-list' });
  const state = h('p', { class: 'state', role: 'status' });
  const heading = h('h1', {}, titleOf(source, id));
  const product = 'leaflet-a5';
  const size = all.products[product] ?? { w: 148 };
  const area = h('textarea', { id: 'text', rows: 26, spellcheck: 'false', autocomplete: 'off' });
  area.value = source;
  const goTo = (line) => {
    const start = area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start);
    area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
  };
  // A text that is as it lies in the project needs no copy in this browser.
  const hold = () => {
    const { [id]: _, ...guides } = store.guides;
    const { [id]: __, ...drafts } = store.drafts;
    if (area.value === before) save({ guides, drafts });
    else save({ guides: { ...guides, [id]: area.value }, drafts: before === undefined ? drafts : { ...drafts, [id]: before } });
  };
  const check = async () => {
    hold();
    heading.textContent = titleOf(area.value, id);
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
  const keep = async () => {
    const now = area.value;
    const texts = { [`guides/${id}.md`]: now };
    const reply = await askProject({ do: 'guide.save', guide: id, before }, { changed: { texts } }).catch(() => null);
    if (!reply) { fill(state, words.preview.crashed); return; }
    if (!reply.ok) { fill(state, text.keepFaulty); faults.querySelector('.summary')?.focus(); return; }
    if (reply.changed) { fill(state, text.keptChanged); return; }
    if (!reply.kept) { fill(state, text.keepElsewhere); return; }
    before = now;
    hold();
    fill(state, text.kept(new Date().toLocaleTimeString(lang, { hour: '2-digit', minute: '2-digit' })));
  };
  const lines = (own) => own.split('\n').length;
  const earlier = () => [
    ...(store.earlier[id] ?? []).map(({ when, text: own }) => [
      text.earlierHere(new Date(when).toLocaleString(lang, { hour: '2-digit', minute: '2-digit', day: 'numeric', month: 'numeric' }), lines(own)), own]),
    ...saved.map(({ text: own }, at) => [text.earlierKept(at + 1, lines(own)), own]),
  ].filter(([, own]) => own !== area.value);
  const versions = h('select', { id: 'earlier' });
  const offer = () => fill(versions, earlier().map(([label], at) => h('option', { value: at }, label)));
  const takeBack = h('button', { type: 'button', class: 'second', onclick: () => {
    const chosen = earlier()[Number(versions.value)];
    if (!chosen) return;
    keepEarlier(id, area.value);
    [, area.value] = chosen;
    offer();
    fill(state, text.earlierTaken);
    check();
  } }, text.earlierTake);
  offer();
  const back = earlier().length ? h('details', { ontoggle: offer }, h('summary', {}, text.earlier), h('p', {}, text.earlierHint),
    h('p', { class: 'field' }, h('label', { for: 'earlier' }, text.earlierChoose), versions), h('p', { class: 'actions' }, takeBack)) : '';
  check();
  const remove = () => {
    const { [id]: _, ...guides } = store.guides;
    const { [id]: __, ...drafts } = store.drafts;
    keepEarlier(id, area.value);
    save({ guides, drafts });
    location.hash = '#/write';
    say(text.remove);
  };
  const hint = keeps ? text.keepHint : engine === 'wasm' ? '' : text.keepElsewhere;
  return h('div', { class: 'two' }, h('div', { class: 'form' }, backTo('#/write'), heading,
    faults, h('p', { class: 'field' }, h('label', { for: 'text' }, text.text), area),
    h('p', { class: 'actions' }, h('a', { class: 'button', href: link(id, product) }, text.use),
      keeps && h('button', { type: 'button', class: 'second', onclick: keep }, text.keep),
      store.guides[id] !== undefined && h('button', { type: 'button', class: 'second', onclick: remove }, text.remove)),
    hint && h('p', {}, h('small', {}, hint)), state, back),
  view.element);
};
