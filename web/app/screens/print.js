// «Kiểm tra trước khi in» and «In»: what will be printed, the words for the printer, the files, and
// what to do when the first sheet comes out wrong.
import { cardLines, nameOf } from 'toroi/card.js';
import { askProject } from 'toroi/ask.js';
import { preview } from 'toroi/preview.js';
import { wardWords } from 'toroi/laid.js';
import { changed, changes, link, measuredName, sheet } from 'toroi/project.js';
import { placeField } from 'toroi/places.js';
import { note } from 'toroi/printed.js';
import { save, store } from 'toroi/store.js';
import { backTo, download, fill, findings, h, say } from 'toroi/ui.js';
import { lang, words } from 'toroi/words.js';

const text = words.print;

export const print = async (name, product) => {
  const { guide, size } = await sheet(name, product);
  const view = preview();
  const state = h('div', { class: 'state' });
  const card = h('ul', { class: 'card-words' });
  const need = h('p', { class: 'state', role: 'status' });
  let pages = 0;
  const plan = () => {
    const leaves = Math.ceil(pages / (size.sides === 2 ? 2 : 1));
    const sheets = Math.ceil((Math.max(Number(copies.value) || 1, 1) + place.place - 1) / place.count) * leaves;
    const paper = options.paper ? options.paper.toUpperCase() : nameOf(size);
    need.textContent = pages ? `${text.need(sheets.toLocaleString(lang), paper, size.sides)}${place.place > 1 ? ` ${text.placeOnce}` : ''}` : '';
  };
  view.element.addEventListener('shown', ({ detail }) => { pages = detail.ok ? detail.count : 0; plan(); });
  const advice = h('div', { role: 'status' });
  const options = { paper: '', inks: 'colour', flip: size.flip };
  // What a test sheet said is remembered for the printer it came out of, whatever is printed next.
  const own = () => store.printers[store.printer] ?? {};
  const remember = (change) => save({ printers: { ...store.printers, [store.printer]: { ...own(), ...change } } });
  const turned = () => (size.flip === 'short' ? 'long' : 'short');
  const known = h('p', { role: 'status' });
  // Of printers that were measured the engine knows how far backs stray.
  const measured = await askProject({ do: 'printers' }).then((reply) => (reply.ok ? reply.printers : [])).catch(() => []);
  const printerOf = () => measured.find((one) => store.printer && one.name === measuredName(store.printer));
  const asked = (more = {}) => {
    const own = { inks: options.inks };
    if (printerOf()) own.printer = printerOf().name;
    if (options.paper) own.paper = options.paper;
    if (place.place > 1) own.place = place.place;
    if (options.flip && options.flip !== size.flip) own.flip = options.flip;
    return { guide: name, product, print: { ...own, ...more } };
  };
  const show = () => {
    options.flip = own().turned && size.sides === 2 ? turned() : size.flip;
    fill(known, own().bar ? text.barAdvice(String(own().bar).replace('.', ',')) : '', own().turned && size.sides === 2 ? ` ${text.knownTurned}` : '', printerOf() ? ` ${text.knownMeasured}` : '');
    fill(card, cardLines(size, options.paper, options.flip));
    pages = 0;
    plan();
    view.show({ do: 'pages', ...asked() }, options.paper ? 210 : size.w, { changed: changed(name), sides: size.sides }, 0);
  };
  const get = async (json, take) => {
    fill(state, h('p', { class: 'wait' }, words.preview.working));
    try {
      const reply = await askProject(json, { changed: changed(name) });
      fill(state, findings(reply.findings));
      if (reply.ok) take(reply);
    } catch (error) {
      fill(state, h('p', { class: 'summary wrong' }, error.stopped ? words.preview.stopped : words.preview.crashed));
    }
  };
  const told = (file) => state.append(h('p', { class: 'good' }, text.saved(file)));
  const pdf = () => get({ do: 'pdf', ...asked() }, (reply) => {
    download(reply.name, reply.files[0], 'application/pdf');
    note({ guide: name, product, copies: Math.max(Number(copies.value) || 0, 0) }, { changed: changed(name) });
    told(reply.name);
  });
  const picture = () => get({ do: 'pages', ...asked(), dpi: 150 }, (reply) => {
    reply.files.forEach((png, at) => download(`${reply.file}-${at + 1}.png`, png, 'image/png'));
    told(`${reply.file}.png`);
  });
  const shop = () => get({ do: 'pdf', ...asked({ inks: 'press' }) }, (reply) => {
    download(reply.name, reply.files[0], 'application/pdf');
    download(reply.name.replace(/pdf$/, 'txt'), reply.ticket, 'text/plain;charset=utf-8');
    told(reply.name);
    state.append(h('details', {}, h('summary', {}, text.shopTicket), h('pre', {}, reply.ticket)));
  });
  const place = placeField(size, () => show());
  const radio = (group, value, label, chosen) => h('label', { class: 'pick' },
    h('input', { type: 'radio', name: group, checked: options[group] === value, onchange: () => { options[group] = value; chosen(); } }), ' ', label);
  const bar = () => {
    const input = h('input', { id: 'bar', type: 'text', inputmode: 'decimal', autocomplete: 'off', oninput: () => {
      const mm = Number(input.value.replace(',', '.'));
      if (!(mm > 50 && mm < 150)) { out.textContent = ''; return; }
      remember({ bar: Math.abs(mm - 100) <= 0.5 ? undefined : mm });
      out.textContent = Math.abs(mm - 100) <= 0.5 ? text.barGood : text.barAdvice(String(mm).replace('.', ','));
    } });
    const out = h('p', { role: 'status' });
    fill(advice, h('p', { class: 'field' }, h('label', { for: 'bar' }, text.barAsk), input), out);
  };
  const turn = () => {
    remember({ turned: !own().turned });
    fill(advice, h('p', {}, text.turned));
    show();
  };
  const test = [
    [text.testGood, () => fill(advice, h('p', { class: 'good' }, text.good))],
    ...(size.sides === 2 ? [[text.testBack, turn]] : []),
    [text.testBar, bar],
    ...(size.sides === 2 ? [[text.testShift, () => fill(advice, h('p', {}, text.shiftAdvice), h('p', {}, text.calibrate), h('p', { class: 'actions' }, h('a', { class: 'button second', href: '#/measure' }, text.measure)))]] : []),
  ];
  const printer = h('input', { id: 'printer', type: 'text', autocomplete: 'off', value: store.printer, onchange: () => {
    save({ printer: printer.value.trim().slice(0, 60) });
    fill(advice);
    show();
  } });
  const copies = h('input', { id: 'copies', type: 'number', min: 1, max: 100_000, value: 1, autocomplete: 'off', 'aria-describedby': 'copies-hint', oninput: () => plan() });
  const said = await wardWords();
  const edits = changes.get(name)?.count;
  const line = (term, value, href) => [h('dt', {}, term), h('dd', {}, value, ' ', h('a', { href, 'aria-label': `${text.change}: ${term}` }, text.change))];
  show();
  say(guide.title);
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, backTo(link(name, product, 'ward')), h('h1', {}, text.title),
      h('dl', { class: 'sum' }, line(text.what, guide.title, '#/'), line(text.product, words.products[product] ?? product, link(name, product)),
        edits ? line(text.edits, words.edit.changed(edits), link(name, product, 'edit')) : '',
        line(text.ward, said.join(' · ') || text.wardNone, link(name, product, 'ward'))),
      h('fieldset', {}, h('legend', {}, text.ink), Object.entries(text.inks).map(([value, label]) => radio('inks', value, label, show))),
      h('fieldset', {}, h('legend', {}, text.paper), Object.entries(text.papers).map(([value, label]) => radio('paper', value, label, () => { place.on(options.paper); show(); }))), place.element,
      h('section', { class: 'printer' }, h('h2', {}, text.cardTitle),
        h('p', { class: 'field' }, h('label', { for: 'printer' }, text.printer), printer, h('small', {}, text.printerHint)), card, known, h('p', {}, text.first)),
      h('p', { class: 'field' }, h('label', { for: 'copies' }, text.copies), copies, h('small', { id: 'copies-hint' }, text.copiesHint)), need,
      h('p', { class: 'actions' }, h('button', { type: 'button', onclick: pdf }, text.pdf),
        h('button', { type: 'button', class: 'second', onclick: picture }, text.picture),
        h('button', { type: 'button', class: 'second', onclick: shop }, text.shop)),
      state,
      h('section', { class: 'test' }, h('h2', {}, text.testTitle),
        h('p', { class: 'actions' }, test.map(([label, act]) => h('button', { type: 'button', class: 'second', onclick: act }, label))), advice)),
    view.element);
};
