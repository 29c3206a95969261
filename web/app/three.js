// Of three: what was there, what this page has made of it, what others have made of it meanwhile.
const MOST_HISTORY = 500;
const MOST_EARLIER = 5;

const isSame = (a, b) => a === b || JSON.stringify(a) === JSON.stringify(b);
const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

// Entries that were changed here, over those of the others.
const entries = (was, mine, theirs, both = (own) => own) => {
  const all = { ...theirs };
  for (const name of new Set([...Object.keys(was), ...Object.keys(mine)])) {
    if (isSame(was[name], mine[name])) continue;
    if (!Object.hasOwn(mine, name)) delete all[name];
    else all[name] = isSame(was[name], theirs[name]) ? mine[name] : both(mine[name], theirs[name]);
  }
  return all;
};

// Lines that were added here, behind those of the others.
const lines = (was, mine, theirs) => {
  const isLonger = mine.length >= was.length && was.every((line, at) => line === mine[at]);
  return (isLonger ? [...theirs, ...mine.slice(was.length)] : mine).slice(-MOST_HISTORY);
};

// Earlier texts of both, the latest first.
const texts = (mine, theirs = []) => [...mine, ...theirs]
  .filter(({ text }, at, all) => all.findIndex((own) => own.text === text) === at)
  .sort((a, b) => b.when - a.when).slice(0, MOST_EARLIER);

export const three = (was, mine, theirs) => {
  const all = { ...theirs };
  for (const part of Object.keys(mine)) {
    if (part === 'history') all.history = lines(was.history, mine.history, theirs.history);
    else if (part === 'earlier') all.earlier = entries(was.earlier, mine.earlier, theirs.earlier, texts);
    else if (isMap(mine[part])) all[part] = entries(was[part] ?? {}, mine[part], theirs[part] ?? {});
    else if (!isSame(was[part], mine[part])) all[part] = mine[part];
  }
  return all;
};
