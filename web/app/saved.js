// All that is kept, as a file.
import { EMPTY, sift } from 'toroi/valid.js';
import { download } from 'toroi/ui.js';
import { words } from 'toroi/words.js';

const NAME = 'phuong.toroi';

export const downloadAll = (all) => download(NAME, JSON.stringify({ mark: NAME, ...all }), 'application/json');

// What of a file can be taken, and the parts that cannot; `null` when it is no such file.
export const readAll = async (file) => {
  try {
    const { mark, ...given } = JSON.parse(await file.text());
    if (mark !== NAME) return null;
    const { good, wrong } = sift(given);
    // The language is that of who reads.
    const parts = Object.keys(EMPTY).filter((part) => part !== 'lang');
    return { good: Object.fromEntries(parts.map((part) => [part, good[part]])), wrong: wrong.filter((part) => part !== 'lang') };
  } catch {
    return null;
  }
};

// Parts in words.
export const named = (parts) => [...new Set(parts.map((part) => words.data.parts[part]))].join(', ');
