// What of «Thông tin phường» is printed, and what is not, with the reason.
import { ask } from 'toroi/engine/client.js';
import { inProject, lay } from 'toroi/laid.js';
import { store } from 'toroi/store.js';
import { dayOf, findings, h, sentence } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.print;
// As many are named.
const NAMED = 2;

const isChosen = (kind) => kind === 'yes-no' || kind === 'address';

// In a few words what is printed, and a part that says what is not; `href` leads to where it is mended.
export const answersTold = async (href) => {
  const there = await inProject();
  if (!Object.keys({ ...there.answers, ...store.answers }).length) return { printed: '', refused: null };
  const [{ questions }, read] = await Promise.all([ask({ do: 'ward.questions' }), lay(there, store.answers)]);
  if (!read.ok) return { printed: '', refused: findings(read.findings) };
  const of = new Map(questions.map((question) => [question.field, question]));
  const kind = (field) => of.get(field)?.kind;
  // What is only chosen says least.
  const all = Object.entries(read.values).filter(([, value]) => value).sort(([a], [b]) => Number(isChosen(kind(a))) - Number(isChosen(kind(b))));
  const printed = all.slice(0, NAMED).map(([field, value]) => (kind(field) === 'day' ? dayOf(value) : value)).join(' · ');
  const label = (field) => of.get(field)?.words.split(words.ward.forExample)[0] ?? field;
  const refused = read.faults.length ? h('section', { class: 'summary wrong', 'aria-label': text.ward },
    h('p', {}, text.wardRefused(read.faults.length)),
    h('ul', {}, read.faults.map(({ field, message }) => h('li', {}, `${label(field)}: ${sentence(message)}`))),
    h('p', {}, h('a', { class: 'again', href }, text.wardMend))) : null;
  return { printed, refused };
};
