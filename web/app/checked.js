// What a check of a list found: how many rows can be printed, what is wrong with the others.
import { action } from 'toroi/hands.js';
import { hintOf } from 'toroi/hints.js';
import { download, findings, h, sentence } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.houses;
// As many rows of a fault are named.
const ROWS = 12;

// As many rows with faults of one kind, but each with its own words, are told one by one.
const EACH = 4;

// What is wrong, by the row of the file.
export const faultsOf = ({ groups }) => groups.flatMap((group) => group.rows.map((row, at) =>
  [row, `${group.column ? `${group.column}: ` : ''}${sentence(group.each[at])}`]));

// What is wrong in the rows of a group; advice for one row is none for another.
const groupPart = (group) => {
  const isOne = new Set(group.each).size < 2;
  return h('li', {}, h('b', {}, group.column ? `${group.column}: ` : ''), isOne ? sentence(group.message) : '',
    isOne ? '' : h('ul', {}, group.each.slice(0, EACH).map((message, at) => h('li', {}, text.row(group.rows[at], sentence(message))))),
    h('span', { class: 'help' }, group.hint ? sentence(hintOf(group.hint) ?? '') : text.eachRow),
    h('span', { class: 'rows' }, text.rows(group.rows.slice(0, ROWS), group.more + Math.max(group.rows.length - ROWS, 0))));
};

const count = ({ copies, bad }) => (copies + bad
  ? h('p', { class: bad ? 'summary wrong' : 'good', tabindex: '-1' }, text.checked(copies, bad))
  : h('p', { class: 'summary wrong', tabindex: '-1' }, text.noRow));

export const checkedPart = (reply) => [
  h('h2', {}, text.check), count(reply),
  h('ul', { class: 'groups' }, reply.groups.map(groupPart)),
  reply.report && h('p', {}, action(text.report, () => download(text.reportName, reply.report, 'text/csv'), { id: 'report', class: 'second' })),
  findings(reply.findings),
];
