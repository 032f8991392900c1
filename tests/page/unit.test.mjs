// The page's own parts that need no browser: edits of a scenario's text, links, archives, sliders, messages, commands.
// Run by unit.sh with node's test runner.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

const source = new URL("../../engine/page/web/", import.meta.url);
const repository = new URL("../../", import.meta.url);
const of = (name) => import(new URL(name, source));

const { applied, nameAt, outerSettings, quote, setList, settingAt, tickedIn, unquote, withoutSet, withSet, withTicked } =
  await of("scenario_text.mjs");
const { crc32, unzip, zip } = await of("zip.mjs");
const { decodeLink, encodeLink } = await of("link.mjs");
const { fileName, givenScenarios, isInnerPath, scenarioFrom, shippedScenarios } = await of("scenarios.mjs");
const { Scenario } = await of("open_scenario.mjs");
const { capitalsOf, decidedByText, labelOf, positionOf, rangeOf, shown, slidersOf, stepOf, words, written } = await of("quantities.mjs");
const { fileOf, rangesOf, sentenceOf } = await of("diagnostics.mjs");
const commands = await of("commands.mjs");
const { wordsOf } = await of("words.mjs");
const { candidates, namesOf, situationAt } = await of("completion.mjs");

const read = (path) => readFileSync(new URL(path, repository), "utf8");

/* --- the text of a scenario --------------------------------------------------------------------------------------- */

const SMALL = `// a comment with set = ( "x" ) and "quotes
title = "T; {not} a = group";   notes = "n";
/* factors: { a = 1 } */
factors: { a = "normal(0, 1)"; b: { value = 1; name = "The \\"B\\""; }; };
headline = "a > 1";
`;

test("settings are found behind comments, quotes and marks within texts", () => {
  assert.deepEqual(outerSettings(SMALL).map((one) => one.name), ["title", "notes", "factors", "headline"]);
  const b = settingAt(SMALL, ["factors", "b"]);
  assert.equal(SMALL.slice(b.from, b.to), 'b: { value = 1; name = "The \\"B\\""; };');
  assert.equal(settingAt(SMALL, ["factors", "c"]), null);
  assert.equal(nameAt(SMALL, "factors.b"), 'The "B"');
  assert.equal(nameAt(SMALL, "factors.a"), null);
});

test("settings need no marks between them", () => {
  assert.deepEqual(outerSettings('a = 1 b: { c = ( 1, 2 ) } d = "x" "y"').map((one) => one.name), ["a", "b", "d"]);
  assert.deepEqual(outerSettings("a = 1, b = 2,").map((one) => one.name), ["a", "b"]);
});

test("unfinished texts end in order", () => {
  for (const text of ['a = "', "a = {", "/* ", "set = (", 'set = ( "a = 1"', "}", ")", 'a = "\\']) {
    outerSettings(text);
    setList(text);
    applied(text, withSet(text, "a.b", "1"));
    applied(text, withoutSet(text, "a"));
    applied(text, withTicked(text, ["a", "b"], "A + B"));
  }
});

test("the first line of set comes behind title, notes, sources and base", () => {
  const changed = applied(SMALL, withSet(SMALL, "factors.a", "0.5"));
  assert.equal(changed, SMALL.replace('notes = "n";', 'notes = "n";\n\nset = (\n  "factors.a = 0.5"\n);'));
  assert.deepEqual(setList(changed).items.map(({ path, value }) => [path, value]), [["factors.a", "0.5"]]);
  assert.equal(applied("a = 1;", withSet("a = 1;", "x.y", "2")), 'set = (\n  "x.y = 2"\n);\n\na = 1;');
});

