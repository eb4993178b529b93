/**
 * What a script returned, as an answer: checked, with its form and a table of typed columns. Nothing of it is believed before it was
 * checked here.
 *
 * @module
 */
import { type AnswerKind, type Field, NexusError, type Table, type Value } from "../contract/mod.ts";
import { columnOf } from "./column.ts";

/** Plain JSON. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** A result that may be shown. */
export interface ScriptResult {
  value: Json;
  table: Table;
  kind: AnswerKind;
}

const MAX_ROWS = 10_000;
const MAX_COLUMNS = 200;
const MAX_CELL = 100_000;
const FORMS =
  "Return a number, a text, a truth value or null, a list of those, a flat record, a list of flat records, or {columns, rows}.";

/**
 * Reads what the worker sent.
 *
 * @throws {NexusError} `code.output` where it is no result, or more than it may be.
 */
export function readResult(data: unknown): ScriptResult {
  if (isValue(data)) {
    const { values, type } = columnOf([cell(data, "the result")]);
    const [value] = values;
    const kind = value === null ? "none" : scalarKind(type);
    return { value: value!, kind, table: tableOf([{ name: "result", type }], [[value!]]) };
  }
  if (Array.isArray(data)) return data.some(isRecord) ? listOfRecords(data) : listOf(data);
  if (!isRecord(data)) throw bad("The script returned what is no JSON", FORMS);
  if (Array.isArray(data.columns) && Array.isArray(data.rows)) return tableForm(data.columns, data.rows);
  const names = Object.keys(data);
  if (names.length === 0) throw bad("The script returned an empty record", FORMS);
  const { table, rows } = assemble(names, [names.map((name) => cell(data[name], `the field "${name}"`))]);
  return { value: recordOf(names, rows[0]!), kind: "record", table };
}

function listOf(items: unknown[]): ScriptResult {
  const { table, rows } = assemble(["value"], items.map((item, i) => [cell(item, `the item at ${i}`)]));
  return { value: rows.map(([value]) => value!), kind: "list", table };
}

function listOfRecords(items: unknown[]): ScriptResult {
  if (items.length > MAX_ROWS) throw tooMany(items.length);
  const names = new Set<string>();
  items.forEach((item, i) => {
    if (!isRecord(item)) throw bad(`The item at ${i} is no record, and others are`, FORMS);
    for (const name of Object.keys(item)) names.add(name);
  });
  const columns = [...names];
  const { table, rows } = assemble(
    columns,
    (items as Record<string, unknown>[]).map((item, i) =>
      columns.map((name) =>
        Object.hasOwn(item, name) ? cell(item[name], `"${name}" of the record at ${i}`) : null
      )
    ),
  );
  return { value: rows.map((row) => recordOf(columns, row)), kind: "table", table };
}

function tableForm(columns: unknown[], rows: unknown[]): ScriptResult {
  const names = columns.map((column, i) => {
    const name = isRecord(column) ? column.name : column;
    if (typeof name !== "string") throw bad(`The column at ${i} has no name`, FORMS);
    return name;
  });
  if (rows.length > MAX_ROWS) throw tooMany(rows.length);
  const cells = rows.map((row, i) => {
    if (!Array.isArray(row)) throw bad(`The row at ${i} is no list`, FORMS);
    if (row.length !== names.length) {
      throw bad(`The row at ${i} has ${row.length} values, and there are ${names.length} columns`, FORMS);
    }
    return row.map((item, j) => cell(item, `"${names[j]}" of the row at ${i}`));
  });
  const result = assemble(names, cells);
  return { value: { columns: names, rows: result.rows }, kind: "table", table: result.table };
}

function assemble(names: string[], rows: Value[][]): { table: Table; rows: Value[][] } {
  if (rows.length > MAX_ROWS) throw tooMany(rows.length);
  if (names.length === 0) throw bad("The result has no columns", FORMS);
  if (names.length > MAX_COLUMNS) {
    throw bad(
      `The result has ${names.length} columns; at most ${MAX_COLUMNS} are taken`,
      "Return fewer columns.",
    );
  }
  for (const [i, name] of names.entries()) {
    if (name === "" || name === "__proto__" || name.length > 1000) {
      throw bad(
        `${JSON.stringify(name.slice(0, 50))} cannot be the name of a column`,
        "Give it another name.",
      );
    }
    if (names.indexOf(name) !== i) throw bad(`Two columns have the name "${name}"`, "Give one another name.");
  }
  const columns = names.map((name, j) => ({ name, ...columnOf(rows.map((row) => row[j]!)) }));
  const typed = rows.map((_, i) => columns.map(({ values }) => values[i]!));
  return { rows: typed, table: tableOf(columns.map(({ name, type }) => ({ name, type })), typed) };
}

function tableOf(columns: Field[], rows: Value[][]): Table {
  return { columns, rows, rowCount: rows.length, truncated: false };
}

function recordOf(names: string[], row: Value[]): Json {
  return Object.fromEntries(names.map((name, j) => [name, row[j]!]));
}

function scalarKind(type: Field["type"]): AnswerKind {
  if (type === "integer" || type === "number") return "number";
  return type === "boolean" ? "boolean" : type === "text" ? "text" : "date";
}

function cell(value: unknown, at: string): Value {
  if (!isValue(value)) throw bad(`${capital(at)} is a list or a record, where one value belongs`, FORMS);
  if (typeof value === "string" && value.length > MAX_CELL) {
    throw bad(
      `${capital(at)} is a text of ${value.length} characters; at most ${MAX_CELL} are taken`,
      "Shorten it.",
    );
  }
  return value;
}

function isValue(data: unknown): data is Value {
  return data === null || typeof data === "string" || typeof data === "boolean" ||
    typeof data === "number" && Number.isFinite(data);
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function tooMany(rows: number): NexusError {
  return bad(
    `The result has ${rows} rows; at most ${MAX_ROWS} are taken`,
    "Group, filter or cut the rows first.",
  );
}

function bad(message: string, hint: string): NexusError {
  return new NexusError("code.output", message, { hint });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
