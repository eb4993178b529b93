import { isDay, monthOf } from "nexus/ingest";

const FULL = /^(january|february|march|april|june|july|august|september|october|november|december)$/i;
const NAME = "([A-Za-z]{3,9})";
const TIME = /^(T| )(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z| ?UTC|[+-]\d{2}:?\d{2})?$/;
const YEAR_FIRST = /^(\d{4})([-\/.])(\d{1,2})\2(\d{1,2})(?=$|[T ])/;
const YEAR_LAST = /^(\d{1,2})([-\/.])(\d{1,2})\2(\d{4})(?=$|[T ])/;
const DAY_NAME = new RegExp(`^(\\d{1,2})([ -])${NAME}([ -])(\\d{4})(?=$|[T ])`);
const NAME_DAY = new RegExp(`^${NAME}( )(\\d{1,2})(,? )(\\d{4})(?=$|[T ])`);

/** How all texts of a column read as dates. */
export interface DatesFound {
  type: "date" | "datetime";
  formats: string[];
  /** Where day and month are both numbers and the year comes last. */
  order: { first: "day" | "month"; proven: boolean } | undefined;
  zone: string;
}

interface Parts {
  /** `%1` and `%2` stand for two numbers whose order is open. */
  format: string;
  day: number;
  month: number;
  year: number;
  open: boolean;
  time: boolean;
  zone: string;
}

/** Reads texts as dates; undefined where one of them is none. */
export function readDates(texts: string[]): DatesFound | undefined {
  const parts: Parts[] = [];
  for (const text of texts) {
    const found = text.length > 40 ? undefined : parse(text);
    if (found === undefined) return undefined;
    parts.push(found);
  }
  const zones = new Set(parts.filter((entry) => entry.time).map((entry) => entry.zone));
  if (zones.size > 1) return undefined;
  const open = parts.filter((entry) => entry.open);
  const dayFirst = open.some((entry) => entry.day > 12), monthFirst = open.some((entry) => entry.month > 12);
  if (dayFirst && monthFirst) return undefined;
  const dotted = open[0]?.format.includes(".") ?? false;
  const first = dayFirst || (!monthFirst && dotted) ? "day" : "month";
  const formats = new Set<string>();
  for (const entry of parts) {
    const swap = entry.open && first === "month";
    if (!isDay(swap ? entry.month : entry.day, swap ? entry.day : entry.month, entry.year)) return undefined;
    formats.add(entry.format.replace("%1", swap ? "%m" : "%d").replace("%2", swap ? "%d" : "%m"));
  }
  const zone = [...zones][0] ?? "";
  return {
    type: parts.some((entry) => entry.time) ? "datetime" : "date",
    formats: [...formats],
    order: open.length === 0 ? undefined : { first, proven: dayFirst || monthFirst },
    zone: zone === "" ? "" : zone === "Z" || zone.endsWith("UTC") ? "UTC" : `the zone ${zone}`,
  };
}

function parse(text: string): Parts | undefined {
  let match = YEAR_FIRST.exec(text);
  if (match !== null) {
    const [all, year, mark, month, day] = match;
    return withTime(text.slice(all.length), {
      format: `%Y${mark}%m${mark}%d`,
      day: Number(day),
      month: Number(month),
      year: Number(year),
      open: false,
    });
  }
  match = YEAR_LAST.exec(text);
  if (match !== null) {
    const [all, one, mark, two, year] = match;
    return withTime(text.slice(all.length), {
      format: `%1${mark}%2${mark}%Y`,
      day: Number(one),
      month: Number(two),
      year: Number(year),
      open: true,
    });
  }
  match = DAY_NAME.exec(text);
  if (match !== null && isMonth(match[3]!)) {
    const [all, day, gap, name, next, year] = match;
    return withTime(text.slice(all.length), {
      format: `%d${gap}${letter(name!)}${next}%Y`,
      day: Number(day),
      month: monthOf(name!),
      year: Number(year),
      open: false,
    });
  }
  match = NAME_DAY.exec(text);
  if (match === null || !isMonth(match[1]!)) return undefined;
  const [all, name, gap, day, next, year] = match;
  return withTime(text.slice(all.length), {
    format: `${letter(name!)}${gap}%d${next}%Y`,
    day: Number(day),
    month: monthOf(name!),
    year: Number(year),
    open: false,
  });
}

function withTime(rest: string, date: Omit<Parts, "time" | "zone">): Parts | undefined {
  if (rest === "") return { ...date, time: false, zone: "" };
  const time = TIME.exec(rest);
  if (time === null) return undefined;
  const [, joint, hour, minute, second, fraction, zone = ""] = time;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  const clock = `%H:%M${second === undefined ? "" : ":%S"}${fraction === undefined ? "" : ".%f"}`;
  return { ...date, format: `${date.format}${joint}${clock}${zone}`, time: true, zone: zone.trim() };
}

function isMonth(name: string): boolean {
  return FULL.test(name) || (name.length === 3 && monthOf(name) > 0);
}

/** `May` is the same in full and in short. */
function letter(name: string): string {
  return FULL.test(name) ? "%B" : "%b";
}
