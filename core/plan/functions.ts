/**
 * The table of functions of one row: what each takes and gives. The checker, the back ends, the words and the documentation read it.
 *
 * @module
 */
import type { ColumnType, FunctionName, Value } from "../contract/mod.ts";
import { TimeUnit } from "../contract/mod.ts";
import { ANY, columnType, type Kind, MOMENT, NUMERIC } from "./column_types.ts";

/** One argument of a function. */
export interface Argument {
  readonly name: string;
  readonly takes: readonly ColumnType[];
  /** Only a literal, for which this gives undefined or what it must be. Both engines need it before the first row. */
  readonly literal?: (value: Value) => string | undefined;
  readonly optional?: boolean;
}

/**
 * What a function does with a null argument. `propagates`: null if any is null. `kleene`: three-valued logic.
 * `skips`: takes the others, null if all are null. `branches`: null where the chosen branch is. `never`: its result is never null.
 */
export type NullRule = "propagates" | "kleene" | "skips" | "branches" | "never";

/** One row of {@linkcode FUNCTIONS}. */
export interface FunctionEntry {
  readonly arguments: readonly Argument[];
  /** Any number of further arguments. */
  readonly rest?: Argument;
  /** Arguments that must share a type, by position; `all`: every one. */
  readonly alike?: "all" | readonly number[];
  /** The result's type, or how it follows from the arguments' types. `common` is the type that those of `alike` share. */
  readonly result: ColumnType | ((kinds: readonly Kind[], common: Kind) => Kind);
  readonly nulls: NullRule;
  /** True where the result can be null though no argument is: outside a domain, or a text that does not fit. */
  readonly partial?: boolean;
  readonly doc: string;
}

const number = (name: string): Argument => ({ name, takes: NUMERIC });
const text = (name: string): Argument => ({ name, takes: ["text"] });
const condition = (name: string): Argument => ({ name, takes: ["boolean"] });
const any = (name: string): Argument => ({ name, takes: ANY });
const moment = (name: string): Argument => ({ name, takes: MOMENT });
const datetime = (name: string): Argument => ({ name, takes: ["datetime"] });

const sameNumber = (kinds: readonly Kind[]): Kind =>
  kinds.every((kind) => kind === "integer") ? "integer" : "number";
const common = (_: readonly Kind[], kind: Kind): Kind => kind;
const whole = (least: number, most: number) => (value: Value): string | undefined =>
  typeof value === "number" && Number.isInteger(value) && value >= least && value <= most
    ? undefined
    : `a whole number from ${least} to ${most}`;
const words = (value: Value): string | undefined =>
  typeof value === "string" && value !== "" ? undefined : "a text that is not empty";
const anyText = (value: Value): string | undefined => typeof value === "string" ? undefined : "a text";
const unit = (value: Value): string | undefined =>
  TimeUnit.safeParse(value).success ? undefined : `one of ${TimeUnit.options.join(", ")}`;
const position = (value: Value): string | undefined =>
  typeof value === "number" && Number.isInteger(value) && value !== 0 && Math.abs(value) <= 1e6
    ? undefined
    : "a whole number other than 0";
const width = (value: Value): string | undefined =>
  typeof value === "number" && value > 0 && Number.isFinite(value) ? undefined : "a number above 0";
const finite = (value: Value): string | undefined =>
  typeof value === "number" && Number.isFinite(value) ? undefined : "a number";

function arithmetic(doc: string): FunctionEntry {
  return { arguments: [number("a"), number("b")], result: sameNumber, nulls: "propagates", doc };
}
function ofNumber(doc: string, options: { real?: boolean; partial?: boolean } = {}): FunctionEntry {
  return {
    arguments: [number("x")],
    result: options.real ? "number" : sameNumber,
    nulls: "propagates",
    ...(options.partial ? { partial: true } : {}),
    doc,
  };
}
function comparison(doc: string): FunctionEntry {
  return { arguments: [any("a"), any("b")], alike: "all", result: "boolean", nulls: "propagates", doc };
}
function ofText(result: ColumnType, doc: string): FunctionEntry {
  return { arguments: [text("text")], result, nulls: "propagates", doc };
}
function search(doc: string): FunctionEntry {
  return {
    arguments: [text("text"), { ...text("part"), literal: anyText }],
    result: "boolean",
    nulls: "propagates",
    doc,
  };
}
function partOf(argument: Argument, doc: string): FunctionEntry {
  return { arguments: [argument], result: "integer", nulls: "propagates", doc };
}

