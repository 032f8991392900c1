// Finds and edits settings in the text of a scenario without touching any other character of it. All functions are
// pure: text in, changes ({from, to, insert}, offsets into the text, not overlapping, in order) out.

const SPACE = /\s/;
const NAME = /[A-Za-z*][-A-Za-z0-9_*]*/y;

/** The end of a string that begins with a quote at `at`. An unfinished string ends with the text. */
function endOfString(text, at) {
  for (let i = at + 1; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === '"') return i + 1;
  }
  return text.length;
}

/** The end of a comment at `at`; `at` itself where there is none. */
function endOfComment(text, at) {
  if (text[at] === "#" || text.startsWith("//", at)) {
    const end = text.indexOf("\n", at);
    return end < 0 ? text.length : end;
  }
  if (text.startsWith("/*", at)) {
    const end = text.indexOf("*/", at + 2);
    return end < 0 ? text.length : end + 2;
  }
  return at;
}

/** Tokens without comments and blanks: {kind: "string" | "name" | "other", from, to}; "other" is one character, or a
 * run of characters of a number. */
export function tokens(text) {
  const found = [];
  let at = 0;
  while (at < text.length) {
    const after = endOfComment(text, at);
    if (after > at || SPACE.test(text[at])) {
      at = Math.max(after, at + 1);
      continue;
    }
    NAME.lastIndex = at;
    const name = NAME.exec(text);
    let to = at + 1;
    let kind = "other";
    if (text[at] === '"') {
      to = endOfString(text, at);
      kind = "string";
    } else if (name) {
      to = NAME.lastIndex;
      kind = "name";
    } else if (/[-+.0-9]/.test(text[at])) {
      while (to < text.length && /[-+.0-9A-Za-z]/.test(text[to])) to++;
    }
    found.push({ kind, from: at, to });
    at = to;
  }
  return found;
}

const OPEN = "{([";
const CLOSE = "})]";

/** The settings of the group whose tokens begin at index `first`: {name, from, to, first, last}. `from` to `to` is the
 * whole setting with its closing mark; tokens `first` to `last` (exclusive) are its value. */
function settingsAt(text, list, first) {
  const found = [];
  let i = first;
  while (i < list.length && text[list[i].from] !== "}") {
    const isSetting = list[i].kind === "name" && i + 1 < list.length && /[:=]/.test(text[list[i + 1].from]);
    if (!isSetting) {
      i++;
      continue;
    }
    const end = endOfValue(text, list, i + 2);
    const closed = end < list.length && /[;,]/.test(text[list[end].from]);
    const lastToken = list[closed ? end : Math.min(end, list.length) - 1];
    found.push({
      name: text.slice(list[i].from, list[i].to),
      from: list[i].from,
      to: lastToken.to,
      first: i + 2,
      last: end,
    });
    i = closed ? end + 1 : Math.max(end, i + 1);
  }
  return found;
}

/** The index behind the tokens of a value that begins at index `first`. */
function endOfValue(text, list, first) {
  let depth = 0;
  for (let i = first; i < list.length; i++) {
    const mark = list[i].kind === "other" ? text[list[i].from] : "";
    if (depth === 0 && mark !== "" && ";,})]".includes(mark)) return i;
    if (depth === 0 && i > first && startsSetting(text, list, i)) return i;
    if (mark !== "" && OPEN.includes(mark)) depth++;
    if (mark !== "" && CLOSE.includes(mark)) depth--;
    if (depth === 0 && mark !== "" && CLOSE.includes(mark)) return i + 1;
  }
  return list.length;
}

/** Settings need no mark at their end: `a = 1 b = 2`. */
function startsSetting(text, list, i) {
  return list[i].kind === "name" && i + 1 < list.length && /[:=]/.test(text[list[i + 1].from]);
}

/** The settings of the outermost level. */
export function outerSettings(text) {
  return settingsAt(text, tokens(text), 0);
}

/** The setting at a path (list of names), or null. Groups written more than once: the first that has it. */
export function settingAt(text, path) {
  const list = tokens(text);
  const find = (settings, depth) => {
    for (const setting of settings) {
      if (setting.name !== path[depth]) continue;
      if (depth + 1 === path.length) return setting;
      const isGroup = list[setting.first] && text[list[setting.first].from] === "{";
      const inside = isGroup ? find(settingsAt(text, list, setting.first + 1), depth + 1) : null;
      if (inside) return inside;
    }
    return null;
  };
  return find(settingsAt(text, list, 0), 0);
}

const ESCAPES = { n: "\n", r: "\r", t: "\t", f: "\f" };

/** The characters of a string as written, with its quotes. */
export function unquote(written) {
  return written.slice(1, -1).replace(/\\(x[0-9A-Fa-f]{2}|[^])/g, (_, code) =>
    code.length === 3 ? String.fromCharCode(parseInt(code.slice(1), 16)) : ESCAPES[code] ?? code);
}

/** A string as it is written in a scenario. */
export function quote(plain) {
  return '"' + plain.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/\t/g, "\\t") + '"';
}

/** The text of a setting whose value is one string or several side by side; null where it is something else. */
function textOf(text, list, setting) {
  const parts = list.slice(setting.first, setting.last);
  return parts.length > 0 && parts.every((part) => part.kind === "string")
    ? parts.map((part) => unquote(text.slice(part.from, part.to))).join("")
    : null;
}

/** The `name` in the group at a path ("events.un_mandate"), or null. */
export function nameAt(text, path) {
  const setting = settingAt(text, [...path.split("."), "name"]);
  return setting ? textOf(text, tokens(text), setting) : null;
}

