// From the text to the report: checked at every pause, then a preview, what the change did, and the full run. Knows
// nothing of the page: it calls back with what there is to show.

import * as commands from "./commands.mjs";
import { Stopped } from "./engine.mjs";
import { applied, setList, withoutSet } from "./scenario_text.mjs";

const MOST_FUTURES = 20e6; // of all variants: a larger run begins only when the reader asks for it
const decoder = new TextDecoder();

/** A scenario's own folder; its name there is that of its file. */
const FOLDER = "/case/scenario";
const EARLIER = "/case/earlier";

const sameTexts = (a, b) => a.path === b.path && a.text === b.text && JSON.stringify([a.files, a.set]) === JSON.stringify([b.files, b.set]);

/** The text without the lines of its outermost `set`: what a slider goes back to. */
function withoutSets(text) {
  let plain = text;
  for (const { path } of setList(text)?.items ?? []) plain = applied(plain, withoutSet(plain, path));
  return plain;
}

export class Session {
  #checker;
  #runner;
  #show;
  #turn = 0;
  #last = null; // {scenario, stage} of the results that are shown
  #previewed = null; // the scenario of the last preview

  /** show: {checked, begins, progress, chart, previewed, changed, finished, waits, failed}: functions. */
  constructor(checker, runner, show) {
    this.#checker = checker;
    this.#runner = runner;
    this.#show = show;
  }

  stop() {
    this.#turn++;
    if (this.#runner.busy) this.#runner.stop();
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

  /** Checks and runs a scenario; a later call takes over from one that is under way. */
  async update(scenario) {
    const turn = ++this.#turn;
    const current = () => turn === this.#turn;
    try {
      if (await this.#isFine(scenario, current)) await this.#runAll(scenario, current);
    } catch (error) {
      if (!(error instanceof Stopped)) this.#show.failed(error.message);
    }
  }

  /** Shows what a check finds. Resolves with whether the scenario is to be run. */
  async #isFine(scenario, current) {
    const checked = await this.#check(scenario);
    const fine = checked.result?.fine === true;
    const plain = fine && current() ? await this.#plainSettings(scenario, checked) : [];
    if (!current()) return false;
    this.#show.checked({ ...checked, fine, plain });
    const isRun = this.#last && sameTexts(this.#last.scenario, scenario) && (this.#runner.busy || this.#last.stage === "full");
    return fine && !isRun;
  }

  /** A scenario that was just opened: it is most likely fine, so the preview comes before the check. */
  async open(scenario) {
    const turn = ++this.#turn;
    const current = () => turn === this.#turn;
    this.#previewed = null;
    this.#last = null;
    try {
      const first = await this.#results("preview", commands.preview(scenario), scenario);
      if (!current()) return;
      if (first) this.#preview(first, scenario);
      const fine = await this.#isFine(scenario, current);
      if (first && fine) await this.#full(scenario, current, MOST_FUTURES);
    } catch (error) {
      if (!(error instanceof Stopped)) this.#show.failed(error.message);
    }
  }

  #preview(results, scenario) {
    this.#last = { scenario, stage: "preview" };
    this.#show.previewed(results);
    const before = this.#previewed;
    this.#previewed = scenario;
    return before;
  }

  async #runAll(scenario, current) {
    const first = await this.#results("preview", commands.preview(scenario), scenario);
    if (!current() || !first) return;
    const before = this.#preview(first, scenario);
    if (before && !sameTexts(before, scenario)) await this.#changes(before, scenario, current);
    if (current()) await this.#full(scenario, current, MOST_FUTURES);
  }

  /** most: futures; a larger run does not go on. */
  async #full(scenario, current, most) {
    let waits = 0;
    const tooLarge = ({ total }) => {
      if (waits > 0 || total <= most) return;
      waits = total;
      this.#runner.stop();
    };
    const whole = await this.#results("full", commands.full(scenario), scenario, tooLarge).catch((error) => {
      if (waits === 0) throw error;
    });
    if (current() && waits > 0) this.#show.waits(waits);
    if (!current() || !whole) return;
    this.#last = { scenario, stage: "full" };
    this.#show.finished(whole);
  }

  /** The full run of a scenario whose preview is shown. */
  async runFull(scenario) {
    const turn = ++this.#turn;
    try {
      await this.#full(scenario, () => turn === this.#turn, Infinity);
    } catch (error) {
      if (!(error instanceof Stopped)) this.#show.failed(error.message);
    }
  }

  async #results(stage, args, scenario, onProgress = () => {}) {
    this.#show.begins(stage);
    const done = await this.#runner.run(this.#command(args, scenario), {
      onProgress: (progress) => {
        this.#show.progress(stage, progress);
        onProgress(progress);
      },
      onChart: () => this.#show.chart(),
    });
    const json = commands.documentOf(done.stdout);
    const result = json?.results?.[0];
    if (!result) {
      this.#show.failed(json?.messages?.find((one) => one.severity === "error")?.text ?? done.stderr.trim());
      return null;
    }
    const folder = `${FOLDER}/${result.folder}`;
    const report = done.files.get(`${folder}/${result.report}`);
    return { stage, args, json, result, folder, files: done.files, milliseconds: done.milliseconds,
      report: report ? decoder.decode(report) : "" };
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
    await this.#checker.idle();
    const done = await this.#checker.run(this.#command(commands.explain(scenario, variant, draw), scenario));
    const json = commands.documentOf(done.stdout);
    return json?.results?.[0] ?? { told: json?.messages?.find((one) => one.severity === "error")?.text ?? done.stderr.trim(), draw };
  }
}
