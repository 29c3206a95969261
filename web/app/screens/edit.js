// «Sửa cho lần in này»: steps are left out or moved; the guide itself stays as it is.
import { preview } from 'toroi/preview.js';
import { askProject } from 'toroi/preview.js';
import { changes, link, sheet } from 'toroi/project.js';
import { backTo, fill, h, say } from 'toroi/ui.js';
import { words } from 'toroi/words/vi.js';

const text = words.edit;

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

export const edit = async (name, product) => {
  const { guide, size } = await sheet(name, product);
  const view = preview();
  const source = await askProject({ do: 'guide.text', guide: name });
  const back = backTo(link(name, product));
  const steps = source.ok && source.path.endsWith('.md') ? take(source.text) : [];
  if (steps.filter((block) => block.kind === 'step').length < 2) {
    view.show({ do: 'pages', guide: name, product }, size.w, {}, 0);
    return h('div', { class: 'two' }, h('div', { class: 'form' }, back, h('h1', {}, text.title), h('p', {}, text.noSteps)), view.element);
  }
  let blocks = changes.get(name)?.blocks ?? steps.map((block) => ({ ...block, on: true }));
  const list = h('ol', { class: 'steps' });
  const count = h('p', { class: 'state', role: 'status' });
  const seen = h('div', {});
  const update = (rest = 0) => {
    // A part whose steps are all left out goes with them.
    const kept = blocks.filter((block, at) => {
      if (block.kind === 'step') return block.on;
      if (block.kind === 'head') return true;
      const end = blocks.findIndex((other, n) => n > at && other.kind === 'part');
      return blocks.slice(at + 1, end < 0 ? undefined : end).some((other) => other.kind === 'step' && other.on);
    });
    const now = kept.flatMap((block) => block.lines).join('\n');
    const differences = blocks.filter((block, at) => block.lines !== steps[at].lines || !block.on).length;
    count.textContent = text.changed(differences);
    const off = blocks.filter((block) => block.kind === 'step' && !block.on).map((block) => text.off(titleOf(block)));
    const moved = blocks.filter((block, at) => block.lines !== steps[at].lines).map((block) => text.moved(titleOf(block)));
    fill(seen, differences ? h('details', {}, h('summary', {}, text.see), h('ul', {}, [...off, ...moved].map((line) => h('li', {}, line)))) : '');
    if (differences) changes.set(name, { blocks, texts: { [source.path]: now } });
    else changes.delete(name);
    view.show({ do: 'pages', guide: name, product }, size.w, { sides: size.sides, changed: differences ? { [source.path]: now } : {} }, rest);
  };
  const move = (at, by) => {
    const to = at + by;
    if (!blocks[to] || blocks[to].kind === 'head') return;
    [blocks[at], blocks[to]] = [blocks[to], blocks[at]];
    draw();
    const button = list.children[Math.max(0, list.querySelectorAll('li').length && [...list.children].findIndex((li) => li.dataset.at === String(to)))]?.querySelector(by < 0 ? '.up' : '.down');
    (button?.disabled ? list.querySelector(`li[data-at="${to}"] button:not(:disabled)`) : button)?.focus();
    say(`${titleOf(blocks[to])}`);
    update();
  };
  const draw = () => {
    list.replaceChildren(...blocks.map((block, at) => {
      if (block.kind === 'head') return null;
      const title = titleOf(block);
      // A part without steps has nothing to choose.
      const next = blocks[at + 1];
      if (block.kind === 'part' && next?.kind !== 'step') return null;
      if (block.kind === 'part') return h('li', { class: 'part', 'data-at': at }, title);
      const box = h('input', { type: 'checkbox', checked: block.on, onchange: (event) => { block.on = event.target.checked; update(); } });
      return h('li', { 'data-at': at, class: block.on ? '' : 'off' },
        h('label', {}, box, ' ', title),
        h('span', { class: 'moves' },
          h('button', { type: 'button', class: 'quiet up', 'aria-label': text.up(title), disabled: blocks[at - 1]?.kind !== 'step', onclick: () => move(at, -1) }, 'Lên'),
          h('button', { type: 'button', class: 'quiet down', 'aria-label': text.down(title), disabled: blocks[at + 1]?.kind !== 'step', onclick: () => move(at, 1) }, 'Xuống')));
    }).filter(Boolean));
  };
  const reset = () => { blocks = steps.map((block) => ({ ...block, on: true })); draw(); update(); };
  draw();
  update();
  return h('div', { class: 'two' },
    h('div', { class: 'form' }, back, h('h1', {}, text.title), h('p', { class: 'lead' }, text.lead), h('h2', {}, guide.title), list, count, seen,
      h('p', { class: 'actions' }, h('a', { class: 'button', href: link(name, product, 'print') }, text.next),
        h('button', { type: 'button', class: 'second', onclick: reset }, text.reset))),
    view.element);
};
