/**
 * A kept upload as a parser sees it.
 *
 * @module
 */
import type { Source } from "../contract/mod.ts";

const CHUNK = 1 << 20;

/** Reads from the file on demand; the parser never learns its path. */
export class FileSource implements Source {
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly #path: string;

  constructor(file: { path: string; name: string; size: number; mediaType: string }) {
    this.#path = file.path;
    this.name = file.name;
    this.size = file.size;
    this.mediaType = file.mediaType;
  }

  async slice(start: number, end: number): Promise<Uint8Array> {
    const from = Math.max(0, Math.min(start, this.size));
    const bytes = new Uint8Array(Math.max(0, Math.min(end, this.size) - from));
    using file = await Deno.open(this.#path);
    await file.seek(from, Deno.SeekMode.Start);
    let filled = 0;
    while (filled < bytes.length) {
      const read = await file.read(bytes.subarray(filled));
      if (read === null) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  }

  async *stream(): AsyncIterable<Uint8Array> {
    for (let start = 0; start < this.size; start += CHUNK) yield await this.slice(start, start + CHUNK);
  }
}
