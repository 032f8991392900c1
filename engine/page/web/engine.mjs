// A worker that runs the program, seen from the page. A job that is stopped ends its worker, and a new one is made.

/** The reason of a job that was stopped: no failure. */
export class Stopped extends Error {}

export class Engine {
  #make;
  #worker;
  #ready;
  #job = null;

  /** make(): a new worker, which loads the program by itself. */
  constructor(make) {
    this.#make = make;
    this.#start();
  }

  get busy() {
    return this.#job !== null;
  }

  /** Resolves once no job is under way. */
  async idle() {
    while (this.#job) await this.#job.ended;
  }

  /** Resolves with the program's version. */
  get ready() {
    return this.#ready;
  }

  #start() {
    const worker = this.#make();
    this.#worker = worker;
    this.#ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.ready !== undefined) resolve(data.ready);
        else if (data.failed !== undefined && !this.#job) reject(new Error(data.failed));
        else this.#receive(data);
      };
      worker.onerror = (event) => {
        const error = new Error(event.message || "the worker could not be started");
        reject(error);
        this.#job?.reject(error);
      };
    });
    this.#ready.catch(() => {});
  }

  #receive(data) {
    const job = this.#job;
    if (!job) return;
    if (data.progress) job.onProgress?.(data.progress);
    else if (data.chart) job.onChart?.(data.chart);
    else {
      this.#job = null;
      if (data.done) job.resolve(data.done);
      else job.reject(new Error(data.failed));
    }
  }

  /** Runs a command: {args, files, cwd}. Resolves with {status, stdout, stderr, files, milliseconds}; a job that is
   * still running is stopped. */
  async run(command, { onProgress, onChart } = {}) {
    this.stop();
    const job = { onProgress, onChart };
    const result = new Promise((resolve, reject) => Object.assign(job, { resolve, reject }));
    job.ended = result.catch(() => {});
    this.#job = job;
    this.#ready.then(() => this.#job === job && this.#worker.postMessage({ job: command }), job.reject);
    return result;
  }

  stop() {
    if (!this.#job) return;
    const job = this.#job;
    this.#job = null;
    this.#worker.terminate();
    this.#start();
    job.reject(new Stopped("stopped"));
  }
}
