/**
 * The functions of one row as DuckDB's SQL.
 *
 * @module
 */
import type { FunctionName, Value } from "../contract/mod.ts";
import type { Kind } from "./column_types.ts";
import {
  atom,
  call,
  cast,
  exact,
  exactTogether,
  infix,
  quoteText,
  RANK,
  repeat,
  type Sql,
  within,
} from "./sql_text.ts";

/** What a function's SQL is made of: operands, their kinds, and the value of those that are literals. */
export interface Call {
  operands: readonly Sql[];
  kinds: readonly Kind[];
  values: readonly (Value | undefined)[];
}

type Writer = (call: Call) => Sql;

const NUMBER = String.raw`^\s*([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)\s*$`;
const INTEGER = String.raw`^\s*([+-]?[0-9]+)\s*$`;
const DATE = String.raw`^\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*$`;
const DATETIME = String
  .raw`^\s*([0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?)?)\s*$`;
const BLANKS = String.raw`e' \t\n\r` + "\u00a0'";

const integerOnly = (kinds: readonly Kind[]): boolean => kinds.every((kind) => kind === "integer");
const named = (name: string): Writer => ({ operands }) => call(name, ...operands);
const alike = (name: string): Writer => ({ operands }) => call(name, ...exactTogether(operands));
const compare = (operator: string): Writer => ({ operands: [a, b] }) =>
  infix(a!, operator, b!, RANK.comparison);
const arithmetic = (operator: string, rank: number): Writer => ({ operands }) => {
  const [a, b] = exactTogether(operands);
  return infix(a!, operator, b!, rank);
};
const chain = (operator: string, rank: number): Writer => ({ operands }) =>
  operands.length === 1
    ? operands[0]!
    : { text: operands.map((operand) => within(operand, rank - 1)).join(` ${operator} `), rank };
/** A function that fails outside its domain; there it gives null. */
const partial = (name: string, domain: string): Writer => ({ operands: [x] }) =>
  repeat(exact(x!), (v) => `CASE WHEN ${v} ${domain} THEN ${name}(${v}) END`);
const kept = (name: string): Writer => ({ operands, kinds }) =>
  integerOnly(kinds.slice(0, 1)) ? exact(operands[0]!) : call(name, ...operands);

/** The divisor, null where it is zero. */
function nonZero(operand: Sql, value: Value | undefined): Sql {
  if (typeof value === "number" && value !== 0) return operand;
  return operand.simple
    ? call("nullif", operand, "0")
    : repeat(operand, (v) => `CASE WHEN ${v} <> 0 THEN ${v} END`);
}

function divide(operator: string): Writer {
  return ({ operands, values }) => {
    const [a, b] = exactTogether(operands);
    return infix(a!, operator, nonZero(b!, values[1]), RANK.product);
  };
}

/** The remainder. Of doubles by its definition, which every engine computes alike, and not by fmod, which Polars has not. */
function modulo(parts: Call): Sql {
  if (integerOnly(parts.kinds)) return divide("%")(parts);
  const [a, b] = exactTogether(parts.operands) as [Sql, Sql];
  if (!a.simple || !b.simple) {
    const v = "v['a'] - trunc(v['a'] / v['b']) * v['b']";
    const pair = `{'a': ${a.text}, 'b': ${nonZero(b, parts.values[1]).text}}`;
    return atom(`list_transform([${pair}], lambda v: ${v})[1]`);
  }
  const whole = call("trunc", divide("/")(parts));
  return infix(a, "-", infix(whole, "*", b, RANK.product), RANK.sum);
}

function truncate({ operands, kinds, values }: Call): Sql {
  const start = call("date_trunc", quoteText(String(values[1])), operands[0]!);
  return kinds[0] === "date" ? cast(start, "date") : start;
}

function difference({ operands: [from, to], kinds, values }: Call): Sql {
  const unit = String(values[2]);
  const [a, b] = [from!, to!].map((operand, index) =>
    kinds[index] === "date" ? cast(operand, "datetime") : operand
  );
  if (unit !== "week") {
    const both = kinds[0] === kinds[1] ? [from!, to!] : [a!, b!];
    return call("date_diff", quoteText(unit), ...both);
  }
  // date_diff('week') of DuckDB 1.5 is one short for Mondays before 1970.
  const monday = (operand: Sql): Sql => call("date_trunc", "'week'", operand);
  return infix(call("date_diff", "'day'", monday(a!), monday(b!)), "//", atom("7"), RANK.product);
}

function addDays({ operands: [date, days], kinds }: Call): Sql {
  const count = `CAST(${days!.text} AS INTEGER)`;
  return infix(date!, "+", atom(kinds[0] === "date" ? count : `to_days(${count})`), RANK.sum);
}

function bin({ operands, kinds }: Call): Sql {
  const [x, width, origin] = operands;
  const shifted = origin ? infix(x!, "-", origin, RANK.sum) : x!;
  const step = call("floor", infix(shifted, "/", width!, RANK.product));
  const whole = integerOnly(kinds) ? cast(step, "integer") : step;
  const edge = infix(whole, "*", width!, RANK.product);
  return origin ? infix(edge, "+", origin, RANK.sum) : edge;
}

