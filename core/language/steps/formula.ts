/**
 * What a clause says of how a column is computed from others, as an expression: `(High - Low) / Open`, `the ratio of A to B`,
 * `the logarithm of C`, `the hour of D`.
 *
 * @module
 */
import type { ColumnType, Expression, FunctionName, Plan, WindowColumn } from "../../contract/mod.ts";
import { call, column as named, literal, numberOf } from "../compose/expressions.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { columnsIn, distinctColumns, type Named } from "./clauses.ts";
import { clockHour } from "./clock.ts";
import type { Prepared } from "./prepared.ts";
import { symbolic } from "./symbolic.ts";

/** How a column is made: of the cells of its row, or of rows before it. */
export interface Formula {
  readonly type: ColumnType;
  readonly words: string;
  readonly value?: Expression;
  /** A window that is computed first, and the expression over its column. */
  readonly window?: { readonly column: WindowColumn; readonly value: Expression };
}

const number = (value: Expression, words: string): Formula => ({ type: "number", value, words });
const cellOf = (column: ColumnInfo) => numberOf(column, named(column.name));
const quoted = (column: ColumnInfo) => `"${column.name}"`;

/** The formula that a clause states; undefined where it states none. */
export function formulaIn(text: string, prepared: Prepared): Formula | undefined {
  const { table } = prepared;
  const numbers = columnsIn(text, table, (column) => column.quantity);
  return change(text, numbers, prepared) ?? symbolic(text, table) ?? textLength(text, prepared) ??
    datePart(text, prepared) ?? logarithm(text, numbers) ?? centred(text, numbers, prepared.rows) ??
    operation(text, numbers);
}

/** `percentage change of close from the previous day`, `daily return`, `difference from the day before`. */
function change(text: string, found: readonly Named[], { table }: Prepared): Formula | undefined {
  const percent = /\b(?:percent(?:age)? change|daily (?:percentage )?returns?|pct_change|daily percent)/i
    .test(
      text,
    );
  const step =
    /\b(?:previous|preceding|prior|last) (?:day|row|date|value|record|observation|entry|trading day|week|month|year|period)|day[- ]to[- ]day|day before/i
      .test(text);
  const plain = step && /\b(?:differences?|changes?)\b/i.test(text);
  if (!percent && !plain || !percent && !step) return undefined;
  const column = distinctColumns(found)[0];
  if (column === undefined) return undefined;
  const time = table.columns.find((one) => one.temporal);
  const order = time === undefined ? [] : [{ by: named(time.name), descending: false }];
  const before = `previous ${column.name}`;
  const cell = cellOf(column), last = named(before);
  const difference = call("subtract", cell, last);
  const value = percent
    ? call("multiply", call("divide", difference, last), literal(/\b(?:percent|100)/i.test(text) ? 100 : 1))
    : difference;
  return {
    type: "number",
    words: `the ${percent ? "percentage change" : "change"} of ${quoted(column)} from the row before${
      time === undefined ? "" : ` by "${time.name}"`
    }`,
    window: {
      column: { name: before, function: "lag", argument: cell, offset: 1, partition: [], order },
      value,
    },
  };
}

/** `the length of name`, `the number of characters of text`, without blanks where that is said. */
function textLength(text: string, { table }: Prepared): Formula | undefined {
  const words = /\b(?:word count|number of words|count of words)\b/i.test(text);
  const characters = /\b(?:(?:character|string|text) (?:length|count)|length of|number of characters)\b/i
    .test(
      text,
    );
  if (!words && !characters) return undefined;
  const column = distinctColumns(columnsIn(text, table, (one) => one.text))[0];
  if (column === undefined) return undefined;
  const cell = named(column.name);
  const dense = [" ", "\n", "\t", "\r"].reduce<Expression>(
    (value, mark) => call("replace", value, literal(mark), literal("")),
    cell,
  );
  if (words) {
    const gaps = call(
      "subtract",
      call("length", call("trim", cell)),
      call("length", call("replace", call("trim", cell), literal(" "), literal(""))),
    );
    return {
      type: "integer",
      value: call("add", gaps, literal(1)),
      words: `the number of words of ${quoted(column)}`,
    };
  }
  const bare = /\bnon[- ]?(?:white)?space|without (?:white)?spaces?|excluding (?:white)?spaces?/i.test(text);
  return {
    type: "integer",
    value: call("length", bare ? dense : cell),
    words: `the number of characters of ${quoted(column)}${bare ? " without blanks" : ""}`,
  };
}

const PARTS: readonly [RegExp, FunctionName][] = [
  [/\bhours?\b/i, "hour"],
  [/\b(?:day of (?:the )?week|weekday)\b/i, "weekday"],
  [/\bquarter\b/i, "quarter"],
  [/\bmonth\b/i, "month"],
  [/\byear\b/i, "year"],
  [/\bday\b/i, "day"],
];

