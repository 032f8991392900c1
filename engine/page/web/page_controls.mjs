// Buttons, keys and panes of the page.

import { byId, element, menu } from "./dom.mjs";
import * as downloads from "./downloads.mjs";
import { textOf } from "./blocks.mjs";
import { decodeLink, encodeLink } from "./link.mjs";
import { fileName, givenScenarios, scenarioFrom, shippedScenarios } from "./scenarios.mjs";

const LONG_LINK = 8000; // characters: some programs cut longer addresses off

/* --- panes: tabs where the page is narrow ------------------------------------------------------------------------- */

const PANES = ["text", "controls", "report"];

export function showPane(pane) {
  document.body.dataset.pane = pane;
  for (const name of PANES) {
    const tab = byId(`tab-${name}`);
    tab.setAttribute("aria-selected", String(name === pane));
    tab.tabIndex = name === pane ? 0 : -1;
  }
}

export function connectPanes() {
  for (const name of PANES) byId(`tab-${name}`).addEventListener("click", () => showPane(name));
  document.querySelector(".tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = PANES[(PANES.indexOf(document.body.dataset.pane) + step + PANES.length) % PANES.length];
    showPane(next);
    byId(`tab-${next}`).focus();
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address keeps the scenario
    showPane("report");
    byId("report-pane").focus();
  });
  showPane("text");
}

/* --- scenarios: menu, files, links -------------------------------------------------------------------------------- */

function fillMenu(list) {
  const groups = list.map(([label, scenarios]) => element("optgroup", { label },
    ...scenarios.map(({ name, index }) => element("option", { value: String(index), textContent: name }))));
  byId("scenario").replaceChildren(...(groups.length === 1 ? [...groups[0].children] : groups));
}

const MOST_BYTES = 64 << 20; // of chosen files, archives as they are: a video that was dropped by mistake is not read

/** Opens files that were chosen or dropped. */
async function openFiles(chosen, addOwn) {
  const list = [...chosen];
  try {
    if (list.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES) throw new RangeError("over 64 MB");
    const given = await scenarioFrom(await Promise.all(list.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())])));
    if (given) addOwn(given);
  } catch (error) {
    notice(`${list.length === 1 ? `${list[0].name} cannot` : "The files cannot"} be opened: ${error.message}.`);
  }
}

async function copy(text, button) {
  button.dataset.label ??= button.textContent;
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = element("textarea", { value: text, className: "off" });
    document.body.append(box);
    box.select();
    copied = document.execCommand("copy");
    box.remove();
    button.focus();
  }
  button.textContent = copied ? "Copied" : "Not copied";
  setTimeout(() => { button.textContent = button.dataset.label; }, 1500);
}

let ownFragment = ""; // of the page itself, and no link that was followed

function setFragment(fragment) {
  ownFragment = fragment;
  try {
    history.replaceState(null, "", fragment);
  } catch {
    location.replace(fragment);
  }
}

let addresses = 0; // a long text may take longer to encode than the one after it

/** The address follows the text, so that a reload or a bookmark has it; a scenario of the page itself needs none, and one that is
 * too large for an address has none. */
export async function keepInAddress(scenario) {
  const turn = ++addresses;
  const fragment = scenario.isOwn && scenario.untouched ? "#" : await encodeLink(scenario.given).catch(() => "#");
  if (turn === addresses) setFragment(fragment);
}

function notice(text) {
  byId("notice").hidden = text === "";
  byId("notice").textContent = text;
}

/* --- downloads ---------------------------------------------------------------------------------------------------- */

