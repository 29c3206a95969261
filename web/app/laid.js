// The ward as the project says it, and what was typed on this page laid over it.
import { ask } from 'toroi/engine/client.js';
import { save, store } from 'toroi/store.js';

// What `ward.yaml` of the project says; `isRead`: whether there is none that cannot be read.
export const inProject = async () => {
  const reply = await ask({ do: 'ward.answers' });
  const { ok, fault, yaml = '', answers = {} } = reply;
  // An engine that knows no project of its own says that the question lacks the file.
  return ok ? { yaml, answers, isRead: true } : { yaml: '', answers: {}, isRead: Boolean(fault) };
};

// What will be printed of it all, and what may not stand: that is kept as typed, but not printed.
export const lay = async (there, typed) => {
  const yaml = there.yaml || store.yaml || undefined;
  const read = await ask({ do: 'ward.read', answers: { ...there.answers, ...typed }, yaml }, { place: 'ward' });
  if (!read.faults?.length) return read;
  return { ...read, yaml: (await ask({ do: 'ward.read', answers: read.values, yaml })).yaml };
};

// The project may have changed since, and what was typed last was perhaps only kept.
export const layAgain = async () => {
  if (!Object.keys(store.answers).length) return;
  const { yaml } = await lay(await inProject(), store.answers);
  if (yaml !== store.yaml) save({ yaml });
};
