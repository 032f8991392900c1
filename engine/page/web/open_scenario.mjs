// The scenario that is open: its own text and the files that it names, one of which is in the editor.

/** A text with the line ends that the editor knows. */
export const withPlainEnds = (text) => text.replace(/\r\n?/g, "\n");

/** Whether all lines of a text end as those of Windows do. */
const hasWindowsEnds = (text) => text.includes("\r\n") && !/(^|[^\r])\n/.test(text);

export class Scenario {
  /** {name, path, text, files, set} as of scenarios.mjs. isOwn: it is one of those that the page carries. */
  constructor({ name, path, text, files, set }, isOwn) {
    this.isOwn = isOwn;
    this.name = name;
    this.path = path;
    this.set = set;
    this.part = path;
    this.original = { [path]: text, ...files };
    this.all = { ...this.original };
  }

  /** Paths of all files, its own first. */
  get parts() {
    return Object.keys(this.all);
  }

  get partText() {
    return this.all[this.part];
  }

  /** The text of the file in the editor, with plain line ends; the file keeps those that it had. */
  write(text) {
    const original = this.original[this.part];
    this.all[this.part] = text === withPlainEnds(original) ? original : hasWindowsEnds(original) ? text.replace(/\n/g, "\r\n") : text;
  }

  get text() {
    return this.all[this.path];
  }

  get files() {
    return Object.fromEntries(Object.entries(this.all).filter(([path]) => path !== this.path));
  }

  /** All texts, its own first. */
  get texts() {
    return Object.values(this.all);
  }

  /** Whether nothing was edited. */
  get untouched() {
    return this.parts.every((part) => this.all[part] === this.original[part]);
  }

  /** As of scenarios.mjs. */
  get given() {
    return { name: this.name, path: this.path, text: this.text, files: this.files, set: this.set };
  }
}
