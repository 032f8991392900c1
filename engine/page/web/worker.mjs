// Runs the program, in a worker and nowhere else. Messages in: {load} once, then {job}; out: {ready}, {progress},
// {chart}, {done} or {failed}. One job at a time; a job is stopped by ending the worker.

import { Program } from "entente-program";

let program;

async function load(parts) {
  program = await Program.load(parts);
  postMessage({ ready: program.version });
}

function run({ args, files, cwd }) {
  program.folder.clear();
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
    if (data.load) await load(data.load);
    else run(data.job);
  } catch (error) {
    postMessage({ failed: String(error?.message ?? error) });
  }
};
