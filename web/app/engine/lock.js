// The passphrase of `toroi serve --lan`: asked for once in each browser.
import { h, say } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.lock;
let asking = null;

const ask = () => new Promise((done) => {
  const state = h('p', { class: 'state wrong', role: 'alert' });
  const field = h('input', { id: 'passphrase', type: 'text', inputmode: 'numeric', autocomplete: 'off', required: true, autofocus: true });
  const enter = async (event) => {
    event.preventDefault();
    const reply = await fetch('enter', {
      method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: field.value,
    }).catch(() => null);
    if (reply?.ok) {
      dialog.close();
      dialog.remove();
      done();
      return;
    }
    state.textContent = reply ? await reply.text() : text.away;
    field.select();
  };
  const dialog = h('dialog', { class: 'lock', 'aria-labelledby': 'lock-title' },
    h('form', { onsubmit: enter }, h('h1', { id: 'lock-title' }, text.title), h('p', {}, text.lead),
      h('p', { class: 'field' }, h('label', { for: 'passphrase' }, text.label), field), state,
      h('p', { class: 'actions' }, h('button', { type: 'submit' }, text.enter))));
  // Without the passphrase there is nothing behind it.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  say(text.title);
});

// Resolves when the passphrase has been taken; asks once, however many wait for it.
export const unlocked = () => {
  asking ??= ask().finally(() => { asking = null; });
  return asking;
};
