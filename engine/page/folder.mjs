// The files that live on between two calls of the program: absolute paths -> bytes. Folders exist where files are.

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** An absolute path without empty components and dots. */
export function cleanPath(path) {
  const parts = [];
  if (!path.startsWith("/")) {
    throw new Error(`the path "${path}" does not begin with /`);
  }
  for (const part of path.split("/")) {
    if (part === "..") {
      parts.pop();
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  return "/" + parts.join("/");
}

export class Folder {
  #files = new Map();

  write(path, content) {
    this.#files.set(cleanPath(path), typeof content === "string" ? encoder.encode(content) : new Uint8Array(content));
  }

  /** Writes the entries of an object or a Map. */
  writeAll(files) {
    for (const [path, content] of files instanceof Map ? files : Object.entries(files ?? {})) {
      this.write(path, content);
    }
  }

  read(path) {
    return this.#files.get(cleanPath(path));
  }

  text(path) {
    const bytes = this.read(path);
    return bytes === undefined ? undefined : decoder.decode(bytes);
  }

  has(path) {
    return this.#files.has(cleanPath(path));
  }

  /** The paths that begin with `prefix`, sorted. */
  list(prefix = "/") {
    return [...this.#files.keys()].filter((path) => path.startsWith(prefix)).sort();
  }

  /** Removes a file, or all files of a folder. */
  remove(path) {
    const whole = cleanPath(path);
    for (const each of this.list(whole)) {
      if (each === whole || each.startsWith(whole + "/")) {
        this.#files.delete(each);
      }
    }
  }

  /** Removes all files but those that belong to the program (/usr). */
  clear() {
    for (const path of this.list()) {
      if (!path.startsWith("/usr/")) {
        this.#files.delete(path);
      }
    }
  }

  entries() {
    return this.#files.entries();
  }
}