test("a line of set is replaced in its place, added at the end, and taken out again", () => {
  const one = applied(SMALL, withSet(SMALL, "factors.a", "0.5"));
  const two = applied(one, withSet(one, "factors.b", "30%"));
  const again = applied(two, withSet(two, "factors.a", "0.7"));
  assert.deepEqual(setList(again).items.map(({ path, value }) => `${path}=${value}`), ["factors.a=0.7", "factors.b=30%"]);
  assert.equal(withSet(again, "factors.a", "0.8").length, 1);
  const without = applied(again, withoutSet(again, "factors.a"));
  assert.deepEqual(setList(without).items.map((item) => item.path), ["factors.b"]);
  assert.equal(applied(without, withoutSet(without, "factors.b")).replace(/\n\n+/g, "\n"), SMALL);
  assert.deepEqual(withoutSet(SMALL, "factors.a"), []);
});

test("the last of several, one in the middle, and a path that is set twice", () => {
  const text = 'set = ( "a = 1", "b = 2", "a = 3", "c = 4" );\n';
  assert.equal(applied(text, withoutSet(text, "c")), 'set = ( "a = 1", "b = 2", "a = 3" );\n');
  assert.equal(applied(text, withoutSet(text, "b")), 'set = ( "a = 1", "a = 3", "c = 4" );\n');
  assert.equal(applied(text, withoutSet(text, "a")), 'set = ( "b = 2", "c = 4" );\n');
  assert.equal(applied(text, withSet(text, "a", "9")), 'set = ( "a = 1", "b = 2", "a = 9", "c = 4" );\n');
  const ends = 'set = ( "b = 2", "a = 1", "a = 3" );\n';
  assert.equal(applied(ends, withoutSet(ends, "a")), 'set = ( "b = 2" );\n');
});

test("texts and quotes are inverse", () => {
  for (const plain of ['a "b" \\ c', "line\nline\ttab\r", "ü 平和", ""]) assert.equal(unquote(quote(plain)), plain);
  assert.equal(unquote('"\\x41\\f"'), "A\f");
});

test("ticked variants are one more variant of the file", () => {
  const text = 'variants:\n{\n  a: { set = ( "x = 1" ); };\n  b: { set = ( "y = 1" ); };\n};\n';
  assert.deepEqual(withTicked(text, ["a"], "A"), []);
  const both = applied(text, withTicked(text, ["a", "b"], 'A + "B"'));
  assert.match(both, /\n {2}ticked: \{ name = "A \+ \\"B\\""; of = \( "a", "b" \); \};\n\};\n$/);
  assert.deepEqual(tickedIn(both), ["a", "b"]);
  assert.equal(applied(both, withTicked(both, ["a"], "A")), text);
  assert.match(applied("a = 1;", withTicked("a = 1;", ["a", "b"], "A")), /^a = 1;\nvariants:\n\{\n {2}ticked: /);
});

