// Messages of `check --json` as ranges of a text. Lines and columns count from 1, in characters (code points).

/** The offset of a line's beginning, and its text. */
function lineAt(text, line) {
  let from = 0;
  for (let i = 1; i < line; i++) {
    const end = text.indexOf("\n", from);
    if (end < 0) break;
    from = end + 1;
  }
  const end = text.indexOf("\n", from);
  return { from, text: text.slice(from, end < 0 ? text.length : end) };
}

/** UTF-16 units of the first `count` characters of a line. */
function units(line, count) {
  let at = 0;
  for (const character of line) {
    if (count-- <= 0) break;
    at += character.length;
  }
  return at;
}

/** The path of the file that a message is about. Messages name a file as the command or the file above did ("./a.cfg",
 * "sub/../b.cfg"); null where they name none. */
export function fileOf(message) {
  if (message.file === undefined) return null;
  const parts = [];
  for (const part of message.file.split("/")) {
    if (part === ".." && parts.length > 0) parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Whether a message is about this file. */
function isAbout(message, path) {
  return message.file === undefined || fileOf(message) === path;
}

/** {from, to, severity, text, help, line} of the messages that have a position in the file at `path`. */
export function rangesOf(messages, path, text) {
  return messages.filter((message) => message.line !== undefined && isAbout(message, path)).map((message) => {
    const line = lineAt(text, message.line);
    const from = line.from + units(line.text, (message.column ?? 1) - 1);
    const to = line.from + units(line.text, (message.column ?? 1) - 1 + (message.length ?? 1));
    return {
      from: Math.min(from, text.length), to: Math.min(Math.max(to, from + 1), text.length), line: message.line,
      severity: message.severity === "error" ? "error" : message.severity === "warning" ? "warning" : "info",
      text: message.text, help: message.help ?? "",
    };
  });
}

/** A message as one sentence for lists and screen readers. */
export function sentenceOf({ text, help }) {
  return help === "" || help === undefined ? text : `${text} (${help})`;
}
