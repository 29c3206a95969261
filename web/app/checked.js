// What a check of a list found: how many rows can be printed, what is wrong with the others.
import { action } from 'toroi/hands.js';
import { hintOf } from 'toroi/hints.js';
import { download, findings, h, sentence } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const text = words.houses;
// As many rows of a fault are named.
const ROWS = 12;

const messageOf = (group) => `${group.column ? `${group.column}: ` : ''}${sentence(group.message)}`;

// What is wrong, by the row of the file.
export const faultsOf = ({ groups }) => groups.flatMap((group) => group.rows.map((row) => [row, messageOf(group)]));

const count = ({ copies, bad }) => (copies + bad
  ? h('p', { class: bad ? 'summary wrong' : 'good', tabindex: '-1' }, text.checked(copies, bad))
  : h('p', { class: 'summary wrong', tabindex: '-1' }, text.noRow));

export const checkedPart = (reply) => [
  h('h2', {}, text.check), count(reply),
  h('ul', { class: 'groups' }, reply.groups.map((group) => h('li', {}, h('b', {}, group.column ? `${group.column}: ` : ''), sentence(group.message),
    h('span', { class: 'help' }, sentence(hintOf(group.hint) ?? '')), h('span', { class: 'rows' }, text.rows(group.rows.slice(0, ROWS), group.more + Math.max(group.rows.length - ROWS, 0)))))),
  reply.report && h('p', {}, action(text.report, () => download(text.reportName, reply.report, 'text/csv'), { id: 'report', class: 'second' })),
  findings(reply.findings),
];
