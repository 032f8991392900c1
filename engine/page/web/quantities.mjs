// Which quantities get a slider, over which range, and what a position of the slider is as text of a scenario.

/** Paths that a name of drivers.csv may stand for, in the order of trial. */
function pathsOf(quantity, kind) {
  if (kind === "joins") return [`contributors.${quantity}.joins`];
  if (kind === "stage") return [`talks.stages.${quantity}`];
  if (kind === "event") return [`events.${quantity}`];
  return quantity.includes(".") ? [quantity] : [`factors.${quantity}`, `values.${quantity}`];
}

const CHANCES = /^(events\.[^.]+|contributors\.[^.]+\.joins|talks\.stages\.[^.]+)$/;
const BERNOULLI = /^bernoulli\(\s*[0-9.]+\s*%?\s*\)$/;

/** A round step that divides a range into 50 to 200 parts. */
export function stepOf(low, high) {
  const rough = (high - low) / 100;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => clean(factor * power)).find((step) => step >= rough * 0.999);
}

/** Range and unit of a setting as `check` understands it (a row of `settings`); null where no slider fits. */
export function rangeOf(setting) {
  const { path, written, p05, p50, p95 } = setting;
  if (CHANCES.test(path)) return { low: 0, high: 1, step: 0.01, unit: "chance", start: p50 ?? 0.5 };
  if (BERNOULLI.test(written)) {
    const chance = Number(/[0-9.]+/.exec(written)[0]) / (written.includes("%") ? 100 : 1);
    return { low: 0, high: 1, step: 0.01, unit: "bernoulli", start: chance };
  }
  if (p05 === null || p95 === null || p05 === undefined || !(p05 < p95)) return null;
  const isShare = written.includes("%") && p05 >= 0 && p95 <= 1;
  const step = isShare && p95 - p05 >= 0.1 ? 0.01 : stepOf(p05, p95);
  const low = Math.floor(p05 / step) * step;
  const high = Math.ceil(p95 / step) * step;
  return { low: clean(low), high: clean(high), step, unit: isShare ? "share" : "number", start: p50 };
}

/** Removes the dust of binary arithmetic: 0.30000000000000004 is 0.3. */
function clean(x) {
  return Number(x.toPrecision(12));
}

/** A position of a slider as text of a scenario. */
export function written(range, x) {
  const value = clean(x);
  if (range.unit === "number") return String(value);
  const percent = `${clean(value * 100)}%`;
  return range.unit === "bernoulli" ? `bernoulli(${percent})` : percent;
}

/** The position that a value as written has; null where it is no constant. */
export function positionOf(range, text) {
  const inner = range.unit === "bernoulli" ? /^bernoulli\(\s*(.*?)\s*\)$/.exec(text)?.[1] ?? "" : text;
  const match = /^([-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*([%kMB]?)$/.exec(inner.trim());
  if (!match) return null;
  const factor = { "": 1, "%": 0.01, k: 1e3, M: 1e6, B: 1e9 }[match[2]];
  const value = Number(match[1]) * factor;
  return Number.isFinite(value) ? clean(value) : null;
}

/** A position as people read it. */
export function shown(range, x) {
  if (range.unit !== "number") return `${clean(x * 100)}%`;
  return clean(x).toLocaleString("en", { maximumSignificantDigits: 6 });
}

const ACRONYMS = ["US", "UN", "EU", "UK", "NATO", "OSCE"];

/** Words that are written with capitals beyond the first letter in names, by their small letters; as the program does. */
export function capitalsOf(texts) {
  const found = new Map(ACRONYMS.map((word) => [word.toLowerCase(), word]));
  for (const text of texts) {
    for (const [, name] of text.matchAll(/\bname\s*[:=]\s*"([^"\\]*)"/g)) {
      for (const word of name.match(/[A-Za-z0-9]+/g) ?? []) {
        if (/^.+[A-Z]/.test(word) && name !== name.toUpperCase()) found.set(word.toLowerCase(), word);
      }
    }
  }
  return found;
}

/** A name as words: us_commitment is "US commitment". */
export function words(name, capitals = new Map()) {
  const plain = name.split(/[._]/).map((word) => capitals.get(word) ?? word).join(" ");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** What a path is called. nameOf(path): the `name` that the scenario gives it, or null. */
export function labelOf(path, nameOf, capitals) {
  const own = nameOf(path);
  if (own) return own;
  const parts = path.split(".");
  const called = (end) => nameOf(parts.slice(0, end).join(".")) ?? words(parts[end - 1], capitals);
  if (parts[0] === "contributors" && parts[2] === "joins") return `${called(2)} joins`;
  if (parts[0] === "talks" && parts[1] === "stages") return `Stage: ${called(3)}`;
  if (parts.length <= 2) return called(parts.length);
  return `${called(parts.length - 1)}: ${words(parts[parts.length - 1], capitals)}`;
}

/** The settings that the text decides: without those that the command line sets on top of it (a list of assignments), which a
 * slider would not move. */
export function decidedByText(settings, set) {
  const onTop = set.map((one) => one.split("=")[0].trim());
  return settings.filter(({ path }) => !onTop.some((top) => top === path || top === `${path}.value` || path.startsWith(`${top}.`)));
}

/** The settings that get a slider: those that are set already, then the drivers by the order of drivers.csv.
 * drivers: rows of the base ({quantity, kind}); settings: rows of `check` without the outermost `set`. */
export function slidersOf(drivers, settings, setPaths, most) {
  const byPath = new Map(settings.map((setting) => [setting.path, setting]));
  const chosen = new Map();
  const take = (path) => {
    const setting = byPath.get(path);
    const range = setting && !chosen.has(path) ? rangeOf(setting) : null;
    if (range) chosen.set(path, { path, setting, range });
  };
  setPaths.forEach(take);
  const least = Math.max(most, chosen.size);
  for (const { quantity, kind } of drivers) {
    if (chosen.size >= least) break;
    if (kind !== "demand") pathsOf(quantity, kind).forEach(take);
  }
  return [...chosen.values()];
}
