// What may be typed next: sections on the outermost level, settings within groups; within the quotes of a formula
// functions, distributions and the names of the scenario; after `set` its paths.

import { tokens } from "./scenario_text.mjs";

/** Where the caret is: {depth, quoted, setting}. setting: the name of the setting whose value is typed, or "". */
export function situationAt(text, at) {
  const stack = [];
  let setting = "";
  let quoted = false;
  const list = tokens(text.slice(0, at));
  list.forEach((token, i) => {
    const mark = text[token.from];
    if (token.kind === "string") {
      quoted = i === list.length - 1 && token.to >= at && !closed(text.slice(token.from, token.to));
    } else if (token.kind === "name" && list[i + 1] && /[:=]/.test(text[list[i + 1].from])) {
      setting = text.slice(token.from, token.to);
    } else if ("{([".includes(mark)) {
      stack.push({ mark, setting });
      if (mark === "{") setting = "";
    } else if ("})]".includes(mark)) {
      stack.pop();
      setting = "";
    } else if (mark === ";") {
      setting = "";
    }
  });
  const groups = stack.filter((one) => one.mark === "{").map((one) => one.setting);
  return { depth: groups.length, groups, quoted, setting };
}

function closed(string) {
  return string.length > 1 && /(^|[^\\])(\\\\)*"$/.test(string.slice(1));
}

/** Names that formulas may read, from the paths that `check` reports. */
export function namesOf(settings) {
  const names = new Set();
  for (const { path } of settings) {
    const [section, name, part] = path.split(".");
    if (["factors", "values", "events", "measures"].includes(section) && name) names.add(name);
    if (section === "contributors" && part === "joins") names.add(`${name}.joins`);
    if (section === "demands") names.add(`deal.${name}`);
    if (section === "guarantees") names.add(`${name}.in_force`);
  }
  for (const name of ["agreed", "month", "truce.held", "truce.months", "force.deployed", "force.ratio", "force.offered"]) names.add(name);
  return [...names].sort();
}

const asOptions = (list, type, after = "") => list.map((label) => ({ label, type, apply: label + after }));

/** Candidates for a situation. words: of words.mjs; settings: rows of `check`. */
export function candidates(situation, words, settings) {
  if (situation.quoted && (situation.setting === "set" || situation.setting === "vary")) {
    return settings.map(({ path, written }) => ({ label: path, type: "property", detail: written.slice(0, 40) }));
  }
  if (situation.quoted) {
    return words.texts.includes(situation.setting) ? [] : [
      ...asOptions(namesOf(settings), "variable"), ...asOptions(words.distributions, "class", "("),
      ...asOptions(words.functions, "function", "("), ...asOptions(words.operators, "keyword"),
    ];
  }
  if (situation.setting !== "") return [];
  return situation.depth === 0
    ? [...asOptions(words.sections, "namespace"), ...asOptions(["title", "notes", "sources", "set", "given"], "property")]
    : asOptions([...words.settings, "name", "note", "source"], "property", " = ");
}

/** A source of completions for CodeMirror. current(): {words, settings}. */
export function completionSource(current) {
  return (context) => {
    const word = context.matchBefore(/[A-Za-z_][A-Za-z0-9_.]*/);
    if (!word && !context.explicit) return null;
    const text = context.state.doc.toString();
    const { words, settings } = current();
    const options = candidates(situationAt(text, word ? word.from : context.pos), words, settings);
    return options.length > 0 ? { from: word ? word.from : context.pos, options, validFor: /^[A-Za-z0-9_.]*$/ } : null;
  };
}
