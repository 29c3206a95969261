// The true page: pictures of the very PDF that is downloaded. The old picture stays until the new one
// is there.
import { ask, stop } from 'toroi/engine/client.js';
import { bytesOf, pictures, project, store } from 'toroi/store.js';
import { fill, findings, h, say } from 'toroi/ui.js';
import { words } from 'toroi/words/vi.js';

const LATE = 400;
const REST = 250;

const withPictures = (json) => {
  const all = pictures();
  return [
    { ...json, pictures: all.map(([path]) => path) },
    all.map(([, base64]) => bytesOf(base64)),
  ];
};

// Asks with what the page holds of the project. `changed`: texts for this print alone.
export const askProject = (json, { changed = {}, files = [], ...rest } = {}) => {
  const look = { look: store.look || undefined, accent: store.accent || undefined };
  const [own, first] = withPictures({ ...look, ...json, project: project(changed) });
  return ask(own, { ...rest, files: [...first, ...files] });
};

export const preview = () => {
  const faults = h('div', { class: 'faults' });
  const pages = h('div', { class: 'pages' });
  const late = h('p', { class: 'late', hidden: true }, words.preview.working, ' ',
    h('button', { type: 'button', class: 'quiet', onclick: stop }, words.preview.stop));
  const element = h('section', { class: 'preview', tabindex: '0', 'aria-label': 'Tờ in' }, late, faults, pages);
  let timer = 0;
  let last = null;
  let turn = 0;

  const dpi = (width) => {
    const room = Math.min(pages.clientWidth || 480, 560);
    const wanted = (room * Math.min(devicePixelRatio || 1, 2)) / (width / 25.4);
    return Math.round(Math.min(Math.max(wanted, 40), 160));
  };

  // Which side this is, or as whom it is seen.
  const caption = (reply, [, at, view], seen) => {
    const side = last.options.sides === 2 && reply.count === 2 ? words.sides[reply.pages[at].side] : '';
    const told = seen ? view || words.views[''] : side;
    return told && h('figcaption', { 'aria-hidden': 'true' }, told);
  };

  const put = async (reply, seen = null) => {
    const title = seen && words.views[last.options.view];
    const all = reply.files.flatMap((png, at) => [[png, at, ''], ...(seen ? [[seen.files[at], at, title]] : [])]);
    const images = await Promise.all(all.map(async ([png, at, view]) => {
      const name = words.preview.alt(reply.pages[at].side + 1, reply.count);
      const image = h('img', { alt: view ? `${view}: ${name}` : name });
      image.src = URL.createObjectURL(new Blob([png], { type: 'image/png' }));
      await image.decode().catch(() => {});
      return image;
    }));
    pages.querySelectorAll('img').forEach((image) => URL.revokeObjectURL(image.src));
    pages.classList.toggle('both', Boolean(seen));
    pages.replaceChildren(...images.map((image, at) => h('figure', {}, image,
      caption(reply, all[at], seen))));
  };

  // Where the faults stand elsewhere on the screen, only words to wait for.
  const told = (reply, words) => (words && !reply.ok ? h('p', { class: 'summary' }, words) : findings(reply.findings));

  const run = async () => {
    turn += 1;
    const own = turn;
    const { json, width, options } = last;
    const wait = setTimeout(() => { late.hidden = false; }, LATE);
    try {
      const ask = (more = {}) => askProject({ ...json, dpi: dpi(width), ...more }, { ...options, place: 'preview' });
      let reply = await ask();
      const again = options.lost?.(reply);
      if (again) reply = await askProject({ ...json, dpi: dpi(width) }, { ...options, files: again, place: 'preview' });
      if (own !== turn) return;
      // Notes about a list stand beside it already.
      fill(faults, reply.ok && options.quiet ? null : told(reply, options.instead));
      pages.classList.toggle('old', !reply.ok);
      // The page as it is first; as others see it is beside it a moment later.
      if (reply.ok) await put(reply);
      const seen = reply.ok && options.view ? await ask({ view: options.view }) : null;
      if (own !== turn) return;
      if (seen?.ok) await put(reply, seen);
      else say(faults.textContent);
      element.dispatchEvent(new CustomEvent('shown', { detail: reply }));
    } catch (error) {
      if (error.replaced || own !== turn) return;
      const text = error.stopped ? words.preview.stopped : words.preview.crashed;
      fill(faults, h('p', { class: 'summary wrong' }, error.told ? error.message : text, ' ',
        h('button', { type: 'button', onclick: run }, words.preview.again)));
    } finally {
      clearTimeout(wait);
      if (own === turn) late.hidden = true;
    }
  };

  const show = (json, width, options = {}, rest = REST) => {
    last = { json, width, options };
    clearTimeout(timer);
    timer = setTimeout(run, rest);
  };
  return { element, show };
};
