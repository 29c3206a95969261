// Which screen is shown: the place after `#` says so.
import { fill, h } from 'toroi/ui.js';
import { save } from 'toroi/store.js';
import { lang, other, words } from 'toroi/words.js';
import { gallery } from 'toroi/screens/gallery.js';
import { product } from 'toroi/screens/product.js';
import { ward } from 'toroi/screens/ward.js';
import { edit } from 'toroi/screens/edit.js';
import { houses } from 'toroi/screens/houses.js';
import { print } from 'toroi/screens/print.js';
import { history } from 'toroi/screens/history.js';
import { write } from 'toroi/screens/write.js';
import { data } from 'toroi/screens/data.js';
import { measure } from 'toroi/screens/measure.js';
import { phones } from 'toroi/screens/phones.js';

// #/g/<guide>/<product>/<screen> or #/<screen>[/<name>]
const screens = { ward, edit, houses, print };
const places = { history, write, data, measure, phones };

// What stands in the page itself is Vietnamese until its words are there.
document.documentElement.lang = lang;
document.title = words.title;
document.querySelectorAll('[data-word]').forEach((own) => { own.textContent = words.frame[own.dataset.word]; });
document.querySelector('nav').setAttribute('aria-label', words.frame.places);
const language = document.getElementById('language');
[language.textContent, language.lang] = [other.name, other.lang];
language.addEventListener('click', () => {
  save({ lang: other.lang });
  location.reload();
});

const main = document.getElementById('screen');
let current = 0;

const route = () => {
  const [first = '', ...rest] = location.hash.slice(2).split('/').map(decodeURIComponent);
  if (first === 'g') {
    const [guide, name, screen] = rest;
    return screens[screen] ? () => screens[screen](guide, name) : () => product(guide, name);
  }
  return places[first] ? () => places[first](...rest) : gallery;
};

const show = async () => {
  current += 1;
  const own = current;
  const make = route();
  let screen;
  try {
    screen = await make();
  } catch (error) {
    screen = h('div', {}, h('h1', {}, words.preview.busy),
      h('p', {}, error.told ? error.message : words.preview.crashed),
      h('button', { type: 'button', onclick: show }, words.preview.again));
  }
  if (own !== current) return;
  main.replaceChildren(screen);
  const title = main.querySelector('h1')?.textContent;
  document.title = title ? `${title} – ${words.title}` : words.title;
  const place = location.hash.split('/')[1] || 'gallery';
  document.querySelectorAll('nav a').forEach((link) => {
    if (link.dataset.place === place || (place === 'g' && link.dataset.place === 'gallery')) link.setAttribute('aria-current', 'page');
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
