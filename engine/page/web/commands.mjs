// Command lines of the program: those that the page runs, and those that a reader can repeat.

/** A preview is small enough for about a second, and fixed, so that it can be repeated. Few futures in each world: the
 * headline varies more between worlds than by chance within one. */
export const PREVIEW = { worlds: 200, replications: 20 };

const size = ({ worlds, replications }) => ["--worlds", String(worlds), "--replications", String(replications)];
const sets = (set) => set.flatMap((one) => ["--set", one]);

/** The path of a scenario as a word of a command: one that begins with a dash is no option. */
const fileIn = ({ path }) => (path.startsWith("-") ? `./${path}` : path);

/** The worker's file system holds the scenario's own files and no others, so a base may stand in any folder of it. */
const ANY_FOLDER = "--allow-outside";
const EARLY_END_OFF = ["--until", "0"];

/** Results go below this folder. */
export const OUT = "results";

export const check = (scenario) => ["check", fileIn(scenario), ...sets(scenario.set), ANY_FOLDER, "--json"];

export const preview = (scenario) => ["run", fileIn(scenario), ...sets(scenario.set), ...size(PREVIEW), ...EARLY_END_OFF,
  "--no-charts", ANY_FOLDER, "--out", OUT, "--json"];

export const full = (scenario) => ["run", fileIn(scenario), ...sets(scenario.set), ANY_FOLDER, "--out", OUT, "--json"];

/** `earlier`: path of the version before. */
export const changes = (scenario, earlier) => ["watch", fileIn(scenario), "--since", earlier, ...sets(scenario.set),
  ...size(PREVIEW), ...EARLY_END_OFF, "--no-charts", ANY_FOLDER, "--out", OUT, "--json"];

/** draw: the number of a future; null: a typical one. */
export const explain = (scenario, variant, draw) => ["explain", fileIn(scenario), ...sets(scenario.set), "--variant", variant,
  ...(draw === null ? ["--typical"] : ["--draw", String(draw)]), ANY_FOLDER, "--json"];

/** A word as a shell reads it. Control characters are written out: a terminal would obey those that are pasted into it. */
export function shellWord(word) {
  if (/[\u0000-\u001f\u007f-\u009f]/.test(word)) {
    const code = (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`;
    return `$'${word.replace(/[\\']/g, "\\$&").replace(/[\u0000-\u001f\u007f]/g, code).replace(/[\u0080-\u009f]/g, "")}'`;
  }
  return /^[A-Za-z0-9_%+./:=@-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}

/** The command that repeats a run by the program itself. */
export function repeat(args) {
  const isNested = args[1].replace(/^\.\//, "").includes("/"); // only then may it read beside its own folder
  const without = args.filter((word, i) => word !== "--json" && word !== "--out" && args[i - 1] !== "--out" &&
    (word !== ANY_FOLDER || isNested));
  return ["entente", ...without].map(shellWord).join(" ");
}

/** Bytes of the files that a command reads, below the folder of the scenario: {absolute path: text}. */
export function filesOf(scenario, folder) {
  const files = { [`${folder}/${scenario.path}`]: scenario.text };
  for (const [path, text] of Object.entries(scenario.files)) files[`${folder}/${path}`] = text;
  return files;
}

/** The JSON document among the output of a command; null where it printed none. `watch` prints one a line. */
export function documentOf(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    const lines = stdout.trim().split("\n");
    try {
      return JSON.parse(lines[lines.length - 1]);
    } catch {
      return null;
    }
  }
}
