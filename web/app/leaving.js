// What a screen has yet to keep is kept when it is left: for another screen, by a reload, by closing the page.
const keepers = new Set();
let left = new AbortController();

export const atLeaving = (keep) => keepers.add(keep);

// What is heard as long as the screen is there: `addEventListener(…, { signal: untilLeft() })`.
export const untilLeft = () => left.signal;

const keepAll = () => Promise.all([...keepers].map((keep) => keep()));

// Resolves when all is kept.
export const leave = async () => {
  const kept = keepAll();
  keepers.clear();
  left.abort();
  left = new AbortController();
  await kept.catch(() => {});
};

addEventListener('pagehide', keepAll);
document.addEventListener('visibilitychange', () => { if (document.hidden) keepAll(); });
