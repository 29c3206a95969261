// «Chọn kiểu tờ»
import { askProject } from 'toroi/ask.js';
import { noteTold } from 'toroi/noted.js';
import { preview } from 'toroi/preview.js';
import { changed, link, sheet } from 'toroi/project.js';
import { save, store } from 'toroi/store.js';
import { backTo, fill, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.product;
// Main colours that are dark enough for titles; the first is that of the sheets.
const ACCENTS = ['', '#1D5B33', '#7A1F2B', '#5B2C83', '#6B3F00', '#16202A'];
const OWN = '#0B4F6C';
// Not a view of the engine: the pictures of both sides, laid as the sheet is folded.
const FOLDED = 'folded';

export const product = async (name, wanted) => {
  const { guide, all } = await sheet(name, wanted);
  if (!guide) return h('div', {}, backTo('#/'), h('h1', {}, words.gallery.none));
  const view = preview();
  const noted = noteTold(name);
  let chosen = guide.products.includes(wanted) ? wanted : guide.products[0];
  const next = h('a', { class: 'button' }, text.next);
  const now = h('a', { class: 'button second' }, text.print);
  const other = h('a', { class: 'again' }, text.edit);
  let seen = '';
  const choose = (own, rest) => {
    chosen = own;
    next.href = link(name, chosen, 'ward');
    now.href = link(name, chosen, 'print');
    other.href = link(name, chosen, 'edit');
    history.replaceState(null, '', link(name, chosen));
    const { w, sides, folded } = all.products[chosen];
    // What does not fold has nothing to be seen of it.
    fold.hidden = !folded.length;
    if (fold.hidden && seen === FOLDED) {
      seen = '';
      form.querySelector('input[name=view]').checked = true;
    }
    view.show({ do: 'pages', guide: name, product: chosen }, w, { changed: changed(name), view: seen && seen !== FOLDED ? seen : undefined, sides, folded: seen === FOLDED && folded }, rest);
    picture();
    noted.look(chosen);
  };
  const look = ([value, label]) => h('label', { class: 'pick' },
    h('input', { type: 'radio', name: 'view', checked: value === seen, onchange: () => { seen = value; choose(chosen, 0); } }), ' ', label);
  const fold = look([FOLDED, text.folded]);
  // What each look makes of this very sheet, one picture after the other.
  const shots = new Map();
  let turn = 0;
  const picture = async () => {
    turn += 1;
    const own = turn;
    for (const [look, image] of shots) {
      const reply = await askProject({ do: 'pages', guide: name, product: chosen, side: 0, dpi: 30, look }, { changed: changed(name), idle: true, wanted: () => own === turn }).catch(() => null);
      if (own !== turn) return;
      if (!reply?.ok) continue;
      URL.revokeObjectURL(image.src);
      image.src = URL.createObjectURL(new Blob([reply.files[0]], { type: 'image/png' }));
      image.classList.add('here');
    }
  };
  const restyle = (change) => {
    save(change);
    choose(chosen, 0);
  };
  const plainest = all.looks.includes('plain') ? 'plain' : all.looks[0];
  const lookOf = (own) => {
    const image = h('img', { alt: '', width: 90, height: 120 });
    shots.set(own, image);
    return h('label', { class: 'option look' },
      h('input', { type: 'radio', name: 'look', value: own, checked: own === (store.look || plainest), onchange: () => restyle({ look: own === plainest ? '' : own }) }),
      h('span', { class: 'shot' }, image),
      h('span', {}, h('b', {}, text.looks[own]?.[0] ?? own), h('br'), h('small', {}, text.looks[own]?.[1] ?? '')));
  };
  const told = h('p', { class: 'state', role: 'status' });
  const custom = h('input', { id: 'accent', type: 'color', value: (store.accent || OWN).toLowerCase(), onchange: async () => {
    const asked = custom.value.toUpperCase();
    const reply = await askProject({ do: 'accent', accent: asked }).catch(() => null);
    if (!reply?.ok) return;
    fill(told, reply.accent === asked ? text.accentGood : [text.accentNearest, ' ', h('span', { class: 'swatch', 'aria-hidden': 'true', 'data-colour': reply.accent }), ` ${reply.accent}`]);
    paint(told);
    form.querySelectorAll('input[name=accent]').forEach((input) => { input.checked = input.value === reply.accent; });
    restyle({ accent: reply.accent });
  } });
  const paint = (place) => place.querySelectorAll('[data-colour]').forEach((own) => { own.style.background = own.dataset.colour; });
  const accent = (own) => h('label', { class: 'pick' },
    h('input', { type: 'radio', name: 'accent', value: own, checked: own === store.accent, onchange: () => { fill(told); custom.value = (own || OWN).toLowerCase(); restyle({ accent: own }); } }),
    h('span', { class: 'swatch', 'aria-hidden': 'true', 'data-colour': own || OWN }), ' ', text.accents[own]);
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
  const form = h('div', { class: 'form' }, backTo('#/'), h('h1', { lang: 'vi' }, guide.title),
    h('p', { class: 'lead', lang: 'vi' }, guide.for),
    h('fieldset', {}, h('legend', {}, text.title), guide.products.map(option), noted.element, other),
    h('fieldset', { class: 'looks' }, h('legend', {}, text.look), [...all.looks].sort((a, b) => Number(b === plainest) - Number(a === plainest)).map(lookOf)),
    h('fieldset', {}, h('legend', {}, text.accent), ACCENTS.map(accent),
      h('p', { class: 'record' }, h('label', { for: 'accent' }, text.accentOwn), ' ', custom), told),
    h('fieldset', {}, h('legend', {}, text.view), Object.entries(words.views).map(look), fold, h('p', {}, h('small', {}, text.viewHint))),
    h('p', { class: 'actions main' }, next, now));
  paint(form);
  choose(chosen, 0);
  return h('div', { class: 'two' }, form, view.element);
};
