// Runs commands of the program, each in a worker of its own, which ends with its job: so its memory is free at once, and
// a job is stopped by ending its worker. The compiled program is shared by all workers.

/** The reason of a job that was stopped: no failure. */
export class Stopped extends Error {}

export class Engine {
  #make;
  #job = null;

  /** make(): a new worker, which loads the program by itself. */
  constructor(make) {
    this.#make = make;
  }

  get busy() {
    return this.#job !== null;
  }

  /** Runs a command: {args, files, cwd}. Resolves with {status, stdout, stderr, files, milliseconds}; a job that is
   * still running is stopped. */
  run(command, { onProgress, onChart } = {}) {
    this.stop();
    const worker = this.#make();
    const job = { worker };
    const result = new Promise((resolve, reject) => Object.assign(job, { resolve, reject }));
    this.#job = job;
    worker.onmessage = ({ data }) => {
      if (this.#job !== job) return;
      if (data.progress) onProgress?.(data.progress);
      else if (data.chart) onChart?.(data.chart);
      else this.#finish(data);
    };
    worker.onerror = (event) => {
      if (this.#job === job) this.#finish({ failed: event.message || "the worker could not be started" });
    };
    worker.postMessage({ job: command });
    return result;
  }

  #finish({ done, failed }) {
    const job = this.#job;
    this.#job = null;
    job.worker.terminate();
    if (done) job.resolve(done);
    else job.reject(new Error(failed));
  }

  stop() {
    if (!this.#job) return;
    const job = this.#job;
    this.#job = null;
    job.worker.terminate();
    job.reject(new Stopped("stopped"));
  }
}
