// What leaves the page as a file: the scenario, the report, tables and charts.

import { zip } from "./zip.mjs";

const encoder = new TextEncoder();

/** Hands a file to the reader. */
export function save(name, bytes, type) {
  const address = URL.createObjectURL(new Blob([bytes], { type }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Files of a run below its folder, by their path there. */
export function filesBelow(files, folder) {
  return [...files].filter(([path]) => path.startsWith(`${folder}/`))
    .map(([path, bytes]) => [path.slice(folder.length + 1), bytes]).sort(([a], [b]) => (a < b ? -1 : 1));
}

export const tablesOf = (files) => files.filter(([path]) => /^[^/]+\.csv$/.test(path) || path === "manifest.json" ||
  path === "datapackage.json" || /^(scenario\.cfg|table-\d+\.txt|base-\d+\.cfg)$/.test(path));

export const chartsOf = (files) => files.filter(([path]) => path.startsWith("charts/") && path.endsWith(".svg"));

/** A scenario and its other files: alone as text, with others as an archive. */
export function saveScenario(name, scenario) {
  const others = Object.entries(scenario.files);
  if (others.length === 0) return save(`${name}.cfg`, encoder.encode(scenario.text), "text/plain");
  const entries = [[scenario.path, scenario.text], ...others].map(([path, text]) => [`${name}/${path}`, encoder.encode(text)]);
  return save(`${name}.zip`, zip(entries), "application/zip");
}

export function saveZip(name, folder, entries) {
  save(`${name}.zip`, zip(entries.map(([path, bytes]) => [`${folder}/${path}`, bytes])), "application/zip");
}

const PNG_WIDTH = 1440; // of the program's own PNG charts

/** An SVG drawing as PNG, by the browser. */
export async function toPng(bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = PNG_WIDTH;
    canvas.height = Math.round((PNG_WIDTH * image.naturalHeight) / image.naturalWidth);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

export async function pngOf(charts) {
  const made = [];
  for (const [path, bytes] of charts) made.push([path.replace(/\.svg$/, ".png"), await toPng(bytes)]);
  return made;
}
