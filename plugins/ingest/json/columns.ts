import { type ColumnConversion, type ImportNote, NexusError, ROW_ID } from "nexus";
import { cellText, ExactNumber, isObject, type JsonObject, type JsonValue } from "./json_value.ts";
import { readTexts } from "./text_type.ts";

const MAX_NESTING = 8;
const MAX_COLUMNS = 5_000;
const MAX_TEXTS = 5_000;
/** Holds the keys beyond the limit, as JSON. */
const REST = "other keys";

interface Facts {
  missing: number;
  booleans: number;
  integers: number;
  numbers: number;
  /** Whole numbers that 64 bits do not hold. */
  huge: number;
  nested: number;
  texts: Map<string, number>;
  textCount: number;
}

/** A key at its place in the nesting. */
interface Key {
  /** The keys on the way to it, and its own. */
  path: string[];
  /** Column where it holds cells; -1 where it does not. */
  place: number;
  facts: Facts | undefined;
  inner: Map<string, Key> | undefined;
}

/** Collects the columns of rows, and what their cells are. */
export class Columns {
  readonly #root: Key = newKey([]);
  /** Keys that hold cells, in the order in which they came. */
  readonly #keys: Key[] = [];
  rows = 0;
  /** Rows in which keys had to be left to the column of the rest. */
  overflow = 0;

  /** Takes a row into account. */
  add(record: JsonObject): void {
    this.rows++;
    if (!this.#add(record, this.#root)) this.overflow++;
  }

  #add(record: JsonObject, at: Key): boolean {
    let room = true;
    const inner = at.inner ??= new Map();
    for (const [name, value] of record) {
      let key = inner.get(name);
      if (key === undefined) inner.set(name, key = newKey([...at.path, name]));
      if (isNested(value, at.path.length)) {
        room = this.#add(value, key) && room;
        continue;
      }
      if (key.facts === undefined) {
        if (this.#keys.length >= MAX_COLUMNS) {
          room = false;
          continue;
        }
        key.place = this.#keys.length;
        key.facts = newFacts();
        this.#keys.push(key);
      }
      count(key.facts, value);
    }
    return room;
  }

  /** The columns, in the order in which they came, and what to tell of them. */
  conclude(file: string): { columns: ColumnConversion[]; notes: ImportNote[] } {
    if (this.#keys.length === 0) {
      throw new NexusError("file.empty", `"${file}" is empty: its rows have no values.`);
    }
    const notes: ImportNote[] = [];
    const taken = new Set<string>([ROW_ID]);
    const columns: ColumnConversion[] = [];
    const name = (wanted: string): string => {
      const base = wanted.replace(/\s+/g, " ").trim().slice(0, 300) || `column ${columns.length + 1}`;
      let unique = base;
      for (let turn = 2; taken.has(unique.toLowerCase()); turn++) unique = `${base} (${turn})`;
      taken.add(unique.toLowerCase());
      return unique;
    };
    for (const { path, facts } of this.#keys) columns.push(convert(name(path.join(".")), facts!, notes));
    if (this.overflow > 0) {
      columns.push({ name: name(REST), type: "text" });
      notes.push({
        level: "warning",
        topic: "columns",
        message:
          `Rows have more than ${MAX_COLUMNS} keys between them; the others are kept as JSON in the column "${REST}".`,
        count: this.overflow,
      });
    }
    return { columns, notes };
  }

  /** The cells of a row, in the order of the columns. */
  cells(record: JsonObject): (string | null)[] {
    const width = this.#keys.length;
    const cells = new Array<string | null>(width + (this.overflow > 0 ? 1 : 0)).fill(null);
    const rest: JsonObject = new Map();
    fill(record, this.#root, cells, rest);
    if (rest.size > 0) cells[width] = cellText(rest);
    return cells;
  }
}

function fill(record: JsonObject, at: Key, cells: (string | null)[], rest: JsonObject): void {
  for (const [name, value] of record) {
    const key = at.inner?.get(name);
    if (key !== undefined && isNested(value, at.path.length)) fill(value, key, cells, rest);
    else if (key !== undefined && key.place >= 0) cells[key.place] = cellText(value);
    else rest.set([...at.path, name].join("."), value);
  }
}

function newKey(path: string[]): Key {
  return { path, place: -1, facts: undefined, inner: undefined };
}

function newFacts(): Facts {
  return {
    missing: 0,
    booleans: 0,
    integers: 0,
    numbers: 0,
    huge: 0,
    nested: 0,
    texts: new Map(),
    textCount: 0,
  };
}

/** Whether a value becomes columns of its own. */
function isNested(value: JsonValue, depth: number): value is JsonObject {
  return isObject(value) && value.size > 0 && depth < MAX_NESTING;
}

function count(facts: Facts, value: JsonValue): void {
  if (value === null) facts.missing++;
  else if (typeof value === "boolean") facts.booleans++;
  else if (typeof value === "number") {
    if (Number.isInteger(value) && Math.abs(value) < 1e18) facts.integers++;
    else facts.numbers++;
  } else if (value instanceof ExactNumber) {
    if (!/^-?\d+$/.test(value.text)) facts.numbers++;
    else if (value.text.replace("-", "").length <= 18) facts.integers++;
    else facts.huge++;
  } else if (typeof value === "string") {
    facts.textCount++;
    // The first texts decide; the engine judges the type again over all of them.
    if (facts.texts.size < MAX_TEXTS) facts.texts.set(value, (facts.texts.get(value) ?? 0) + 1);
  } else facts.nested++;
}

function convert(name: string, facts: Facts, notes: ImportNote[]): ColumnConversion {
  const { booleans, integers, numbers, huge, nested, textCount } = facts;
  const numeric = integers + numbers;
  const tell = (level: ImportNote["level"], topic: string, message: string, count?: number) =>
    notes.push({ level, topic, message, ...(count === undefined ? {} : { count }) });
  if (huge > 0) {
    tell(
      "choice",
      "numbers",
      `Column "${name}" holds whole numbers with more than 18 digits; it is kept as text, so that none is rounded.`,
      huge,
    );
    return { name, type: "text" };
  }
  if (nested > 0) {
    tell("choice", "nested", `Lists in column "${name}" are kept as JSON text.`, nested);
    return { name, type: "text" };
  }
  if (textCount === 0) {
    if (booleans > 0 && numeric === 0) {
      return { name, type: "boolean", trueValues: ["true"], falseValues: ["false"] };
    }
    if (numeric > 0 && booleans === 0) return { name, type: numbers > 0 ? "number" : "integer" };
    if (numeric > 0) {
      tell(
        "warning",
        "mixed",
        `Column "${name}" mixes numbers with true and false; it is kept as text.`,
        booleans,
      );
    }
    return { name, type: "text" };
  }
  if (booleans === 0) {
    const read = readTexts(name, facts.texts, { numbers: numeric > 0, fractions: numbers > 0 });
    if (read !== undefined) {
      notes.push(...read.notes);
      return read.conversion;
    }
  }
  if (numeric + booleans > 0) {
    tell(
      "warning",
      "mixed",
      `Column "${name}" mixes texts with numbers or true and false; it is kept as text.`,
      numeric + booleans,
    );
  }
  return { name, type: "text" };
}
