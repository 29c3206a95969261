// «Nhật ký in»: what, when, how many; never who. Sheets that stand on something that has changed come first.
import { askProject } from 'toroi/ask.js';
import { action } from 'toroi/hands.js';
import { everything, link } from 'toroi/project.js';
import { save, store } from 'toroi/store.js';
import { dayOf, findings, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.history;
// Lines that are damaged or of others: nobody can mend them here, so it is only said that they are left aside.
const FOREIGN = 'H01';

export const history = async () => {
  const all = await everything();
  const told = await askProject({ do: 'history', lines: store.history.join('\n') });
  if (!told.ok) return h('div', { class: 'page' }, h('h1', {}, text.title), findings(told.findings));
  const nameOf = (entry) => {
    if (entry.kit) return text.kit(all.kits.find((kit) => kit.name === entry.kit)?.title ?? entry.kit);
    const guide = all.guides.find((own) => own.name === entry.guide);
    return `${guide?.title ?? entry.guide} · ${words.products[entry.product] ?? entry.product}`;
  };
  const when = ({ when: own }) => `${dayOf(own)}${own.length > 10 ? `, ${own.slice(11)}` : ''}`;
  // A comma at the end: there was no room for all numbers.
  const rowsOf = (rows) => (rows.endsWith(',') ? text.moreRows(text.rows(rows.slice(0, -1))) : text.rows(rows));
  const change = ({ kind, now }) => (now ? text.changed[kind](now) : text.gone[kind]);
  const stale = told.entries.filter((entry) => entry.changed.length);
  const warning = stale.length ? h('section', { class: 'summary wrong', 'aria-label': text.stale(stale.length) },
    h('h2', {}, text.stale(stale.length)), h('p', {}, text.staleLead),
    h('ul', {}, stale.map((entry) => h('li', {}, h('b', {}, text.printed(dayOf(entry.when), nameOf(entry))),
      entry.changed.slice(0, 5).map((own) => h('span', { class: 'help' }, change(own))),
      entry.changed.length > 5 ? h('span', { class: 'help' }, text.moreChanged(entry.changed.length - 5)) : '')))) : '';
  const item = (entry) => {
    const guide = all.guides.find((own) => own.name === entry.guide);
    const again = guide ? link(entry.guide, entry.product, entry.rows ? 'houses' : 'print') : entry.kit ? '#/' : null;
    const label = entry.rows ? text.againRows : text.again;
    return h('li', {}, h('b', {}, nameOf(entry)), h('br'),
      h('small', {}, [when(entry), entry.copies ? text.copies(entry.copies) : '', entry.rows ? rowsOf(entry.rows) : ''].filter(Boolean).join(' · ')),
      again && h('a', { class: 'again', href: again, 'aria-label': `${label}: ${nameOf(entry)}` }, label));
  };
  const own = told.entries.filter((entry) => !entry.in_project);
  const element = h('div', { class: 'page', tabindex: '-1' }, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead),
    findings(told.findings.filter((found) => found.code !== FOREIGN)), warning, told.foreign ? h('p', { class: 'summary' }, text.foreign(told.foreign)) : '',
    told.entries.length ? h('ul', { class: 'log' }, told.entries.map(item)) : h('p', {}, text.none),
    told.more ? h('p', {}, text.more(told.more)) : '',
    own.length ? h('p', { class: 'actions' }, action(text.clear, async () => {
      save({ history: [] });
      const fresh = await history();
      element.replaceWith(fresh);
      fresh.focus();
    }, { class: 'second' })) : '');
  return element;
};
