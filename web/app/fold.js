// A sheet as it is folded: its cover, its back, what is seen half open and open, out of the pictures of its
// two sides, and how to fold it.
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.fold;
// A millimetre of paper on the screen, in rem.
const MM = 0.085;

// Panels of one side of the sheet, next to each other as they are seen.
const picture = (panels, label) => {
  const across = panels.reduce((sum, { panel }) => sum + panel.w, 0);
  const strip = h('div', { class: 'strip', role: 'img', 'aria-label': label }, panels.map(({ panel, sheet, src }) => {
    const image = h('img', { src, alt: '' });
    image.style.width = `${(sheet.w / panel.w) * 100}%`;
    image.style.left = `${(-panel.x / panel.w) * 100}%`;
    image.style.top = `${(-panel.y / panel.h) * 100}%`;
    const own = h('span', { class: panel.turned ? 'panel turned' : 'panel' }, image);
    own.style.width = `${(panel.w / across) * 100}%`;
    own.style.aspectRatio = `${panel.w} / ${panel.h}`;
    return own;
  }));
  strip.style.width = `${across * MM}rem`;
  strip.style.maxWidth = '100%';
  return h('figure', {}, strip, h('figcaption', { 'aria-hidden': 'true' }, label));
};

// `sides`: the panels of each side, from left to right or from top to bottom; `sources`: the pictures of the sides.
export const foldings = (sides, sources) => {
  const all = sides.map((side, at) => {
    const sheet = { w: Math.max(...side.map((own) => own.x + own.w)), h: Math.max(...side.map((own) => own.y + own.h)) };
    return side.map((panel) => ({ panel, sheet, src: sources[at] }));
  });
  const [outside, inside] = all;
  const isTent = outside.some(({ panel }) => panel.turned);
  const cover = outside.find(({ panel }) => panel.page === 1);
  const others = outside.filter((own) => own !== cover);
  const way = isTent ? 'tent' : outside.length === 2 ? 'half' : outside.length === 3 ? 'letter' : 'other';
  const seen = [cover && picture([cover], isTent ? text.near : text.cover)];
  if (way === 'tent') seen.push(picture(others, text.far));
  if (way === 'half') seen.push(picture(others, text.back));
  if (way === 'letter') {
    // The leftmost panel outside lies inside when only the cover is opened.
    seen.push(picture([outside[1]], text.back), inside && picture([inside[0], outside[0]], text.halfOpen));
  }
  if (inside) seen.push(picture(inside, text.open));
  return [h('h2', {}, text.title), h('ol', {}, text.ways[way].map((step) => h('li', {}, step))),
    h('div', { class: 'folded' }, seen.filter(Boolean))];
};
