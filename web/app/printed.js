// What was printed, told to the engine: it makes the line of the history and says whether it keeps it.
import { askProject } from 'toroi/ask.js';
import { keepLine } from 'toroi/store.js';

const now = () => {
  const at = new Date();
  const two = (n) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
};

// `what`: guide and product, or kit; copies; rows. A history that fails never keeps anybody from printing.
export const note = async (what, options = {}) => {
  try {
    const reply = await askProject({ do: 'history.note', when: now(), ...what }, options);
    if (reply.ok && !reply.kept) keepLine(reply.line);
  } catch {
    // The sheet is there; only the list lacks a line.
  }
};