/** `the hour of the day`, `extract the month from date`. */
function datePart(text: string, { table }: Prepared): Formula | undefined {
  const part = PARTS.find(([words]) => words.test(text))?.[1];
  const asked =
    /\bextract\w*\b|\b(?:hours?|days?|months?|years?|weekday|quarter)\s+(?:of|from|component|number|part|in which|when)\b|\bday of (?:the )?week\b/i
      .test(text);
  if (part === undefined || !asked) return undefined;
  const [named_] = columnsIn(text, table, (one) => one.temporal || clockHour(one) !== undefined);
  const times = table.columns.filter((one) => one.temporal);
  const column = named_?.column ?? (times.length === 1 ? times[0] : undefined);
  if (column === undefined) return undefined;
  const value = column.temporal
    ? call(part, named(column.name))
    : part === "hour"
    ? clockHour(column)
    : undefined;
  if (value === undefined || part === "hour" && column.profile.type === "date") return undefined;
  return { type: "integer", value, words: `the ${part} of ${quoted(column)}` };
}

/** `the logarithm of income`, to the base e unless another is said. */
export function logarithm(text: string, found: readonly Named[]): Formula | undefined {
  if (!/\b(?:log|log10|ln|logarithm\w*|log[- ]?transform\w*)\b/i.test(text)) return undefined;
  const column = distinctColumns(found)[0];
  if (column === undefined) return undefined;
  const ten = /base[- ]?(?:10|ten)|\blog ?10\b|common log/i.test(text);
  const one = /log1p|log ?\(? ?1 ?\+|\+ ?1\b|plus one|adding (?:1|one)/i.test(text);
  const cell = one ? call("add", cellOf(column), literal(1)) : cellOf(column);
  return number(
    call(ten ? "log10" : "ln", cell),
    `the ${ten ? "logarithm to the base 10" : "natural logarithm"} of ${quoted(column)}${
      one ? " plus 1" : ""
    }`,
  );
}

/** `subtract the mean of value from each value`. */
function centred(text: string, found: readonly Named[], rows: Plan): Formula | undefined {
  const said =
    /\bsubtract\w*\s+(?:the\s+|its\s+)?(mean|average|median)\b|\bminus\s+(?:the\s+|its\s+)?(mean|average|median)\b|\b(?:deviation|distance) from (?:the |its )?(mean|average|median)\b/i
      .exec(text);
  const column = distinctColumns(found)[0];
  if (said === null || column === undefined) return undefined;
  const name = /median/i.test(said[0]) ? "median" as const : "mean" as const;
  const centre: Expression = {
    kind: "scalar",
    plan: {
      op: "aggregate",
      input: rows,
      groups: [],
      measures: [{ name: "value", function: name, arguments: [cellOf(column)] }],
    },
  };
  return number(call("subtract", cellOf(column), centre), `${quoted(column)} minus its ${name}`);
}

type Chain = "add" | "subtract" | "multiply" | "divide";
const OPERATIONS: readonly [RegExp, Chain][] = [
  [/\b(?:ratio|divid(?:e|ed|ing)|quotient)\b/i, "divide"],
  [/\b(?:product|multipl(?:y|ied|ying))\b/i, "multiply"],
  [/\b(?:difference|subtract(?:ed|ing)?|minus)\b/i, "subtract"],
  [/\b(?:sum(?:ming|med)?|add(?:ing|ed)?|plus|total|combin(?:e|ing|ed)|combination)\b/i, "add"],
  [/\bper\b/i, "divide"],
];
const SIGNS: Record<Chain, string> = {
  add: "plus",
  subtract: "minus",
  multiply: "times",
  divide: "divided by",
};

/** `the ratio of A to B`, `subtracting A from B`, `the average of A, B and C`. */
function operation(text: string, found: readonly Named[]): Formula | undefined {
  const exact = found.filter((one) => one.exact);
  const columns = distinctColumns(exact.length >= 2 ? exact : found);
  if (columns.length < 2 || columns.length > 8) return undefined;
  const cells = columns.map(cellOf);
  const list = columns.map(quoted).join(", ");
  const sum = () => cells.reduce((left, right) => call("add", left, right));
  if (/\b(?:average|mean)\b/i.test(text) && !/\b(?:difference|ratio|divid|multipl|subtract)/i.test(text)) {
    return number(call("divide", sum(), literal(cells.length)), `the average of ${list}`);
  }
  const chain = OPERATIONS.find(([words]) => words.test(text))?.[1];
  if (chain === undefined || chain === "divide" && columns.length > 2) return undefined;
  const swapped = chain === "subtract" && columns.length === 2 && /\bsubtract\w*\b.*\bfrom\b/i.test(text);
  const order = swapped ? [1, 0] : columns.map((_, at) => at);
  const value = order.map((at) => cells[at]!).reduce((left, right) => call(chain, left, right));
  const zero = chain === "divide" &&
    /\b(?:zero|0)\b[^.]{0,60}\b(?:zero|0)\b|\binfin\w*[^.]{0,40}\b(?:zero|0)\b/i.test(text);
  return number(
    zero ? call("coalesce", value, literal(0)) : value,
    order.map((at) => quoted(columns[at]!)).join(` ${SIGNS[chain]} `),
  );
}
