// «Soạn bài»: text, its faults, its page; kept in this browser, and in the project where that may be.
import { ask } from 'toroi/engine/client.js';
import { askProject } from 'toroi/ask.js';
import { atLeaving, untilLeft } from 'toroi/leaving.js';
import { inProject, leaveOut, leftOut, titleOf } from 'toroi/own.js';
import { preview } from 'toroi/preview.js';
import { everything, link } from 'toroi/project.js';
import { askFirst } from 'toroi/sure.js';
import { arrive, arrived, fresh, wayBack } from 'toroi/screens/fresh.js';
import { keepEarlier, refresh, save, store } from 'toroi/store.js';
import { backTo, fill, findings, h } from 'toroi/ui.js';
import { lang, words } from 'toroi/words.js';

const text = words.write;
const REST = 400;

export const write = async (id) => {
  const all = await everything();
  const lies = await inProject(id);
  const there = lies?.path.endsWith('.md') ? lies.text : undefined;
  const mine = () => (Object.hasOwn(store.guides, id) ? store.guides[id] : undefined);
  const source = mine() ?? there;
  if (source === undefined) {
    const out = leftOut(all).find((own) => own.id === id);
    return fresh(h('p', { class: 'summary' }, out ? [text.wasLeftOut(titleOf(out.text, id)), ' ', wayBack(id, out.text)] : text.none));
  }
  // What the text in the project was when this one was begun: nobody writes over what others did since.
  let before = mine() === undefined ? there : store.drafts[id];
  const { keeps, engine } = await ask({ do: 'hello' });
  const { texts: saved } = await ask({ do: 'guide.earlier', guide: id });
  if (mine() !== undefined) keepEarlier(id, source);
  const view = preview();
  const faults = h('div', { class: 'faults-list' });
  const state = h('p', { class: 'state', role: 'status' });
  const told = h('div', { role: 'status' }, arrived());
  const heading = h('h1', {}, titleOf(source, id));
  const product = 'leaflet-a5';
  const kinds = all.guides.find((guide) => guide.name === id)?.products ?? [];
  const size = all.products[product] ?? { w: 148 };
  const area = h('textarea', { id: 'text', rows: 26, spellcheck: 'false', autocomplete: 'off' });
  area.value = source;
  const goTo = (line) => {
    const start = area.value.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start, start);
    area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
  };
  // The text of this screen as it was kept last, and that of the browser as it was seen then: where another page has
  // kept something else meanwhile, both texts stay.
  let [held, seen, isOut] = [area.value, mine(), false];
  const isElsewhere = () => mine() !== undefined && mine() !== seen && mine() !== area.value;
  // A text that is as it lies in the project needs no copy in this browser.
  const hold = () => {
    if (isOut) return;
    refresh();
    if (area.value === held && (isElsewhere() || area.value !== before)) return;
    if (isElsewhere()) {
      keepEarlier(id, mine());
      fill(told, h('p', { class: 'summary' }, text.bothKept));
      offer();
    }
    const { [id]: _, ...guides } = store.guides;
    const { [id]: __, ...drafts } = store.drafts;
    if (area.value === before) save({ guides, drafts });
    else save({ guides: { ...guides, [id]: area.value }, drafts: before === undefined ? drafts : { ...drafts, [id]: before } });
    [held, seen] = [area.value, mine()];
  };
  document.addEventListener('kept', () => {
    if (isElsewhere()) fill(told, h('p', { class: 'summary' }, text.elsewhere));
  }, { signal: untilLeft() });
  const check = async () => {
    if (isOut) return;
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
  area.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(check, REST); });
  atLeaving(() => { clearTimeout(timer); hold(); });
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
  const offer = () => {
    const all = earlier();
    fill(versions, all.map(([label], at) => h('option', { value: at }, label)));
    back.hidden = !all.length;
  };
  const takeBack = h('button', { type: 'button', class: 'second', onclick: () => {
    const chosen = earlier()[Number(versions.value)];
    if (!chosen) return;
    keepEarlier(id, area.value);
    [, area.value] = chosen;
    offer();
    fill(state, text.earlierTaken);
    check();
  } }, text.earlierTake);
  const back = h('details', { ontoggle: () => offer() }, h('summary', {}, text.earlier), h('p', {}, text.earlierHint),
    h('p', { class: 'field' }, h('label', { for: 'earlier' }, text.earlierChoose), versions), h('p', { class: 'actions' }, takeBack));
  offer();
  check();
  const asked = h('div', {});
  const remove = () => askFirst(asked, h('p', {}, text.removeAsk(titleOf(area.value, id))), text.removeYes, () => {
    isOut = true;
    clearTimeout(timer);
    const [title, undo] = [titleOf(area.value, id), leaveOut(id, area.value)];
    arrive(h('p', { class: 'summary' }, text.removed(title), ' ', wayBack(id, area.value, undo)));
    location.hash = '#/write';
  });
  const hint = keeps ? text.keepHint : engine === 'wasm' ? '' : text.keepElsewhere;
  return h('div', { class: 'two' }, h('div', { class: 'form' }, backTo('#/write'), heading,
    told, faults, h('p', { class: 'field' }, h('label', { for: 'text' }, text.text), area),
    h('p', { class: 'actions' }, h('a', { class: 'button', href: link(id, kinds.includes(product) ? product : '') }, text.use),
      keeps && h('button', { type: 'button', class: 'second', onclick: keep }, text.keep),
      mine() !== undefined && h('button', { type: 'button', class: 'second', onclick: remove }, text.remove)), asked,
    hint && h('p', {}, h('small', {}, hint)), state, back),
  view.element);
};