/** The outermost `set` list: {from, to, open, close, items: [{path, value, from, to}]}; offsets of its setting, of the
 * marks around its items, and of each item. Null where there is none. */
export function setList(text) {
  const list = tokens(text);
  const setting = settingsAt(text, list, 0).find((one) => one.name === "set");
  if (!setting || setting.first >= setting.last || !"([".includes(text[list[setting.first].from])) return null;
  const items = [];
  let parts = [];
  const close = () => {
    if (parts.length > 0) items.push(assignment(text, parts));
    parts = [];
  };
  for (const token of list.slice(setting.first + 1, setting.last - 1)) {
    if (token.kind === "string") parts.push(token);
    else close();
  }
  close();
  return { from: setting.from, to: setting.to, open: list[setting.first].to, close: list[setting.last - 1].from, items };
}

function assignment(text, parts) {
  const whole = parts.map((part) => unquote(text.slice(part.from, part.to))).join("");
  const equals = whole.indexOf("=");
  return {
    path: (equals < 0 ? whole : whole.slice(0, equals)).trim(),
    value: equals < 0 ? "" : whole.slice(equals + 1).trim(),
    from: parts[0].from,
    to: parts[parts.length - 1].to,
  };
}

/** Settings that stand above the sections: a new `set` list comes behind them. */
const HEAD = new Set(["title", "notes", "sources", "base"]);

function newSetList(text, item) {
  let at = -1;
  for (const setting of outerSettings(text)) {
    if (!HEAD.has(setting.name)) break;
    at = setting.to;
  }
  const list = `set = (\n  ${item}\n);\n`;
  return at < 0 ? [{ from: 0, to: 0, insert: list + "\n" }] : [{ from: at, to: at, insert: "\n\n" + list.trimEnd() }];
}

/** Changes that make `path = value` a line of the outermost `set` list. */
export function withSet(text, path, value) {
  const item = quote(`${path} = ${value}`);
  const list = setList(text);
  if (!list) return newSetList(text, item);
  const old = list.items.filter((one) => one.path === path).pop();
  if (old) return [{ from: old.from, to: old.to, insert: item }];
  if (list.items.length === 0) return [{ from: list.open, to: list.close, insert: `\n  ${item}\n` }];
  const last = list.items[list.items.length - 1].to;
  return [{ from: last, to: last, insert: `,\n  ${item}` }];
}

/** Changes that take `path` out of the outermost `set` list; the list itself goes with its last line. */
export function withoutSet(text, path) {
  const list = setList(text);
  if (!list || !list.items.some((one) => one.path === path)) return [];
  const kept = list.items.filter((one) => one.path !== path);
  if (kept.length === 0) return [{ ...wholeLines(text, list.from, list.to), insert: "" }];
  const changes = [];
  list.items.forEach((one, i) => {
    if (one.path !== path) return;
    const isLast = list.items.slice(i).every((later) => later.path === path);
    const before = kept.filter((other) => other.to <= one.from).pop();
    const next = list.items[i + 1];
    if (isLast && before) changes.push({ from: Math.max(before.to, lastTo(changes)), to: one.to, insert: "" });
    else changes.push({ from: one.from, to: next.from, insert: "" });
  });
  return changes;
}

function lastTo(changes) {
  return changes.length > 0 ? changes[changes.length - 1].to : 0;
}

/** Takes the blanks of its own line along where it stands alone, and an empty line above, so that no gap stays behind. */
function wholeLines(text, from, to) {
  const end = /^[ \t]*\n?/.exec(text.slice(to))[0].length;
  const before = text.slice(0, from);
  const gap = /\n([ \t]*\n)?[ \t]*$/.exec(before);
  if (gap) return { from: gap.index + 1, to: to + end };
  return { from: before.trim() === "" ? 0 : from, to: to + end };
}

/** The text after changes. */
export function applied(text, changes) {
  let result = "";
  let at = 0;
  for (const change of changes) {
    result += text.slice(at, change.from) + change.insert;
    at = change.to;
  }
  return result + text.slice(at);
}

/** The variant that the tick boxes write. */
export const TICKED = "ticked";

/** Changes that make the variant `ticked` the one of these variants together, or take it out where there are fewer than
 * two. */
export function withTicked(text, ids, name) {
  const old = settingAt(text, ["variants", TICKED]);
  const written = `${TICKED}: { name = ${quote(name)}; of = ( ${ids.map(quote).join(", ")} ); };`;
  if (ids.length < 2) return old ? [{ ...wholeLines(text, old.from, old.to), insert: "" }] : [];
  if (old) return [{ from: old.from, to: old.to, insert: written }];
  const group = settingAt(text, ["variants"]);
  if (!group) {
    return [{ from: text.length, to: text.length, insert: `${text.endsWith("\n") ? "" : "\n"}variants:\n{\n  ${written}\n};\n` }];
  }
  const close = tokens(text)[group.last - 1].from;
  const line = text.lastIndexOf("\n", close - 1) + 1;
  const alone = text.slice(line, close).trim() === "";
  return [alone ? { from: line, to: line, insert: `  ${written}\n` } : { from: close, to: close, insert: `${written} ` }];
}

/** The variants that `ticked` puts together. */
export function tickedIn(text) {
  const setting = settingAt(text, ["variants", TICKED, "of"]);
  if (!setting) return [];
  return tokens(text).slice(setting.first, setting.last).filter((token) => token.kind === "string")
    .map((token) => unquote(text.slice(token.from, token.to)));
}
