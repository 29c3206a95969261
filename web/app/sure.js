// Asks before something is done that takes away what was there.
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

// `say`: what is about to happen; `yes`: the words of the button that does it. Has the focus as long as it is asked.
export const askFirst = (place, say, yes, act) => {
  const back = document.activeElement;
  const end = () => {
    place.replaceChildren();
    if (back?.isConnected) back.focus();
  };
  const asked = h('section', { class: 'summary', tabindex: '-1', 'aria-label': words.sure }, say,
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => { end(); act(); } }, yes),
      h('button', { type: 'button', class: 'second', onclick: end }, words.leaveIt)));
  place.replaceChildren(asked);
  asked.focus();
};
