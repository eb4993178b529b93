/**
 * The real result of a plan as an answer: a value of the right form, and a sentence whose every number stands in the result.
 *
 * @module
 */
import type {
  AnswerKind,
  ColumnType,
  Field,
  Question,
  Reading,
  Schema,
  Table,
  Value,
} from "../../contract/mod.ts";
import { formatNumber } from "./number_format.ts";
import { namedValues } from "./named_values.ts";
import { statisticText } from "./statistic_text.ts";

/** What is to be put into words. */
export interface PhraseInput {
  readonly question: Question | null;
  /** Null where the plan came from the user. */
  readonly reading: Reading | null;
  readonly table: Table;
  readonly schema: Schema;
}

/** An answer's value and sentence. */
export interface Phrase {
  readonly kind: AnswerKind;
  /** Number, string, boolean, list, record or `{columns, rows}` by `kind`. */
  readonly answer: Value | Value[] | Record<string, Value> | { columns: string[]; rows: Value[][] };
  readonly text: string;
  /** Where the question fixes names for its results. */
  readonly values?: Record<string, Value>;
  readonly response?: string;
}

/** Rows of a list that a sentence names. */
const SHOWN = 10;

/** Phrases a result. */
export function phraseAnswer(input: PhraseInput): Phrase {
  const { table, reading } = input;
  const tested = statisticText(input);
  const phrase = tested !== null
    ? { ...record(input), text: tested }
    : table.rowCount === 0
    ? nothing(reading)
    : table.rowCount === 1
    ? oneRow(input)
    : manyRows(input);
  return { ...phrase, ...namedValues(input) };
}

/** A test's result, which has one row. */
function record({ schema, table }: PhraseInput): Pick<Phrase, "kind" | "answer"> {
  const [row] = table.rows;
  return {
    kind: "record",
    answer: Object.fromEntries(schema.map((field, i) => [field.name, row?.[i] ?? null])),
  };
}

function nothing(reading: Reading | null): Phrase {
  const list = reading?.kind === "table" ? "table" as const : "none" as const;
  return {
    kind: list,
    answer: list === "table" ? { columns: [], rows: [] } : null,
    text: reading === null
      ? "The result has no rows."
      : `Nothing matches: there are no rows for ${reading.summary}.`,
  };
}

/** The column that is the answer: the one the reading names, else the only one. */
function answerIndex({ schema, reading }: PhraseInput): number {
  const named = reading?.answerColumn === undefined
    ? -1
    : schema.findIndex((field) => field.name === reading.answerColumn);
  return named >= 0 ? named : schema.length === 1 ? 0 : -1;
}

function oneRow(input: PhraseInput): Phrase {
  const { schema, table, reading } = input;
  const row = table.rows[0]!;
  const index = answerIndex(input);
  if (index < 0) {
    const record = Object.fromEntries(schema.map((field, i) => [field.name, row[i] ?? null]));
    const parts = schema.slice(0, 12).map((field, i) => `${field.name} ${valueText(row[i] ?? null, field)}`);
    return {
      kind: "record",
      answer: record,
      text: `${sentence(reading, "The result")}: ${parts.join(", ")}.`,
    };
  }
  const value = row[index] ?? null;
  const type = schema[index]!.type;
  const shown = valueText(value, schema[index]!);
  if (value === null) {
    return {
      kind: "none",
      answer: null,
      text: `There is no value for ${reading?.summary ?? `"${schema[index]!.name}"`}.`,
    };
  }
  if (type === "boolean") {
    return {
      kind: "boolean",
      answer: value,
      text: `${value ? "Yes" : "No"}${reading === null ? "" : `: ${reading.summary}`}.`,
    };
  }
  const beside = schema.flatMap((field, i) =>
    i === index || row[i] === null ? [] : [`${field.name} ${valueText(row[i] ?? null, field)}`]
  );
  const context = beside.length === 0 || beside.length > 4 ? "" : ` (${beside.join(", ")})`;
  return {
    kind: kindOf(type),
    answer: value,
    text: `${sentence(reading, schema[index]!.name)} is ${shown}${context}.`,
  };
}

function manyRows(input: PhraseInput): Phrase {
  const { schema, table } = input;
  const index = answerIndex(input);
  if (index < 0) {
    return {
      kind: "table",
      answer: { columns: schema.map((field) => field.name), rows: table.rows },
      text: `${sentence(input.reading, "The result")}: ${
        extremes(input) ?? `${formatNumber(table.rowCount)} rows`
      }.`,
    };
  }
  return {
    kind: "list",
    answer: table.rows.map((row) => row[index] ?? null),
    text: `${sentence(input.reading, schema[index]!.name)}: ${listText(input, index)}.`,
  };
}

