// What nobody may overlook: that this browser keeps nothing, and that something it kept could not be read.
import { aside, asides, store } from 'toroi/store.js';
import { downloadAll, named } from 'toroi/saved.js';
import { download, fill, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.notices;

const notice = (...children) => h('section', { class: 'summary wrong notice', role: 'alert' }, children);
const button = (label, onclick) => h('button', { type: 'button', class: 'second', onclick }, label);

export const saveAsides = () => asides().forEach((own, at) => download(text.asideName(at + 1), own, 'text/plain;charset=utf-8'));

export const notices = () => {
  const unkept = h('div', {});
  document.addEventListener('unkept', ({ detail: is }) => {
    if (is === Boolean(unkept.firstChild)) return;
    fill(unkept, is ? notice(h('p', {}, text.unkept), h('p', { class: 'actions' }, button(words.data.save, () => downloadAll(store)))) : '');
  });
  const put = h('div', {});
  if (aside.wrong.length) {
    fill(put, notice(h('p', {}, text.aside(named(aside.wrong))),
      h('p', { class: 'actions' }, button(text.asideSave, saveAsides), button(text.seen, () => fill(put)))));
  }
  return h('div', { class: 'notices' }, put, unkept);
};
