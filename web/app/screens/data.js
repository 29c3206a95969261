// «Dữ liệu»: all that is kept, into a file and out of one.
import { ask } from 'toroi/engine/client.js';
import { asLine, save, store } from 'toroi/store.js';
import { invitation } from 'toroi/screens/phones.js';
import { download, fileField, h, say } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.data;
const MARK = 'phuong.toroi';

export const data = async () => {
  const hello = await ask({ do: 'hello' });
  const invited = await invitation();
  const state = h('p', { class: 'state', role: 'status' });
  const load = async (file) => {
    try {
      const { mark, answers = {}, yaml = '', guides = {}, pictures = {}, history = [], printer = '', printers = {}, printersYaml = '', look = '', accent = '', drafts = {}, earlier = {} } = JSON.parse(await file.text());
      if (mark !== MARK) throw new Error(mark);
      save({ answers, yaml, guides, pictures, history: history.map(asLine), printer, printers, printersYaml, look, accent, drafts, earlier });
      state.textContent = text.loaded;
    } catch {
      state.textContent = text.bad;
    }
    say(state.textContent);
  };
  return h('div', { class: 'page' }, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead),
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => download('phuong.toroi', JSON.stringify({ mark: MARK, ...store }), 'application/json') }, text.save)),
    fileField('load', text.load, '.toroi', load),
    state, invited && h('p', {}, h('a', { href: '#/phones' }, words.phones.link)), h('p', {}, h('small', {}, text.version(hello.version, hello.engine))));
};
