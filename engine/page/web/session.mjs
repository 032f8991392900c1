// From the text to the report: checked at every pause, then a preview, what the change did, and the full run. Knows
// nothing of the page: it calls back with what there is to show.

import * as commands from "./commands.mjs";
import { sentenceOf } from "./diagnostics.mjs";
import { Stopped } from "./engine.mjs";
import { applied, setList, withoutSet } from "./scenario_text.mjs";

const MOST_FUTURES = 20e6; // of all variants: a larger run begins only when the reader asks for it
const decoder = new TextDecoder();

/** A scenario's own folder; its name there is that of its file. */
const FOLDER = "/case/scenario";
const EARLIER = "/case/earlier";

/** Whether two scenarios are the same to the program. */
export const sameTexts = (a, b) => a.path === b.path && a.text === b.text && JSON.stringify([a.files, a.set]) === JSON.stringify([b.files, b.set]);

/** The text without the lines of its outermost `set`: what a slider goes back to. */
function withoutSets(text) {
  let plain = text;
  for (const { path } of setList(text)?.items ?? []) plain = applied(plain, withoutSet(plain, path));
  return plain;
}

/** Why a command has no results, in the words of the program. */
function wordsOf(json, done) {
  const error = json?.messages?.find((one) => one.severity === "error");
  return error ? sentenceOf(error) : done.stderr.trim() || "The program ended without results.";
}

export class Session {
  #checker;
  #runner;
  #teller;
  #show;
  #turn = 0; // of the run that is wanted; what comes of an earlier one is not shown
  #texts = 0; // of the text that is checked: a run that is stopped leaves its check alone
  #wanted = null; // the scenario of the run that is under way
  #last = null; // {scenario, stage} of the results that are shown
  #compared = null; // the scenario up to which the changes are told

  /** Engines, one a kind of job, so that none ends another's. show: {checked, begins, progress, chart, previewed, same,
   * changed, finished, waits, failed}: functions. */
  constructor({ checker, runner, teller }, show) {
    this.#checker = checker;
    this.#runner = runner;
    this.#teller = teller;
    this.#show = show;
  }

  stop() {
    this.#turn++;
    this.#wanted = null;
    this.#runner.stop();
  }

