// The engine of `toroi serve`.
import { unlocked } from 'toroi/engine/lock.js';

const POLL = 400;

export class OverHttp {
  #abort = null;

  async send(message, progress) {
    const abort = new AbortController();
    this.#abort = abort;
    const job = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const poll = setInterval(async () => {
      const [done, of, place] = await fetch(`api/progress/${job}`).then((r) => r.json()).catch(() => [0, 0, 0]);
      if (done) progress(done, of);
      document.dispatchEvent(new CustomEvent('queue', { detail: place }));
    }, POLL);
    try {
      const once = () => fetch('api', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-job': job },
        body: message,
        signal: abort.signal,
      });
      let reply = await once();
      while (reply.status === 401) {
        await unlocked();
        reply = await once();
      }
      if (!reply.ok) throw Object.assign(new Error(await reply.text()), { crashed: true, told: true });
      return new Uint8Array(await reply.arrayBuffer());
    } catch (error) {
      // A program that has ended answers nothing at all.
      const gone = !abort.signal.aborted && !error.told;
      throw Object.assign(error, { stopped: abort.signal.aborted, crashed: !abort.signal.aborted, gone });
    } finally {
      clearInterval(poll);
      document.dispatchEvent(new CustomEvent('queue', { detail: 0 }));
    }
  }

  // Whether the program is there.
  async isThere() {
    return fetch('running').then((reply) => reply.ok, () => false);
  }

  stop() {
    this.#abort?.abort();
  }
}
