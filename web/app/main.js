// Which screen is shown: the place after `#` says so.
import { fill, h } from 'toroi/ui.js';
import { save } from 'toroi/store.js';
import { layAgain } from 'toroi/laid.js';
import { leave } from 'toroi/leaving.js';
import { notices } from 'toroi/notices.js';
import { keepChanges } from 'toroi/project.js';
import { lang, other, words } from 'toroi/words.js';
import { gallery } from 'toroi/screens/gallery.js';
import { missing } from 'toroi/screens/missing.js';
import { product } from 'toroi/screens/product.js';
import { ward } from 'toroi/screens/ward.js';
import { edit } from 'toroi/screens/edit.js';
import { houses } from 'toroi/screens/houses.js';
import { print } from 'toroi/screens/print.js';
import { history } from 'toroi/screens/history.js';
import { fresh } from 'toroi/screens/fresh.js';
import { write } from 'toroi/screens/write.js';
import { data } from 'toroi/screens/data.js';
import { measure } from 'toroi/screens/measure.js';
import { phones } from 'toroi/screens/phones.js';

// #/g/<guide>/<product>/<screen> or #/<screen>[/<name>]
const screens = new Map(Object.entries({ '': product, ward, edit, houses, print }));
const places = new Map(Object.entries({ '': gallery, history, write: (id) => (id ? write(id) : fresh()), data, measure, phones }));

// What stands in the page itself is Vietnamese until its words are there.
document.documentElement.lang = lang;
document.title = words.title;
document.querySelectorAll('[data-word]').forEach((own) => { own.textContent = words.frame[own.dataset.word]; });
document.querySelector('nav').setAttribute('aria-label', words.frame.places);
const language = document.getElementById('language');
[language.textContent, language.lang] = [other.name, other.lang];
language.addEventListener('click', async () => {
  save({ lang: other.lang });
  await leave();
  location.reload();
});
addEventListener('pagehide', keepChanges);

const main = document.getElementById('screen');
main.before(notices());
let current = 0;

// A part of an address that somebody has cut off or written by hand stands for itself.
const decoded = (part) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const screenAt = async ([first = '', ...rest]) => {
  if (first !== 'g') return places.has(first) ? places.get(first)(...rest) : missing();
  const [guide = '', name = '', screen = ''] = rest;
  const make = screens.get(screen);
  return await missing(guide, name, make) ?? make(guide, name);
};

const started = layAgain().catch(() => {});

const show = async () => {
  current += 1;
  const own = current;
  const place = location.hash.slice(2).split('/').map(decoded);
  let screen;
  try {
    await Promise.all([started, leave()]);
    screen = await screenAt(place);
  } catch (error) {
    screen = h('div', {}, h('h1', {}, words.preview.busy),
      h('p', {}, error.told ? error.message : words.preview.crashed),
      h('button', { type: 'button', onclick: show }, words.preview.again));
  }
  if (own !== current) return;
  main.replaceChildren(screen);
  const title = main.querySelector('h1')?.textContent;
  document.title = title ? `${title} – ${words.title}` : words.title;
  const at = place[0] || 'gallery';
  document.querySelectorAll('nav a').forEach((link) => {
    if (link.dataset.place === at || (at === 'g' && link.dataset.place === 'gallery')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  });
  main.focus({ preventScroll: true });
  scrollTo(0, 0);
};

// A place in the queue of `toroi serve`; 0 when the engine works already.
const queue = document.getElementById('queue');
document.addEventListener('queue', ({ detail }) => {
  queue.hidden = !detail;
  const now = detail ? words.preview.queue(detail) : '';
  if (queue.textContent !== now) queue.textContent = now;
});

// The program has ended: what was asked waits, and the page goes on where it stood.
const gone = document.getElementById('gone');
document.addEventListener('gone', ({ detail: look }) => {
  gone.hidden = !look;
  if (look) fill(gone, h('span', {}, words.preview.gone), ' ', h('button', { type: 'button', class: 'second', onclick: look }, words.preview.again));
  else fill(gone);
});

addEventListener('hashchange', show);
show();
