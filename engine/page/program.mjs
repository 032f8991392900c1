// The program `entente` as calls: each call is a command line, run in a fresh instance of the compiled module, so that nothing
// is left over from the call before but the files in `program.folder`. Works in node and in a worker of a browser; reads no
// page and no network.
import createEntente from "./entente.mjs";
import createGnuplot from "./gnuplot.mjs";
import { Folder, cleanPath } from "./folder.mjs";

export { Folder };

const LOADED = 1000; // time stamp, in milliseconds since 1970, of files that the call has not written
const OWN_FOLDERS = new Set(["/dev", "/proc", "/tmp", "/home"]);

async function compile(given) {
  return given === undefined || given instanceof WebAssembly.Module ? given : WebAssembly.compile(given);
}

/** Lines of a stream of bytes: `line` is called for each, without its end; `text` has all. */
class Lines {
  #bytes = [];
  #decoder = new TextDecoder();
  text = "";

  constructor(line) {
    this.line = line;
  }

  put(byte) {
    if (byte === null) {
      return;
    }
    this.#bytes.push(byte & 0xff);
    if (byte === 10) {
      this.end();
    }
  }

  end() {
    if (this.#bytes.length > 0) {
      const text = this.#decoder.decode(new Uint8Array(this.#bytes));
      this.#bytes = [];
      this.text += text;
      this.line?.(text.replace(/\n$/, ""));
    }
  }
}

function makeFolders(FS, path) {
  let at = "";
  for (const part of path.split("/").slice(1)) {
    at += "/" + part;
    if (!FS.analyzePath(at).exists) {
      FS.mkdir(at);
    }
  }
}

function writeFile(FS, path, bytes) {
  makeFolders(FS, path.slice(0, path.lastIndexOf("/")));
  FS.writeFile(path, bytes);
  FS.lookupPath(path).node.timestamp = LOADED;
}

/** Calls `visit(path, node)` for each regular file of a folder of an instance. */
function walk(FS, folder, visit) {
  for (const name of FS.readdir(folder === "" ? "/" : folder)) {
    const path = `${folder}/${name}`;
    if (name === "." || name === ".." || OWN_FOLDERS.has(path)) {
      continue;
    }
    const { node } = FS.lookupPath(path, { follow: false });
    if (FS.isDir(node.mode)) {
      walk(FS, path, visit);
    } else if (FS.isFile(node.mode)) {
      visit(path, node);
    }
  }
}

/** Makes an instance. streams: {stdout, stderr} of class Lines. */
function instantiate(create, module, { stdout, stderr, environment, host, prepare }) {
  const options = {
    host,
    thisProgram: "/usr/bin/entente",
    locateFile: (name) => name,
    stdin: () => null,
    stdout: (byte) => stdout.put(byte),
    stderr: (byte) => stderr.put(byte),
    print: () => {},
    printErr: () => {},
    instantiateWasm(imports, receive) {
      const instance = new WebAssembly.Instance(module, imports);
      receive(instance);
      return instance.exports;
    },
    preRun: [
      () => {
        Object.assign(options.ENV, environment);
        prepare(options.FS);
      },
    ],
  };
  return create(options);
}

/** Runs main. Returns the exit status; -1 where the instance ended, with the reason in stderr's text. */
function callMain(instance, args, stderr) {
  try {
    return instance.callMain(args);
  } catch (error) {
    stderr.end();
    const reason = /memory|allocat/i.test(String(error?.message)) ? "out of memory" : String(error?.message ?? error);
    for (const byte of new TextEncoder().encode(`entente: the program ended: ${reason}\n`)) {
      stderr.put(byte);
    }
    return -1;
  }
}

export class Program {
  folder = new Folder();
  version = "";
  #engine;
  #gnuplot;

  /** engineWasm, gnuplotWasm: bytes or compiled modules; without gnuplotWasm there are no charts. files: put into the folder. */
  static async load({ engineWasm, gnuplotWasm, files }) {
    const self = new Program();
    [self.#engine, self.#gnuplot] = await Promise.all([compile(engineWasm), compile(gnuplotWasm)]);
    self.folder.writeAll(files);
    self.version = self.run(["--version"]).stdout.trim().split(" ").pop();
    return self;
  }

  /** Draws one chart: the text of a script -> {status, text, drawing}. status: gnuplot's, -1 without gnuplot. */
  #draw(script, text) {
    if (this.#gnuplot === undefined) {
      return { status: -1, text: "" };
    }
    const output = new Lines();
    const instance = instantiate(createGnuplot, this.#gnuplot, {
      stdout: output,
      stderr: output,
      environment: { LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
      prepare: (FS) => writeFile(FS, "/script.gp", text),
    });
    const status = callMain(instance, ["--default-settings", "-e", "format='svg'; target='/drawing'", "/script.gp"], output);
    output.end();
    const drawn = instance.FS.analyzePath("/drawing").exists;
    return { status: status < 0 ? 1 : status, text: output.text, drawing: drawn ? instance.FS.readFile("/drawing") : undefined };
  }

  #host(current, { onProgress, onChart }) {
    return {
      gnuplot: (script, target) => {
        const FS = current.FS;
        onChart?.(script.replace(/^.*\//, "").replace(/\.gp$/, ""));
        const done = this.#draw(script, FS.readFile(script));
        if (done.drawing !== undefined) {
          FS.writeFile(target, done.drawing);
        }
        return done;
      },
      progress: (done, total, label) => onProgress?.(done, total, label),
    };
  }

  #prepare(FS, cwd) {
    makeFolders(FS, "/usr/bin");
    makeFolders(FS, "/proc/self");
    FS.writeFile("/usr/bin/entente", "");
    FS.lookupPath("/usr/bin/entente").node.timestamp = LOADED;
    if (!FS.analyzePath("/proc/self/exe", true).exists) {
      FS.symlink("/usr/bin/entente", "/proc/self/exe");
    }
    for (const [path, bytes] of this.folder.entries()) {
      writeFile(FS, path, bytes);
    }
    makeFolders(FS, cwd);
    FS.chdir(cwd);
  }

  /** Takes over what the call has changed. Returns {files, removed}. */
  #collect(FS) {
    const files = new Map();
    const left = new Set();
    walk(FS, "", (path, node) => {
      left.add(path);
      if (node.timestamp !== LOADED) {
        files.set(path, FS.readFile(path));
      }
    });
    const removed = this.folder.list().filter((path) => !left.has(path));
    removed.forEach((path) => this.folder.remove(path));
    this.folder.writeAll(files);
    return { files, removed };
  }

  /** Runs `entente` with the arguments, to its end. The options and the result: engine/page/README.md. */
  run(args, options = {}) {
    const began = performance.now();
    const cwd = cleanPath(options.cwd ?? "/case");
    const stdout = new Lines(options.onOutput && ((line) => options.onOutput(line, "stdout")));
    const stderr = new Lines(options.onOutput && ((line) => options.onOutput(line, "stderr")));
    const current = {};
    this.folder.writeAll(options.files);
    const instance = instantiate(createEntente, this.#engine, {
      stdout,
      stderr,
      environment: { TERM: "dumb", NO_COLOR: "1", HOME: cwd, LANG: "C.UTF-8", ...options.environment },
      host: this.#host(current, options),
      prepare: (FS) => {
        current.FS = FS;
        this.#prepare(FS, cwd);
      },
    });
    const status = callMain(instance, args, stderr);
    stdout.end();
    stderr.end();
    const { files, removed } = this.#collect(instance.FS);
    return { status, stdout: stdout.text, stderr: stderr.text, files, removed, milliseconds: performance.now() - began };
  }
}
