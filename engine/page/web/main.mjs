// The page: from its parts to what the reader sees.

import grammar from "entente-grammar";

import { bytesOf, contentOf, jsonOf, textOf } from "./blocks.mjs";
import { repeat } from "./commands.mjs";
import { Controls } from "./controls.mjs";
import { fileOf, rangesOf, sentenceOf } from "./diagnostics.mjs";
import { afterPause, byId, element, hide } from "./dom.mjs";
import { Editor } from "./editor.mjs";
import { Engine } from "./engine.mjs";
import { Scenario, withPlainEnds } from "./open_scenario.mjs";
import { connectKeys, connectPanes, connectTools, keepInAddress } from "./page_controls.mjs";
import { decidedByText } from "./quantities.mjs";
import { ReportView } from "./report_view.mjs";
import { sameTexts, Session } from "./session.mjs";
import { wordsOf } from "./words.mjs";

const PAUSE = 400; // milliseconds without a key, before the text is looked at

const page = {
  settings: [],
  results: null, // of the last run that is shown
  version: "",
  mistakes: 0,
  telling: 0, // turn of the future that is told
};

/** Shows a text that is read out when it changes: the same one is not said twice. */
function say(id, text) {
  if (byId(id).textContent !== text) byId(id).textContent = text;
}

function status(text) {
  say("status", text);
}

/** Whether the report that is shown is of another text than the one there is now. */
function isOfBefore() {
  return page.results !== null && !sameTexts(page.results.scenario, page.scenario.given);
}

const ofBefore = () => (isOfBefore() ? " The report is of the text before." : "");

/** The answer says so itself, for as long as that is so. */
function markBefore() {
  byId("answer").classList.toggle("before", isOfBefore());
}

function showProgress(share) {
  byId("progress").hidden = share === null;
  if (share === null) hide(byId("stop"), byId(byId("start").hidden ? "now" : "start"));
  else byId("stop").hidden = false;
  if (share !== null) byId("progress").value = share;
}

function offerStart(text) {
  byId("start").textContent = text;
  byId("start").hidden = false;
}

function hideStart() {
  hide(byId("start"), byId(byId("stop").hidden ? "now" : "stop"));
}

const count = (n) => n.toLocaleString("en");

/** Futures of one variant, and how many variants there are. */
function sizeOf(result) {
  const variants = result.variants.length;
  const futures = count(result.worlds * result.replications);
  return variants > 1 ? `${futures} futures of each of ${variants} variants` : `${futures} futures`;
}

/** What a run has to complain of, although it has results. */
function complaintsOf({ json, result }) {
  const errors = (json.messages ?? []).filter((one) => one.severity === "error").map((one) => ` ${sentenceOf(one)}.`);
  const failed = result.checks_failed > 0 ? ` Of the scenario's ${result.checks} checks ${result.checks_failed} are false.` : "";
  return failed + errors.join("");
}

function showMistakes(messages) {
  const path = page.scenario.part;
  const ranges = rangesOf(messages, path, page.editor.text);
  page.editor.mark(ranges);
  const errors = messages.filter((one) => one.severity === "error");
  byId("mistakes").hidden = errors.length === 0;
  byId("mistakes-title").textContent = errors.length === 1 ? "1 mistake" : `${errors.length} mistakes`;
  byId("mistake-list").replaceChildren(...errors.map((one) => mistakeItem(one, path)));
  page.mistakes = errors.length;
}

function mistakeItem(message, path) {
  const file = fileOf(message) ?? path;
  const where = message.line === undefined ? "" : file === path ? `Line ${message.line}: ` : `${file}, line ${message.line}: `;
  const text = where + sentenceOf(message);
  if (message.line === undefined || !page.scenario.parts.includes(file)) return element("li", { textContent: text }); // no place to go to
  const button = element("button", { type: "button", textContent: text });
  button.addEventListener("click", () => {
    if (file !== page.scenario.part) openPart(file);
    const [range] = rangesOf([message], page.scenario.part, page.editor.text);
    if (range) page.editor.goTo(range.from);
  });
  return element("li", {}, button);
}

