// Bytes through a stream that compresses or unpacks them.

/** All that comes out of a stream (CompressionStream, DecompressionStream). More than `most` bytes are refused before they
 * fill the memory. */
export async function through(stream, bytes, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let size = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError("it is too large");
    }
    parts.push(step.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
