/**
 * The host's side of parsers.
 *
 * @module
 */
import { z } from "zod";
import {
  type DocumentFound,
  DocumentFoundData,
  ImportNote,
  type Manifest,
  NexusError,
  type ReadOptions,
  type SniffMatch,
  SniffMatchData,
  type Source,
  type TableFound,
  TableFoundData,
} from "../contract/mod.ts";
import { type Handler, type PackedRows, reply, SLICE_COLUMNS } from "../process/mod.ts";
import { brokenContract, checkReply } from "./failure.ts";
import { Gate } from "./gate.ts";
import { RowMeter } from "./row_meter.ts";
import type { PluginCall, PluginSlot } from "./slot.ts";
import { type StreamItem, streamOf } from "./stream.ts";

const MAX_SLICE = 8 * 1024 * 1024;
/** What a parser can make the host hold in memory is this many slices. */
const SLICES_AT_ONCE = 4;
const MAX_TABLES = 1000;
const MAX_COLUMNS = 100_000;
const Tables = z.array(TableFoundData).max(MAX_TABLES);
const Packed = z.object({
  rows: z.number().int().nonnegative(),
  longest: z.number().int().nonnegative(),
  slices: z.array(z.object({ cellBytes: z.number().int().nonnegative(), escaped: z.boolean() })),
});
const Slice = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() });

/** A parser that is installed. */
export class IngestHandle {
  readonly #slot: PluginSlot;

  constructor(slot: PluginSlot) {
    this.#slot = slot;
  }

  get id(): string {
    return this.#slot.id;
  }

  get version(): string {
    return this.#slot.manifest.version;
  }

  get manifest(): Manifest {
    return this.#slot.manifest;
  }

  /** Whether it takes a file that starts with `head`. */
  async sniff(
    head: Uint8Array,
    file: { name: string; size: number; mediaType: string },
    options: PluginCall = {},
  ): Promise<SniffMatch> {
    const params = { file: dataOf(file) };
    const { value } = await this.#slot.call("sniff", params, { ...options, attachments: [head] });
    return checkReply(SniffMatchData, value, this.id, "sniff");
  }

  /** The tables of a file, and how to read them. */
  async read(source: Source, options: ReadOptions, call: PluginCall = {}): Promise<TableFound[]> {
    const { session, close } = this.#slot.openSession({ slice: sliceHandler(source) });
    try {
      const params = { session, file: dataOf(source), options };
      const { value } = await this.#slot.call("read", params, { signal: call.signal });
      const tables = checkReply(Tables, value, this.id, "read");
      for (const table of tables) this.#checkColumns(table);
      return tables;
    } finally {
      close();
    }
  }

  /** The rows of a table with a scan of batches. The engine that reads them holds them against the columns. */
  async *rows(
    source: Source,
    index: number,
    table: TableFound,
    call: PluginCall = {},
  ): AsyncGenerator<{ batch: PackedRows } | { note: ImportNote }> {
    const { session, close } = this.#slot.openSession({ slice: sliceHandler(source) });
    try {
      const params = { session, file: dataOf(source), index, table };
      const columns = table.scan.columns.length;
      const meter = new RowMeter(this.id, source.size);
      for await (const item of streamOf(this.#slot, "rows", params, { signal: call.signal, ahead: true })) {
        const checked = this.#checkItem(item, columns);
        meter.add(checked);
        yield checked;
      }
    } finally {
      close();
    }
  }

  /** The text of a document. */
  async document(source: Source, call: PluginCall = {}): Promise<DocumentFound> {
    const { session, close } = this.#slot.openSession({ slice: sliceHandler(source) });
    try {
      const params = { session, file: dataOf(source) };
      const { value } = await this.#slot.call("document", params, { signal: call.signal });
      return checkReply(DocumentFoundData, value, this.id, "document");
    } finally {
      close();
    }
  }

  #checkItem(
    { value, attachments }: StreamItem,
    columns: number,
  ): { batch: PackedRows } | { note: ImportNote } {
    const { packed, note } = Object(value);
    if (note !== undefined) return { note: checkReply(ImportNote, note, this.id, "rows") };
    const { rows, longest, slices } = checkReply(Packed, packed, this.id, "rows");
    if (slices.length !== attachments.length || slices.length !== Math.ceil(columns / SLICE_COLUMNS)) {
      throw brokenContract(this.id, "rows", `a batch is not rows of ${columns} texts or nulls`);
    }
    return { batch: { rows, longest, slices: slices.map((s, k) => ({ ...s, bytes: attachments[k]! })) } };
  }

  #checkColumns({ name, scan }: TableFound): void {
    const names = new Set(scan.columns.map((column) => column.name));
    if (names.size !== scan.columns.length) {
      throw brokenContract(this.id, "read", `two columns of the table "${name}" have one name`);
    }
    if (names.size > MAX_COLUMNS) {
      throw brokenContract(this.id, "read", `it found more than ${MAX_COLUMNS} columns`);
    }
  }
}

function dataOf({ name, size, mediaType }: { name: string; size: number; mediaType: string }) {
  return { name, size, mediaType };
}

function sliceHandler(source: Source): Handler {
  const gate = new Gate(SLICES_AT_ONCE);
  return (params) =>
    gate.run(async () => {
      const { start, end } = Slice.parse(params);
      if (end - start > MAX_SLICE) {
        throw new NexusError("plugin.denied", `A slice has at most ${MAX_SLICE} bytes`);
      }
      return reply(null, [await source.slice(Math.min(start, source.size), Math.min(end, source.size))]);
    });
}
