/**
 * Pieces of SQL text for DuckDB: quoting, precedence, and the layout of a query.
 *
 * @module
 */
import type { ColumnType } from "../contract/mod.ts";

/** How tightly a piece of SQL binds; a piece is put in brackets where a tighter one is needed. */
export const RANK = { atom: 0, product: 2, sum: 3, comparison: 4, not: 5, and: 6, or: 7 } as const;

/** A piece of SQL. */
export interface Sql {
  text: string;
  /** One of {@linkcode RANK}. */
  rank: number;
  /** Cheap to repeat: a column or a constant. */
  simple?: boolean;
  /** An integer constant, which DuckDB would type narrower than the plan does. */
  bare?: boolean;
}

/** DuckDB's names of the column types. */
export const SQL_TYPES: Record<ColumnType, string> = {
  boolean: "BOOLEAN",
  integer: "BIGINT",
  number: "DOUBLE",
  text: "VARCHAR",
  date: "DATE",
  datetime: "TIMESTAMP",
};

/** An identifier in quotes. NUL and the empty name have no quoted form; {@linkcode freeName} gives names without them. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as a constant; NUL, which SQL text cannot hold, is joined in as chr(0). */
export function quoteText(text: string): Sql {
  const parts = text.toWellFormed().split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1
    ? { text: parts[0]!, rank: RANK.atom, simple: true }
    : { text: parts.join(" || chr(0) || "), rank: RANK.sum, simple: true };
}

/** A name that DuckDB can quote and that none of `taken` (in lower case) equals; it is added to them. DuckDB ignores case. */
export function freeName(wanted: string, taken: Set<string>): string {
  const base = wanted.toWellFormed().replaceAll("\0", "") || "column";
  let name = base;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base}_${count}`;
  taken.add(name.toLowerCase());
  return name;
}

export function atom(text: string): Sql {
  return { text, rank: RANK.atom };
}

/** A call of an SQL function. */
export function call(name: string, ...operands: (Sql | string)[]): Sql {
  return atom(
    `${name}(${operands.map((operand) => typeof operand === "string" ? operand : operand.text).join(", ")})`,
  );
}

export function cast(operand: Sql, type: ColumnType): Sql {
  return atom(`CAST(${operand.text} AS ${SQL_TYPES[type]})`);
}

/** The text of a piece, in brackets where it binds less tightly than `rank`. */
export function within(operand: Sql, rank: number): string {
  return operand.rank > rank ? `(${operand.text})` : operand.text;
}

/** `a op b`, left associative. */
export function infix(a: Sql, operator: string, b: Sql, rank: number): Sql {
  const left = rank === RANK.comparison ? rank - 1 : rank;
  return { text: `${within(a, left)} ${operator} ${within(b, rank - 1)}`, rank };
}

/** A bare constant in the plan's own type. */
export function exact(operand: Sql): Sql {
  return operand.bare ? { ...cast(operand, "integer"), simple: true } : operand;
}

/** Operands of one operation: constants stay bare where another operand fixes the type. */
export function exactTogether(operands: readonly Sql[]): Sql[] {
  const loose = operands.every((operand) => operand.bare || operand.text === "NULL");
  return loose ? operands.map(exact) : [...operands];
}

/** Uses an operand several times without writing it several times, which would grow exponentially with nesting. */
export function repeat(operand: Sql, body: (name: string) => string): Sql {
  if (operand.simple) return atom(body(operand.text));
  return atom(`list_transform([${operand.text}], lambda v: ${body("v")})[1]`);
}

/** One SELECT. */
export interface Query {
  select: string[];
  from: string;
  join?: string;
  where?: string;
  groupBy?: string[];
  qualify?: string;
  orderBy?: string[];
  limit?: number;
  offset?: number;
}

/** Lays a query out on lines, or on one line where it is not pretty. Line breaks inside constants stay as they are. */
export function renderQuery(query: Query, options: { pretty: boolean; indent?: string }): string {
  const { pretty, indent = "" } = options;
  const wide = pretty && query.select.join(", ").length > 90;
  const lines = [
    `SELECT ${query.select.join(wide ? `,\n${indent}       ` : ", ")}`,
    `FROM ${query.from}`,
    ...(query.join ? [query.join] : []),
    ...(query.where ? [`WHERE ${query.where}`] : []),
    ...(query.groupBy?.length ? [`GROUP BY ${query.groupBy.join(", ")}`] : []),
    ...(query.qualify ? [`QUALIFY ${query.qualify}`] : []),
    ...(query.orderBy?.length ? [`ORDER BY ${query.orderBy.join(", ")}`] : []),
    ...(query.limit === undefined ? [] : [`LIMIT ${query.limit}`]),
    ...(query.offset ? [`OFFSET ${query.offset}`] : []),
  ];
  return pretty ? lines.map((line) => indent + line).join("\n") : lines.join(" ");
}
