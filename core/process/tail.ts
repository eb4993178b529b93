/** After this much there is a pause, so that a process that prints without end is slowed down and does not keep its host busy. */
const BURST_BYTES = 1024 * 1024;
const PAUSE_MS = 20;

/** Reads a stream to its end and gives the last `bytes` of it as text, whatever its size. */
export async function tailOf(stream: ReadableStream<Uint8Array>, bytes: number): Promise<string> {
  let kept: Uint8Array = new Uint8Array(0);
  let burst = 0;
  for await (const chunk of stream) {
    burst += chunk.byteLength;
    if (burst > BURST_BYTES) {
      burst = 0;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    const last = chunk.subarray(Math.max(0, chunk.byteLength - bytes));
    const before = kept.subarray(Math.max(0, kept.byteLength + last.byteLength - bytes));
    const joined = new Uint8Array(before.byteLength + last.byteLength);
    joined.set(before);
    joined.set(last, before.byteLength);
    kept = joined;
  }
  return new TextDecoder().decode(kept);
}
