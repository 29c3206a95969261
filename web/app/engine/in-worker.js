// The engine in this browser: in a Worker that is started again when it fails or is stopped.

const text = (id) => document.getElementById(id)?.textContent ?? '';

export class InWorker {
  #worker = null;
  #waiting = null;

  static isHere() {
    return text('toroi-engine') !== '';
  }

  #start() {
    const source = new Blob([text('toroi-worker')], { type: 'text/javascript' });
    const worker = new Worker(URL.createObjectURL(source));
    return new Promise((done, fail) => {
      worker.onmessage = ({ data }) => {
        if (data.ready) done(worker);
        else if (data.failed) fail(new Error(data.failed));
      };
      worker.onerror = (event) => fail(new Error(event.message));
      worker.postMessage({ packed: text('toroi-engine').trim() });
    });
  }

  async send(message, progress) {
    this.#worker ??= this.#start();
    const worker = await this.#worker;
    return new Promise((done, fail) => {
      this.#waiting = fail;
      const ended = (error) => {
        // Whatever state it is in, it is not asked again.
        this.stop();
        fail(error);
      };
      worker.onerror = (event) => ended(new Error(event.message));
      worker.onmessage = ({ data }) => {
        if (data.progress) progress(...data.progress);
        else if (data.reply) done(data.reply);
        else if (data.failed) ended(Object.assign(new Error(data.failed), { crashed: true }));
      };
      worker.postMessage({ message });
    });
  }

  stop() {
    const worker = this.#worker;
    this.#worker = null;
    worker?.then((own) => own.terminate(), () => {});
    this.#waiting?.(Object.assign(new Error('stopped'), { stopped: true }));
    this.#waiting = null;
  }
}
