// A scenario in the address: JSON, compressed (deflate), in base64url, behind `#s=`. What comes out of an address was
// written by anyone: it is checked to be text in the shape of a scenario, and nothing else is taken from it.

import { isInnerPath } from "./scenarios.mjs";

const MARK = "#s=";
const MOST_BYTES = 4 << 20; // of the scenario with its tables; a longer one is refused before it fills the memory
const VERSION = 1;

async function through(stream, bytes, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("the scenario in the link is too large");
    }
    parts.push(step.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function toBase64Url(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function fromBase64Url(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
}

/** The fragment of an address that carries a scenario ({name, path, text, files, set}). */
export async function encodeLink(scenario) {
  const { name, path, text, files, set } = scenario;
  const bytes = new TextEncoder().encode(JSON.stringify({ v: VERSION, name, path, text, files, set }));
  return MARK + toBase64Url(await through(new CompressionStream("deflate-raw"), bytes, Infinity));
}

/** The scenario that a fragment carries; null where the fragment is none of these. Throws where it is damaged. */
export async function decodeLink(fragment) {
  if (!fragment.startsWith(MARK)) return null;
  const bytes = fromBase64Url(fragment.slice(MARK.length));
  const plain = await through(new DecompressionStream("deflate-raw"), bytes, MOST_BYTES);
  return checked(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain)));
}

function checked(given) {
  const files = given.files ?? {};
  const set = given.set ?? [];
  const fine = given.v === VERSION && typeof given.name === "string" && typeof given.text === "string" &&
    isInnerPath(given.path) && Array.isArray(set) && set.every((one) => typeof one === "string") &&
    typeof files === "object" && !Array.isArray(files) &&
    Object.entries(files).every(([path, text]) => isInnerPath(path) && typeof text === "string");
  if (!fine) throw new TypeError("the link does not hold a scenario");
  return { name: given.name, path: given.path, text: given.text, files: { ...files }, set: [...set] };
}
