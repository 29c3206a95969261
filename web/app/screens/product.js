// «Chọn kiểu tờ»
import { preview } from 'toroi/preview.js';
import { changed, link, sheet } from 'toroi/project.js';
import { backTo, h } from 'toroi/ui.js';
import { words } from 'toroi/words/vi.js';

const text = words.product;

export const product = async (name, wanted) => {
  const { guide, all } = await sheet(name, wanted);
  if (!guide) return h('div', {}, backTo('#/'), h('h1', {}, words.gallery.none));
  const view = preview();
  let chosen = guide.products.includes(wanted) ? wanted : guide.products[0];
  const next = h('a', { class: 'button' }, text.next);
  const now = h('a', { class: 'button second' }, text.print);
  const other = h('a', { class: 'button second' }, text.edit);
  let seen = '';
  const choose = (own, rest) => {
    chosen = own;
    next.href = link(name, chosen, 'ward');
    now.href = link(name, chosen, 'print');
    other.href = link(name, chosen, 'edit');
    history.replaceState(null, '', link(name, chosen));
    view.show({ do: 'pages', guide: name, product: chosen }, all.products[chosen].w, { changed: changed(name), view: seen || undefined }, rest);
  };
  const look = ([value, label]) => h('label', { class: 'pick' },
    h('input', { type: 'radio', name: 'view', checked: value === seen, onchange: () => { seen = value; choose(chosen, 0); } }), ' ', label);
  const option = (own) => {
    const { w, h: height, sides } = all.products[own];
    const shape = h('span', { class: 'shape', 'aria-hidden': 'true' });
    const scale = 46 / Math.max(w, height);
    shape.style.width = `${w * scale}px`;
    shape.style.height = `${height * scale}px`;
    return h('label', { class: 'option' },
      h('input', { type: 'radio', name: 'product', value: own, checked: own === chosen, onchange: () => choose(own, 0) }),
      h('span', { class: 'frame' }, shape),
      h('span', {}, h('b', {}, words.products[own] ?? own), h('br'),
        h('small', {}, text.size(Math.round(w), Math.round(height)), ' · ', text.sides(sides))));
  };
  const form = h('div', { class: 'form' }, backTo('#/'), h('h1', {}, guide.title),
    h('p', { class: 'lead' }, guide.for),
    h('fieldset', {}, h('legend', {}, text.title), guide.products.map(option)),
    h('fieldset', {}, h('legend', {}, text.view), Object.entries(words.views).map(look), h('p', {}, h('small', {}, text.viewHint))),
    h('p', { class: 'actions' }, next, now, other));
  choose(chosen, 0);
  return h('div', { class: 'two' }, form, view.element);
};
