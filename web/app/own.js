// Guides somebody wrote: what they are called, names that are free, and what becomes of those that are left out.
import { ask } from 'toroi/engine/client.js';
import { keepEarlier, refresh, save, store } from 'toroi/store.js';
import { plain } from 'toroi/ui.js';

const MOST = 40;

export const slug = (title) => plain(title).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, MOST).replace(/-+$/, '');

// What a text calls itself, as long as it does.
export const titleOf = (source, id) => {
  const title = /^title:\s*["']?(.*?)["']?\s*$/m.exec(source)?.[1];
  return title && !title.includes('<<') ? title : id;
};

// The text that lies in the project, whatever this browser holds of it.
export const inProject = async (id) => {
  const reply = await ask({ do: 'guide.text', guide: id });
  return reply.ok ? reply : null;
};

// A name no text has, nor one that was left out and may come back: `wanted`, else with the next number behind it.
export const freeId = async (wanted) => {
  refresh();
  const isTaken = async (id) => id in {} || [store.guides, store.earlier, store.drafts].some((own) => Object.hasOwn(own, id)) || Boolean(await inProject(id));
  const start = wanted || 'bai';
  for (let n = 1; ; n += 1) {
    const id = n === 1 && wanted ? wanted : `${start}-${n}`;
    if (!(await isTaken(id))) return id;
  }
};

export const leaveOut = (id, text) => {
  const { [id]: _, ...guides } = store.guides;
  const { [id]: draft, ...drafts } = store.drafts;
  keepEarlier(id, text);
  save({ guides, drafts });
  return () => save({ guides: { ...store.guides, [id]: text }, drafts: draft === undefined ? store.drafts : { ...store.drafts, [id]: draft } });
};

// What was left out and lies nowhere else: each with its last text.
export const leftOut = (all) => Object.entries(store.earlier)
  .filter(([id, texts]) => texts.length && !Object.hasOwn(store.guides, id) && !all.guides.some((guide) => guide.name === id))
  .map(([id, [{ text }]]) => ({ id, text }));
