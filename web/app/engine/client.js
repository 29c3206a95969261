// Asks the engine, one thing after the other. A newer look at a page takes the place of an older one
// that still waits; small pictures wait for everything else; a failure is tried once more on a fresh engine.
// When the program has ended, what was asked waits until it is there again: nothing on the page is lost.
import { pack, unpack } from 'toroi/engine/frame.js';
import { InWorker } from 'toroi/engine/in-worker.js';
import { OverHttp } from 'toroi/engine/over-http.js';
import { lang, words } from 'toroi/words.js';

// Whether the engine is in this browser: it keeps what it made, so that a page is soon asked for again.
export const isHere = InWorker.isHere();
const transport = isHere ? new InWorker() : new OverHttp();
const waiting = [];
let working = false;

const day = () => {
  const now = new Date();
  const two = (n) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

// How an engine says that it does not have a list any more (docs/api.md): it is sent the list again.
export const LOST = 'no list';

// What the engine does not understand is a mistake of the page, and told like any other: no screen can be silent of it.
const told = (reply) => (reply.fault === undefined ? reply : {
  ...reply, findings: [...reply.findings, { type: 'diagnostic', severity: 'error', message: words.preview.fault(reply.fault) }],
});

const replaced = () => Object.assign(new Error('replaced'), { replaced: true });

const LOOK_AGAIN = 3000;
let giveUp = null;

// Resolves when the program answers again: a person says so, or it is found.
const isBack = () => new Promise((done, fail) => {
  const tell = (detail) => document.dispatchEvent(new CustomEvent('gone', { detail }));
  const end = (then) => {
    clearInterval(timer);
    giveUp = null;
    tell(null);
    then();
  };
  const look = async () => { if (await transport.isThere()) end(done); };
  const timer = setInterval(look, LOOK_AGAIN);
  giveUp = () => end(() => fail(Object.assign(new Error('stopped'), { stopped: true })));
  tell(look);
});

const send = async (message, progress) => {
  for (;;) {
    try {
      return await transport.send(message(), progress);
    } catch (error) {
      if (!error.gone) throw error;
      await isBack();
    }
  }
};

const next = async () => {
  if (working) return;
  const job = waiting.shift();
  if (!job) return;
  if (!job.wanted()) {
    job.fail(replaced());
    next();
    return;
  }
  working = true;
  try {
    const message = () => pack({ api: 1, today: day(), lang, ...job.json }, job.files);
    const bytes = await send(message, job.progress).catch((error) => {
      if (error.crashed && !error.told) return send(message, job.progress);
      throw error;
    });
    job.done(told(unpack(bytes)));
  } catch (error) {
    job.fail(error);
  }
  working = false;
  next();
};

// `place`: of all that wait with one place only the last is asked. `progress` hears how much is done.
// What is `idle` waits until nothing else does, and is left out when it is not `wanted` any more by then.
export const ask = (json, { files = [], place = '', progress = () => {}, idle = false, wanted = () => true } = {}) =>
  new Promise((done, fail) => {
    const older = place ? waiting.findIndex((job) => job.place === place) : -1;
    if (older >= 0) waiting.splice(older, 1)[0].fail(replaced());
    const behind = idle ? -1 : waiting.findIndex((job) => job.idle);
    waiting.splice(behind < 0 ? waiting.length : behind, 0, { json, files, place, progress, idle, wanted, done, fail });
    next();
  });

export const stop = () => (giveUp ? giveUp() : transport.stop());
