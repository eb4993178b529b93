import { isDay, monthOf } from "./calendar.ts";

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const MONTH = `(${MONTHS.join("|")}|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)`;
const TIME =
  /^(T| |, | at )(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?( ?)([aApP][mM])?(Z| ?UTC|[+-]\d{2}:?\d{2})?$/;
const YEAR_FIRST = /^(\d{4})([-\/.])(\d{1,2})\2(\d{1,2})(?=$|[T ,])/;
const YEAR_LAST = /^(\d{1,2})([-\/.])(\d{1,2})\2(\d{4}|\d{2})(?=$|[T ,])/;
const DAY_MONTH = new RegExp(
  `^(\\d{1,2})([ \\-/.]|\\. )${MONTH}([ \\-/.]|, )(\\d{4}|\\d{2})(?=$|[T ,])`,
  "i",
);
const MONTH_DAY = new RegExp(`^${MONTH}([ \\-/.]|\\. )(\\d{1,2})([ \\-/.]|, )(\\d{4})(?=$|[T ,])`, "i");
const COMPACT = /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;

/** Whether day or month comes first where both are numbers. */
export type DayOrder = "day" | "month";

/** A way to read a column's texts as dates. */
export interface DateReading {
  type: "date" | "datetime";
  formats: string[];
  misfits: string[];
  /** For `1/2/2024`: which comes first, and whether the texts prove it. */
  order?: { first: DayOrder; proven: boolean; separator: string };
  /** The zone that all texts name. */
  zone?: string;
}

interface Parsed {
  format: string;
  /** Where the order of day and month is open. */
  open: boolean;
  a: number;
  b: number;
  year: number;
  separator: string;
  time: boolean;
  zone: string;
}

/** In `format`, `%1` and `%2` stand for the two numbers whose order is open. */
function parse(text: string, compact: boolean): Parsed | undefined {
  let match: RegExpExecArray | null;
  let format: string, a: number, b: number, year: number, open = false, separator = "";
  if ((match = YEAR_FIRST.exec(text)) !== null) {
    [year, a, b, separator] = [Number(match[1]), Number(match[4]), Number(match[3]), match[2]!];
    format = `%Y${separator}%m${separator}%d`;
  } else if ((match = YEAR_LAST.exec(text)) !== null) {
    [a, b, year, separator, open] = [Number(match[1]), Number(match[3]), Number(match[4]), match[2]!, true];
    format = `%1${separator}%2${separator}${match[4]!.length === 2 ? "%y" : "%Y"}`;
  } else if ((match = DAY_MONTH.exec(text)) !== null) {
    [a, b, year] = [Number(match[1]), monthOf(match[3]!), Number(match[5])];
    format = `%d${match[2]}${monthLetter(match[3]!)}${match[4]}${match[5]!.length === 2 ? "%y" : "%Y"}`;
  } else if ((match = MONTH_DAY.exec(text)) !== null) {
    [a, b, year] = [Number(match[3]), monthOf(match[1]!), Number(match[5])];
    format = `${monthLetter(match[1]!)}${match[2]}%d${match[4]}%Y`;
  } else if (compact && COMPACT.test(text)) {
    return {
      format: "%Y%m%d",
      open,
      a: Number(text.slice(6)),
      b: Number(text.slice(4, 6)),
      year: Number(text.slice(0, 4)),
      separator,
      time: false,
      zone: "",
    };
  } else return undefined;
  const rest = text.slice(match[0].length);
  if (rest === "") return { format, open, a, b, year, separator, time: false, zone: "" };
  const time = TIME.exec(rest);
  if (time === null) return undefined;
  const [, joint, hour, minute, second, fraction, gap, half, zone = ""] = time;
  if (Number(hour) > (half === undefined ? 23 : 12) || Number(minute) > 59 || Number(second ?? 0) > 59) {
    return undefined;
  }
  if (half !== undefined && hour === "0") return undefined;
  const clock = `${half === undefined ? "%H" : "%I"}:%M${second === undefined ? "" : ":%S"}${
    fraction === undefined ? "" : ".%f"
  }`;
  if (fraction !== undefined && fraction.length > 6) return undefined;
  return {
    format: `${format}${joint}${clock}${half === undefined ? "" : `${gap}%p`}${
      half === undefined ? gap : ""
    }${zone}`,
    open,
    a,
    b,
    year,
    separator,
    time: true,
    zone: zone.trim(),
  };
}

/** `May` is both the full name and the short one: `%*` until the others decide. */
function monthLetter(name: string): string {
  return name.length > 3 ? "%B" : name.toLowerCase() === "may" ? "%*" : "%b";
}

/**
 * Reads distinct texts, in the order of the file, as dates. Where day and month are both numbers, the whole sample decides: a number over 12
 * proves its place; else the order in which the dates of the file run up or down; else `prefer`; else the dot means day first, the rest month first.
 */
export function readDates(
  texts: string[],
  options: { compact: boolean; prefer?: DayOrder },
): DateReading | undefined {
  const parsed = texts.map((text) => text.length > 50 ? undefined : parse(text, options.compact));
  const found = parsed.filter((entry) => entry !== undefined);
  if (found.length === 0 || found.length * 2 < texts.length) return undefined;
  const zones = [...new Set(found.filter((entry) => entry.time).map((entry) => entry.zone))];
  if (zones.length > 1) return undefined;
  const open = found.filter((entry) => entry.open);
  let order: DateReading["order"];
  if (open.length > 0) {
    const daysFirst = open.filter((entry) => entry.a > 12).length;
    const monthsFirst = open.filter((entry) => entry.b > 12).length;
    if (Math.min(daysFirst, monthsFirst) * 20 > open.length) return undefined;
    const proven = daysFirst !== monthsFirst;
    const separator = open[0]!.separator;
    const first = proven
      ? (daysFirst > monthsFirst ? "day" : "month")
      : byOrder(open) ?? options.prefer ?? (separator === "." ? "day" : "month");
    order = { first, proven, separator };
  }
  const short = found.some((entry) => entry.format.includes("%b"));
  const counts = new Map<string, number>();
  const misfits: string[] = [];
  parsed.forEach((entry, index) => {
    const dayFirst = entry !== undefined && entry.open ? order?.first === "day" : true;
    if (
      entry === undefined || !isDay(dayFirst ? entry.a : entry.b, dayFirst ? entry.b : entry.a, entry.year)
    ) {
      misfits.push(texts[index]!);
      return;
    }
    const format = entry.format.replace("%1", dayFirst ? "%d" : "%m").replace("%2", dayFirst ? "%m" : "%d")
      .replace("%*", short ? "%b" : "%B");
    counts.set(format, (counts.get(format) ?? 0) + 1);
  });
  // Two-digit years first: a reader that tries "%Y" on "99" finds the year 99, while "%y" fails on "1999".
  const rank = (format: string) => format.includes("%y") ? 0 : 1;
  const formats = [...counts].sort((one, two) => rank(one[0]) - rank(two[0]) || two[1] - one[1]).map((
    [format],
  ) => format);
  if (formats.length === 0 || formats.length > 8) return undefined;
  return {
    type: found.some((entry) => entry.time) ? "datetime" : "date",
    formats,
    misfits,
    ...(order === undefined ? {} : { order }),
    ...(zones[0] === undefined || zones[0] === "" ? {} : { zone: zones[0] }),
  };
}

/** The order in which more of the dates of a file follow each other without a turn; undefined where neither is clearly better. */
function byOrder(open: Parsed[]): DayOrder | undefined {
  if (open.length < 4) return undefined;
  const turns = (dayFirst: boolean) => {
    const times = open.map(({ a, b, year }) => year * 372 + (dayFirst ? b * 31 + a : a * 31 + b));
    let up = 0, down = 0;
    for (let index = 1; index < times.length; index++) {
      if (times[index]! > times[index - 1]!) up++;
      else if (times[index]! < times[index - 1]!) down++;
    }
    return Math.min(up, down);
  };
  const day = turns(true), month = turns(false);
  if (day === 0 && month > 0) return "day";
  if (month === 0 && day > 0) return "month";
  return undefined;
}
