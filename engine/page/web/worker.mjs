// Runs the program, in a worker and nowhere else. Messages in: {load}, then {job}, once each; out: {progress} and {chart}
// while it runs, then {done} or {failed}. A job is stopped by ending the worker.

import { Program } from "entente-program";

let loaded;

function run(program, { args, files, cwd }) {
  const done = program.run(args, {
    files,
    cwd,
    onProgress: (count, total, label) => postMessage({ progress: { done: count, total, label } }),
    onChart: (name) => postMessage({ chart: name }),
  });
  const { status, stdout, stderr, milliseconds } = done;
  const made = new Map(done.files);
  for (const path of Object.keys(files)) made.delete(path);
  postMessage({ done: { status, stdout, stderr, milliseconds, files: made } });
}

onmessage = async ({ data }) => {
  try {
    if (data.load) loaded = Program.load(data.load);
    else run(await loaded, data.job);
  } catch (error) {
    postMessage({ failed: String(error?.message ?? error) });
  }
};
