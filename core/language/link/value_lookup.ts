/**
 * Finds cells that a question names, by an inverted index over the distinct values of the text columns.
 *
 * @module
 */
import type { ValueIndex } from "../../contract/mod.ts";
import { stem } from "../text/stem.ts";
import { wordsOf } from "../text/token.ts";

/** A distinct value of a column. */
export interface ValueEntry {
  readonly column: string;
  readonly value: string;
  /** Number of words of the value. */
  readonly words: number;
}

/** From this share on the cells of a column are lists. */
const LISTS = 0.2;
/** Longer cells are prose: their single words name nothing. */
const PROSE_WORDS = 14;

/** `U.S.`, which people write `US`. */
const DOTTED = /(?<!\p{L})(?:\p{L}\.){2,}/gu;

/** Words of an element of a list. */
const LONGEST_ELEMENT = 6;

/** Index of one dataset's values. */
export class ValueLookup {
  readonly source: ValueIndex;
  #exact = new Map<string, ValueEntry[]>();
  #byWord = new Map<string, ValueEntry[]>();
  #elements = new Map<string, ValueEntry[]>();
  #stemmed = new Map<string, ValueEntry[]>();
  #words = new Map<ValueEntry, readonly string[]>();
  /** Columns whose cells often are lists. */
  #lists = new Set<string>();

  constructor(source: ValueIndex) {
    this.source = source;
    for (const column of source.columns) {
      for (const value of column.values) this.#add(column.name, value);
      const lists = column.values.filter((value) => elementsOf(value).length > 0).length;
      if (lists > LISTS * column.values.length) this.#lists.add(column.name);
    }
  }

  static #known = new WeakMap<ValueIndex, ValueLookup>();

  /** The lookup of an index, built once. */
  static of(source: ValueIndex): ValueLookup {
    let known = ValueLookup.#known.get(source);
    if (known === undefined) ValueLookup.#known.set(source, known = new ValueLookup(source));
    return known;
  }

  #add(column: string, value: string): void {
    const words = wordsOf(value);
    if (words.length === 0) return;
    const entry: ValueEntry = { column, value, words: words.length };
    push(this.#exact, words.join(" "), entry);
    const main = wordsOf(value.replace(/[([][^)\]]*[)\]]/g, " "));
    if (main.length > 0 && main.length < words.length) push(this.#exact, main.join(" "), entry);
    const fused = wordsOf(value.replace(DOTTED, (letters) => letters.replaceAll(".", "")));
    if (fused.length < words.length) push(this.#exact, fused.join(" "), entry);
    for (const piece of elementsOf(value)) push(this.#elements, piece, entry);
    if (words.length > PROSE_WORDS) return;
    const stems = words.map(stem);
    if (words.length <= 4) push(this.#stemmed, stems.join(" "), entry);
    this.#words.set(entry, stems);
    for (const word of new Set(stems)) push(this.#byWord, word, entry);
  }

  /** Values that are exactly these words (with or without a bracketed addition), or lists of which one element is. */
  exact(words: readonly string[]): readonly ValueEntry[] {
    const key = words.join(" ");
    const whole = this.#exact.get(key) ?? [];
    const within = (this.#elements.get(key) ?? []).filter((entry) =>
      // `China` is no element of `Hong Kong, China` where hardly a cell of the column is a list.
      this.#lists.has(entry.column) || !whole.some(({ column }) => column === entry.column)
    );
    return within.length === 0 ? whole : [...new Set([...whole, ...within])];
  }

  /** Values of these stems in full: `chairs` finds `Chair`. */
  stemmed(stems: readonly string[]): readonly ValueEntry[] {
    return this.#stemmed.get(stems.join(" ")) ?? [];
  }

  /** Whether any value has a word of this stem. */
  has(word: string): boolean {
    return this.#byWord.has(word);
  }

  /** Number of values that have a word of this stem. */
  frequency(word: string): number {
    return this.#byWord.get(word)?.length ?? 0;
  }

  /** Values that hold these stems one after the other; at most `limit`. */
  holding(stems: readonly string[], limit = 2000): readonly ValueEntry[] {
    let rarest: readonly ValueEntry[] | undefined;
    for (const word of stems) {
      const entries = this.#byWord.get(word);
      if (entries === undefined) return [];
      if (rarest === undefined || entries.length < rarest.length) rarest = entries;
    }
    if (rarest === undefined || rarest.length > limit) return [];
    return rarest.filter((entry) => containsRun(this.#words.get(entry) ?? [], stems));
  }
}

/** The elements of a cell that holds a list, as words. */
function elementsOf(value: string): string[] {
  if (value.length > 300 || !/[,;/&\n|]| and /.test(value)) return [];
  const pieces = value.split(/[,;/&\n|]| and /).map((piece) =>
    wordsOf(piece.replace(/[([][^)\]]*[)\]]/g, " ")).join(" ")
  ).filter((piece) => piece.length > 1 && !/^\d+$/.test(piece));
  // A long piece says that this is a sentence, whose words between commas name nothing.
  const listed = pieces.length >= 2 && pieces.every((piece) => piece.split(" ").length <= LONGEST_ELEMENT);
  return listed ? [...new Set(pieces)] : [];
}

function push(map: Map<string, ValueEntry[]>, key: string, entry: ValueEntry): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [entry]);
  else if (list.at(-1) !== entry) list.push(entry);
}

function containsRun(words: readonly string[], run: readonly string[]): boolean {
  for (let from = 0; from + run.length <= words.length; from++) {
    if (run.every((word, i) => words[from + i] === word)) return true;
  }
  return false;
}
