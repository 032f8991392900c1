// The scenarios that a page offers: {name, path, text, files, set}. `path` and the keys of `files` are paths within a
// folder of the scenario's own, so that its relative names (`base`, `table`) work.

/** Whether a path stays within its folder and is fit for any file system. */
export function isInnerPath(path) {
  return typeof path === "string" && path.length > 0 && path.length < 1024 && !path.startsWith("/") &&
    !path.includes("\0") && path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
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
  const plain = name.normalize("NFC").replace(/[^\p{L}\p{N}._-]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  return plain.slice(0, 80) || "scenario";
}
