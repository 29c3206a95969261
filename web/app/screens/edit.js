// «Sửa cho lần in này»: steps are left out or moved, letters grow, a note is added; the guide itself stays as
// it is.
import { askProject } from 'toroi/ask.js';
import { unpressed } from 'toroi/hands.js';
import { atLeaving } from 'toroi/leaving.js';
import { notShown } from 'toroi/noted.js';
import { preview } from 'toroi/preview.js';
import { askNote, changes, isChanging, link, sheet } from 'toroi/project.js';
import { backTo, fill, findings, h, say } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.edit;
// How many percent larger letters may be asked for.
const SIZES = [0, 10, 20];
const REST = 600;

// Front matter, what stands before the first step, and each step with its part.
const take = (source) => {
  const lines = source.split('\n');
  let at = 0;
  if (lines[0].trim() === '---') {
    at = lines.findIndex((line, n) => n > 0 && line.trim() === '---') + 1;
  }
  const blocks = [{ kind: 'head', lines: lines.slice(0, at) }];
  for (const line of lines.slice(at)) {
    const kind = /^## /.test(line) ? 'step' : /^# /.test(line) ? 'part' : null;
    if (kind) blocks.push({ kind, lines: [line] });
    else blocks.at(-1).lines.push(line);
  }
  return blocks;
};

