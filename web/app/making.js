// The copies of a list: on which paper, which of them, from which sheet of paper on. All of it stays where it stands
// while a list is checked again: somebody may be about to press it.
import { cardLines } from 'toroi/card.js';
import { stop } from 'toroi/engine/client.js';
import { action, hide, wholeField } from 'toroi/hands.js';
import { placeField } from 'toroi/places.js';
import { note } from 'toroi/printed.js';
import { changed } from 'toroi/project.js';
import { download, failure, fill, findings, h, say } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.houses;
const give = (reply) => reply.names.forEach((file, at) => download(file, reply.files[at], 'application/pdf'));

// `merge` asks for copies; `settled` gives the check of what is chosen now, or nothing where it cannot be made; `choose`
// hears numbers that are typed; `again`: copies come onto paper in another way; `record`: the copy that is looked at.
export const makingOf = ({ name, product, size, merge, settled, choose, again, record }) => {
  let paper = '';
  const place = placeField(size, again);
  const papers = ['', 'a4', 'a3'].filter((own) => !own || size.places[own]);
  const pick = (value) => h('label', { class: 'pick' },
    h('input', { type: 'radio', name: 'paper', checked: paper === value, onchange: () => { paper = value; place.on(value); again(); } }), ' ', words.print.papers[value]);
  const wanted = h('input', { id: 'only', type: 'text', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'only-hint', onchange: () => choose(wanted.value.trim()) });
  const skip = h('input', { id: 'skip', type: 'checkbox' });
  // After a jam only the rest is made: the same pages as before, from this sheet of paper on.
  const from = wholeField({ id: 'from', most: 1 });
  const of = h('span', {});
  const bar = h('p', { class: 'late', hidden: true });
  const result = h('div', {});
  const none = h('div', { role: 'status' });
  let isRunning = false;

  // The check of what is to be made, when all that is filled in can be taken.
  const ready = async () => {
    const checked = await settled();
    return place.isRight() && checked?.copies ? checked : null;
  };
  // What is asked for, and then done with the reply.
  const get = async (more, done) => {
    try {
      const reply = await merge(more.fields, more.options);
      fill(result, findings(reply.findings));
      if (reply.ok) await done(reply);
    } catch (error) {
      fill(result, failure(error));
    }
  };
  const test = async () => {
    if (await ready() && record.isRight()) await get({ fields: { only: String(record.number()) } }, give);
  };
  const made = async (reply, sheets, card) => {
    give(reply);
    result.prepend(h('p', { class: 'good' }, text.made(reply.copies, sheets)),
      h('section', { class: 'printer' }, h('h2', {}, words.print.cardTitle), h('ul', { class: 'card-words' }, card), h('p', {}, words.print.first)));
    say(text.made(reply.copies, sheets));
    result.append(await note({ guide: name, product, copies: reply.copies, rows: reply.rows }, { changed: changed(name) }));
  };
  const run = async () => {
    const checked = await ready();
    if (!checked || !from.isRight()) return;
    const [start, card] = [from.number(), cardLines(size, paper, size.flip)];
    isRunning = true;
    hide(bar, false);
    // The button stays the same while the bar grows, or nobody could press it.
    const [told, grown] = [h('span', {}), h('progress', { max: checked.copies + checked.bad })];
    const progress = (done) => {
      told.textContent = words.preview.progress(done);
      grown.value = done;
    };
    fill(bar, told, ' ', grown, ' ', h('button', { type: 'button', class: 'quiet', onclick: stop }, words.preview.stop));
    progress(0);
    await get({ fields: { skip_bad: skip.checked, from_sheet: start > 1 ? start : undefined }, options: { progress } },
      (reply) => made(reply, checked.paper - start + 1, card));
    isRunning = false;
    hide(bar, true, button);
  };
  const button = action('', run);
  const skipped = h('label', { class: 'check', hidden: true }, skip, ' ', text.skip);
  const sheets = h('p', { class: 'record', hidden: true }, h('label', { for: 'from' }, text.from), ' ', from.input, ' ', of, from.fault);
  const actions = h('p', { class: 'actions', hidden: true }, button, action(text.test, test, { class: 'second' }));
  const element = h('div', { hidden: true },
    papers.length > 1 && h('fieldset', {}, h('legend', {}, words.print.paper), papers.map(pick)), place.element,
    h('p', { class: 'field' }, h('label', { for: 'only' }, text.only), h('small', { id: 'only-hint' }, text.onlyHint), wanted),
    skipped, sheets, actions, none, bar, result);
  return {
    element,
    // How copies come onto paper.
    print: () => ({ print: { paper: paper || undefined, place: place.place > 1 ? place.place : undefined } }),
    // Which copies are chosen, when that was not typed; nothing (`null`) when none are.
    chosen: (ranges) => { if (wanted.value.trim() !== (ranges ?? '')) wanted.value = ranges ?? ''; },
    // What can be made of what was checked; nothing (`null`) when nothing can.
    offer: (checked, isNone = false) => {
      element.hidden = false;
      const { copies = 0, bad = 0, paper: sheetsOfPaper = 1 } = checked ?? {};
      if (!isRunning) fill(result);
      fill(none, isNone && h('p', { class: 'summary' }, words.rows.nothing));
      if (copies) {
        button.textContent = text.make(copies);
        of.textContent = text.of(sheetsOfPaper);
        from.limit(sheetsOfPaper);
      }
      hide(skipped, !bad, wanted);
      hide(sheets, !copies, wanted);
      hide(actions, !copies, wanted);
    },
    // Not from under who types into it.
    hide: () => { element.hidden = !element.contains(document.activeElement); },
  };
};
