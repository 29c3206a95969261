// The words of the page in the language that was chosen; Vietnamese until another is.
import { store } from 'toroi/store.js';
import { en } from 'toroi/words/en.js';
import { vi } from 'toroi/words/vi.js';

const ALL = { vi, en };

export const lang = Object.hasOwn(ALL, store.lang) ? store.lang : 'vi';
export const words = ALL[lang];
// The language the page can change to, in its own words.
export const other = lang === 'vi' ? { lang: 'en', name: en.language } : { lang: 'vi', name: vi.language };
