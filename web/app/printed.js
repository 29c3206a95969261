// What was printed, told to the engine: it makes the line of the history and says whether it keeps it.
import { askProject } from 'toroi/ask.js';
import { joined } from 'toroi/rows.js';
import { keepLine } from 'toroi/store.js';
import { h } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

// A line of the history has room for as many letters of numbers.
const MOST_ROWS = 200;

const now = () => {
  const at = new Date();
  const two = (n) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

// As many ranges as there is room for; a comma at the end says that there were more, and `copies` how many in all.
export const lineOfRows = (rows) => {
  const ranges = joined(rows);
  let line = ranges.join(',');
  if (line.length <= MOST_ROWS) return line;
  line = line.slice(0, MOST_ROWS);
  return line.slice(0, line.lastIndexOf(',') + 1);
};

// `what`: guide and product, or kit; copies; rows. A history that fails never keeps anybody from printing; gives the
// words to say so then, or nothing.
export const note = async (what, options = {}) => {
  try {
    const rows = what.rows && lineOfRows(what.rows);
    const reply = await askProject({ do: 'history.note', when: now(), ...what, rows }, options);
    if (reply.ok) {
      if (!reply.kept) keepLine(reply.line);
      return '';
    }
  } catch {
    // The sheet is there; only the list lacks a line.
  }
  return h('p', { class: 'summary', role: 'status' }, words.history.notNoted);
};