/** Rows of the report's table of variants, in its own words: variant to {figure, difference}. The report has the variants in
 * their order; two of them may have one name. */
function figuresOf(html, variants) {
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table.variants");
  if (!table) return new Map();
  const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
  const against = heads.indexOf("Against the base");
  const rows = [...table.querySelectorAll("tbody tr")];
  if (rows.length !== variants.length) return new Map();
  return new Map(rows.map((row, i) => {
    const cells = [...row.children].map((cell) => cell.textContent);
    const difference = (cells[against] ?? "").split(";")[0];
    const figure = [cells[1], cells[heads.indexOf("Unit")]].filter(Boolean).join(" ");
    return [variants[i].variant, { figure, difference: difference === "the base" ? "" : difference }];
  }));
}

function showResults(results) {
  const { result, report } = results;
  page.report.show(report, page.results !== null);
  page.results = results;
  say("answer", page.report.answer);
  markBefore();
  page.controls.setDrivers(result.variants[0].drivers ?? []);
  page.controls.setVariants(result.variants, figuresOf(report, result.variants));
  showFutures(result.variants);
  document.title = `${result.title} – entente`;
  showRepeat(results);
  allowDownloads(results.stage);
}

/** What of results of a stage can be downloaded; null: there are none. */
function allowDownloads(stage) {
  for (const button of document.querySelectorAll("#downloads button")) {
    button.disabled = stage === null || (stage !== "full" && ["svg", "png"].includes(button.dataset.take));
  }
}

/** Takes away what is shown of the scenario before: its figures must not stand beside another text. */
function forgetResults() {
  page.results = null;
  page.settings = [];
  page.report.clear();
  say("answer", "");
  markBefore();
  document.title = "entente";
  byId("repeat").hidden = true;
  hideStart();
  showMistakes([]);
  allowDownloads(null);
}

function showRepeat({ stage, args, result, files, folder }) {
  const manifest = JSON.parse(new TextDecoder().decode(files.get(`${folder}/manifest.json`) ?? new TextEncoder().encode("{}")));
  byId("repeat").hidden = false;
  byId("repeat-title").textContent = `The same bytes as entente ${page.version} gives` + (stage === "preview" ? " (preview)" : "");
  byId("command").textContent = repeat(args);
  const facts = [["Scenario, SHA-256", manifest.sha256], ["Seed", result.seed], ["Size", `${count(result.worlds)} worlds of ${count(result.replications)} futures`],
    ...Object.entries(manifest.tables ?? {}).map(([path, sha]) => [`${path}, SHA-256`, sha])];
  byId("facts").replaceChildren(...facts.filter(([, fact]) => fact !== undefined).flatMap(([name, fact]) =>
    [element("dt", { textContent: name }), element("dd", {}, element("code", { textContent: String(fact) }))]));
}

