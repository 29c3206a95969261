// What the printer has to be told, in words people find in their print dialog.
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.print;
const KNOWN = { '210 297': 'A4', '297 420': 'A3', '148 210': 'A5', '420 594': 'A2' };

// What paper of this size is called.
export const nameOf = ({ w, h: height }) => {
  const [short, long] = [Math.round(Math.min(w, height)), Math.round(Math.max(w, height))];
  return KNOWN[`${short} ${long}`] ?? words.product.size(Math.round(w), Math.round(height));
};

// One line for each thing that is set.
export const cardLines = (size, paper, flip) => {
  const sides = size.sides === 2 ? text.two : text.one;
  const turned = size.sides === 2 ? text.flips[flip ?? 'long'] : '';
  return text.card(paper ? paper.toUpperCase() : nameOf(size), sides, turned).map((line) => h('li', {}, line));
};