const titleOf = (block) => block.lines[0].replace(/^#+\s*/, '').replace(/\s*\{[^}]*\}\s*$/, '').replace(/\[\[([^\]]*)\]\]/g, '$1').replace(/\*\*/g, '');

// What is printed of all blocks: a part whose steps are all left out goes with them.
const textOf = (blocks) => blocks.filter((block, at) => {
  if (block.kind === 'step') return block.on;
  if (block.kind === 'head') return true;
  const end = blocks.findIndex((other, n) => n > at && other.kind === 'part');
  return blocks.slice(at + 1, end < 0 ? undefined : end).some((other) => other.kind === 'step' && other.on);
}).flatMap((block) => block.lines).join('\n');

export const edit = async (name, product) => {
  const { guide, size } = await sheet(name, product);
  const view = preview();
  const source = await askProject({ do: 'guide.text', guide: name });
  const isMarkdown = source.ok && source.path.endsWith('.md');
  const all = isMarkdown ? take(source.text) : [];
  const steps = all.filter((block) => block.kind === 'step').length < 2 ? [] : all;
  const fresh = () => ({ blocks: steps.map((block, number) => ({ ...block, number, on: true })), note: '', larger: 0 });
  // What was changed before holds as long as the guide is the same.
  const before = changes.get(name);
  let now = before?.source === source.text ? { ...fresh(), ...before } : fresh();
  const list = h('ol', { class: 'steps' });
  const count = h('p', { class: 'state', role: 'status' });
  const seen = h('div', {});
  const told = h('div', { role: 'status' });
  // On a narrow screen the sheet and its faults are far below: a word here leads there.
  const wrong = h('div', {});
  view.element.addEventListener('shown', ({ detail }) => fill(wrong, detail.ok ? '' : h('p', { class: 'summary wrong' }, h('a', {
    href: '#', onclick: (event) => { event.preventDefault(); view.element.querySelector('.summary')?.focus(); },
  }, text.notYet))));
  let turn = 0;
  const differences = () => [
    ...now.blocks.filter((block) => block.kind === 'step' && !block.on).map((block) => text.off(titleOf(block))),
    ...now.blocks.filter((block, at) => block.number !== at).map((block) => text.moved(titleOf(block))),
    ...(now.note ? [text.noted] : []),
    ...(now.larger ? [text.larger(now.larger)] : []),
  ];
  // The text with the note in it; whether this kind of sheet shows it is told beside the field.
  const withNote = async (plain) => {
    fill(told);
    if (!now.note) return plain;
    const reply = await askNote(name, product, { note: now.note, path: source.path, plain });
    if (!reply.ok) fill(told, findings(reply.findings));
    else if (reply.shown === false) fill(told, notShown());
    return reply.ok ? reply.text : plain;
  };
  const update = (rest = 0) => isChanging(change(rest));
  const change = async (rest) => {
    turn += 1;
    const own = turn;
    const all = differences();
    const plain = steps.length ? textOf(now.blocks) : source.text;
    const textsWith = (written) => (isMarkdown && written !== source.text ? { [source.path]: written } : {});
    const hold = (texts, isRead) => (all.length ? changes.set(name, { ...now, source: source.text, path: source.path, plain, texts, isRead, count: all.length }) : changes.delete(name));
    // Whoever leaves, even before the engine has read the note, finds all of it again.
    hold(textsWith(plain), !now.note);
    // What is pressed right out of the note does not move away.
    await unpressed();
    if (own !== turn) return;
    count.textContent = text.changed(all.length);
    fill(seen, all.length ? h('details', {}, h('summary', {}, text.see), h('ul', {}, all.map((line) => h('li', {}, line)))) : '');
    let isRead = true;
    // A note the engine fails at is read by the next screen, which says so if it cannot.
    const written = await withNote(plain).catch((error) => { isRead = false; return error.replaced ? null : plain; });
    if (own !== turn || written === null) return;
    const texts = textsWith(written);
    hold(texts, isRead);
    view.show({ do: 'pages', guide: name, product }, size.w, { sides: size.sides, changed: { texts, larger: now.larger }, leaveOut, help: now.note && text.noteHelp }, rest);
  };
  const stepOf = (title) => now.blocks.find((block) => block.kind === 'step' && block.on && titleOf(block) === title);
  // What does not fit is mended where it is told.
  const leaveOut = {
    has: stepOf,
    leave: (title) => { stepOf(title).on = false; draw(); say(text.off(title)); update(); },
    smaller: () => { now.larger = 0; sizes.querySelector('input').checked = true; update(); },
  };
  const move = (at, by) => {
    const to = at + by;
    const { blocks } = now;
    if (!blocks[to] || blocks[to].kind === 'head') return;
    [blocks[at], blocks[to]] = [blocks[to], blocks[at]];
    draw();
    const item = list.querySelector(`li[data-at="${to}"]`);
    const button = item?.querySelector(by < 0 ? '.up' : '.down');
    (button?.disabled ? item.querySelector('button:not(:disabled)') : button)?.focus();
    say(titleOf(blocks[to]));
    update();
  };
  const draw = () => {
    const { blocks } = now;
    fill(list, blocks.map((block, at) => {
      if (block.kind === 'head') return null;
      const title = titleOf(block);
      // A part without steps has nothing to choose.
      const next = blocks[at + 1];
      if (block.kind === 'part') return next?.kind === 'step' && h('li', { class: 'part', 'data-at': at }, title);
      const box = h('input', { type: 'checkbox', checked: block.on, onchange: (event) => { block.on = event.target.checked; update(); } });
      return h('li', { 'data-at': at, class: block.on ? '' : 'off' },
        h('label', {}, box, ' ', title),
        h('span', { class: 'moves' },
          h('button', { type: 'button', class: 'quiet up', 'aria-label': text.up(title), disabled: blocks[at - 1]?.kind !== 'step', onclick: () => move(at, -1) }, text.upward),
          h('button', { type: 'button', class: 'quiet down', 'aria-label': text.down(title), disabled: blocks[at + 1]?.kind !== 'step', onclick: () => move(at, 1) }, text.downward)));
    }));
  };
  const sizes = h('fieldset', {}, h('legend', {}, text.size), SIZES.map((percent, at) => h('label', { class: 'pick' },
    h('input', { type: 'radio', name: 'larger', checked: now.larger === percent, onchange: () => { now.larger = percent; update(); } }), ' ', text.sizes[at])));
  let timer = 0;
  const noted = () => {
    clearTimeout(timer);
    if (note.value.trim() === now.note) return null;
    now.note = note.value.trim();
    return update();
  };
  atLeaving(noted);
  const note = h('textarea', { id: 'note', class: 'note', rows: 3, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'note-hint', onblur: noted, oninput: () => { clearTimeout(timer); timer = setTimeout(noted, REST); } });
  note.value = now.note;
  const reset = () => {
    now = fresh();
    note.value = '';
    sizes.querySelector('input').checked = true;
    draw();
    update();
  };
  draw();
  update();
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, backTo(link(name, product)), h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), h('h2', { lang: 'vi' }, guide.title),
      steps.length ? list : h('p', {}, text.noSteps), sizes,
      isMarkdown && h('div', { class: 'field' }, h('label', { for: 'note' }, text.note), h('small', { id: 'note-hint' }, text.noteHint), note), told, wrong,
      count, seen,
      h('p', { class: 'actions' }, h('a', { class: 'button', href: link(name, product, 'print') }, text.next),
        h('button', { type: 'button', class: 'second', onclick: reset }, text.reset))),
    view.element);
};
