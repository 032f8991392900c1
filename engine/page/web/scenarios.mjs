// The scenarios that a page offers: {name, path, text, files, set}. `path` and the keys of `files` are paths within a
// folder of the scenario's own, so that its relative names (`base`, `table`) work.

import { unzip } from "./zip.mjs";

/** Whether a text has no control characters. */
export function isPlainLine(text) {
  return typeof text === "string" && !/[\u0000-\u001f\u007f-\u009f]/.test(text);
}

/** Whether a path stays within its folder, also where Windows unpacks it: there a backslash parts folders, and dots and blanks
 * at the end of a name are dropped. */
export function isInnerPath(path) {
  return isPlainLine(path) && path.length > 0 && path.length < 1024 && !path.includes("\\") &&
    path.split("/").every((part) => !/^[. ]*$/.test(part));
}

const MOST_BYTES = 32 << 20; // of chosen files

/** Files without hidden ones, and without the one folder that all are in. */
function unwrapped(entries) {
  const shown = entries.filter(([path]) => !/(^|\/)(\.|__MACOSX\/)/.test(path));
  const folder = /^[^/]+\//.exec(shown[0]?.[0] ?? "")?.[0] ?? "";
  return shown.every(([path]) => path.startsWith(folder)) ? shown.map(([path, bytes]) => [path.slice(folder.length), bytes]) : shown;
}

function textOf(path, bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${path} is no text in UTF-8; save it as text in UTF-8, a table as CSV`);
  }
}

/** The scenario among chosen files ([name, bytes] pairs): the first .cfg, the others beside it. An archive (.zip), as the page
 * saves a scenario with tables, counts as the files in it. Throws where they cannot be read; null where there is none. */
export async function scenarioFrom(chosen) {
  const files = {};
  for (const [name, bytes] of chosen) {
    const inside = /\.zip$/i.test(name) ? unwrapped(await unzip(bytes, MOST_BYTES)) : [[name, bytes]];
    for (const [path, content] of inside) {
      if (!isInnerPath(path)) throw new Error(`the name ${JSON.stringify(path)} is not fit for every system`);
      files[path] = textOf(path, content);
    }
  }
  const path = Object.keys(files).find((name) => name.endsWith(".cfg")) ?? Object.keys(files)[0];
  if (path === undefined) return null;
  const { [path]: text, ...others } = files;
  return { name: path.replace(/^.*\//, "").replace(/\.cfg$/, ""), path, text, files: others, set: [] };
}

/** The scenarios that `entente page FILE…` put into a page; an empty list where it put none. */
export function givenScenarios(json) {
  const list = json.trim() === "" ? [] : JSON.parse(json);
  return list.map((one) => ({
    name: String(one.name),
    path: isInnerPath(one.path) ? one.path : `${fileName(String(one.name))}.cfg`,
    text: String(one.text),
    files: Object.fromEntries(Object.entries(one.files ?? {}).filter(([path]) => isInnerPath(path))),
    set: (one.set ?? []).map(String),
  }));
}

const SHIPPED = "/usr/share/entente/scenarios/";

/** The shipped scenarios among the program's own files ({path: text}). Each carries the other files of its folder that
 * its text names; one that names a file which is not there is left out. */
export function shippedScenarios(files) {
  const inner = Object.fromEntries(Object.entries(files).filter(([path]) => path.startsWith(SHIPPED))
    .map(([path, text]) => [path.slice(SHIPPED.length), text]));
  const list = Object.keys(inner).filter((path) => path.endsWith(".cfg") && !path.includes("/"));
  return list.map((path) => ({
    name: path.slice(0, -".cfg".length), path, text: inner[path], files: neededBy(path, inner), set: [],
  })).sort((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1));
}

/** The one that the program's own guide begins with is first. */
function order(name) {
  return name === "ukraine-2025" ? 0 : 1;
}

/** The files that a scenario's text names as `base` or `table`, and those that these name. */
function neededBy(path, files, found = {}) {
  for (const [, name] of files[path].matchAll(/\b(?:base|table)\s*[:=]\s*"([^"\\]+)"/g)) {
    if (files[name] === undefined || name in found || name === path) continue;
    found[name] = files[name];
    neededBy(name, files, found);
  }
  return found;
}

/** A name as part of a file name: letters, digits, dots and dashes. */
export function fileName(name) {
  const plain = name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return [...plain].slice(0, 80).join("") || "scenario";
}
