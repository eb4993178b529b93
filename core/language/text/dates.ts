/**
 * Dates as people write them, each as the range of days that it covers.
 *
 * @module
 */
import { MONTHS as MONTH_NAMES } from "../../plan/mod.ts";
import type { Token } from "./token.ts";

/** A date or period in the tokens: `from`..`to` tokens, `begin` (inclusive) to `end` (exclusive) as ISO days. */
export interface DateSpan {
  readonly from: number;
  readonly to: number;
  readonly begin: string;
  readonly end: string;
  readonly unit: "day" | "month" | "quarter" | "year" | "decade";
  /** Set where no year was named: month, and day where it was. */
  readonly partial?: { readonly month: number; readonly day?: number };
}

const MONTHS = MONTH_NAMES.map((name) => name.toLowerCase());
const SHORT = new Map<string, number>([
  ...MONTHS.map((name, index) => [name, index + 1] as const),
  ...MONTHS.filter((name) => name !== "may").map((name) =>
    [name.slice(0, 3), MONTHS.indexOf(name) + 1] as const
  ),
  ["sept", 9] as const,
]);

/** Month number of a word, or undefined. `may` and `march` are months only where the context says so. */
export function monthNumber(word: string): number | undefined {
  return SHORT.get(word.replace(/\.$/, ""));
}

function iso(year: number, month: number, day: number): string {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 100) date.setUTCFullYear(year);
  return date.toISOString().slice(0, 10);
}

function isYear(token: Token | undefined): token is Token {
  return token?.kind === "number" && /^[12]\d{3}$/.test(token.word);
}

function dayOf(token: Token | undefined): number | undefined {
  if (
    token?.kind !== "number" || token.value === undefined || !/^\d{1,2}(?:st|nd|rd|th)?$/.test(token.word)
  ) return undefined;
  return token.value >= 1 && token.value <= 31 ? token.value : undefined;
}

function dayRange(from: number, to: number, year: number, month: number, day: number): DateSpan {
  return { from, to, begin: iso(year, month, day), end: iso(year, month, day + 1), unit: "day" };
}

function monthRange(from: number, to: number, year: number, month: number): DateSpan {
  return { from, to, begin: iso(year, month, 1), end: iso(year, month + 1, 1), unit: "month" };
}

/** The date that begins at a token, or undefined. The longest form wins. */
export function dateAt(tokens: readonly Token[], from: number): DateSpan | undefined {
  return numericDate(tokens, from) ?? namedMonth(tokens, from) ?? quarterOrYear(tokens, from);
}

function numericDate(tokens: readonly Token[], from: number): DateSpan | undefined {
  const [a, s, b, t, c] = [0, 1, 2, 3, 4].map((offset) => tokens[from + offset]);
  if (a?.kind !== "number" || b?.kind !== "number" || s === undefined || !/^[-/.]$/.test(s.word)) {
    return undefined;
  }
  if (s.start !== a.end || b.start !== s.end) return undefined;
  const whole = t?.word === s.word && c?.kind === "number" && t.start === b.end && c.start === t.end;
  if (whole && isYear(a)) return dayRange(from, from + 5, a.value!, b.value!, c!.value!);
  if (whole && isYear(c)) {
    const [month, day] = a.value! > 12 ? [b.value!, a.value!] : [a.value!, b.value!];
    return month > 12 || day > 31 ? undefined : dayRange(from, from + 5, c.value!, month, day);
  }
  if (!whole && isYear(a) && b.value! >= 1 && b.value! <= 12 && b.word.length === 2 && s.word === "-") {
    return monthRange(from, from + 3, a.value!, b.value!);
  }
  return undefined;
}

function namedMonth(tokens: readonly Token[], from: number): DateSpan | undefined {
  const skip = (index: number) =>
    tokens[index]?.word === "," || tokens[index]?.word === "of" || tokens[index]?.word === "."
      ? index + 1
      : index;
  const before = dayOf(tokens[from]);
  const named = before === undefined ? from : skip(from + 1);
  const month = monthNumber(tokens[named]?.word ?? "");
  if (month === undefined) return undefined;
  const after = before === undefined ? dayOf(tokens[skip(named + 1)]) : undefined;
  const day = before ?? after;
  const next = after === undefined ? named + 1 : skip(named + 1) + 1;
  const year = tokens[skip(next)];
  if (isYear(year)) {
    const to = skip(next) + 1;
    return day === undefined
      ? monthRange(from, to, year.value!, month)
      : dayRange(from, to, year.value!, month, day);
  }
  const word = tokens[named]!.word;
  if (
    day === undefined && (word === "may" || word === "march" || word === "mar" || word === "sat") &&
    !/^[A-Z]/.test(tokens[named]!.text)
  ) {
    const preposition = tokens[from - 1]?.word ?? "";
    if (!/^(in|during|of|for|since|until|before|after|by|or|and|between)$/.test(preposition)) {
      return undefined;
    }
  }
  return {
    from,
    to: next,
    begin: "",
    end: "",
    unit: day === undefined ? "month" : "day",
    partial: day === undefined ? { month } : { month, day },
  };
}

function quarterOrYear(tokens: readonly Token[], from: number): DateSpan | undefined {
  const token = tokens[from]!;
  const quarter = /^q([1-4])$/.exec(token.word);
  if (quarter !== null && isYear(tokens[from + 1])) {
    const month = 3 * Number(quarter[1]) - 2;
    const year = tokens[from + 1]!.value!;
    return { from, to: from + 2, begin: iso(year, month, 1), end: iso(year, month + 3, 1), unit: "quarter" };
  }
  const decade = /^([12]\d{2}0)s$/.exec(token.word);
  if (decade !== null) {
    const year = Number(decade[1]);
    return { from, to: from + 1, begin: iso(year, 1, 1), end: iso(year + 10, 1, 1), unit: "decade" };
  }
  if (isYear(token)) {
    return {
      from,
      to: from + 1,
      begin: iso(token.value!, 1, 1),
      end: iso(token.value! + 1, 1, 1),
      unit: "year",
    };
  }
  return undefined;
}
