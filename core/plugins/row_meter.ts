/**
 * How much the rows of one table may be: a parser may be anybody's, and a small file of anybody's may unpack to more than a disk holds.
 *
 * @module
 */
import { type ImportNote, NexusError } from "../contract/mod.ts";
import type { PackedRows } from "../process/mod.ts";
import { brokenContract } from "./failure.ts";

const GIB = 1024 ** 3;
/** Text that every file may become, and as a multiple of the file's own bytes: packed sheets of many like cells come to a hundred. */
const ROOM_BYTES = 4 * GIB;
const ROOM_FACTOR = 200;
const MAX_NOTES = 1000;
/** Characters of all notes. */
const MAX_WORDS = 4_000_000;
/** Batches without a row. */
const MAX_EMPTY = 1000;

/** Counts what a parser yields of one table. */
export class RowMeter {
  readonly #plugin: string;
  readonly #room: number;
  #bytes = 0;
  #notes = 0;
  #words = 0;
  #empty = 0;

  constructor(plugin: string, fileBytes: number) {
    this.#plugin = plugin;
    this.#room = Math.max(ROOM_BYTES, ROOM_FACTOR * fileBytes);
  }

  /** @throws {NexusError} `file.too_large` for text without end; `plugin.contract` for notes or empty batches without end. */
  add(item: { batch: PackedRows } | { note: ImportNote }): void {
    if ("note" in item) {
      this.#words += item.note.message.length + item.note.topic.length;
      if (++this.#notes > MAX_NOTES || this.#words > MAX_WORDS) throw this.#breach("notes without end");
      return;
    }
    this.#bytes += item.batch.slices.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    if (this.#bytes > this.#room) {
      throw new NexusError(
        "file.too_large",
        `The file unpacks to more than ${Math.floor(this.#room / GIB)} GiB of text`,
        { hint: "Split it, or save it in another format.", details: { plugin: this.#plugin } },
      );
    }
    if (item.batch.rows === 0 && ++this.#empty > MAX_EMPTY) throw this.#breach("batches without rows");
  }

  #breach(what: string): NexusError {
    return brokenContract(this.#plugin, "rows", what);
  }
}
