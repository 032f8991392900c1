// A ZIP archive whose files are stored as they are (APPNOTE 6.3.10, method 0). The time of all files is 1 January 1980,
// so that the same files give the same archive. Archives of other programs (method 8) are read too.

import { through } from "./streams.mjs";

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

/** CRC-32 of bytes (polynomial 0xEDB88320). */
export function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 255] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const DATE = (1 << 5) | 1; // 1980-01-01

/** The fields that a file has in its own header and in the directory. */
function shared(view, at, file) {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 8, DATE, true);
  view.setUint32(at + 10, file.crc, true);
  view.setUint32(at + 14, file.bytes.length, true);
  view.setUint32(at + 18, file.bytes.length, true);
  view.setUint16(at + 22, file.name.length, true);
}

function localHeader(file) {
  const view = new DataView(new ArrayBuffer(30));
  view.setUint32(0, 0x04034b50, true);
  shared(view, 4, file);
  return new Uint8Array(view.buffer);
}

function directoryEntry(file) {
  const view = new DataView(new ArrayBuffer(46));
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, VERSION, true);
  shared(view, 6, file);
  view.setUint32(42, file.offset, true);
  return new Uint8Array(view.buffer);
}

function endOfDirectory(files, offset, size) {
  const view = new DataView(new ArrayBuffer(22));
  view.setUint32(0, 0x06054b50, true);
  view.setUint16(8, files, true);
  view.setUint16(10, files, true);
  view.setUint32(12, size, true);
  view.setUint32(16, offset, true);
  return new Uint8Array(view.buffer);
}

const lengthOf = (parts) => parts.reduce((sum, part) => sum + part.length, 0);

/** The archive of `entries`: [name, Uint8Array] pairs, under 4 GB in all and under 65,536 files. */
export function zip(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const file = { name: new TextEncoder().encode(name), bytes, crc: crc32(bytes), offset };
    const local = [localHeader(file), file.name, bytes];
    parts.push(...local);
    directory.push(directoryEntry(file), file.name);
    offset += lengthOf(local);
  }
  parts.push(...directory, endOfDirectory(directory.length / 2, offset, lengthOf(directory)));
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

/** The offset of the end record, which a comment may follow. */
function findEnd(view) {
  const least = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= least; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new Error("it is no zip archive");
}

/** An entry of the directory at an offset: {name, method, crc, from, packed, size, next}. */
function entryAt(view, bytes, at) {
  const damaged = new Error("the archive is damaged");
  if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw damaged;
  const local = view.getUint32(at + 42, true);
  if (local + 30 > bytes.length) throw damaged;
  const lengths = [28, 30, 32].map((field) => view.getUint16(at + field, true));
  return {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + lengths[0])),
    method: view.getUint16(at + 8, true) & 1 ? -1 : view.getUint16(at + 10, true), // -1: encrypted
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    from: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
    next: at + 46 + lengths[0] + lengths[1] + lengths[2],
  };
}

async function contentOf(entry, bytes) {
  const packed = bytes.subarray(entry.from, entry.from + entry.packed);
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`the archive holds ${entry.name} encrypted, or packed in another way than deflate`);
  const plain = entry.method === 0 ? packed : await through(new DecompressionStream("deflate-raw"), packed, entry.size);
  if (plain.length !== entry.size || crc32(plain) !== entry.crc) throw new Error(`${entry.name} in the archive is damaged`);
  return plain;
}

/** The files of an archive, [name, Uint8Array] pairs in its order, without its folders. most: bytes of all of them. */
export async function unzip(bytes, most) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const found = [];
  let left = most;
  let at = view.getUint32(end + 16, true);
  for (let i = view.getUint16(end + 10, true); i > 0; i--) {
    const entry = entryAt(view, bytes, at);
    left -= entry.size;
    if (left < 0) throw new RangeError("the files in the archive are too large");
    if (!entry.name.endsWith("/")) found.push([entry.name, await contentOf(entry, bytes)]);
    at = entry.next;
  }
  return found;
}
