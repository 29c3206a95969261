// «In cho từng nhà»: a list, its columns, its faults, the copy of each row, all copies.
import { stop } from 'toroi/engine/client.js';
import { cardLines } from 'toroi/card.js';
import { askProject } from 'toroi/ask.js';
import { preview } from 'toroi/preview.js';
import { changed, link, sheet } from 'toroi/project.js';
import { note } from 'toroi/printed.js';
import { hintOf } from 'toroi/hints.js';
import { placeField } from 'toroi/places.js';
import { rowList } from 'toroi/rows.js';
import { backTo, download, fileField, fill, findings, h, say, sentence } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.houses;
// How an engine says that it does not have the list any more (docs/api.md).
const LOST = 'no list';
// The fault of a list of which no column fills anything: nothing wrong, only not yet done.
const UNMATCHED = 'M01';
// Who ticks several rows waits for one check.
const REST = 400;

export const houses = async (name, product) => {
  const { size } = await sheet(name, product);
  const view = preview();
  const part = () => h('div', {});
  const [first, second, third, ticks, fourth] = [part(), part(), part(), part(), part()];
  let rows = null;
  let faults = new Map();
  const print = { paper: '' };
  const place = placeField(size, () => check());
  let list = null;
  let sheets = [];
  let map = {};
  let only = 1;
  // The copies that are made, by their numbers; all without any.
  let chosen = '';
  let total = 0;
  let timer = 0;

  const json = (what, more = {}) => ({
    do: what, guide: name, product, list_id: list.id, file_name: list.name, worksheet: list.worksheet || undefined, map, ...more,
  });
  // How copies come onto paper.
  const printed = () => ({ print: { paper: print.paper || undefined, place: place.place > 1 ? place.place : undefined } });
  // An engine that was started again, or has had other lists since, is sent the list once more.
  const asked = async (own, more = {}) => {
    const options = { changed: changed(name), ...more };
    const reply = await askProject(own, options);
    return reply.fault?.startsWith(LOST) ? askProject(own, { ...options, files: [list.bytes] }) : reply;
  };
  const failed = (error) => h('p', { class: 'summary wrong' }, error.stopped ? words.preview.stopped : words.preview.crashed);

  const look = () => view.show(json('record', { record: only }), size.w, { changed: changed(name), quiet: true, sides: size.sides, lost: (reply) => (reply.fault?.startsWith(LOST) ? [list.bytes] : null) }, 0);

  const make = (checked) => {
    const bar = h('p', { class: 'late', hidden: true });
    const result = h('div', {});
    const skip = h('input', { type: 'checkbox' });
    const from = h('input', { id: 'from', type: 'number', min: 1, max: checked.paper, value: 1, autocomplete: 'off' });
    // After a jam only the rest is made: the same pages as before, from this sheet of paper on.
    const first = () => Math.min(Math.max(Number(from.value) || 1, 1), checked.paper);
    const test = async () => {
      try {
        const reply = await asked(json('merge', { ...printed(), only: String(only) }));
        fill(result, findings(reply.findings));
        if (reply.ok) reply.names.forEach((file, at) => download(file, reply.files[at], 'application/pdf'));
      } catch (error) {
        fill(result, failed(error));
      }
    };
    const run = async () => {
      bar.hidden = false;
      // The button stays the same while the bar grows, or nobody could press it.
      const [told, grown] = [h('span', {}), h('progress', { max: checked.copies + checked.bad })];
      const progress = (done) => {
        told.textContent = words.preview.progress(done);
        grown.value = done;
      };
      fill(bar, told, ' ', grown, ' ', h('button', { type: 'button', class: 'quiet', onclick: stop }, words.preview.stop));
      progress(0);
      try {
        const reply = await asked(json('merge', { ...printed(), only: chosen || undefined, skip_bad: skip.checked, from_sheet: first() > 1 ? first() : undefined }), { progress });
        fill(result, findings(reply.findings));
        if (reply.ok) {
          reply.names.forEach((file, at) => download(file, reply.files[at], 'application/pdf'));
          note({ guide: name, product, copies: reply.copies, rows: reply.rows.length > 200 ? undefined : reply.rows }, { changed: changed(name) });
          result.prepend(h('p', { class: 'good' }, text.made(reply.copies, checked.paper - first() + 1)),
            h('section', { class: 'printer' }, h('h2', {}, words.print.cardTitle), h('ul', { class: 'card-words' }, cardLines(size, print.paper, size.flip)), h('p', {}, words.print.first)));
          say(text.made(reply.copies, checked.paper - first() + 1));
        }
      } catch (error) {
        fill(result, failed(error));
      }
      bar.hidden = true;
    };
    const wanted = h('input', { id: 'only', type: 'text', autocomplete: 'off', spellcheck: 'false', value: chosen, 'aria-describedby': 'only-hint', onchange: () => { chosen = wanted.value.trim(); rows?.take(chosen); check(); } });
    const papers = ['', 'a4', 'a3'].filter((paper) => !paper || size.places[paper]);
    const paper = (value) => h('label', { class: 'pick' }, h('input', { type: 'radio', name: 'paper', checked: print.paper === value, onchange: () => { print.paper = value; place.on(value); check(); } }), ' ', words.print.papers[value]);
    fill(fourth,
      papers.length > 1 && h('fieldset', {}, h('legend', {}, words.print.paper), papers.map(paper)), place.element,
      h('p', { class: 'field' }, h('label', { for: 'only' }, text.only), h('small', { id: 'only-hint' }, text.onlyHint), wanted),
      checked.bad ? h('label', { class: 'check' }, skip, ' ', text.skip) : '',
      checked.copies > 0 && h('p', { class: 'record' }, h('label', { for: 'from' }, text.from), ' ', from, ' ', text.of(checked.paper)),
      checked.copies ? h('p', { class: 'actions' }, h('button', { type: 'button', onclick: run }, text.make(checked.copies)), h('button', { type: 'button', class: 'second', onclick: test }, text.test)) : '', bar, result);
  };

  const check = async () => {
    fill(fourth);
    fill(third, h('p', { class: 'wait' }, words.preview.working));
    try {
      const reply = await asked(json('list.check', { ...printed(), only: chosen || undefined }), { place: 'check' });
      if (!reply.ok) {
        const isUnmatched = reply.findings.some((found) => found.code === UNMATCHED);
        if (chosen) make({ copies: 0, bad: 0, paper: 1 });
        fill(third, isUnmatched ? h('p', { class: 'wait', role: 'status' }, text.pair) : findings(reply.findings));
        return;
      }
      if (!chosen) total = reply.copies + reply.bad;
      faults = new Map([...faults, ...reply.groups.flatMap((group) => group.rows.map((row) => [row, `${group.column ? `${group.column}: ` : ''}${sentence(group.message)}`]))]);
      if (rows) rows.again();
      else {
        rows = rowList({
          ask: (from, count) => asked(json('list.rows', { from, count })), total, faults: () => faults, chosen,
          changed: (now) => {
            clearTimeout(timer);
            chosen = now ?? '';
            if (now === null) fill(fourth, h('p', { class: 'summary', role: 'status' }, words.rows.nothing));
            else timer = setTimeout(check, REST);
          },
        });
        fill(ticks, rows.element);
      }
      const all = total;
      const number = h('input', { type: 'number', min: 1, max: all, value: only, id: 'record', autocomplete: 'off' });
      const go = (to) => { only = Math.min(Math.max(to, 1), all); number.value = only; look(); };
      number.addEventListener('change', () => go(Number(number.value) || 1));
      fill(third, 
        h('h2', {}, text.check), h('p', { class: reply.bad ? 'summary wrong' : 'good', tabindex: '-1' }, text.checked(reply.copies, reply.bad)),
        h('ul', { class: 'groups' }, reply.groups.map((group) => h('li', {}, h('b', {}, group.column ? `${group.column}: ` : ''), sentence(group.message),
          h('span', { class: 'help' }, sentence(hintOf(group.hint) ?? '')), h('span', { class: 'rows' }, text.rows(group.rows.slice(0, 12), group.more + Math.max(group.rows.length - 12, 0)))))),
        reply.report && h('p', {}, h('button', { type: 'button', class: 'second', onclick: () => download(text.reportName, reply.report, 'text/csv') }, text.report)),
        findings(reply.findings.filter((found) => found.severity !== 'error')) ?? '',
        h('p', { class: 'record' }, h('label', { for: 'record' }, text.look), ' ',
          h('button', { type: 'button', class: 'quiet', 'aria-label': text.earlier, onclick: () => go(only - 1) }, '‹'), number,
          h('button', { type: 'button', class: 'quiet', 'aria-label': text.later, onclick: () => go(only + 1) }, '›'), ' ', text.of(all)));
      make(reply);
      go(only);
    } catch (error) {
      if (!error.replaced) fill(third, failed(error));
    }
  };

  const match = async () => {
    const reply = await asked(json('list.match'));
    if (!reply.ok) {
      fill(second, findings(reply.findings));
      return;
    }
    const row = (field, at) => {
      const id = `m-${at}`;
      const hint = h('small', {});
      const tell = (key, guessed) => {
        const column = list.columns.find((own) => own.key === key);
        hint.textContent = [guessed ? text.guessed : '', column?.samples.length ? text.values(column.samples) : ''].filter(Boolean).join(' · ');
      };
      const select = h('select', { id, onchange: () => {
        map = { ...map };
        if (select.value) map[field.field] = list.columns.find((own) => own.key === select.value).name;
        else delete map[field.field];
        tell(select.value, false);
        check();
      } }, h('option', { value: '' }, text.blank), list.columns.map((own) => h('option', { value: own.key, selected: own.key === field.column }, own.name)));
      tell(field.column, field.guessed);
      return h('p', { class: 'field' }, h('label', { for: id }, field.title), select, hint);
    };
    fill(second, h('h2', {}, text.match), h('p', {}, text.matchLead), reply.fields.map(row));
    check();
  };

  const read = async (file, worksheet = '') => {
    [second, third, ticks, fourth].forEach((own) => own.replaceChildren());
    [rows, faults] = [null, new Map()];
    const bytes = new Uint8Array(await file.arrayBuffer());
    // Nobody else in the room can guess it, and what stands in it says nothing of the list.
    const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    list = { id, name: file.name, columns: [], worksheet, bytes };
    const before = map;
    map = {};
    [only, chosen] = [1, ''];
    try {
      const reply = await asked(json('list.read'), { files: [bytes] });
      fill(first, findings(reply.findings));
      if (!reply.ok) return;
      list.columns = reply.columns;
      // A list that was mended is matched as before.
      const names = new Set(reply.columns.map((own) => own.name));
      map = Object.fromEntries(Object.entries(before).filter(([, column]) => names.has(column)));
      // The engine names those it has not read; the others are told the first time.
      if (!worksheet) sheets = reply.worksheets;
      first.prepend(h('p', { class: 'good' }, text.read(file.name, reply.count)), sheets.length ? h('p', { class: 'field' }, h('label', { for: 'worksheet' }, text.worksheet), h('select', { id: 'worksheet', onchange: (event) => read(file, event.target.value) },
          [['', text.first], ...sheets.map((own) => [own, own])].map(([value, label]) => h('option', { value, selected: value === worksheet }, label)))) : '');
      await match();
    } catch (error) {
      fill(first, failed(error));
    }
  };

  view.show({ do: 'pages', guide: name, product }, size.w, { changed: changed(name) }, 0);
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, backTo(link(name, product, 'ward')), h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), h('p', {}, text.limits),
      fileField('list', text.choose, '.xlsx,.ods,.csv,.tsv,.jsonl,.txt,.xls', (file) => read(file)),
      h('p', {}, h('button', { type: 'button', class: 'quiet', onclick: () => download(text.sampleName, `\ufeff${text.sampleRows.map((row) => `${row}\r\n`).join('')}`, 'text/csv') }, text.sample)),
      first, second, third, ticks, fourth),
    view.element);
};
