// «In cho từng nhà»: a list, its columns, its faults, the copy of each row, all copies.
import { askProject } from 'toroi/ask.js';
import { checkedPart, faultsOf } from 'toroi/checked.js';
import { LOST } from 'toroi/engine/client.js';
import { action, hide, refill, unpressed } from 'toroi/hands.js';
import { makingOf } from 'toroi/making.js';
import { matchingPart } from 'toroi/matching.js';
import { noteTold } from 'toroi/noted.js';
import { preview } from 'toroi/preview.js';
import { changed, link, sheet } from 'toroi/project.js';
import { recordField } from 'toroi/records.js';
import { rowList } from 'toroi/rows.js';
import { backTo, download, failure, fileField, fill, findings, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.houses;
// The fault of a list of which no column fills anything: nothing wrong, only not yet done.
const UNMATCHED = 'M01';
// Who ticks several rows waits for one check; a check that takes longer is told.
const [REST, LATE] = [400, 400];

// The list that was chosen last: whoever goes back and comes again finds it. It goes with the page.
let kept = null;

// Nobody else in the room can guess it, and what stands in it says nothing of the list.
const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const houses = async (name, product) => {
  const { size } = await sheet(name, product);
  const view = preview();
  const noted = noteTold(name);
  const part = () => h('div', {});
  const [first, second, third, ticks] = [part(), part(), part(), part()];
  const field = fileField('list', text.choose, '.xlsx,.ods,.csv,.tsv,.jsonl,.txt,.xls', (file) => choose(file));
  const waiting = h('p', { class: 'wait', hidden: true }, words.preview.working);
  const file = field.querySelector('input');
  let list = null;
  let rows = null;
  let faults = new Map();
  // The number of the latest choice and of the latest check: answers to older ones are dropped.
  let [reading, turn, timer] = [0, 0, 0];
  let checking = Promise.resolve(null);

  const json = (what, more = {}) => ({
    do: what, guide: name, product, list_id: list.id, file_name: list.name, worksheet: list.worksheet || undefined, map: list.map, ...more,
  });
  // An engine that was started again, or has had other lists since, is sent the list once more.
  const asked = async (own, more = {}) => {
    const { bytes } = list;
    const options = { changed: changed(name), ...more };
    const reply = await askProject(own, options);
    return reply.fault?.startsWith(LOST) ? askProject(own, { ...options, files: [bytes] }) : reply;
  };

  const look = () => {
    const { bytes } = list;
    const number = record.number();
    if (number === null) return;
    view.show(json('record', { record: number }), size.w, { changed: changed(name), quiet: true, sides: size.sides, lost: (reply) => (reply.fault?.startsWith(LOST) ? [bytes] : null) }, 0);
  };
  const record = recordField(look);

  // What is chosen is checked, after a rest perhaps; a check that is under way is not heard any more.
  const check = (rest = 0) => {
    turn += 1;
    clearTimeout(timer);
    timer = rest && setTimeout(check, rest);
    if (!rest) checking = checkNow(turn);
  };
  const settled = async () => {
    for (;;) {
      if (timer) check();
      const own = turn;
      const checked = await checking;
      if (own === turn) return checked;
    }
  };
  const making = makingOf({
    name, product, size, settled, record,
    merge: (fields, options) => asked(json('merge', { ...making.print(), only: list.chosen || undefined, ...fields }), options),
    again: () => check(),
    choose: (ranges) => { list.chosen = ranges; rows?.take(ranges); check(); },
  });

  // Gives what can be made, or nothing.
  const checkNow = async (own) => {
    const isNone = list.chosen === null;
    let isDone = false;
    const late = setTimeout(() => unpressed().then(() => { if (own === turn) waiting.hidden = isDone; }), LATE);
    try {
      const reply = await asked(json('list.check', { ...making.print(), only: list.chosen || undefined }), { place: 'check' });
      await unpressed();
      if (own !== turn) return null;
      if (!reply.ok) {
        const isUnmatched = reply.findings.some((found) => found.code === UNMATCHED);
        if (list.chosen) making.offer(null);
        else making.hide();
        refill(third, isUnmatched ? h('p', { class: 'wait', role: 'status' }, text.pair) : findings(reply.findings));
        return null;
      }
      faultsOf(reply).forEach(([row, fault]) => faults.set(row, fault));
      rows ??= rowList({ ask: (from, count) => asked(json('list.rows', { from, count })), total: list.count, faults: () => faults, chosen: list.chosen, changed: tick });
      if (!ticks.hasChildNodes()) fill(ticks, rows.element);
      rows.again();
      refill(third, checkedPart(reply));
      making.offer(isNone ? null : reply, isNone);
      record.element.hidden = false;
      look();
      return isNone ? null : reply;
    } catch (error) {
      if (own !== turn || error.replaced) return null;
      making.offer(null);
      refill(third, failure(error), h('p', {}, h('button', { type: 'button', onclick: () => check() }, words.preview.again)));
      return null;
    } finally {
      isDone = true;
      clearTimeout(late);
      if (own === turn) waiting.hidden = true;
    }
  };
  const tick = (now) => {
    list.chosen = now;
    making.chosen(now);
    if (now === null) making.offer(null, true);
    check(REST);
  };

  const match = async (own) => {
    const reply = await asked(json('list.match'));
    if (list !== own) return;
    if (!reply.ok) {
      fill(second, findings(reply.findings));
      return;
    }
    fill(second, matchingPart(reply.fields, list.columns, (field, column) => {
      list.map = { ...list.map, [field]: column };
      faults = new Map();
      check();
    }));
    check();
  };

  // Without a list, as in the beginning.
  const clear = () => {
    turn += 1;
    waiting.hidden = true;
    clearTimeout(timer);
    [rows, faults, timer] = [null, new Map(), 0];
    [second, third, ticks].forEach((own) => own.replaceChildren());
    hide(record.element, true, file);
    making.hide();
  };
  const forget = () => {
    [list, kept] = [null, null];
    reading += 1;
    clear();
    fill(first);
    file.focus();
    plain();
  };

  // `before`: the list this one takes the place of; what was chosen for its columns holds where they are the same.
  const read = async ({ name: fileName, bytes }, worksheet = '', { id = randomId(), map = {}, chosen = '', sheets = null } = {}) => {
    clear();
    const own = { id, name: fileName, columns: [], worksheet, bytes, map: {}, chosen, of: link(name, product) };
    list = own;
    try {
      const reply = await asked(json('list.read'), { files: [bytes] });
      if (list !== own) return;
      if (!reply.ok) {
        kept = null;
        refill(first, findings(reply.findings));
        return;
      }
      kept = own;
      const names = new Set(['', ...reply.columns.map((column) => column.name)]);
      own.map = Object.fromEntries(Object.entries(map).filter(([, column]) => names.has(column)));
      // The engine names those it has not read; the others are told the first time.
      Object.assign(own, { columns: reply.columns, count: reply.count, sheets: sheets ?? reply.worksheets });
      record.begin(reply.count);
      making.chosen(chosen);
      const options = [['', text.first], ...own.sheets.map((one) => [one, one])];
      refill(first, h('p', { class: 'good' }, text.read(fileName, reply.count)),
        own.sheets.length ? h('p', { class: 'field' }, h('label', { for: 'worksheet' }, text.worksheet), h('select', { id: 'worksheet', onchange: (event) => read(own, event.target.value, { map: own.map, sheets: own.sheets }) },
          options.map(([value, label]) => h('option', { value, selected: value === worksheet }, label)))) : '',
        findings(reply.findings), h('p', {}, h('button', { id: 'forget', type: 'button', class: 'quiet', onclick: forget }, text.forget)));
      await match(own);
    } catch (error) {
      if (list === own) refill(first, failure(error));
    }
  };
  const choose = async (chosen) => {
    reading += 1;
    const own = reading;
    const bytes = await chosen.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);
    if (own !== reading) return;
    // A list that was mended is matched as before.
    if (bytes) await read({ name: chosen.name, bytes }, '', { map: list?.map });
    else fill(first, h('p', { class: 'summary wrong', role: 'status' }, text.unread));
  };

  const plain = () => view.show({ do: 'pages', guide: name, product }, size.w, { changed: changed(name) }, 0);
  plain();
  noted.look(product);
  // Columns are those of one kind of sheet; the rows that are chosen hold for all.
  if (kept) read(kept, kept.worksheet, kept.of === link(name, product) ? kept : { ...kept, map: {} });
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, backTo(link(name, product, 'ward')), h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), noted.element, h('p', {}, text.limits), field,
      h('p', {}, action(text.sample, () => download(text.sampleName, `\ufeff${text.sampleRows.map((row) => `${row}\r\n`).join('')}`, 'text/csv'), { class: 'quiet' })),
      first, second, waiting, third, record.element, ticks, making.element),
    view.element);
};