/** What the session has to show. */
const show = {
  checked({ messages, fine, plain, stderr }) {
    showMistakes(messages);
    if (fine) {
      page.settings = plain;
      page.controls.setSettings(decidedByText(plain, page.scenario.set), page.scenario.texts);
      return;
    }
    showProgress(null);
    hideStart();
    status((page.mistakes > 0 ? `${page.mistakes === 1 ? "One mistake" : `${page.mistakes} mistakes`} in the text.` : `The text cannot be read: ${stderr}`) + ofBefore());
  },
  begins(stage) {
    status(stage === "preview" ? "Preview…" : "Preview shown. Running all futures…");
    showProgress(0);
    hideStart();
    page.began = performance.now();
  },
  progress(stage, { done, total, label }) {
    page.futures = total;
    if (stage !== "full") return;
    showProgress(total > 0 ? done / total : 0);
    const text = label ? `${label}: ` : "";
    byId("progress").setAttribute("aria-valuetext", `${text}${Math.floor((100 * done) / Math.max(1, total))}%`);
  },
  chart() {
    status("All futures are played. Drawing the charts…");
  },
  previewed(results) {
    showResults(results);
    performance.mark("previewed");
    status(`A preview: ${sizeOf(results.result)}.`);
  },
  changed(told) {
    const lines = told.replace(/^saved; no/, "no").trimEnd().split("\n");
    byId("changes").hidden = false;
    byId("change-list").prepend(element("li", {}, ...lines.map((line) => element("span", { textContent: line }))));
    while (byId("change-list").children.length > 6) byId("change-list").lastElementChild.remove();
  },
  same() {
    showProgress(null);
    hideStart();
    status(`${sizeOf(page.results.result)}.${complaintsOf(page.results)}`);
  },
  finished(results) {
    showResults(results);
    showProgress(null);
    performance.mark("finished");
    status(`${sizeOf(results.result)}, in ${seconds(performance.now() - page.began)}.${complaintsOf(results)}`);
  },
  waits(futures) {
    offerStart(`Run all ${count(futures)} futures`);
    showProgress(null);
    status("A preview. The whole run is large: it begins when you ask for it.");
  },
  failed(text) {
    showProgress(null);
    status((text || "The run ended with an error.") + ofBefore());
  },
};

function seconds(milliseconds) {
  return milliseconds < 950 ? "under a second" : `${Math.round(milliseconds / 1000)} s`;
}

/* --- the scenario that is open ------------------------------------------------------------------------------------ */

function update() {
  page.scenario.write(page.editor.text);
  page.session.update(page.scenario.given);
  keepInAddress(page.scenario);
}

const updateSoon = afterPause(PAUSE, update);

function edited() {
  page.scenario.write(page.editor.text);
  page.controls.readText();
  markBefore();
  markTold();
  updateSoon();
}

function openPart(part) {
  page.scenario.write(page.editor.text);
  page.scenario.part = part;
  byId("part").value = part;
  page.editor.open(page.scenario.partText);
  update();
}

/** The text that sliders and tick boxes read and write: the scenario's own, also where another of its files is edited. */
const ownText = {
  get text() {
    return page.scenario.part === page.scenario.path ? page.editor.text : withPlainEnds(page.scenario.text);
  },
  apply(changes) {
    if (page.scenario.part !== page.scenario.path) openPart(page.scenario.path);
    page.editor.apply(changes);
  },
};

function showParts() {
  const parts = page.scenario.parts;
  byId("other-files").hidden = parts.length < 2;
  byId("part").replaceChildren(...parts.map((part) => element("option", { value: part, textContent: part })));
  byId("part").value = page.scenario.part;
  byId("extra-sets").hidden = page.scenario.set.length === 0;
  byId("extra-sets").textContent = `On top of the text: ${page.scenario.set.map((one) => `--set ${one}`).join(" ")}`;
}

/** Opens a scenario: {name, path, text, files, set}. isOwn: it is one of those that the page carries. */
function open(given, isOwn) {
  page.session.stop();
  page.scenario = new Scenario(given, isOwn);
  page.controls.forget();
  page.telling++;
  byId("told").hidden = true;
  byId("changes").hidden = true;
  byId("change-list").replaceChildren();
  showParts();
  page.editor.open(page.scenario.partText);
  forgetResults();
  page.session.open(page.scenario.given);
  keepInAddress(page.scenario);
}

function stop() {
  page.session.stop();
  offerStart("Run all futures");
  showProgress(null);
  status(page.results ? `Stopped. The report is of ${sizeOf(page.results.result)}${isOfBefore() ? ", of the text before" : ""}.` : "Stopped.");
}

/* --- one future --------------------------------------------------------------------------------------------------- */

/** Sentences of the program: a line without indent is a heading. */
function toldAs(text) {
  return text.split("\n").filter((line) => line.trim() !== "").map((line) => {
    const indent = /^ */.exec(line)[0].length;
    const tag = indent === 0 && !line.includes(":") ? "h3" : "p";
    return element(tag, { textContent: line.trim(), className: indent > 2 ? "deep" : "" });
  });
}

