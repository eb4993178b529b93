/**
 * The functions of one row in words: those that give values.
 *
 * @module
 */
import type { FunctionName, Value } from "../contract/mod.ts";
import { listWords, numberWords, quoted } from "./word_lists.ts";

/** Functions that are conditions have their words in `words_conditions.ts`. */
export type ValueFunction = Exclude<
  FunctionName,
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "and"
  | "or"
  | "not"
  | "is_null"
  | "in"
  | "contains"
  | "starts_with"
  | "ends_with"
>;

/** What a function's words are made of. */
export interface Phrase {
  /** The arguments in words; those that are phrases of several parts stand in brackets. */
  readonly parts: readonly string[];
  /** The arguments in words, without brackets. */
  readonly whole: readonly string[];
  /** Values of the arguments that are constants. */
  readonly values: readonly (Value | undefined)[];
}

type Writer = (phrase: Phrase) => string;

const between = (words: string): Writer => ({ parts: [a, b] }) => `${a} ${words} ${b}`;
const of = (words: string): Writer => ({ parts: [x] }) => `the ${words} of ${x}`;
const as = (words: string): Writer => ({ parts: [x] }) => `${x} ${words}`;
const plural = (count: number, word: string): string =>
  `${numberWords(count)} ${word}${Math.abs(count) === 1 ? "" : "s"}`;

/** How each function reads. */
export const WORD_FUNCTIONS: Record<ValueFunction, Writer> = {
  add: between("plus"),
  subtract: between("minus"),
  multiply: between("times"),
  divide: between("divided by"),
  modulo: ({ parts: [a, b] }) => `the remainder of ${a} divided by ${b}`,
  negate: of("negative"),
  abs: of("absolute value"),
  round: ({ parts: [x], values: [, digits] }) => {
    const count = Number(digits ?? 0);
    if (count === 0) return `${x} rounded to a whole number`;
    return count > 0
      ? `${x} rounded to ${plural(count, "decimal")}`
      : `${x} rounded to ${numberWords(10 ** -count)}s`;
  },
  floor: as("rounded down"),
  ceil: as("rounded up"),
  sqrt: of("square root"),
  ln: of("natural logarithm"),
  log10: of("logarithm to base 10"),
  exp: ({ parts: [x] }) => `e to the power of ${x}`,
  power: ({ parts: [a, b], values }) =>
    values[1] === 2 ? `${a} squared` : values[1] === 3 ? `${a} cubed` : `${a} to the power of ${b}`,
  if: ({ whole: [condition], parts: [, then, otherwise] }) =>
    `${then} where ${condition}, otherwise ${otherwise}`,
  coalesce: ({ parts }) => parts.length === 1 ? parts[0]! : `${parts.join(", or where that is missing ")}`,
  least: ({ whole }) => `the smallest of ${listWords(whole)}`,
  greatest: ({ whole }) => `the largest of ${listWords(whole)}`,
  lower: as("in lower case"),
  upper: as("in upper case"),
  trim: as("without blanks around it"),
  length: of("length"),
  concat: ({ whole }) => `${whole.join(" followed by ")}`,
  substring: ({ parts: [x], values: [, start, length] }) => {
    if (length === undefined) return `${x} from character ${start} on`;
    return start === 1
      ? `the first ${plural(Number(length), "character")} of ${x}`
      : `${plural(Number(length), "character")} of ${x} from character ${start} on`;
  },
  replace: ({ parts: [x, from, to] }) => `${x} with ${from} replaced by ${to}`,
  split_part: ({ parts: [x], values: [, separator, index] }) => {
    const at = Number(index);
    const part = at === -1 ? "the last part" : at < 0 ? `part ${-at} from the end` : `part ${at}`;
    return `${part} of ${x} split at ${quoted(String(separator))}`;
  },
  year: of("year"),
  quarter: of("quarter"),
  month: of("month"),
  day: of("day of the month"),
  weekday: of("day of the week"),
  week: of("week number"),
  hour: of("hour"),
  minute: of("minute"),
  truncate: ({ parts: [x], values: [, unit] }) => `the start of the ${unit} of ${x}`,
  difference: ({ parts: [from, to], values: [, , unit] }) => `the number of ${unit}s from ${from} to ${to}`,
  add_days: ({ parts: [date, days], values }) =>
    typeof values[1] !== "number"
      ? `${date} plus ${days} days`
      : values[1] < 0
      ? `${plural(-values[1], "day")} before ${date}`
      : `${plural(values[1], "day")} after ${date}`,
  bin: ({ parts: [x], values: [, width, origin] }) =>
    `${x} in steps of ${numberWords(Number(width))}${origin ? ` from ${numberWords(Number(origin))}` : ""}`,
  to_text: as("as text"),
  to_number: as("as a number"),
  to_integer: as("as a whole number"),
  to_date: as("as a date"),
  to_datetime: as("as a date with time"),
};