/** The values of the answer's column, each once, with the number that stands beside it or how often it comes. */
function listText({ schema, table }: PhraseInput, index: number): string {
  const labelled = labelledText(schema, table, index);
  if (labelled !== null) return labelled;
  const beside = schema.length === 2 && /^(integer|number)$/.test(schema[1 - index]!.type) ? 1 - index : -1;
  const entries = new Map<string, { details: Set<string>; rows: number }>();
  for (const row of table.rows) {
    const value = valueText(row[index] ?? null, schema[index]!);
    const entry = entries.get(value) ?? { details: new Set(), rows: 0 };
    if (beside >= 0 && row[beside] !== null) entry.details.add(valueText(row[beside]!, schema[beside]!));
    entry.rows++;
    entries.set(value, entry);
  }
  const shown = [...entries].slice(0, SHOWN).map(([value, { details, rows }]) => {
    const notes = [
      ...(details.size === 1 ? details : []),
      ...(rows > 1 ? [`${formatNumber(rows)} rows`] : []),
    ];
    return notes.length > 0 ? `${value} (${notes.join(", ")})` : value;
  });
  const told = [...entries.values()].slice(0, SHOWN).reduce((sum, { rows }) => sum + rows, 0);
  const more = table.rowCount > told ? ` and ${formatNumber(table.rowCount - told)} more` : "";
  return shown.join(", ") + more;
}

/** `New York 60,487, California 54,310`: few values, each with what it is of. */
function labelledText(schema: Schema, table: Table, index: number): string | null {
  if (schema.length !== 2 || index !== 1 || schema[0]!.type !== "text" || table.rowCount > SHOWN) return null;
  return table.rows.map(([label, value]) =>
    `${valueText(label ?? null, schema[0]!)} ${valueText(value ?? null, schema[1]!)}`
  ).join(", ");
}

/** Up to so many groups are all told. */
const FEW = 4;

/** For a table of groups and one number: where it is highest and lowest among the groups with a name; what the one without has is said too. */
function extremes({ schema, table }: PhraseInput): string | null {
  const y = schema.length - 1;
  if (
    table.truncated || schema.length !== 2 || schema[0]!.type === "number" ||
    !/^(integer|number)$/.test(schema[y]!.type)
  ) return null;
  let low: Value[] | undefined, high: Value[] | undefined;
  for (const row of table.rows) {
    if (typeof row[y] !== "number" || row[0] === null) continue;
    if (low === undefined || row[y] < Number(low[y])) low = row;
    if (high === undefined || row[y] > Number(high[y])) high = row;
  }
  if (low === undefined || high === undefined || low[y] === high[y]) return null;
  const say = (row: Value[]) =>
    `${valueText(row[0] ?? null, schema[0]!)} (${valueText(row[y] ?? null, schema[y]!)})`;
  const unnamed = table.rows.find((row) => row[0] === null);
  const beside = unnamed === undefined
    ? ""
    : `; ${valueText(unnamed[y] ?? null, schema[y]!)} where "${schema[0]!.name}" is missing`;
  const named = table.rowCount - (unnamed === undefined ? 0 : 1);
  if (named <= FEW) {
    return `${table.rows.filter((row) => row !== unnamed).map(say).join(", ")}${beside}`;
  }
  return `highest for ${say(high)}, lowest for ${say(low)}, of ${formatNumber(named)}${beside}`;
}

function sentence(reading: Reading | null, otherwise: string): string {
  const text = reading?.summary ?? otherwise;
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function kindOf(type: ColumnType): AnswerKind {
  if (type === "integer" || type === "number") return "number";
  return type === "date" || type === "datetime" ? "date" : type === "boolean" ? "boolean" : "text";
}

/** A cell for a sentence. A whole number in a column of years is no amount, and gets no separator. */
export function valueText(value: Value, field: Field): string {
  if (value === null) return "(missing)";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return isYear(value, field) ? String(value) : formatNumber(value);
  return field.type === "datetime" ? value.replace("T", " ").replace(/ 00:00:00$/, "") : value;
}

function isYear(value: number, { name, type }: Field): boolean {
  return type === "integer" && value >= 1000 && value < 3000 &&
    /year|season|\bdate\b|founded|built|born/i.test(name) &&
    !/\b(total|average|mean|number|count|sum)\b/i.test(name);
}
