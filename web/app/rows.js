// The rows of a list, one by one: each is printed or left out.
import { refill } from 'toroi/hands.js';
import { failure, fill, findings, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.rows;
// As many rows are seen at once.
const PAGE = 20;
// As many cells say which row it is.
const CELLS = 3;

const written = ([from, to]) => (from === to ? `${from}` : `${from}-${to}`);

// The numbers that are chosen, like `1-3,7`; nothing when all are.
export const rangesOf = (off, total) => {
  if (!off.size) return '';
  const ranges = [];
  for (let number = 1; number <= total; number += 1) {
    if (off.has(number)) continue;
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(written).join(',');
};

// The same numbers in as few ranges as can be: `1-5,7` of `1,2, 3-5, 7`.
export const joined = (ranges) => {
  const all = ranges.split(',').map((part) => part.split(/[-\u2013]/).map(Number)).map(([from, to = from]) => [from, to]).sort((a, b) => a[0] - b[0]);
  const runs = [];
  for (const [from, to] of all) {
    const last = runs.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else runs.push([from, to]);
  }
  return runs.map(written);
};

// What `ranges` leave out of so many; all of it where they are not numbers, or nothing is chosen (`null`).
export const leftOut = (ranges, total) => {
  if (ranges?.trim() === '') return new Set();
  const off = new Set(Array.from({ length: total }, (_, at) => at + 1));
  for (const part of ranges?.split(',') ?? []) {
    const [from, to = from] = part.split(/[-\u2013]/).map((number) => Number(number));
    for (let number = from; number <= Math.min(to, total); number += 1) off.delete(number);
  }
  return off;
};

// `ask` gives some rows; `faults`: what is wrong, by the row of the file; `changed` hears what is chosen.
export const rowList = ({ ask, total, faults, chosen, changed }) => {
  let off = leftOut(chosen, total);
  let from = 1;
  let turn = 0;
  // Each row that is seen, with its box and the place of what is wrong with it.
  let seen = [];
  const list = h('ul', { class: 'ticks' });
  const count = h('p', { class: 'state', role: 'status' });
  const tell = () => { count.textContent = text.count(total - off.size, total); };
  const give = () => changed(off.size === total ? null : rangesOf(off, total));
  const tick = (number, on) => {
    if (on) off.delete(number);
    else off.add(number);
    tell();
    give();
  };
  const item = ({ number, row, cells }) => {
    const fault = h('span', { class: 'fault' });
    const box = h('input', { id: `row-${number}`, type: 'checkbox', checked: !off.has(number), onchange: () => tick(number, box.checked) });
    const element = h('li', {}, h('label', { class: 'check' }, box,
      h('span', {}, h('small', {}, text.row(row)), ' ', cells.filter(Boolean).slice(0, CELLS).join(' · ') || text.unread, fault)));
    seen.push({ number, row, element, box, fault });
    return element;
  };
  // The count and the boxes change together: who ticks the next box may not meet an old one.
  const choose = (left) => {
    off = left;
    tell();
    seen.forEach(({ number, box }) => { box.checked = !off.has(number); });
  };
  // What is wrong is told anew in the rows that stand there.
  const again = () => seen.forEach(({ row, element, fault }) => {
    fault.textContent = faults().get(row) ?? '';
    element.className = fault.textContent ? 'wrong' : '';
  });
  // A button at the end of its way hands the focus to the other.
  const able = (button, isAble, other) => {
    if (!isAble && document.activeElement === button) other.focus();
    button.disabled = !isAble;
  };
  const show = async (first) => {
    turn += 1;
    const own = turn;
    const start = Math.min(Math.max(first, 1), Math.max(total, 1));
    let reply = null;
    try {
      reply = await ask(start, PAGE);
    } catch (error) {
      if (own === turn) fill(list, h('li', {}, failure(error)));
      return;
    }
    if (own !== turn) return;
    [from, seen] = [start, []];
    refill(list, reply.ok ? reply.rows.map(item) : h('li', {}, findings(reply.findings)));
    again();
    [earlier.disabled, later.disabled] = [earlier.disabled && from === 1, later.disabled && from + PAGE > total];
    able(earlier, from > 1, later);
    able(later, from + PAGE <= total, earlier);
    fill(shown, text.shown(from, Math.min(from + PAGE - 1, total), total));
  };
  const earlier = h('button', { type: 'button', class: 'quiet', onclick: () => show(from - PAGE) }, text.earlier);
  const later = h('button', { type: 'button', class: 'quiet', onclick: () => show(from + PAGE) }, text.later);
  const shown = h('span', {});
  const all = (on) => {
    choose(on ? new Set() : leftOut(null, total));
    give();
  };
  tell();
  const element = h('details', { class: 'rows-chosen', ontoggle: () => { if (element.open) show(from); } }, h('summary', {}, text.title), count,
    h('p', { class: 'actions' }, h('button', { type: 'button', class: 'quiet', onclick: () => all(true) }, text.all), h('button', { type: 'button', class: 'quiet', onclick: () => all(false) }, text.none)),
    list, h('p', { class: 'record' }, earlier, shown, later));
  return {
    element,
    // What was typed as numbers.
    take: (ranges) => choose(leftOut(ranges, total)),
    again,
  };
};
