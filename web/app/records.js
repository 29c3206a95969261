// Which copy of a list is looked at: a number, and the ones before and after it.
import { wholeField } from 'toroi/hands.js';
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.houses;

// `look` hears that another copy is wanted.
export const recordField = (look) => {
  const field = wholeField({ id: 'record', most: 1, isNearest: true, taken: look });
  const go = (by) => {
    field.put(Math.min(Math.max((field.number() ?? 1) + by, 1), field.most));
    look();
  };
  const of = h('span', {});
  const button = (label, sign, by) => h('button', { type: 'button', class: 'quiet', 'aria-label': label, onclick: () => go(by) }, sign);
  const element = h('p', { class: 'record', hidden: true }, h('label', { for: 'record' }, text.look), ' ',
    button(text.earlier, '‹', -1), field.input, button(text.later, '›', 1), ' ', of, field.fault);
  return {
    element,
    number: field.number,
    isRight: field.isRight,
    // From the first on, of so many.
    begin: (count) => {
      field.limit(count);
      field.put(1);
      of.textContent = text.of(count);
    },
  };
};
