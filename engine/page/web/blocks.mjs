// The data that the page carries: blocks of gzip in base64, and JSON.

function contentOf(id) {
  return document.getElementById(id)?.textContent ?? "";
}

/** Bytes of a block; null where the page has no such block. */
export async function bytesOf(id) {
  const base64 = contentOf(id).trim();
  if (base64 === "") return null;
  const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function textOf(id) {
  const bytes = await bytesOf(id);
  return bytes ? new TextDecoder().decode(bytes) : "";
}

export function jsonOf(id) {
  const text = contentOf(id).trim();
  return text === "" ? null : JSON.parse(text);
}

export { contentOf };
