// Runs the same command lines in the module and in the built program, on the same files, and compares exit status, standard
// output, standard error and every file, byte by byte. Usage: node bytes.mjs FOLDER PROGRAM ROOT
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const [folder, native, root] = process.argv.slice(2);
const { Program } = await import(path.resolve(folder, "program.mjs"));
const bytesOf = (name) => fs.readFileSync(path.join(folder, name));
const program = await Program.load({
  engineWasm: bytesOf("entente.wasm"),
  gnuplotWasm: bytesOf("gnuplot.wasm"),
  files: JSON.parse(bytesOf("files.json")),
});
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "entente-bytes-"));
const reported = new Set();
const counted = { calls: 0, tables: 0, charts: 0, files: 0 };
let failures = 0;

function fail(text) {
  failures++;
  console.log(`FAILED: ${text}`);
}

function expect(what, value, wanted) {
  if (value !== wanted) {
    fail(`${what}: ${JSON.stringify(value)} instead of ${JSON.stringify(wanted)}`);
  }
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Both sides see the same files at the same relative paths. */
function give(name, content) {
  program.folder.write(`/case/${name}`, content);
  fs.mkdirSync(path.dirname(path.join(scratch, name)), { recursive: true });
  fs.writeFileSync(path.join(scratch, name), content);
}

/** What differs between two machines and two moments: times, host, threads and the hash of a page that shows them. */
function settled(name, bytes) {
  if (!/(\.json|\.html)$/.test(name)) {
    return bytes;
  }
  return Buffer.from(bytes)
    .toString("utf8")
    .replace(/"(started|ended|host)":\s*"[^"]*"/g, '"$1": ""')
    .replace(/"(wall_seconds|cpu_seconds|threads)":\s*[0-9.e+-]+/g, '"$1": 0')
    .replace(/"report\.html":\s*"[0-9a-f]{64}"/g, '"report.html": ""')
    .replace(/<dt>Run on<\/dt><dd>[^]*?<\/dd>/g, "");
}

function nativeFiles(at = "", found = new Map()) {
  for (const entry of fs.readdirSync(path.join(scratch, at), { withFileTypes: true })) {
    const name = path.posix.join(at, entry.name);
    if (entry.isDirectory()) {
      nativeFiles(name, found);
    } else {
      found.set(name, fs.readFileSync(path.join(scratch, name)));
    }
  }
  return found;
}

function firstDifference(a, b) {
  const left = Buffer.from(a).toString("utf8").split("\n");
  const right = Buffer.from(b).toString("utf8").split("\n");
  const at = left.findIndex((line, i) => line !== right[i]);
  return at < 0 ? "one is longer" : `line ${at + 1}: ${JSON.stringify(left[at])} | ${JSON.stringify(right[at])}`.slice(0, 400);
}

function compareFiles(line) {
  const wanted = nativeFiles();
  const made = new Map(program.folder.list("/case/").map((name) => [name.slice(6), program.folder.read(name)]));
  for (const name of new Set([...wanted.keys(), ...made.keys()])) {
    if (reported.has(name)) {
      continue; // with the call that made it
    }
    const before = failures;
    const a = wanted.get(name);
    const b = made.get(name);
    if (a === undefined || b === undefined) {
      fail(`${line}: ${name} is made by ${a === undefined ? "the module" : "the program"} alone`);
    } else if (sha256(settled(name, a)) !== sha256(settled(name, b))) {
      fail(`${line}: ${name} differs, program | module, ${firstDifference(settled(name, a), settled(name, b))}`);
    }
    if (failures > before) {
      reported.add(name);
    }
  }
  counted.files = made.size;
  counted.tables = [...made.keys()].filter((name) => name.endsWith(".csv")).length;
  counted.charts = [...made.keys()].filter((name) => name.endsWith(".svg")).length;
}

/** One command line on both sides. Returns the module's result. */
function same(...args) {
  const line = `entente ${args.join(" ")}`;
  const environment = { PATH: process.env.PATH, HOME: scratch, TERM: "dumb", NO_COLOR: "1", LANG: "C.UTF-8", OMP_NUM_THREADS: "1" };
  const lines = [];
  const wanted = spawnSync(native, args, { cwd: scratch, env: environment, encoding: "utf8", maxBuffer: 1 << 28 });
  const done = program.run(args, { onOutput: (text, stream) => lines.push(`${stream}: ${text}`) });
  counted.calls++;
  expect(`${line}: status`, done.status, wanted.status);
  const kind = args.includes("--json") ? ".json" : ".txt";
  expect(`${line}: standard output`, `${settled(kind, done.stdout)}`, `${settled(kind, wanted.stdout)}`);
  expect(`${line}: standard error`, done.stderr, wanted.stderr);
  expect(`${line}: lines while it ran`, lines.length, (done.stdout + done.stderr).split("\n").length - 1);
  compareFiles(line);
  return done;
}

for (const name of fs.readdirSync(path.join(root, "scenarios")).sort()) {
  if (/\.(cfg|csv)$/.test(name)) {
    give(name, fs.readFileSync(path.join(root, "scenarios", name)));
  }
}
const scenarios = program.folder.list("/case/").map((name) => name.slice(6)).filter((name) => name.endsWith(".cfg"));

// Every shipped scenario at its full size, with charts and report.
for (const scenario of scenarios) {
  same("run", scenario, "--out", "results", "--threads", "1");
}
expect("tables of all runs", counted.tables > 100, true);
expect("charts of all runs", counted.charts > 60, true);

// Other commands, and what is read back from the folders of before.
same("--version");
same("run", "minimal.cfg", "--set", "run.replications=7", "--seed", "11", "--no-charts", "--out", "other", "--json");
same("check", "ukraine-2025.cfg");
same("check", "gaza-isf.cfg", "--json");
same("explain", "ukraine-2025.cfg", "--draw", "17");
same("explain", "gaza-isf.cfg", "--draw", "3");
same("analyse", "minimal.cfg", "--out", "analysis", "--threads", "1", "--draws", "20");
same("compare", "results/minimal", "other/minimal", "--out", "compared");
same("report", "results/minimal");
same("plot", "results/gaza-isf");

// Mistakes: the same words at the same places.
give("wrong.cfg", 'scenario: { name = "Wrong"; };\nparties: { a: { threshhold = 0.5 }; };\ntalks: { deadline = "soon"; };\n');
give("latin.cfg", Buffer.from([0x6e, 0x61, 0x6d, 0x65, 0x20, 0x3d, 0x20, 0x22, 0xe9, 0x22, 0x3b, 0x0a]));
give("empty.cfg", "");
give("hidden.cfg", 'scenario: { name = "a\u001b[31mred\u202e"; };\n');
for (const wrong of ["wrong.cfg", "latin.cfg", "empty.cfg", "hidden.cfg", "nowhere.cfg"]) {
  const done = same("check", wrong);
  expect(`check ${wrong}: a status that is an error`, done.status > 0, true);
  expect(`check ${wrong}: a message`, done.stderr.length > 40, true);
}
same("run", "minimal.cfg", "--worlds", "many");
same("runn", "minimal.cfg");
same();

// What the class promises.
const progress = [];
const charts = [];
program.run(["run", "coalition.cfg", "--out", "p"], {
  onProgress: (done, total, label) => progress.push([done, total, label]),
  onChart: (name) => charts.push(name),
});
expect("progress ends at the total", progress.at(-1)?.[0], progress.at(-1)?.[1]);
expect("progress never falls", progress.every(([done], i) => i === 0 || done >= progress[i - 1][0]), true);
expect("charts are named as they are drawn", charts.includes("outcomes"), true);
const before = program.folder.list("/case/").length;
expect("check writes no file", program.run(["check", "minimal.cfg"]).files.size, 0);
expect("check removes no file", program.folder.list("/case/").length, before);
expect("watch has nothing to wait for", program.run(["watch", "minimal.cfg"]).status !== 0, true);
const bare = await Program.load({ engineWasm: bytesOf("entente.wasm"), files: JSON.parse(bytesOf("files.json")) });
const uncharted = bare.run(["run", "minimal", "--draws", "2", "--out", "r"]);
expect("without gnuplot, the message", uncharted.stderr.includes("gnuplot cannot be started"), true);
expect("without gnuplot, the tables", uncharted.files.has("/case/r/minimal/headline.csv"), true);

fs.rmSync(scratch, { recursive: true, force: true });
console.log(`${counted.calls} calls, ${counted.tables} tables, ${counted.charts} charts, ${counted.files} files: ` +
  (failures === 0 ? "the same bytes" : `${failures} differences`));
process.exit(failures === 0 ? 0 : 1);
