// The scenario that is open: its own text and the files that it names, one of which is in the editor.

export class Scenario {
  /** {name, path, text, files, set} as of scenarios.mjs. isOwn: it is one of those that the page carries. */
  constructor({ name, path, text, files, set }, isOwn) {
    this.isOwn = isOwn;
    this.name = name;
    this.path = path;
    this.set = set;
    this.part = path;
    this.original = JSON.stringify([text, files]);
    this.all = { [path]: text, ...files };
  }

  /** Paths of all files, its own first. */
  get parts() {
    return Object.keys(this.all);
  }

  get partText() {
    return this.all[this.part];
  }

  /** The text of the file in the editor. */
  write(text) {
    this.all[this.part] = text;
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
    return JSON.stringify([this.text, this.files]) === this.original;
  }

  /** As of scenarios.mjs. */
  get given() {
    return { name: this.name, path: this.path, text: this.text, files: this.files, set: this.set };
  }
}
