// What is under a hand, or has the focus, stays there while the page changes around it.
import { fill, h, say } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

let press = Promise.resolve();
let release = () => {};
addEventListener('pointerdown', () => { press = new Promise((done) => { release = done; }); }, true);
// The click of a press comes before anything moves.
for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(release), true);

// Resolves when nothing is pressed: a button never moves away between press and click.
export const unpressed = () => press;

// Puts children in place of those that are there; what had the focus has it again, by its id.
export const refill = (element, ...children) => {
  const focus = element.contains(document.activeElement) ? document.activeElement.id : '';
  fill(element, ...children);
  if (focus) element.querySelector(`#${CSS.escape(focus)}`)?.focus();
};

// What vanishes with the focus in it gives the focus to `instead`.
export const hide = (element, isHidden, instead) => {
  const hadFocus = isHidden && element.contains(document.activeElement);
  element.hidden = isHidden;
  if (hadFocus) instead.focus();
};

// A button whose work is not begun again while it runs, nor by the second click of a double click.
export const action = (label, act, attributes = {}) => {
  let isRunning = false;
  const button = h('button', { type: 'button', ...attributes, onclick: async (event) => {
    if (isRunning || event.detail > 1) return;
    isRunning = true;
    button.setAttribute('aria-disabled', 'true');
    try {
      await act();
    } finally {
      isRunning = false;
      button.removeAttribute('aria-disabled');
    }
  } }, label);
  return button;
};

// A field for a whole number from 1 to `most`. What is none is told under it, and is not taken; of `nearest` a number too
// large becomes the largest.
export const wholeField = ({ id, most, value = 1, isNearest = false, hint = '', taken = () => {} }) => {
  const fault = h('span', { class: 'fault', id: `${id}-fault` });
  const number = () => {
    const typed = input.value.trim() === '' ? NaN : Number(input.value);
    return Number.isInteger(typed) && typed >= 1 && typed <= field.most ? typed : null;
  };
  const tell = () => {
    const isWrong = number() === null;
    input.setAttribute('aria-invalid', String(isWrong));
    fault.textContent = isWrong ? words.whole(field.most) : '';
    return !isWrong;
  };
  const input = h('input', {
    id, type: 'number', min: 1, max: most, step: 1, value, autocomplete: 'off', 'aria-describedby': `${hint} ${id}-fault`.trim(),
    // A fault goes as soon as it is mended, and comes when the field is left.
    oninput: () => { if (fault.textContent) tell(); },
    onchange: async () => {
      const typed = Number(input.value);
      if (isNearest && Number.isInteger(typed) && input.value) input.value = Math.min(Math.max(typed, 1), field.most);
      if (number() !== null) taken(number());
      await unpressed();
      if (!tell()) say(fault.textContent);
    },
  });
  const field = {
    input, fault, most, number,
    put: (now) => { input.value = now; tell(); },
    limit: (now) => { field.most = now; input.max = now; },
    // Whether there is a number; the focus goes where there is none.
    isRight: () => { const isRight = tell(); if (!isRight) input.focus(); return isRight; },
  };
  return field;
};