/** What each function takes and gives. */
export const FUNCTIONS: Record<FunctionName, FunctionEntry> = {
  add: arithmetic("The sum. Of integers an integer; past 64 bits an error."),
  subtract: arithmetic("The difference."),
  multiply: arithmetic("The product."),
  divide: {
    ...arithmetic("The quotient as a double; by zero null."),
    result: "number",
    partial: true,
  },
  modulo: {
    ...arithmetic("The remainder `a - trunc(a / b) * b`, with the sign of `a`; by zero null."),
    partial: true,
  },
  negate: ofNumber("The number with the other sign."),
  abs: ofNumber("The distance from zero."),
  round: {
    arguments: [number("x"), { ...number("digits"), literal: whole(-15, 15), optional: true }],
    result: (kinds) => kinds[0] ?? "number",
    nulls: "propagates",
    doc: "Rounds to `digits` decimals (0 if absent), halves away from zero; the type stays.",
  },
  floor: ofNumber("The largest whole number that is not above `x`; the type stays."),
  ceil: ofNumber("The smallest whole number that is not below `x`; the type stays."),
  sqrt: ofNumber("The square root; of a negative number null.", { real: true, partial: true }),
  ln: ofNumber("The natural logarithm; null unless above zero.", { real: true, partial: true }),
  log10: ofNumber("The logarithm to base 10; null unless above zero.", { real: true, partial: true }),
  exp: ofNumber("e to the power of `x`; null where that is beyond a double.", { real: true, partial: true }),
  power: {
    ...arithmetic("`a` to the power of `b`; null where that is no finite real number."),
    result: "number",
    partial: true,
  },
  eq: comparison("Whether both are equal."),
  ne: comparison("Whether they differ."),
  lt: comparison("Whether `a` is below `b`; text by code point, false before true."),
  le: comparison("Whether `a` is not above `b`."),
  gt: comparison("Whether `a` is above `b`."),
  ge: comparison("Whether `a` is not below `b`."),
  and: {
    arguments: [condition("a")],
    rest: condition("b"),
    result: "boolean",
    nulls: "kleene",
    doc: "Whether all hold; false if one is false, else null if one is null.",
  },
  or: {
    arguments: [condition("a")],
    rest: condition("b"),
    result: "boolean",
    nulls: "kleene",
    doc: "Whether one holds; true if one is true, else null if one is null.",
  },
  not: { arguments: [condition("a")], result: "boolean", nulls: "propagates", doc: "The opposite." },
  is_null: { arguments: [any("x")], result: "boolean", nulls: "never", doc: "Whether the value is missing." },
  in: {
    arguments: [any("x"), any("value")],
    rest: any("value"),
    alike: "all",
    result: "boolean",
    nulls: "kleene",
    doc: "Whether `x` equals one of the values: `or` over `eq`.",
  },
  if: {
    arguments: [condition("condition"), any("then"), any("otherwise")],
    alike: [1, 2],
    result: common,
    nulls: "branches",
    doc: "`then` where the condition is true, `otherwise` where it is false or null.",
  },
  coalesce: {
    arguments: [any("x")],
    rest: any("y"),
    alike: "all",
    result: common,
    nulls: "skips",
    doc: "The first value that is not null.",
  },
  least: {
    arguments: [any("a")],
    rest: any("b"),
    alike: "all",
    result: common,
    nulls: "skips",
    doc: "The smallest value, nulls aside.",
  },
  greatest: {
    arguments: [any("a")],
    rest: any("b"),
    alike: "all",
    result: common,
    nulls: "skips",
    doc: "The largest value, nulls aside.",
  },
  lower: ofText("text", "In lower case, character by character."),
  upper: ofText("text", "In upper case, character by character."),
  trim: ofText("text", "Without spaces, tabs, line breaks and no-break spaces at both ends."),
  length: ofText("integer", "The number of code points."),
  concat: {
    arguments: [text("a")],
    rest: text("b"),
    result: "text",
    nulls: "propagates",
    doc: "All texts joined.",
  },
  contains: search("Whether `part` occurs in the text; case counts."),
  starts_with: search("Whether the text begins with `part`; case counts."),
  ends_with: search("Whether the text ends with `part`; case counts."),
  substring: {
    arguments: [
      text("text"),
      { ...number("start"), literal: whole(1, 1e9) },
      { ...number("length"), literal: whole(0, 1e9), optional: true },
    ],
    result: "text",
    nulls: "propagates",
    doc: "Code points from `start`, counted from 1: `length` of them, or all that follow.",
  },
  replace: {
    arguments: [text("text"), { ...text("from"), literal: words }, { ...text("to"), literal: anyText }],
    result: "text",
    nulls: "propagates",
    doc: "Every occurrence of `from` replaced by `to`.",
  },
  split_part: {
    arguments: [text("text"), { ...text("separator"), literal: words }, {
      ...number("index"),
      literal: position,
    }],
    result: "text",
    nulls: "propagates",
    partial: true,
    doc: "The part at `index`, counted from 1, or from the end if negative; null where there is none.",
  },
  year: partOf(moment("date"), "The calendar year."),
  quarter: partOf(moment("date"), "The quarter, 1 to 4."),
  month: partOf(moment("date"), "The month, 1 to 12."),
  day: partOf(moment("date"), "The day of the month."),
  weekday: partOf(moment("date"), "The day of the week, 1 (Monday) to 7."),
  week: partOf(moment("date"), "The ISO 8601 week, 1 to 53."),
  hour: partOf(datetime("datetime"), "The hour, 0 to 23."),
  minute: partOf(datetime("datetime"), "The minute, 0 to 59."),
  truncate: {
    arguments: [moment("date"), { ...text("unit"), literal: unit }],
    result: (kinds) => kinds[0] ?? "date",
    nulls: "propagates",
    doc: "The first moment of the year, quarter, month, ISO week, day, hour or minute; the type stays.",
  },
  difference: {
    arguments: [moment("from"), moment("to"), { ...text("unit"), literal: unit }],
    result: "integer",
    nulls: "propagates",
    doc: "How many boundaries of the unit lie between; negative where `to` is earlier.",
  },
  add_days: {
    arguments: [moment("date"), { name: "days", takes: ["integer"] }],
    result: (kinds) => kinds[0] ?? "date",
    nulls: "propagates",
    doc: "The date that many calendar days later; the type stays.",
  },
  bin: {
    arguments: [number("x"), { ...number("width"), literal: width }, {
      ...number("origin"),
      literal: finite,
      optional: true,
    }],
    result: sameNumber,
    nulls: "propagates",
    doc:
      "The lower edge of the class of `width` that holds `x`: floor((x - origin) / width) * width + origin.",
  },
  to_text: {
    arguments: [any("x")],
    result: "text",
    nulls: "propagates",
    doc:
      "The value without quotes: `12`, `0.5`, `1e-05`, `1e+16`, `true`, `2024-01-31`, `2024-01-31T10:20:30.500`.",
  },
  to_number: {
    arguments: [{ name: "x", takes: ["text", "integer", "number", "boolean"] }],
    result: "number",
    nulls: "propagates",
    partial: true,
    doc: "A text of sign, digits, fraction and exponent, with spaces around, as a number; true is 1.",
  },
  to_integer: {
    arguments: [{ name: "x", takes: ["text", "integer", "number", "boolean"] }],
    result: "integer",
    nulls: "propagates",
    partial: true,
    doc: "A text of sign and digits, or a number cut towards zero; null past 64 bits; true is 1.",
  },
  to_date: {
    arguments: [{ name: "x", takes: ["text", "date", "datetime"] }],
    result: "date",
    nulls: "propagates",
    partial: true,
    doc: "A text `2024-01-31`, or the day of a datetime.",
  },
  to_datetime: {
    arguments: [{ name: "x", takes: ["text", "date", "datetime"] }],
    result: "datetime",
    nulls: "propagates",
    partial: true,
    doc:
      "A text `2024-01-31` or `2024-01-31T10:20[:30[.5]]` (a space may stand for the T), or a date at midnight.",
  },
};

/** The result's type of a call whose arguments have these kinds and fit the table. */
export function resultKind(name: FunctionName, kinds: readonly Kind[], shared: Kind): Kind {
  const { result } = FUNCTIONS[name];
  if (typeof result === "string") return result;
  const kind = result(kinds, shared);
  return kind === "null" && result !== common ? columnType(FUNCTIONS[name].arguments[0]!.takes[0]!) : kind;
}