/** A future that is told stays when the text changes, with a word on that. */
function markTold() {
  const told = byId("told");
  if (told.hidden || told.firstElementChild?.className === "hint") return;
  told.prepend(element("p", { className: "hint", textContent: "The text has changed since." }));
}

async function tell(draw) {
  const turn = ++page.telling;
  const { given } = page.scenario;
  byId("told").hidden = false;
  byId("told").replaceChildren(element("p", { textContent: "…" }));
  try {
    const future = await page.session.explain(given, byId("future-variant").value, draw);
    if (turn !== page.telling) return;
    byId("told").replaceChildren(...toldAs(future.told));
    if (draw === null && future.draw !== null) byId("draw").value = String(future.draw);
  } catch (error) {
    if (turn !== page.telling) return; // a later one took its place
    byId("told").replaceChildren(element("p", { textContent: error.message }));
  }
  if (!sameTexts(given, page.scenario.given)) markTold();
}

function showFutures(variants) {
  const chosen = byId("future-variant").value;
  byId("future-variant").replaceChildren(...variants.map(({ variant, name }) => element("option", { value: variant, textContent: name })));
  byId("future-variant").value = variants.some(({ variant }) => variant === chosen) ? chosen : "base";
}

function connectFuture() {
  byId("future").addEventListener("submit", (event) => {
    event.preventDefault();
    tell(Math.max(0, Math.floor(Number(byId("draw").value) || 0)));
  });
  byId("typical").addEventListener("click", () => tell(null));
}

/* --- the start ---------------------------------------------------------------------------------------------------- */

/** A compiled module; undefined where the page has none. Workers share it, so that its code is in memory once. */
async function moduleOf(id) {
  const bytes = await bytesOf(id);
  return bytes ? WebAssembly.compile(bytes) : undefined;
}

/** A maker of workers that hold the program. */
async function workers() {
  const [engineWasm, gnuplotWasm, script, files] = await Promise.all(
    [moduleOf("data-engine"), moduleOf("data-gnuplot"), bytesOf("data-worker"), textOf("data-files")]);
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const own = JSON.parse(files || "{}");
  const make = (withCharts) => () => {
    const worker = new Worker(address, { name: withCharts ? "run" : "check" });
    worker.postMessage({ load: { engineWasm, gnuplotWasm: withCharts ? gnuplotWasm : undefined, files: withCharts ? own : {} } });
    return worker;
  };
  return { make, own };
}

async function start() {
  page.version = jsonOf("data-about")?.version ?? document.querySelector('meta[name="entente-page"]').content;
  page.report = new ReportView(byId("report"));
  page.editor = new Editor(byId("editor"), { words: wordsOf(grammar), settings: () => page.settings, onEdit: edited });
  page.controls = new Controls(ownText);
  connectPanes();
  const { make, own } = await workers();
  page.runner = new Engine(make(true));
  page.session = new Session({ checker: new Engine(make(false)), runner: page.runner, teller: new Engine(make(false)) }, show);
  byId("stop").addEventListener("click", stop);
  byId("start").addEventListener("click", () => page.session.runFull(page.scenario.given));
  byId("part").addEventListener("change", () => openPart(byId("part").value));
  connectFuture();
  connectKeys(page, { update, stop });
  await connectTools(page, { open, status, own, given: contentOf("entente-scenarios") });
  performance.mark("ready");
}

/** Why the page cannot start, with what a browser must have. */
function reasonOf(error) {
  const lacking = ["WebAssembly", "DecompressionStream", "CompressionStream", "Worker"].filter((name) => !(name in globalThis));
  const reason = lacking.length > 0 ? `this browser has no ${lacking.join(", no ")}` : error.message;
  return `The page could not be started: ${reason}. It takes Chrome or Edge 103, Firefox 113, Safari 16.4 or later.`;
}

start().catch((error) => status(reasonOf(error)));

