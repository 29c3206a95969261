// The engine in this browser: in a Worker that is started again when it fails or is stopped.

const text = (id) => document.getElementById(id)?.textContent ?? '';

export class InWorker {
  #own = null;
  #fail = null;

  static isHere() {
    return text('toroi-engine') !== '';
  }

  #start() {
    const url = URL.createObjectURL(new Blob([text('toroi-worker')], { type: 'text/javascript' }));
    const worker = new Worker(url);
    const ready = new Promise((done, fail) => {
      worker.onmessage = ({ data }) => {
        URL.revokeObjectURL(url);
        if (data.ready) done();
        else fail(new Error(data.failed));
      };
      worker.onerror = (event) => fail(new Error(event.message));
      worker.postMessage({ packed: text('toroi-engine') });
    });
    return { worker, ready };
  }

  send(message, progress) {
    this.#own ??= this.#start();
    const { worker, ready } = this.#own;
    return new Promise((done, fail) => {
      this.#fail = fail;
      let words = '';
      const crashed = (error) => {
        fail(Object.assign(new Error(words || error), { crashed: true }));
        // Whatever state it is in, it is not asked again.
        this.stop();
      };
      const ask = () => {
        worker.onerror = (event) => crashed(event.message);
        worker.onmessage = ({ data }) => {
          if (data.progress) progress(...data.progress);
          else if (data.reply) done(data.reply);
          else if (data.panicked) words = data.panicked;
          else if (data.failed) crashed(data.failed);
        };
        worker.postMessage({ message }, [message.buffer]);
      };
      ready.then(ask, (error) => crashed(error.message));
    });
  }

  stop() {
    this.#own?.worker.terminate();
    this.#own = null;
    this.#fail?.(Object.assign(new Error('stopped'), { stopped: true }));
    this.#fail = null;
  }
}