test("the program reads what the edits write", { skip: !process.env.ENTENTE }, () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-page-"));
  try {
    const variants = 'variants: { a: { set = ( "events.us_support = 1" ); }; b: { set = ( "factors.will = 1" ); }; };\n';
    let text = read("scenarios/minimal.cfg");
    text = applied(text, [{ ...settingAt(text, ["variants"]), insert: variants }]);
    text = applied(text, withSet(text, "events.us_support", "90%"));
    text = applied(text, withSet(text, "factors.will", "-0.5"));
    text = applied(text, withTicked(text, ["a", "b"], 'A + "B"'));
    writeFileSync(join(folder, "edited.cfg"), text);
    const known = JSON.parse(execFileSync(process.env.ENTENTE, ["check", join(folder, "edited.cfg"), "--json"])).results[0];
    const value = (path) => known.settings.find((one) => one.path === path).written;
    assert.deepEqual([value("events.us_support"), value("factors.will")], ["90%", "-0.5"]);
    assert.deepEqual(known.variants.find((one) => one.variant === "ticked"), { variant: "ticked", name: 'A + "B"' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/* --- archives and links ------------------------------------------------------------------------------------------- */

test("CRC-32 has the check value of its catalogue", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  assert.equal(crc32(new Uint8Array()), 0);
});

test("an archive reads back, with names that are not ASCII", () => {
  const folder = mkdtempSync(join(tmpdir(), "entente-page-"));
  try {
    const entries = [["t/a.csv", Buffer.from("x,y\n1,2\n")], ["t/ü 平.csv", Buffer.from([0, 255, 10])], ["t/empty", Buffer.alloc(0)]];
    writeFileSync(join(folder, "a.zip"), zip(entries));
    const script = "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None;" +
      "print([(i.filename, list(z.read(i)), i.date_time[:3]) for i in z.infolist()])";
    const listed = execFileSync("python3", ["-c", script, join(folder, "a.zip")], { encoding: "utf8", env: { ...process.env, PYTHONUTF8: "1" } });
    assert.equal(listed.trim(), "[" + entries.map(([name, bytes]) => `('${name}', [${[...bytes].join(", ")}], (1980, 1, 1))`).join(", ") + "]");
    assert.deepEqual(zip(entries), zip(entries));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("archives of this page and of others are read", async () => {
  const entries = [["t/a.cfg", Buffer.from("a = 1;\n")], ["t/ü 平.csv", Buffer.from("x\n".repeat(400))], ["t/empty", Buffer.alloc(0)]];
  const plain = (list) => list.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]);
  assert.deepEqual(plain(await unzip(zip(entries), 1 << 20)), plain(entries));
  const script = "import sys, zipfile, io; b = io.BytesIO(); z = zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED); z.comment = b'c';" +
    "z.mkdir('t') if hasattr(z, 'mkdir') else None;" +
    "z.writestr('t/a.cfg', 'a = 1;\\n'); z.writestr('t/ü 平.csv', 'x\\n' * 400); z.writestr('t/empty', ''); z.close(); sys.stdout.buffer.write(b.getvalue())";
  const other = execFileSync("python3", ["-c", script], { env: { ...process.env, PYTHONUTF8: "1" } });
  assert.deepEqual(plain(await unzip(other, 1 << 20)), plain(entries));
  await assert.rejects(unzip(other, 100), RangeError);
  await assert.rejects(unzip(Buffer.from("no archive, but long enough for one"), 100), /no zip archive/);
  for (const at of [40, 60, other.length - 60, other.length - 8]) {
    const wrong = Buffer.from(other);
    wrong[at] ^= 0x55;
    await unzip(wrong, 1 << 20).catch((error) => assert.ok(error instanceof Error)); // an error, or another name
  }
});

test("what the page saves, it opens", async () => {
  const entries = [["mine/sub/mine.cfg", 'base = "../b.cfg";'], ["mine/b.cfg", "a = 1;"], ["mine/t.csv", "id\n"]];
  const archive = zip(entries.map(([path, text]) => [path, Buffer.from(text)]));
  const opened = { name: "mine", path: "sub/mine.cfg", text: 'base = "../b.cfg";', files: { "b.cfg": "a = 1;", "t.csv": "id\n" }, set: [] };
  assert.deepEqual(await scenarioFrom([["mine.zip", archive]]), opened);
  const hidden = zip([["__MACOSX/mine/._b.cfg", Buffer.from([0xff])], ...entries.map(([path, text]) => [path, Buffer.from(text)])]);
  assert.deepEqual(await scenarioFrom([["mine.zip", hidden]]), opened);
});

test("files that are chosen: the scenario and those beside it; what is no text is refused", async () => {
  const bytes = (text) => Buffer.from(text);
  assert.deepEqual(await scenarioFrom([["t.csv", bytes("id\n")], ["a.cfg", bytes("\ufeffa = 1;\r\n")]]),
    { name: "a", path: "a.cfg", text: "a = 1;\r\n", files: { "t.csv": "id\n" }, set: [] });
  assert.equal(await scenarioFrom([]), null);
  await assert.rejects(scenarioFrom([["a.cfg", Buffer.from([0x6e, 0xe9])]]), /a\.cfg is no text in UTF-8/);
  await assert.rejects(scenarioFrom([["a\\b.cfg", bytes("")]]), /not fit/);
  await assert.rejects(scenarioFrom([["a.zip", bytes("PK")]]), /no zip archive/);
});

const SCENARIO = { name: "Größe </script>", path: "mine.cfg", text: "a = 1;\u2028</script><img src=x onerror=alert(1)>\u202e",
  files: { "sub/table.csv": "id,x\n" }, set: ["run.seed = 7"] };

test("a link carries a scenario there and back", async () => {
  const fragment = await encodeLink(SCENARIO);
  assert.match(fragment, /^#s=[-_A-Za-z0-9]+$/);
  assert.deepEqual(await decodeLink(fragment), SCENARIO);
  const large = { ...SCENARIO, text: read("scenarios/ukraine-2025.cfg"), files: {} };
  const long = await encodeLink(large);
  assert.ok(long.length < 0.6 * large.text.length, `${long.length} characters for ${large.text.length}`);
  assert.deepEqual(await decodeLink(long), large);
});

test("other fragments are none, damaged ones are refused", async () => {
  assert.equal(await decodeLink(""), null);
  assert.equal(await decodeLink("#report-pane"), null);
  const fragment = await encodeLink(SCENARIO);
  await assert.rejects(decodeLink(fragment.slice(0, -9)));
  await assert.rejects(decodeLink("#s=%%%"));
  for (const wrong of [{ path: "../x" }, { path: "/etc/passwd" }, { text: 5 }, { name: null }, { files: { "../../x": "" } },
    { files: { a: 1 } }, { path: "a\u0003\nb.cfg" }, { set: ["a = 1\n"] }, { path: "..\\x" }, { set: [1] }, { set: "x" }, { files: [] }]) {
    await assert.rejects(decodeLink(await encodeLink({ ...SCENARIO, ...wrong })), TypeError, JSON.stringify(wrong));
  }
});

test("a link that would fill the memory is refused", async () => {
  const large = { ...SCENARIO, text: " ".repeat(5 << 20) };
  const bomb = "#s=" + deflateRawSync(JSON.stringify({ v: 1, ...large })).toString("base64url");
  assert.ok(bomb.length < 20000);
  await assert.rejects(decodeLink(bomb), RangeError);
  await assert.rejects(encodeLink(large), RangeError); // none is made that could not be opened
  const noise = Array.from({ length: 1 << 21 }, (_, i) => String.fromCharCode(32 + ((Math.imul(i, 2654435761) >>> 13) ^ (Math.imul(i, i) >>> 9)) % 90)).join("");
  await assert.rejects(encodeLink({ ...SCENARIO, text: noise }), RangeError);
});

/* --- scenarios of the page ---------------------------------------------------------------------------------------- */

test("scenarios that the page was given", () => {
  assert.deepEqual(givenScenarios("[]"), []);
  assert.deepEqual(givenScenarios(" "), []);
  const given = JSON.stringify([SCENARIO]).replace(/</g, "\\u003c");
  assert.ok(!given.includes("<"));
  assert.deepEqual(givenScenarios(given), [SCENARIO]);
  const [odd] = givenScenarios(JSON.stringify([{ name: "../x", path: "../x.cfg", text: "", files: { "../y": "1", z: "2" } }]));
  assert.deepEqual(odd, { name: "../x", path: "x.cfg", text: "", files: { z: "2" }, set: [] });
});

test("shipped scenarios bring the files that they name", () => {
  const own = { "/usr/share/entente/scenarios/b.cfg": 'base = "a.cfg"; factors = { table = "t.csv"; };',
    "/usr/share/entente/scenarios/a.cfg": "x = 1;", "/usr/share/entente/scenarios/t.csv": "id\n",
    "/usr/share/entente/scenarios/sub/c.cfg": "", "/usr/share/entente/plots/x.gp": "" };
  const [a, b] = shippedScenarios(own);
  assert.deepEqual([a.name, a.files], ["a", {}]);
  assert.deepEqual(b, { name: "b", path: "b.cfg", text: own["/usr/share/entente/scenarios/b.cfg"],
    files: { "a.cfg": "x = 1;", "t.csv": "id\n" }, set: [] });
});

test("a file keeps its line ends when it is edited", () => {
  const open = (text) => new Scenario({ name: "a", path: "a.cfg", text, files: { "t.csv": "x\r\ny\r\n" }, set: [] }, true);
  const windows = open("a = 1;\r\nb = 2;\r\n");
  windows.write("a = 1;\nb = 2;\n");
  assert.ok(windows.untouched);
  windows.write("a = 1;\nb = 3;\n");
  assert.equal(windows.text, "a = 1;\r\nb = 3;\r\n");
  windows.part = "t.csv";
  windows.write("x\nz\n");
  assert.equal(windows.files["t.csv"], "x\r\nz\r\n");
  const mixed = open("a\r\nb\n");
  mixed.write("a\nb\nc\n");
  assert.equal(mixed.text, "a\nb\nc\n");
  mixed.write("a\nb\n");
  assert.equal(mixed.text, "a\r\nb\n");
});

test("paths and names of files", () => {
  for (const path of ["a", "a/b.csv", "ü.cfg"]) assert.ok(isInnerPath(path), path);
  for (const path of ["", "/a", ".. /a", "...", "a\\b", "a\nb", "..", "a/../b", "a//b", "a/", "./a", "a\0", 5, null]) assert.ok(!isInnerPath(path), String(path));
  assert.equal(fileName("../../etc/passwd"), "etc-passwd");
  assert.equal(fileName("</script>"), "script");
  assert.equal(fileName("…"), "scenario");
  assert.equal(fileName("𝄞".repeat(3) + "हिन्दी"), "हिन्दी");
  assert.equal(fileName("𠀀".repeat(90)), "𠀀".repeat(80));
});

/* --- sliders ------------------------------------------------------------------------------------------------------ */

const row = (path, writtenAs, p05, p50, p95) => ({ path, written: writtenAs, understood: writtenAs, p05, p50, p95, note: "", source: "" });

test("ranges of sliders", () => {
  assert.deepEqual(rangeOf(row("events.x", "15%", 0.15, 0.15, 0.15)), { low: 0, high: 1, step: 0.01, unit: "chance", start: 0.15 });
  assert.deepEqual(rangeOf(row("factors.z", "normal(0, 1)", -1.6448, 0, 1.6448)), { low: -1.65, high: 1.65, step: 0.05, unit: "number", start: 0 });
  assert.equal(rangeOf(row("factors.b", "bernoulli(40%)", 0, 0, 1)).start, 0.4);
  assert.equal(rangeOf(row("parties.p.threshold", "triangular(45%, 60%, 80%)", 0.5, 0.6, 0.7)).unit, "share");
  assert.equal(rangeOf(row("parties.p.threshold", "triangular(45%, 60%, 80%)", 0.5, 0.6, 0.7)).step, 0.01);
  assert.deepEqual(rangeOf(row("truce.x", "0.1% to 0.4%", 0.00115, 0.0025, 0.00385)), { low: 0.00115, high: 0.00385, step: 0.00005, unit: "share", start: 0.0025 });
  assert.equal(rangeOf(row("factors.c", "5", 5, 5, 5)), null);
  assert.equal(rangeOf(row("outcomes.x.when", "a", null, null, null)), null);
  assert.deepEqual([stepOf(0, 1), stepOf(0, 100), stepOf(-3, 3), stepOf(30500, 39500)], [0.01, 1, 0.1, 100]);
});

test("positions are written as a scenario has them, and read back", () => {
  const number = { unit: "number" };
  const share = { unit: "share" };
  const bernoulli = { unit: "bernoulli" };
  assert.equal(written(number, 0.1 + 0.2), "0.3");
  assert.equal(written(share, 0.29), "29%");
  assert.equal(written(share, 0.57), "57%");
  assert.equal(written(bernoulli, 0.4), "bernoulli(40%)");
  for (const x of [-1.65, 0, 0.35, 30000]) assert.equal(positionOf(number, written(number, x)), x);
  for (const x of [0, 0.29, 1]) assert.equal(positionOf(bernoulli, written(bernoulli, x)), x);
  assert.equal(positionOf(number, "20k"), 20000);
  assert.equal(positionOf(number, "normal(0, 1)"), null);
  assert.equal(positionOf(bernoulli, "40%"), null);
  assert.deepEqual([shown(share, 0.29), shown(number, 30500), shown(number, 0.35)], ["29%", "30,500", "0.35"]);
  assert.deepEqual([shown(share, 0.005), shown(bernoulli, 0.025)], ["0.5%", "2.5%"]);
});

test("what the command line sets on top of the text has no slider", () => {
  const settings = [row("events.a", "5%", 0, 0, 0), row("contributors.fr.joins", "1", 1, 1, 1), row("events.ab", "5%", 0, 0, 0)];
  const left = (set) => decidedByText(settings, set).map((one) => one.path);
  assert.deepEqual(left([]), ["events.a", "contributors.fr.joins", "events.ab"]);
  assert.deepEqual(left(["events.a = 90%"]), ["contributors.fr.joins", "events.ab"]);
  assert.deepEqual(left(["events.a.value=1", "contributors.fr = x"]), ["events.ab"]);
});

test("which quantities get a slider", () => {
  const settings = [row("factors.a", "normal(0, 1)", -1, 0, 1), row("events.e", "5%", 0.05, 0.05, 0.05), row("contributors.c.joins", "1", 1, 1, 1),
    row("talks.stages.s", "15%", 0.15, 0.15, 0.15), row("factors.z", "uniform(0, 1)", 0.05, 0.5, 0.95)];
  const drivers = [{ quantity: "a", kind: "factor" }, { quantity: "d.o", kind: "demand" }, { quantity: "s", kind: "stage" },
    { quantity: "c", kind: "joins" }, { quantity: "e", kind: "event" }, { quantity: "gone", kind: "factor" }];
  const paths = (set, most) => slidersOf(drivers, settings, set, most).map((one) => one.path);
  assert.deepEqual(paths([], 9), ["factors.a", "talks.stages.s", "contributors.c.joins", "events.e"]);
  assert.deepEqual(paths([], 2), ["factors.a", "talks.stages.s"]);
  assert.deepEqual(paths(["factors.z", "factors.a", "factors.none"], 1), ["factors.z", "factors.a"]);
});

test("names as people read them", () => {
  const capitals = capitalsOf(['x: { name = "IDF withdrawal"; }; y: { name = "ALL CAPITALS"; };']);
  assert.equal(words("us_commitment", capitals), "US commitment");
  assert.equal(words("idf_back", capitals), "IDF back");
  assert.equal(words("all", capitals), "All");
  const names = { "contributors.fr": "France", "events.un": "UN mandate" };
  const label = (path) => labelOf(path, (one) => names[one] ?? null, capitals);
  assert.deepEqual(["contributors.fr.joins", "events.un", "talks.stages.first_meeting", "parties.russia.threshold", "factors.moscow_patience"].map(label),
    ["France joins", "UN mandate", "Stage: First meeting", "Russia: Threshold", "Moscow patience"]);
});

/* --- messages, words, commands ------------------------------------------------------------------------------------ */

test("messages become ranges, in characters and not in bytes or units", () => {
  const text = "first\nab𝄞c evnts: {}\n";
  const message = { severity: "error", text: "unknown", file: "x.cfg", line: 2, column: 6, length: 5, help: "did you mean `events`?" };
  const [range] = rangesOf([message, { ...message, file: "other.cfg" }, { severity: "warning", text: "no position" }], "x.cfg", text);
  assert.equal(text.slice(range.from, range.to), "evnts");
  assert.equal(rangesOf([message, { ...message, file: "other.cfg" }], "x.cfg", text).length, 1);
  assert.equal(sentenceOf(range), "unknown (did you mean `events`?)");
  assert.equal(rangesOf([{ ...message, file: "sub/../x.cfg" }], "x.cfg", text).length, 1);
  assert.deepEqual(["./-x.cfg", "sub/./../b.cfg", "a/b.cfg", "--set", "../b.cfg", undefined].map((file) => fileOf({ file })),
    ["-x.cfg", "b.cfg", "a/b.cfg", "--set", "../b.cfg", null]);
  const [beyond] = rangesOf([{ ...message, line: 99, column: 99 }], "x.cfg", text);
  assert.ok(beyond.from <= text.length && beyond.to <= text.length);
});

test("words come from the grammar of the editors", () => {
  const known = wordsOf(JSON.parse(read("scenarios/editors/vscode/syntaxes/entente.tmLanguage.json")));
  assert.ok(known.sections.includes("contributors") && known.settings.includes("joins"));
  assert.ok(known.functions.includes("logistic") && known.distributions.includes("triangular"));
  assert.deepEqual(known.texts, ["title", "name", "note", "notes", "source", "sources"]);
  for (const list of Object.values(known)) assert.ok(list.length > 0);
});

test("what may be typed depends on where", () => {
  const known = { sections: ["events"], settings: ["joins"], texts: ["note"], functions: ["min"], distributions: ["normal"], operators: ["and"] };
  const settings = [row("factors.resolve", "normal(0, 1)", -1, 0, 1), row("contributors.fr.joins", "1", 1, 1, 1)];
  const at = (text) => candidates(situationAt(text, text.length), known, settings).map((one) => one.label);
  assert.ok(at("ev").includes("events"));
  assert.ok(at("contributors: { fr: { jo").includes("joins") && !at("contributors: { fr: { jo").includes("events"));
  assert.ok(at('events: { a = "res').includes("resolve") && at('events: { a = "res').includes("normal"));
  assert.deepEqual(at('events: { a: { note = "res'), []);
  assert.ok(at('set = ( "fac').includes("factors.resolve"));
  assert.deepEqual(at("events: { a = 1"), []);
  assert.ok(namesOf(settings).includes("fr.joins"));
});

test("commands that a shell reads back", () => {
  const scenario = { path: "it's mine.cfg", text: "", files: { "t.csv": "x" }, set: ["force.required = 20k", "x=1"] };
  const line = commands.repeat(commands.full(scenario));
  assert.equal(line, "entente run 'it'\\''s mine.cfg' --set 'force.required = 20k' --set x=1");
  const words_ = execFileSync("sh", ["-c", `printf '%s|' ${line}`], { encoding: "utf8" });
  assert.equal(words_, "entente|run|it's mine.cfg|--set|force.required = 20k|--set|x=1|");
  assert.equal(commands.repeat(commands.full({ ...scenario, path: "-x.cfg", set: [] })), "entente run ./-x.cfg");
  const odd = "a\u0003'\n\\";
  assert.doesNotMatch(commands.shellWord(odd), /[\u0000-\u001f]/);
  assert.equal(execFileSync("bash", ["-c", `printf %s ${commands.shellWord(odd)}`], { encoding: "utf8" }), odd);
  assert.match(commands.repeat(commands.preview(scenario)), /--worlds 200 --replications 20 --until 0 --no-charts$/);
  assert.deepEqual(commands.filesOf(scenario, "/w"), { "/w/it's mine.cfg": "", "/w/t.csv": "x" });
  assert.deepEqual(commands.documentOf('{"a":1}\n{"b":2}\n'), { b: 2 });
  assert.equal(commands.documentOf(""), null);
});