async function take(kind, page) {
  const { results } = page;
  if (!results) return;
  const name = fileName(results.scenario.name) + (results.stage === "preview" ? "-preview" : ""); // a preview is never taken for more
  const files = downloads.filesBelow(results.files, results.folder);
  if (kind === "report") downloads.save(`${name}.html`, new TextEncoder().encode(results.report), "text/html");
  if (kind === "tables") downloads.saveZip(`${name}-tables`, name, downloads.tablesOf(files));
  if (kind === "svg") downloads.saveZip(`${name}-charts-svg`, name, downloads.chartsOf(files));
  if (kind === "png") downloads.saveZip(`${name}-charts-png`, name, await downloads.pngOf(downloads.chartsOf(files)));
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

function connectDialog() {
  byId("help").addEventListener("click", async () => {
    byId("about").showModal();
    if (byId("licences").textContent === "") byId("licences").textContent = await textOf("data-licences");
  });
}

function connectFiles(page, { open, addOwn, status }) {
  byId("open").addEventListener("click", () => byId("file").click());
  byId("file").addEventListener("change", async () => {
    await openFiles(byId("file").files, addOwn);
    byId("file").value = "";
  });
  byId("save").addEventListener("click", () => downloads.saveScenario(fileName(page.scenario.name), page.scenario.given));
  byId("link").addEventListener("click", async () => {
    const fragment = await encodeLink(page.scenario.given).catch((error) => status(`No link: ${error.message}.`));
    if (!fragment) return;
    setFragment(fragment);
    await copy(location.href, byId("link"));
    const length = location.href.length;
    status(`The address carries the scenario: ${length.toLocaleString("en")} characters.` +
      (length > LONG_LINK ? " Some programs cut off addresses of this length; a file is safer." : ""));
  });
  byId("copy-command").addEventListener("click", () => copy(byId("command").textContent, byId("copy-command")));
}

function connectPrint(page) {
  byId("print").addEventListener("click", () => page.report.print());
  addEventListener("beforeprint", () => {
    document.documentElement.style.setProperty("--report-height", `${page.report.height}px`);
  });
}

export async function connectTools(page, { open, status, own, given }) {
  const list = [];
  const add = (scenarios) => scenarios.map((one) => ({ ...one, index: list.push(one) - 1 }));
  const groups = [];
  const inPage = add(givenScenarios(given));
  if (inPage.length > 0) groups.push(["In this page", inPage]);
  groups.push([inPage.length > 0 ? "Shipped" : "Scenarios", add(shippedScenarios(own))]);
  const owned = new Set(list.map((one) => one.index));
  const refill = () => fillMenu(groups.filter(([, scenarios]) => scenarios.length > 0));
  const addOwn = (scenario, label = "Opened") => {
    let group = groups.find(([name]) => name === label);
    if (!group) groups.unshift(group = [label, []]);
    group[1].push(...add([scenario]));
    refill();
    byId("scenario").value = String(list.length - 1);
    notice("");
    open(scenario, false);
  };
  refill();
  byId("scenario").addEventListener("change", () => {
    const index = Number(byId("scenario").value);
    notice("");
    open(list[index], owned.has(index));
  });
  connectFiles(page, { open, addOwn, status });
  menu(byId("download"), byId("downloads"));
  byId("downloads").addEventListener("click", (event) => take(event.target.dataset.take, page).catch((error) => status(error.message)));
  connectDialog();
  connectPrint(page);
  connectDrop(addOwn);
  const fromLink = async () => {
    try {
      const scenario = await decodeLink(location.hash);
      if (scenario) addOwn(scenario, "From the link");
      return scenario !== null;
    } catch (error) {
      notice(`The link cannot be read: ${error.message}`);
      return false;
    }
  };
  addEventListener("hashchange", () => {
    if (location.hash !== ownFragment && location.hash !== "") fromLink();
  });
  if (!(await fromLink()) && list.length > 0) open(list[0], true);
}

function connectDrop(addOwn) {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => event.preventDefault());
  addEventListener("drop", async (event) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    await openFiles(event.dataTransfer.files, addOwn);
  }, true); // before the editor, which would insert the file into its text
}

/** Ctrl, or ⌘ on a Mac, whose editors have keys of their own with Ctrl. */
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const hasCommand = (event) => (isMac ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey);

export function connectKeys(page, { update, stop }) {
  const actions = {
    o: () => byId("open").click(),
    s: () => byId("save").click(),
    p: () => page.report.print(),
    enter: update,
  };
  addEventListener("keydown", (event) => {
    const action = hasCommand(event) && !event.altKey && !event.shiftKey ? actions[event.key.toLowerCase()] : undefined;
    const digit = event.altKey && !event.ctrlKey && !event.metaKey ? /^Digit([123])$/.exec(event.code) : null; // a Mac types ¡ with Alt+1
    if (action) {
      event.preventDefault();
      action();
    } else if (event.key === "F1") {
      event.preventDefault();
      byId("help").click();
    } else if (digit) {
      event.preventDefault();
      goTo(PANES[Number(digit[1]) - 1], page);
    } else if (event.key === "Escape" && !event.defaultPrevented && page.runner.busy && !byId("about").open) {
      stop();
    }
  });
}

function goTo(pane, page) {
  showPane(pane);
  if (pane === "text") page.editor.focus();
  else if (pane === "report") byId("report-pane").focus();
  else byId("controls-pane").querySelector("input, button")?.focus();
}
