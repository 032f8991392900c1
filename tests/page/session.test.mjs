// From the text to the report (session.mjs), with workers that answer when the test says so. Run by unit.sh.
import assert from "node:assert/strict";
import { test } from "node:test";

const of = (name) => import(new URL(`../../engine/page/web/${name}`, import.meta.url));
const { Engine } = await of("engine.mjs");
const { Session } = await of("session.mjs");

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A session on workers that wait. shown: what it has shown; commands(): those that wait; answer(word): the first of them
 * that begins with a word is answered. */
function prepare() {
  const shown = [];
  const waiting = [];
  const started = [];
  const engine = () => new Engine(() => {
    const worker = {
      postMessage: ({ job }) => {
        worker.job = job;
        waiting.push(worker);
        started.push(job);
      },
      terminate: () => waiting.splice(waiting.indexOf(worker), waiting.includes(worker) ? 1 : 0),
    };
    return worker;
  });
  const names = ["checked", "begins", "progress", "chart", "previewed", "same", "changed", "finished", "waits", "failed"];
  const show = Object.fromEntries(names.map((name) => [name, (what) => shown.push([name, what])]));
  const session = new Session({ checker: engine(), runner: engine(), teller: engine() }, show);
  const kindOf = ({ args }) => args[0] === "run" ? (args.includes("--worlds") ? "preview" : "full") : args[0];
  const find = (kind) => waiting.find((worker) => kindOf(worker.job) === kind);
  const answer = async (kind, document, files = new Map()) => {
    find(kind).onmessage({ data: { done: { status: 0, stdout: JSON.stringify(document), stderr: "", files } } });
    await settled();
  };
  const ran = { results: [{ folder: "results/a", report: "report.html", variants: [] }] };
  const report = new Map([["/case/scenario/results/a/report.html", new TextEncoder().encode("<p>")]]);
  return {
    session, shown, started,
    commands: () => waiting.map(({ job }) => kindOf(job)),
    names: () => shown.splice(0).map(([name]) => name),
    progress: (kind, total) => find(kind).onmessage({ data: { progress: { done: 0, total } } }),
    check: (fine) => answer("check", { results: [{ fine, settings: [] }], messages: [] }),
    run: (kind) => answer(kind, ran, report),
    answer,
  };
}

const text = (content) => ({ name: "a", path: "a.cfg", text: content, files: {}, set: [] });

/** Plays a text to the end. */
async function playAll(it, scenario) {
  it.session.update(scenario);
  await settled();
  await it.check(true);
  await it.run("preview");
  if (it.commands().includes("watch")) await it.answer("watch", { results: [{ told: "x" }] });
  await it.run("full");
  it.names();
}

test("a text is checked, previewed and run", async () => {
  const it = prepare();
  it.session.update(text("a"));
  await settled();
  await it.check(true);
  await it.run("preview");
  await it.run("full");
  assert.deepEqual(it.names(), ["checked", "begins", "previewed", "begins", "finished"]);
});

test("the same text again leaves its run alone", async () => {
  const it = prepare();
  it.session.update(text("a"));
  await settled();
  await it.check(true);
  await it.run("preview");
  it.session.update(text("a"));
  await settled();
  assert.deepEqual(it.commands(), ["full"]);
  await it.run("full");
  assert.equal(it.names().at(-1), "finished");
});

test("a text with a mistake ends the run of the text before", async () => {
  const it = prepare();
  it.session.update(text("a"));
  await settled();
  await it.check(true);
  await it.run("preview");
  it.session.update(text("b"));
  await settled();
  assert.deepEqual(it.commands(), ["check"]);
  it.names();
  await it.check(false);
  assert.deepEqual(it.names(), ["checked"]);
  it.session.update(text("a")); // the preview alone is shown, so all begins again
  await settled();
  await it.check(true);
  assert.deepEqual([it.names(), it.commands()], [["checked", "begins"], ["preview"]]);
});

test("back to the text whose results are shown, nothing runs and it is said", async () => {
  const it = prepare();
  await playAll(it, text("a"));
  it.session.update(text("b"));
  await settled();
  await it.check(false);
  it.session.update(text("a"));
  await settled();
  await it.check(true);
  assert.deepEqual([it.names(), it.commands()], [["checked", "checked", "same"], []]);
});

test("changes that were passed over are told with the next", async () => {
  const it = prepare();
  await playAll(it, text("a"));
  it.session.update(text("b"));
  await settled();
  await it.check(true);
  await it.run("preview");
  assert.deepEqual(it.commands(), ["watch"]);
  it.session.update(text("c"));
  await settled();
  await it.check(true);
  await it.run("preview");
  const { files } = it.started.at(-1);
  assert.deepEqual([files["/case/earlier/a.cfg"], files["/case/scenario/a.cfg"]], ["a", "c"]);
});

test("a run that is stopped shows nothing more, and can begin again", async () => {
  const it = prepare();
  await playAll(it, text("a"));
  it.session.update(text("b"));
  await settled();
  await it.check(true);
  it.session.stop();
  await settled();
  assert.deepEqual([it.names(), it.commands()], [["checked", "begins"], []]);
  it.session.runFull(text("b"));
  await settled();
  assert.deepEqual(it.commands(), ["check"]);
});

test("a large run waits until it is asked for", async () => {
  const it = prepare();
  it.session.open(text("a"));
  await settled();
  await it.run("preview");
  await it.check(true);
  it.progress("full", 30e6);
  await settled();
  assert.deepEqual(it.shown.at(-1), ["waits", 30e6]);
  it.session.runFull(text("a"));
  await settled();
  it.progress("full", 30e6);
  await it.run("full");
  assert.equal(it.names().at(-1), "finished");
});

test("a run without a report has no results", async () => {
  const it = prepare();
  it.session.update(text("a"));
  await settled();
  await it.check(true);
  await it.answer("preview", { results: [], messages: [{ severity: "error", text: "no", help: "do" }] });
  assert.deepEqual(it.shown.at(-1), ["failed", "no (do)"]);
});

test("a future is told beside a check, and a later one takes its place", async () => {
  const it = prepare();
  it.session.update(text("a"));
  const first = it.session.explain(text("a"), "base", 1);
  const second = it.session.explain(text("a"), "base", 2);
  await assert.rejects(first);
  assert.deepEqual(it.commands(), ["check", "explain"]);
  await it.answer("explain", { results: [{ told: "t", draw: 2 }] });
  assert.deepEqual(await second, { told: "t", draw: 2 });
  await it.check(true);
  assert.deepEqual(it.commands(), ["preview"]);
});
