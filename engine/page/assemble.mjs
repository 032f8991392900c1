// Puts the page together: the marks {{…}} of web/page.html are replaced by the scripts and the data of PAGE.
// usage: node assemble.mjs HERE PAGE SOURCES OUT   (HERE: engine/page; PAGE: the folder that build.sh fills; SOURCES: a hash of
// what the page is made from, by sources_hash.sh)
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";

const [here, page, builtFrom, out] = process.argv.slice(2);
const read = (name) => fs.readFileSync(path.join(page, name));
const sha256 = (bytes, encoding) => createHash("sha256").update(bytes).digest(encoding);

/** A block of data, compressed as gzip and in base64. The bytes are the same on every machine: no name and no time. */
function block(id, bytes) {
  const packed = zlib.gzipSync(bytes, { level: 9 });
  packed[9] = 255; // operating system: not known
  return `<script type="application/octet-stream;base64" id="${id}">${packed.toString("base64")}</script>\n`;
}

const json = (id, value) =>
  `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, "\\u003c")}</script>\n`;

/** Text within <script> or <style> that cannot end the element. */
const inline = (name, tag) => read(name).toString("utf8").trim().replace(new RegExp(`</(${tag})`, "gi"), "<\\/$1");

function sources() {
  const lines = fs.readFileSync(path.join(here, "sources.txt"), "utf8").split("\n");
  const pinned = lines.filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(" "));
  return Object.entries(Object.fromEntries(pinned)).map(([name, version]) => ({ name, version }));
}

const { Program } = await import(path.join(page, "program.mjs"));
const engine = read("entente.wasm");
const gnuplot = read("gnuplot.wasm");
const { version } = await Program.load({ engineWasm: engine });
const script = inline("main.js", "script");
const style = inline("style.css", "style");
const marks = {
  style,
  script,
  version,
  script_hash: `'sha256-${sha256(script, "base64")}'`,
  style_hash: `'sha256-${sha256(style, "base64")}'`,
  data:
    json("data-about", { version, builtFrom, engineSha256: sha256(engine, "hex"), gnuplotSha256: sha256(gnuplot, "hex"), sources: sources() }) +
    block("data-engine", engine) +
    block("data-gnuplot", gnuplot) +
    block("data-worker", read("worker.js")) +
    block("data-files", read("files.json")) +
    block("data-licences", read("licences.txt")),
};
const template = fs.readFileSync(path.join(here, "web/page.html"), "utf8");
const text = template.replace(/\{\{([a-z_-]+)\}\}/g, (mark, name) => {
  if (marks[name] === undefined) {
    throw new Error(`web/page.html has the mark ${mark}, which assemble.mjs does not know`);
  }
  return marks[name];
});
fs.writeFileSync(`${out}.part`, text);
fs.renameSync(`${out}.part`, out);
