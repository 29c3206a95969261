// «Dữ liệu»: all that is kept, into a file and out of one.
import { ask } from 'toroi/engine/client.js';
import { layAgain } from 'toroi/laid.js';
import { saveAsides } from 'toroi/notices.js';
import { titleOf } from 'toroi/own.js';
import { downloadAll, named, readAll } from 'toroi/saved.js';
import { invitation } from 'toroi/screens/phones.js';
import { asides, dropAsides, hasBefore, replace, store, takeBack } from 'toroi/store.js';
import { askFirst } from 'toroi/sure.js';
import { fileField, fill, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.data;

// What there is, a line each.
const inventory = (all) => {
  const guides = Object.entries(all.guides);
  const counts = [
    [Object.keys(all.answers).length, text.answers],
    [guides.length, (n) => text.guides(n, guides.map(([id, source]) => titleOf(source, id)).join(', '))],
    [Object.keys(all.pictures).length, text.pictures],
    [all.history.length, text.history],
    [Object.keys(all.printers).length || Number(Boolean(all.printersYaml)), text.printers],
    [Number(Boolean(all.look || all.accent)), () => text.looks],
  ];
  const lines = counts.filter(([n]) => n).map(([n, told]) => h('li', {}, told(n)));
  return lines.length ? h('ul', {}, lines) : h('p', {}, text.nothing);
};

// Numbers of printers that the engine cannot read would spoil every sheet.
const withoutBadPrinters = async (read) => {
  if (!read?.good.printersYaml) return read;
  const reply = await ask({ do: 'printers', project: { 'printers.yaml': read.good.printersYaml } });
  if (reply.ok && !reply.findings.some((found) => found.severity === 'error')) return read;
  return { good: { ...read.good, printersYaml: '' }, wrong: [...new Set([...read.wrong, 'printersYaml'])] };
};

export const data = async () => {
  const hello = await ask({ do: 'hello' });
  const invited = await invitation();
  const state = h('div', { class: 'state', role: 'status' });
  const asked = h('div', {});
  const more = h('div', {});
  const tell = (told, ...rest) => {
    fill(state, h('p', {}, told), rest);
    offer();
  };
  const put = async (good) => {
    const isReplaced = replace(good);
    if (isReplaced) await layAgain().catch(() => {});
    tell(isReplaced ? text.loaded : text.noRoom);
  };
  const load = async (file) => {
    fill(state);
    const read = await withoutBadPrinters(await readAll(file));
    if (!read) { tell(text.bad); return; }
    askFirst(asked, [
      h('h2', {}, text.replaceAsk(file.name)),
      read.wrong.length ? h('p', { class: 'fault' }, text.wrongParts(named(read.wrong))) : '',
      h('p', {}, text.inFile), inventory(read.good), h('p', {}, text.here), inventory(store), h('p', {}, text.replaceHint),
    ], text.replaceYes, () => put(read.good));
  };
  const offer = () => fill(more,
    hasBefore() && h('p', {}, text.before, ' ', h('button', { type: 'button', class: 'quiet', onclick: async () => {
      takeBack();
      await layAgain().catch(() => {});
      tell(text.tookBack);
    } }, text.takeBack)),
    asides().length > 0 && h('section', { class: 'summary' }, h('p', {}, text.asides), h('p', { class: 'actions' },
      h('button', { type: 'button', class: 'second', onclick: saveAsides }, words.notices.asideSave),
      h('button', { type: 'button', class: 'second', onclick: () => askFirst(asked, h('p', {}, text.asideAsk), text.asideDrop, () => { dropAsides(); offer(); }) }, text.asideDrop))));
  offer();
  return h('div', { class: 'page' }, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead),
    h('p', { class: 'actions' }, h('button', { type: 'button', onclick: () => downloadAll(store) }, text.save)),
    fileField('load', text.load, '.toroi', load),
    asked, state, more, invited && h('p', {}, h('a', { href: '#/phones' }, words.phones.link)), h('p', {}, h('small', {}, text.version(hello.version, hello.engine))));
};
