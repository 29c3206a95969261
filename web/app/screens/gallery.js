// «Hôm nay bạn cần in gì?»
import { askProject } from 'toroi/ask.js';
import { everything, link } from 'toroi/project.js';
import { titleOf } from 'toroi/own.js';
import { note } from 'toroi/printed.js';
import { store } from 'toroi/store.js';
import { dayOf, download, fill, findings, h, plain, say } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.gallery;
const pictures = new Map();

// Each picture is asked for when its card comes into sight, one after the other, while nothing else is.
const lazily = (image, json, version) => {
  const key = JSON.stringify([json, version]);
  const load = async () => {
    try {
      if (!pictures.has(key)) {
        const reply = await askProject(json, { idle: true, wanted: () => image.isConnected });
        if (!reply.ok) return;
        pictures.set(key, URL.createObjectURL(new Blob([reply.files[0]], { type: 'image/png' })));
      }
      image.src = pictures.get(key);
      image.classList.add('here');
    } catch {
      // A card without a picture still has its words.
    }
  };
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    load();
  }, { rootMargin: '200px' });
  seen.observe(image);
};

// What somebody is about to do, and the sheets that serve it; `product`: the one that is shown then.
const uses = (guide, ...starts) => guide.products.find((own) => starts.some((start) => own.startsWith(start)));
const CHIPS = {
  market: (guide) => uses(guide, 'tent', 'event-poster', 'script'),
  meeting: (guide) => uses(guide, 'invitation', 'signup', 'script'),
  house: (guide) => uses(guide, 'hanger'),
  event: (guide) => uses(guide, 'event-poster'),
  wall: (guide) => uses(guide, 'poster'),
  phone: (guide) => /vneid|kich hoat|dang ky|dang nhap/.test(plain(guide.title)) && guide.products[0],
  card: (guide) => /can cuoc/.test(plain(`${guide.title} ${guide.short}`)) && guide.products[0],
  team: (guide) => uses(guide, 'team-a4', 'roster', 'handover', 'script'),
};

// What is wrong with a guide is told on its card, and leads into it.
const slugOf = (path) => /^guides\/([a-z0-9-]+)\.(?:md|ya?ml)$/.exec(path ?? '')?.[1];
const wrongWith = (name, all) => all.filter((found) => found.severity === 'error' && slugOf(found.path) === name).length;

const card = (guide, wrong) => {
  const [product] = guide.products;
  const own = store.guides[guide.name];
  const title = own === undefined ? guide.title : titleOf(own, guide.name);
  const image = h('img', { alt: '', width: 180, height: 240 });
  if (product) lazily(image, { do: 'pages', guide: guide.name, product, side: 0, dpi: 44 }, own);
  const badge = guide.due && !wrong
    ? h('span', { class: 'badge due' }, text.due)
    : h('span', { class: 'badge' }, guide.built_in ? text.reviewed(dayOf(guide.reviewed)) : text.own);
  const toText = `#/write/${guide.name}`;
  return h('li', { class: 'card', 'data-guide': guide.name, 'data-find': plain(`${title} ${guide.short} ${guide.name}`) },
    h('a', { href: product ? link(guide.name, product) : toText },
      h('span', { class: 'shot' }, image),
      h('span', { class: 'name', lang: 'vi' }, title), badge),
    wrong ? h('a', { class: 'again fault', href: toText, 'aria-label': `${title}: ${text.faults(wrong)}` }, text.faults(wrong)) : '');
};

const kitCard = (kit) => {
  const state = h('span', { class: 'state' });
  const get = async () => {
    state.textContent = words.preview.working;
    try {
      const reply = await askProject({ do: 'kit', kit: kit.name });
      fill(state, findings(reply.findings.filter((f) => f.severity === 'error')));
      if (reply.ok) {
        download(reply.name, reply.files[0], 'application/zip');
        note({ kit: kit.name, copies: 1 });
        state.textContent = words.print.saved(reply.name);
      }
    } catch (error) {
      state.textContent = error.stopped ? words.preview.stopped : words.preview.crashed;
    }
  };
  return h('li', { class: 'kit' }, h('h3', {}, kit.title), h('p', {}, kit.audience, ' · ', text.kitCount(kit.count)),
    h('button', { type: 'button', onclick: get }, text.kitGet(kit.title)), state);
};

export const gallery = async () => {
  const all = await everything();
  // A text whose head cannot be read yet is no guide to the engine; it has its card all the same.
  const others = new Set([...Object.keys(store.guides), ...all.findings.map(({ path }) => path).filter((path) => path?.endsWith('.md')).map(slugOf)]);
  all.guides.forEach((guide) => others.delete(guide.name));
  others.delete(undefined);
  const unread = [...others].map((name) => ({ name, title: name, short: '', products: [], built_in: false, due: false }));
  const guides = [...all.guides, ...unread].sort((a, b) => Number(a.built_in) - Number(b.built_in) || a.title.localeCompare(b.title, 'vi'));
  const list = h('ul', { class: 'cards' }, guides.map((guide) => card(guide, wrongWith(guide.name, all.findings))));
  const none = h('p', { hidden: true }, text.none);
  let chip = '';
  const field = h('input', { type: 'search', autocomplete: 'off', spellcheck: 'false', oninput: () => find() });
  const find = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    [...list.children].forEach((item, at) => {
      const product = chip ? CHIPS[chip](guides[at]) : guides[at].products[0];
      const is = (product || !chip) && wanted.every((word) => item.dataset.find.includes(word));
      item.hidden = !is;
      if (!is) return;
      count += 1;
      if (product) item.querySelector('a').href = link(guides[at].name, product);
    });
    none.hidden = count > 0;
    say(text.found(count));
  };
  const chips = h('p', { class: 'chips', role: 'group', 'aria-label': text.chips }, Object.keys(CHIPS).filter((name) => guides.some(CHIPS[name])).map((name) =>
    h('button', { type: 'button', class: 'chip', 'aria-pressed': 'false', onclick: (event) => {
      chip = chip === name ? '' : name;
      chips.querySelectorAll('button').forEach((own) => own.setAttribute('aria-pressed', String(own === event.currentTarget && chip !== '')));
      find();
    } }, text.chip[name])));
  const last = h('p', { class: 'last' });
  // What was printed last is looked for when the pictures have been asked for.
  setTimeout(async () => {
    const told = await askProject({ do: 'history', lines: store.history.join('\n') }).catch(() => null);
    const entry = told?.ok && told.entries.find((own) => guides.some((guide) => guide.name === own.guide && guide.products.includes(own.product)));
    if (!entry) return;
    const guide = guides.find((own) => own.name === entry.guide);
    const name = `${guide.title} · ${words.products[entry.product] ?? entry.product}`;
    fill(last, h('a', { class: 'button second', href: link(entry.guide, entry.product, entry.rows ? 'houses' : 'print') }, text.last(name, dayOf(entry.when))));
  }, 0);
  return h('div', {},
    h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead),
    findings(all.findings.filter((found) => !guides.some((guide) => guide.name === slugOf(found.path)))),
    last,
    h('label', { class: 'search' }, text.search, field),
    chips, list, none,
    h('h2', {}, text.kits), h('p', {}, text.kitLead),
    h('ul', { class: 'kits' }, all.kits.map(kitCard)));
};
