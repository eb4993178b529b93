/**
 * Moving over the chunks of a segmentation, keeping account of which are used and for what.
 *
 * @module
 */
import type { Sense, SenseName } from "../lexicon/sense.ts";
import type { Chunk } from "../link/segment.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";

/** The sense of a name. */
export type SenseOf<Name extends SenseName> = Extract<Sense, { is: Name }>;

/** Chunks with an account of what has been used. */
export class Walk {
  readonly chunks: readonly Chunk[];
  readonly tables: readonly TableContext[];
  readonly #meaning: (string | undefined)[];

  constructor(chunks: readonly Chunk[], tables: readonly TableContext[]) {
    this.chunks = chunks;
    this.tables = tables;
    this.#meaning = chunks.map(() => undefined);
  }

  get length(): number {
    return this.chunks.length;
  }

  /** All columns of all tables. */
  get columns(): readonly ColumnInfo[] {
    return this.tables.flatMap((table) => table.columns);
  }

  /** Marks a chunk as used, with what it was taken for. */
  use(at: number, meaning: string): void {
    this.#meaning[at] ??= meaning;
  }

  used(at: number): boolean {
    return this.#meaning[at] !== undefined;
  }

  meaning(at: number): string | undefined {
    return this.#meaning[at];
  }

  sense<Name extends SenseName>(at: number, name: Name): SenseOf<Name> | undefined {
    const chunk = this.chunks[at];
    if (chunk?.kind !== "phrase") return undefined;
    return chunk.senses.find((sense) => sense.is === name) as SenseOf<Name> | undefined;
  }

  /** The best column that a chunk names. */
  column(at: number): ColumnInfo | undefined {
    const chunk = this.chunks[at];
    return chunk?.kind === "column" ? chunk.matches[0]!.column : undefined;
  }

  /** A column that a chunk names and that passes a test, nearly as good as its best. */
  columnWhere(at: number, test: (column: ColumnInfo) => boolean): ColumnInfo | undefined {
    const chunk = this.chunks[at];
    if (chunk?.kind !== "column") return undefined;
    const best = chunk.matches[0]!.score;
    return chunk.matches.find((match) => match.score >= best - 0.3 && test(match.column))?.column;
  }

  word(at: number): string {
    const chunk = this.chunks[at];
    return chunk === undefined ? "" : chunk.text.toLowerCase();
  }

  isFiller(at: number): boolean {
    const kind = this.chunks[at]?.kind;
    return kind === "filler" || kind === "mark" || kind === "rows";
  }

  /** The next chunk that is not filler; the length where there is none. */
  next(at: number, within = this.length): number {
    let index = at + 1;
    while (index < within && this.isFiller(index)) index += 1;
    return index;
  }

  /** The chunk before that is not filler; -1 where there is none. */
  previous(at: number): number {
    let index = at - 1;
    while (index >= 0 && this.isFiller(index)) index -= 1;
    return index;
  }

  /** Whether a mark that ends a clause stands between two chunks. */
  broken(from: number, to: number): boolean {
    for (let at = from + 1; at < to; at++) {
      const chunk = this.chunks[at];
      if (chunk?.kind === "mark" && /^[.?;:]$/.test(chunk.word)) return true;
    }
    return false;
  }
}
