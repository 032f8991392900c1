// A ZIP archive whose files are stored as they are (APPNOTE 6.3.10, method 0). The time of all files is 1 January 1980,
// so that the same files give the same archive.

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
