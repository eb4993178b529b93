/**
 * Dates told from today: `last year`, `this month`, `yesterday`, `the past 30 days`.
 *
 * @module
 */
import type { DateSpan } from "./dates.ts";
import { numberAt } from "./number_words.ts";
import type { Token } from "./token.ts";

const UNITS: Record<string, "day" | "week" | "month" | "quarter" | "year"> = {
  day: "day",
  days: "day",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
  quarter: "quarter",
  quarters: "quarter",
  year: "year",
  years: "year",
};

function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function utc(year: number, month: number, day: number): Date {
  return new Date(Date.UTC(year, month, day));
}

/** The first day of the unit that holds a day, moved by `shift` units. */
function startOf(now: Date, unit: (typeof UNITS)[string], shift: number): Date {
  const [y, m, d] = [now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()];
  if (unit === "year") return utc(y + shift, 0, 1);
  if (unit === "quarter") return utc(y, 3 * (Math.floor(m / 3) + shift), 1);
  if (unit === "month") return utc(y, m + shift, 1);
  if (unit === "week") return utc(y, m, d - ((now.getUTCDay() + 6) % 7) + 7 * shift);
  return utc(y, m, d + shift);
}

/** The relative date that begins at a token, or undefined. */
export function relativeDateAt(tokens: readonly Token[], from: number, now: Date): DateSpan | undefined {
  const word = tokens[from]!.word;
  const span = (to: number, begin: Date, end: Date, unit: DateSpan["unit"]): DateSpan => ({
    from,
    to,
    begin: iso(begin),
    end: iso(end),
    unit,
  });
  if (word === "today") return span(from + 1, startOf(now, "day", 0), startOf(now, "day", 1), "day");
  if (word === "yesterday") return span(from + 1, startOf(now, "day", -1), startOf(now, "day", 0), "day");
  if (!/^(this|last|previous|past|current)$/.test(word)) return undefined;
  const unit = UNITS[tokens[from + 1]?.word ?? ""];
  if (unit !== undefined && !/s$/.test(tokens[from + 1]!.word)) {
    const shift = word === "this" || word === "current" ? 0 : -1;
    return span(
      from + 2,
      startOf(now, unit, shift),
      startOf(now, unit, shift + 1),
      unit === "week" ? "day" : unit,
    );
  }
  const number = word === "last" || word === "past" || word === "previous"
    ? numberAt(tokens, from + 1)
    : undefined;
  const counted = number === undefined ? undefined : UNITS[tokens[number.to]?.word ?? ""];
  if (
    number === undefined || counted === undefined || !Number.isInteger(number.value) || number.value < 1 ||
    number.value > 10_000
  ) return undefined;
  const end = startOf(now, "day", 1);
  const begin = counted === "day" || counted === "week"
    ? startOf(now, "day", 1 - number.value * (counted === "week" ? 7 : 1))
    : utc(
      now.getUTCFullYear() - (counted === "year" ? number.value : 0),
      now.getUTCMonth() - number.value * (counted === "month" ? 1 : counted === "quarter" ? 3 : 0),
      now.getUTCDate() + 1,
    );
  return span(number.to + 1, begin, end, "day");
}