  /** Begins work on a scenario in place of what is under way. work(current, latest): whether its run is still wanted,
   * and whether no other text came after it. */
  async #begin(scenario, work) {
    this.stop();
    const turn = this.#turn;
    const text = ++this.#texts;
    const current = () => turn === this.#turn;
    const latest = () => text === this.#texts;
    this.#wanted = scenario;
    try {
      await work(current, latest);
    } catch (error) {
      if (latest() && !(error instanceof Stopped)) this.#show.failed(error.message);
    }
    if (current()) this.#wanted = null;
  }

  #command(args, scenario, more = {}) {
    return { args, cwd: FOLDER, files: { ...commands.filesOf(scenario, FOLDER), ...more } };
  }

  async #check(scenario) {
    const done = await this.#checker.run(this.#command(commands.check(scenario), scenario));
    const json = commands.documentOf(done.stdout);
    return { messages: json?.messages ?? [], result: json?.results?.[0] ?? null, status: done.status, stderr: done.stderr };
  }

  /** The settings as they would be without the outermost `set`: for the sliders' ranges. */
  async #plainSettings(scenario, checked) {
    const text = withoutSets(scenario.text);
    if (text === scenario.text) return checked.result.settings;
    const plain = await this.#check({ ...scenario, text });
    return plain.result?.settings?.length > 0 ? plain.result.settings : checked.result.settings;
  }

  /** Checks a scenario and runs it, in place of another text's run. A run of the same texts goes on. */
  async update(scenario) {
    if (this.#wanted && sameTexts(this.#wanted, scenario)) return;
    await this.#begin(scenario, (current, latest) => this.#checkAndRun(scenario, current, latest, MOST_FUTURES));
  }

  async #checkAndRun(scenario, current, latest, most) {
    const fine = await this.#isFine(scenario, latest);
    if (!fine || !current()) return;
    if (this.#last?.stage === "full" && this.#isShown(scenario)) this.#show.same();
    else await this.#runAll(scenario, current, most);
  }

  #isShown(scenario) {
    return this.#last !== null && sameTexts(this.#last.scenario, scenario);
  }

  /** Shows what a check finds. Resolves with whether the scenario can be run. */
  async #isFine(scenario, latest) {
    const checked = await this.#check(scenario);
    const fine = checked.result?.fine === true;
    const plain = fine && latest() ? await this.#plainSettings(scenario, checked) : [];
    if (!latest()) return false;
    this.#show.checked({ ...checked, fine, plain });
    return fine;
  }

  /** A scenario that was just opened: it is most likely fine, so the preview comes before the check. */
  async open(scenario) {
    this.#last = null;
    this.#compared = null;
    await this.#begin(scenario, async (current, latest) => {
      const first = await this.#preview(scenario, current);
      const fine = await this.#isFine(scenario, latest);
      if (!first || !fine || !current()) return;
      this.#compared = scenario;
      await this.#full(scenario, current, MOST_FUTURES);
    });
  }

  /** Resolves with whether there is a preview. */
  async #preview(scenario, current) {
    const results = await this.#results("preview", commands.preview(scenario), scenario, current);
    if (!results) return false;
    this.#last = { scenario, stage: "preview" };
    this.#show.previewed(results);
    return true;
  }

  async #runAll(scenario, current, most) {
    if (!(await this.#preview(scenario, current))) return;
    const before = this.#compared;
    if (before && !sameTexts(before, scenario)) await this.#changes(before, scenario, current);
    if (!current()) return; // the changes are told together with those to come
    this.#compared = scenario;
    await this.#full(scenario, current, most);
  }

  /** most: futures; a larger run does not go on. */
  async #full(scenario, current, most) {
    let waits = 0;
    const tooLarge = ({ total }) => {
      if (waits > 0 || total <= most) return;
      waits = total;
      this.#runner.stop();
    };
    const whole = await this.#results("full", commands.full(scenario), scenario, current, tooLarge).catch((error) => {
      if (waits === 0) throw error;
    });
    if (current() && waits > 0) this.#show.waits(waits);
    if (!whole) return;
    this.#last = { scenario, stage: "full" };
    this.#show.finished(whole);
  }

  /** All futures of a scenario, however many. */
  async runFull(scenario) {
    const isShown = this.#isShown(scenario);
    await this.#begin(scenario, (current, latest) => isShown ? this.#full(scenario, current, Infinity)
      : this.#checkAndRun(scenario, current, latest, Infinity));
  }

  /** The results of a run; null where it has none, or where it is no longer wanted. */
  async #results(stage, args, scenario, current, onProgress = () => {}) {
    this.#show.begins(stage);
    const done = await this.#runner.run(this.#command(args, scenario), {
      onProgress: (progress) => {
        this.#show.progress(stage, progress);
        onProgress(progress);
      },
      onChart: () => this.#show.chart(),
    });
    if (!current()) return null;
    const json = commands.documentOf(done.stdout);
    const result = json?.results?.[0];
    const folder = `${FOLDER}/${result?.folder}`;
    const report = result ? done.files.get(`${folder}/${result.report}`) : undefined;
    if (!report) {
      this.#show.failed(wordsOf(json, done));
      return null;
    }
    return { stage, args, scenario, json, result, folder, files: done.files, milliseconds: done.milliseconds,
      report: decoder.decode(report) };
  }

  async #changes(before, scenario, current) {
    const earlier = commands.filesOf(before, EARLIER);
    const args = commands.changes(scenario, `${EARLIER}/${before.path}`);
    const done = await this.#runner.run(this.#command(args, scenario, earlier));
    const result = commands.documentOf(done.stdout)?.results?.[0];
    if (current() && result?.told) this.#show.changed(result.told);
  }

  /** One simulated future: {told, draw}. draw: its number; null: a typical one. */
  async explain(scenario, variant, draw) {
    const done = await this.#teller.run(this.#command(commands.explain(scenario, variant, draw), scenario));
    const json = commands.documentOf(done.stdout);
    return json?.results?.[0] ?? { told: wordsOf(json, done), draw };
  }
}
