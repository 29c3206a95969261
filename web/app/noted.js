// A note of one's own that a kind of sheet has no place for: that is said wherever the kind is chosen or printed.
import { askNote, changes } from 'toroi/project.js';
import { failure, fill, findings, h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

export const notShown = () => h('p', { class: 'summary' }, words.edit.noteNotShown);

export const noteTold = (guide) => {
  const element = h('div', { role: 'status' });
  let turn = 0;
  const look = async (product) => {
    turn += 1;
    const own = turn;
    fill(element);
    const change = changes.get(guide);
    if (!change?.note) return;
    const told = await askNote(guide, product, change)
      .then((reply) => (reply.ok ? reply.shown === false && notShown() : findings(reply.findings)), (error) => !error.replaced && failure(error));
    if (own === turn) fill(element, told);
  };
  return { element, look };
};
