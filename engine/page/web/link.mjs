// A scenario in the address: JSON, compressed (deflate), in base64url, behind `#s=`. What comes out of an address was
// written by anyone: it is checked to be text in the shape of a scenario, and nothing else is taken from it.

import { isInnerPath, isPlainLine } from "./scenarios.mjs";
import { through } from "./streams.mjs";

const MARK = "#s=";
const MOST_BYTES = 4 << 20; // of the scenario with its tables
const MOST_CHARACTERS = 1e6; // of a fragment: Firefox opens no address beyond 1 MB, Chromium none beyond 2
const VERSION = 1;

function toBase64Url(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function fromBase64Url(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
}

/** The fragment of an address that carries a scenario ({name, path, text, files, set}). Throws a RangeError where no link could be
 * opened again. */
export async function encodeLink(scenario) {
  const { name, path, text, files, set } = scenario;
  const bytes = new TextEncoder().encode(JSON.stringify({ v: VERSION, name, path, text, files, set }));
  const packed = bytes.length <= MOST_BYTES ? await through(new CompressionStream("deflate-raw"), bytes, Infinity) : null;
  const fragment = packed === null ? "" : MARK + toBase64Url(packed);
  if (fragment === "" || fragment.length > MOST_CHARACTERS) throw new RangeError("the scenario is too large for a link; save it as a file");
  return fragment;
}

/** The scenario that a fragment carries; null where the fragment is none of these. Throws where it is damaged. */
export async function decodeLink(fragment) {
  if (!fragment.startsWith(MARK)) return null;
  return checked(await unpacked(fragment.slice(MARK.length)));
}

async function unpacked(text) {
  try {
    const plain = await through(new DecompressionStream("deflate-raw"), fromBase64Url(text), MOST_BYTES);
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError("the scenario in the link is too large");
    throw new Error("it is damaged, or a program has cut it off", { cause: error });
  }
}

function checked(given) {
  if (given === null || typeof given !== "object") throw new TypeError("the link does not hold a scenario");
  const files = given.files ?? {};
  const set = given.set ?? [];
  const fine = given.v === VERSION && typeof given.name === "string" && typeof given.text === "string" &&
    isInnerPath(given.path) && Array.isArray(set) && set.every(isPlainLine) &&
    typeof files === "object" && !Array.isArray(files) &&
    Object.entries(files).every(([path, text]) => isInnerPath(path) && typeof text === "string");
  if (!fine) throw new TypeError("the link does not hold a scenario");
  return { name: given.name, path: given.path, text: given.text, files: { ...files }, set: [...set] };
}
