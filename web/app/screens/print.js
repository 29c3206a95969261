// «Kiểm tra trước khi in» and «In»: what will be printed, the words for the printer, the files, and
// what to do when the first sheet comes out wrong.
import { cardLines, nameOf } from 'toroi/card.js';
import { answersTold } from 'toroi/answers.js';
import { askProject } from 'toroi/ask.js';
import { action, unpressed, wholeField } from 'toroi/hands.js';
import { noteTold } from 'toroi/noted.js';
import { preview } from 'toroi/preview.js';
import { changed, changes, link, measuredName, sheet } from 'toroi/project.js';
import { placeField } from 'toroi/places.js';
import { note } from 'toroi/printed.js';
import { save, store } from 'toroi/store.js';
import { backTo, download, failure, fill, findings, h, say } from 'toroi/ui.js';
import { lang, words } from 'toroi/words.js';

const text = words.print;
// Nobody prints more at once.
const MOST_COPIES = 100_000;

export const print = async (name, product) => {
  const { guide, size } = await sheet(name, product);
  const view = preview();
  const noted = noteTold(name);
  const ward = await answersTold(link(name, product, 'ward'));
  const state = h('div', { class: 'state' });
  const card = h('ul', { class: 'card-words' });
  const need = h('p', { class: 'state', role: 'status' });
  let pages = 0;
  const plan = () => {
    const leaves = Math.ceil(pages / (size.sides === 2 ? 2 : 1));
    const sheets = Math.ceil((copies.number() + place.place - 1) / place.count) * leaves;
    const paper = options.paper ? options.paper.toUpperCase() : nameOf(size);
    need.textContent = pages && copies.number() ? `${text.need(sheets.toLocaleString(lang), paper, size.sides)}${place.place > 1 ? ` ${text.placeOnce}` : ''}` : '';
  };
  view.element.addEventListener('shown', async ({ detail }) => { await unpressed(); pages = detail.ok ? detail.count : 0; plan(); });
  const advice = h('div', { role: 'status' });
  const options = { paper: '', inks: 'colour' };
  // What a test sheet said is remembered for the printer it came out of, whatever is printed next.
  const own = () => store.printers[store.printer] ?? {};
  const remember = (change) => save({ printers: { ...store.printers, [store.printer]: { ...own(), ...change } } });
  const isTurned = () => own().turned && size.sides === 2;
  const flip = () => (isTurned() ? (size.flip === 'short' ? 'long' : 'short') : size.flip);
  const known = h('p', { role: 'status' });
  // Of printers that were measured the engine knows how far backs stray.
  const printers = await askProject({ do: 'printers' });
  const measured = printers.ok ? printers.printers : [];
  const printerOf = () => measured.find((one) => store.printer && one.name === measuredName(store.printer));
  const asked = (more = {}) => {
    const own = { inks: options.inks };
    if (printerOf()) own.printer = printerOf().name;
    if (options.paper) own.paper = options.paper;
    if (place.place > 1) own.place = place.place;
    if (isTurned()) own.flip = flip();
    return { guide: name, product, print: { ...own, ...more } };
  };
  const show = async () => {
    await unpressed();
    fill(known, own().bar ? text.barAdvice(String(own().bar).replace('.', ',')) : '', isTurned() ? ` ${text.knownTurned}` : '', printerOf() ? ` ${text.knownMeasured}` : '');
    fill(card, cardLines(size, options.paper, flip()));
    pages = 0;
    plan();
    view.show({ do: 'pages', ...asked() }, options.paper ? 210 : size.w, { changed: changed(name), sides: size.sides }, 0);
  };
  const get = async (json, take) => {
    if (!place.isRight()) return;
    fill(state, h('p', { class: 'wait' }, words.preview.working));
    try {
      const reply = await askProject(json, { changed: changed(name) });
      fill(state, findings(reply.findings));
      if (reply.ok) await take(reply);
    } catch (error) {
      fill(state, failure(error));
    }
  };
  const told = (file) => state.append(h('p', { class: 'good' }, text.saved(file)));
  const pdf = async () => {
    if (!copies.isRight()) return;
    const count = copies.number();
    await get({ do: 'pdf', ...asked() }, async (reply) => {
      download(reply.name, reply.files[0], 'application/pdf');
      told(reply.name);
      state.append(await note({ guide: name, product, copies: count }, { changed: changed(name) }));
    });
  };
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
  const copies = wholeField({ id: 'copies', most: MOST_COPIES, hint: 'copies-hint' });
  copies.input.addEventListener('input', () => plan());
  // Only papers that hold several copies.
  const papers = Object.entries(text.papers).filter(([paper]) => !paper || size.places[paper]);
  const edits = changes.get(name)?.count;
  const line = (term, value, href) => [h('dt', {}, term), h('dd', {}, value, ' ', h('a', { href, 'aria-label': `${text.change}: ${term}` }, text.change))];
  show();
  noted.look(product);
  say(guide.title);
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, backTo(link(name, product, 'ward')), h('h1', {}, text.title),
      h('dl', { class: 'sum' }, line(text.what, guide.title, '#/'), line(text.product, words.products[product] ?? product, link(name, product)),
        edits ? line(text.edits, words.edit.changed(edits), link(name, product, 'edit')) : '',
        line(text.ward, ward.printed || (ward.refused ? '' : text.wardNone), link(name, product, 'ward'))), ward.refused, noted.element,
      h('fieldset', {}, h('legend', {}, text.ink), Object.entries(text.inks).map(([value, label]) => radio('inks', value, label, show))),
      papers.length > 1 && h('fieldset', {}, h('legend', {}, text.paper), papers.map(([value, label]) => radio('paper', value, label, () => { place.on(options.paper); show(); }))), place.element,
      h('section', { class: 'printer' }, h('h2', {}, text.cardTitle),
        h('p', { class: 'field' }, h('label', { for: 'printer' }, text.printer), printer, h('small', {}, text.printerHint)), printers.ok ? '' : findings(printers.findings), card, known, h('p', {}, text.first)),
      h('p', { class: 'field' }, h('label', { for: 'copies' }, text.copies), copies.input, h('small', { id: 'copies-hint' }, text.copiesHint), copies.fault), need,
      h('p', { class: 'actions' }, action(text.pdf, pdf), action(text.picture, picture, { class: 'second' }), action(text.shop, shop, { class: 'second' })),
      state,
      h('section', { class: 'test' }, h('h2', {}, text.testTitle),
        h('p', { class: 'actions' }, test.map(([label, act]) => h('button', { type: 'button', class: 'second', onclick: act }, label))), advice)),
    view.element);
};
