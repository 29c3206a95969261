// The rows of a list, one by one: each is printed or left out.
import { fill, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.rows;
// As many rows are seen at once.
const PAGE = 20;
// As many cells say which row it is.
const CELLS = 3;

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
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
};

// What `ranges` leave out of so many; all of it where they are not numbers.
export const leftOut = (ranges, total) => {
  if (!ranges.trim()) return new Set();
  const off = new Set(Array.from({ length: total }, (_, at) => at + 1));
  for (const part of ranges.split(',')) {
    const [from, to = from] = part.split(/[-\u2013]/).map((number) => Number(number));
    for (let number = from; number <= Math.min(to, total); number += 1) off.delete(number);
  }
  return off;
};

// `ask` gives some rows; `faults`: what is wrong, by the row of the file; `changed` hears what is chosen.
export const rowList = ({ ask, total, faults, chosen, changed }) => {
  let off = leftOut(chosen, total);
  let from = 1;
  const list = h('ul', { class: 'ticks' });
  const count = h('p', { class: 'state', role: 'status' });
  const tell = () => { count.textContent = text.count(total - off.size, total); };
  const give = () => { tell(); changed(off.size === total ? null : rangesOf(off, total)); };
  const tick = (number, on) => {
    if (on) off.delete(number);
    else off.add(number);
    give();
  };
  const item = ({ number, row, cells }) => {
    const fault = faults().get(row);
    return h('li', { class: fault ? 'wrong' : '' }, h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: !off.has(number), onchange: (event) => tick(number, event.target.checked) }),
      h('span', {}, h('small', {}, text.row(row)), ' ', cells.filter(Boolean).slice(0, CELLS).join(' · ') || text.unread, fault ? h('span', { class: 'fault' }, fault) : '')));
  };
  const show = async (first) => {
    from = Math.min(Math.max(first, 1), Math.max(total, 1));
    const reply = await ask(from, PAGE).catch(() => null);
    fill(list, reply?.ok ? reply.rows.map(item) : '');
    [earlier.disabled, later.disabled] = [from === 1, from + PAGE > total];
    fill(shown, text.shown(from, Math.min(from + PAGE - 1, total), total));
  };
  const earlier = h('button', { type: 'button', class: 'quiet', onclick: () => show(from - PAGE) }, text.earlier);
  const later = h('button', { type: 'button', class: 'quiet', onclick: () => show(from + PAGE) }, text.later);
  const shown = h('span', {});
  const all = (on) => {
    off = on ? new Set() : new Set(Array.from({ length: total }, (_, at) => at + 1));
    list.querySelectorAll('input').forEach((own) => { own.checked = on; });
    give();
  };
  tell();
  const element = h('details', { class: 'rows-chosen', ontoggle: () => { if (element.open) show(from); } }, h('summary', {}, text.title), count,
    h('p', { class: 'actions' }, h('button', { type: 'button', class: 'quiet', onclick: () => all(true) }, text.all), h('button', { type: 'button', class: 'quiet', onclick: () => all(false) }, text.none)),
    list, h('p', { class: 'record' }, earlier, shown, later));
  return {
    element,
    // What was typed as numbers.
    take: (ranges) => { off = leftOut(ranges, total); tell(); if (element.open) show(from); },
    again: () => { if (element.open) show(from); },
  };
};
