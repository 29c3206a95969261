// The engine of `toroi serve`.

const POLL = 400;

export class OverHttp {
  #abort = null;

  async send(message, progress) {
    const abort = new AbortController();
    this.#abort = abort;
    const job = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const poll = setInterval(async () => {
      const told = await fetch(`api/progress/${job}`).then((r) => r.json()).catch(() => [0, 0]);
      if (told[0]) progress(...told);
    }, POLL);
    try {
      const reply = await fetch('api', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-job': job },
        body: message,
        signal: abort.signal,
      });
      if (!reply.ok) throw Object.assign(new Error(await reply.text()), { crashed: true, told: true });
      return new Uint8Array(await reply.arrayBuffer());
    } catch (error) {
      throw Object.assign(error, { stopped: abort.signal.aborted, crashed: !abort.signal.aborted });
    } finally {
      clearInterval(poll);
    }
  }

  stop() {
    this.#abort?.abort();
  }
}