function toText({ operands: [x], kinds: [kind] }: Call): Sql {
  if (kind === "text") return x!;
  if (kind === "number") return call("regexp_replace", cast(x!, "text"), String.raw`'\.0$'`, "''");
  if (kind !== "datetime") return cast(x!, "text");
  const written = call("strftime", x!, "'%Y-%m-%dT%H:%M:%S.%f'");
  return call("regexp_replace", written, String.raw`'(\.000)?000$'`, "''");
}

/** Reads a text by a pattern, so that the engine's own tolerance (`inf`, `1_000`, `2024-1-5`) does not decide. */
function parsed(operand: Sql, pattern: string, type: string): Sql {
  return atom(`TRY_CAST(regexp_extract(${operand.text}, '${pattern}', 1) AS ${type})`);
}

function toNumber({ operands: [x], kinds: [kind] }: Call): Sql {
  if (kind !== "text") return cast(x!, "number");
  const value = parsed(x!, NUMBER, "DOUBLE");
  return repeat(value, (v) => `CASE WHEN isfinite(${v}) THEN ${v} END`);
}

function toInteger({ operands: [x], kinds: [kind] }: Call): Sql {
  if (kind === "text") return parsed(x!, INTEGER, "BIGINT");
  if (kind === "integer") return exact(x!);
  return kind === "number" ? atom(`TRY_CAST(trunc(${x!.text}) AS BIGINT)`) : cast(x!, "integer");
}

/** How each function is written. */
export const SQL_FUNCTIONS: Record<FunctionName, Writer> = {
  add: arithmetic("+", RANK.sum),
  subtract: arithmetic("-", RANK.sum),
  multiply: arithmetic("*", RANK.product),
  divide: divide("/"),
  modulo,
  negate: ({ operands }) => ({ text: `-${within(exact(operands[0]!), RANK.atom)}`, rank: RANK.product }),
  abs: ({ operands }) => call("abs", exact(operands[0]!)),
  round: ({ operands, kinds, values }) =>
    integerOnly(kinds.slice(0, 1)) && Number(values[1] ?? 0) >= 0
      ? exact(operands[0]!)
      : call("round", exact(operands[0]!), ...operands.slice(1)),
  floor: kept("floor"),
  ceil: kept("ceil"),
  sqrt: partial("sqrt", ">= 0"),
  ln: partial("ln", "> 0"),
  log10: partial("log10", "> 0"),
  exp: partial("exp", "<= 709.782712893384e0"),
  power: ({ operands: [a, b], values }) => {
    const power = call("power", exact(a!), exact(b!));
    return values[1] === 2 || values[1] === 3
      ? power
      : repeat(power, (v) => `CASE WHEN isfinite(${v}) THEN ${v} END`);
  },
  eq: compare("="),
  ne: compare("<>"),
  lt: compare("<"),
  le: compare("<="),
  gt: compare(">"),
  ge: compare(">="),
  and: chain("AND", RANK.and),
  or: chain("OR", RANK.or),
  not: ({ operands }) => ({ text: `NOT ${within(operands[0]!, RANK.not - 1)}`, rank: RANK.not }),
  is_null: ({ operands }) => ({ text: `${within(operands[0]!, RANK.atom)} IS NULL`, rank: RANK.comparison }),
  in: ({ operands: [x, ...list] }) => ({
    text: `${within(x!, RANK.sum)} IN (${list.map((item) => item.text).join(", ")})`,
    rank: RANK.comparison,
  }),
  if: ({ operands: [condition, ...branches] }) => {
    const [then, otherwise] = exactTogether(branches);
    return atom(`CASE WHEN ${condition!.text} THEN ${then!.text} ELSE ${otherwise!.text} END`);
  },
  coalesce: alike("coalesce"),
  least: alike("least"),
  greatest: alike("greatest"),
  lower: named("lower"),
  upper: named("upper"),
  trim: ({ operands }) => call("trim", operands[0]!, BLANKS),
  length: named("length"),
  concat: chain("||", RANK.sum),
  contains: named("contains"),
  starts_with: named("starts_with"),
  ends_with: named("ends_with"),
  substring: named("substring"),
  replace: named("replace"),
  split_part: ({ operands: [text, separator], values }) =>
    atom(`string_split(${text!.text}, ${separator!.text})[${values[2]}]`),
  year: named("year"),
  quarter: named("quarter"),
  month: named("month"),
  day: named("day"),
  weekday: named("isodow"),
  week: named("week"),
  hour: named("hour"),
  minute: named("minute"),
  truncate,
  difference,
  add_days: addDays,
  bin,
  to_text: toText,
  to_number: toNumber,
  to_integer: toInteger,
  to_date: ({ operands: [x], kinds: [kind] }) =>
    kind === "text" ? parsed(x!, DATE, "DATE") : cast(x!, "date"),
  to_datetime: ({ operands: [x], kinds: [kind] }) =>
    kind === "text" ? parsed(x!, DATETIME, "TIMESTAMP") : cast(x!, "datetime"),
};
