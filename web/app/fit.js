// What to do about a text that has no room: which steps may go, and which kind of sheet is large enough.
import { askProject } from 'toroi/ask.js';
import { everything, link } from 'toroi/project.js';
import { fill, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.fit;
// Only whether it fits is asked: the picture is small.
const SMALL = 20;

// Findings of words that have no room: too many lines, a word wider than its line, a place too narrow.
const ROOM = ['L01', 'L02', 'L06'];

// How much too long a text is, where that is what is wrong: lines on the fullest page, the longest steps. Words
// too wide are no fault of the text where letters were to be larger.
export const excessOf = (reply, { changed = {} } = {}) => {
  if (reply.ok) return null;
  const all = reply.findings.flatMap((found) => found.excess ?? []);
  if (all.length) return { lines: Math.max(...all.map((own) => own.lines)), steps: [...new Set(all.flatMap((own) => own.steps))] };
  return changed.larger && reply.findings.some((found) => ROOM.includes(found.code)) ? { lines: 0, steps: [] } : null;
};

export const isOfRoom = (found) => ROOM.includes(found.code);

// The smallest of the other kinds of sheet of a guide that are larger and on which all of it fits.
const largerOne = async ({ json: { guide, product }, options: { changed } }, isWanted) => {
  const all = await everything();
  const room = (name) => all.products[name].w * all.products[name].h * all.products[name].sides;
  const names = all.guides.find((one) => one.name === guide)?.products ?? [];
  const larger = names.filter((name) => room(name) > room(product)).sort((a, b) => room(a) - room(b));
  for (const name of larger) {
    const reply = await askProject({ do: 'pages', guide, product: name, side: 0, dpi: SMALL }, { changed, idle: true, wanted: isWanted }).catch(() => null);
    if (reply?.ok) return name;
  }
  return null;
};

// `last`: what was asked for. With `leaveOut` the screen itself leaves steps out, by their titles.
export const wayOut = (reply, last) => {
  const { guide, product } = last.json;
  const { changed = {}, leaveOut } = last.options;
  const { lines, steps } = excessOf(reply, last.options);
  const larger = h('p', {});
  const title = !changed.larger ? text.over(lines) : lines ? text.largerOver(lines) : text.tooWide;
  const off = leaveOut
    ? steps.filter(leaveOut.has).map((step) => h('button', { type: 'button', class: 'second', onclick: () => leaveOut.leave(step) }, text.leave(step)))
    : h('a', { class: 'button second', href: link(guide, product, 'edit') }, text.edit);
  const back = leaveOut && changed.larger ? h('button', { type: 'button', class: 'second', onclick: leaveOut.smaller }, text.smaller) : '';
  const section = h('section', { class: 'summary wrong', tabindex: '-1', 'aria-label': title }, h('h2', {}, title),
    steps.length && !leaveOut ? h('p', {}, text.longest(steps)) : '', h('p', { class: 'actions' }, off, back), larger);
  // Another look may have been asked for since.
  const isWanted = () => section.isConnected;
  setTimeout(async () => {
    fill(larger, text.looking);
    const name = await largerOne(last, isWanted);
    fill(larger, name ? [text.larger, ' ', h('a', { href: link(guide, name) }, words.products[name] ?? name)] : text.none);
  }, 0);
  return section;
};
