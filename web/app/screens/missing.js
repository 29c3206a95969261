// What an old link leads to when it is not there any more.
import { everything, link } from 'toroi/project.js';
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.missing;

const nothing = (title, hint, href, way) => h('div', { class: 'page' }, h('h1', {}, title), h('p', { class: 'lead' }, hint),
  h('p', { class: 'actions' }, h('a', { class: 'button', href }, way)));

// What is said when there is no such guide, product or screen of it; nothing when all are there.
export const missing = async (name = null, product = '', screen = null) => {
  if (name === null) return nothing(text.screen, text.screenHint, '#/', text.gallery);
  const { guides = [] } = await everything();
  const guide = guides.find((own) => own.name === name);
  if (!guide) return nothing(text.guide, text.guideHint, '#/', text.gallery);
  // A guide that is still being written makes no sheet yet.
  if (!guide.products.length) return nothing(text.unfinished, text.unfinishedHint, `#/write/${name}`, text.write);
  const other = link(name, guide.products[0]);
  if (product && !guide.products.includes(product)) return nothing(text.product, text.productHint(guide.title), other, text.choose);
  return screen ? null : nothing(text.screen, text.screenHint, other, text.choose);
};
