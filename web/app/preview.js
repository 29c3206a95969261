// The true page: pictures of the very PDF that is downloaded. The old picture stays until the new one
// is there.
import { askProject } from 'toroi/ask.js';
import { isHere, stop } from 'toroi/engine/client.js';
import { excessOf, isOfRoom, wayOut } from 'toroi/fit.js';
import { foldings } from 'toroi/fold.js';
import { hide } from 'toroi/hands.js';
import { failure, fill, findings, h, say } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const LATE = 400;
const REST = 250;

export const preview = () => {
  const faults = h('div', { class: 'faults' });
  const pages = h('div', { class: 'pages' });
  const folds = h('div', { class: 'folds' });
  const late = h('p', { class: 'late', hidden: true }, words.preview.working, ' ',
    h('button', { type: 'button', class: 'quiet', onclick: stop }, words.preview.stop));
  const element = h('section', { class: 'preview', tabindex: '0', 'aria-label': words.preview.sheet }, late, faults, pages, folds);
  let timer = 0;
  let last = null;
  let turn = 0;

  // Whoever pressed what vanishes is at the sheet then.
  const tell = (...told) => {
    const hadFocus = faults.contains(document.activeElement);
    fill(faults, ...told);
    if (hadFocus) element.focus();
  };

  // Whether pages of what was asked for last are still missing.
  const isBusy = (busy) => pages.setAttribute('aria-busy', String(busy));

  const dpi = (width) => {
    const room = Math.min(pages.clientWidth || 480, 560);
    const wanted = (room * Math.min(devicePixelRatio || 1, 2)) / (width / 25.4);
    return Math.round(Math.min(Math.max(wanted, 40), 160));
  };

  // As whom a side is seen, or which it is.
  const figure = async (png, side, reply, view = null) => {
    const name = words.preview.alt(side + 1, reply.count);
    const seen = view === null ? null : words.views[view];
    const isFrontAndBack = last.options.sides === 2 && reply.count === 2;
    const title = seen ?? (isFrontAndBack ? words.sides[side] : null);
    const image = h('img', { alt: view ? `${seen}: ${name}` : name });
    image.src = URL.createObjectURL(new Blob([png], { type: 'image/png' }));
    await image.decode().catch(() => {});
    return h('figure', { 'data-side': side }, image, title && h('figcaption', { 'aria-hidden': 'true' }, title));
  };

  const remove = (figures) => figures.forEach((own) => {
    URL.revokeObjectURL(own.querySelector('img').src);
    own.remove();
  });

  // A side takes the place of its old picture; those behind it stay until they are there themselves.
  const put = (side, figure) => {
    const all = [...pages.children];
    const behind = all.find((own) => Number(own.dataset.side) > side);
    remove(all.filter((own) => Number(own.dataset.side) === side));
    if (behind) behind.before(figure);
    else pages.append(figure);
  };

  // Where the faults stand elsewhere on the screen, only words to wait for. What has no room is told with
  // what can be done about it.
  const told = (reply, words) => {
    if (words && !reply.ok && !reply.fault) return h('p', { class: 'summary' }, words);
    if (!excessOf(reply, last.options)) return findings(reply.findings, undefined, reply.ok ? null : last.options.help);
    return [findings(reply.findings.filter((found) => !isOfRoom(found))), wayOut(reply, last)];
  };

  const run = async () => {
    turn += 1;
    const own = turn;
    const { json, width, options } = last;
    timer = 0;
    isBusy(true);
    const wait = setTimeout(() => { late.hidden = false; }, LATE);
    try {
      const asked = { ...json, dpi: dpi(width) };
      const ask = (more) => askProject({ ...asked, ...more }, { ...options, place: 'preview' });
      // The side that is seen first comes first. Over HTTP, and of one record, all sides come at once.
      const one = (side) => (isHere ? { side } : {});
      let reply = await ask(one(0));
      const again = options.lost?.(reply);
      if (again) reply = await askProject({ ...asked, ...one(0) }, { ...options, files: again, place: 'preview' });
      if (own !== turn) return;
      // Notes about a list stand beside it already.
      tell(reply.ok && options.quiet ? null : told(reply, options.instead));
      pages.classList.toggle('old', !reply.ok);
      if (reply.ok) {
        const each = async (first, view, show) => {
          let made = first;
          for (let side = 0; side < reply.count; side += 1) {
            if (!made?.files[side]) made = await ask({ ...one(side), view });
            // Of one side alone it is the first.
            const png = made.files[side] ?? made.files[0];
            if (!png) return;
            const image = await figure(png, side, reply, options.view ? view ?? '' : null);
            if (own !== turn) return;
            show(side, image);
          }
        };
        await each(reply, undefined, (side, image) => {
          put(side, image);
          clearTimeout(wait);
          hide(late, true, element);
          if (!options.view) pages.classList.remove('both');
        });
        if (own !== turn) return;
        remove([...pages.children].filter((figure) => Number(figure.dataset.side) >= reply.count));
        // As others see it, beside the page as it is.
        if (options.view) {
          await each(null, options.view, (side, image) => {
            pages.classList.add('both');
            pages.querySelector(`[data-side="${side}"]`).after(image);
          });
          if (own !== turn) return;
        }
        // The sheet as it is folded, of the same pictures.
        pages.hidden = Boolean(options.folded);
        fill(folds, options.folded ? foldings(options.folded, [...pages.querySelectorAll('img')].map((image) => image.src)) : '');
      }
      say(faults.textContent);
      element.dispatchEvent(new CustomEvent('shown', { detail: reply }));
    } catch (error) {
      if (error.replaced || own !== turn) return;
      const wrong = failure(error);
      wrong.append(' ', h('button', { type: 'button', onclick: run }, words.preview.again));
      tell(wrong);
    } finally {
      clearTimeout(wait);
      if (own === turn) {
        hide(late, true, element);
        isBusy(Boolean(timer));
      }
    }
  };

  const show = (json, width, options = {}, rest = REST) => {
    last = { json, width, options };
    clearTimeout(timer);
    timer = setTimeout(run, rest);
    isBusy(true);
  };
  return { element, show };
};
