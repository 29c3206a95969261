// «Nhật ký in»: what, when, how many; never who.
import { everything, link } from 'toroi/project.js';
import { save, store } from 'toroi/store.js';
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words/vi.js';

const text = words.history;

export const history = async () => {
  const all = await everything();
  const item = (entry) => {
    const guide = all.guides.find((own) => own.name === entry.guide);
    const when = new Date(entry.when).toLocaleString('vi', { dateStyle: 'short', timeStyle: 'short' });
    return h('li', {}, h('b', {}, guide?.title ?? entry.guide), ` · ${words.products[entry.product] ?? entry.product}`, h('br'),
      h('small', {}, when, entry.rows ? ` · ${text.rows(entry.rows)}` : '', entry.from ? ` · ${text.range(entry.from, entry.to)}` : ''), ' ',
      guide ? h('a', { href: link(entry.guide, entry.product, entry.rows ? 'houses' : 'print'), 'aria-label': `${text.again}: ${guide.title}` }, text.again) : '');
  };
  const draw = () => h('div', { class: 'page' }, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead),
    store.history.length ? h('ul', { class: 'log' }, store.history.map(item)) : h('p', {}, text.none),
    store.history.length ? h('p', { class: 'actions' }, h('button', { type: 'button', class: 'second', onclick: (event) => {
      save({ history: [] });
      event.target.closest('.page').replaceWith(draw());
    } }, text.clear)) : '');
  return draw();
};
