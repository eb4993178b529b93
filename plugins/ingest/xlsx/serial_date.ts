import { Moment } from "./cell.ts";
import type { NumberFormat } from "./number_format.ts";

const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
/** Days between the two ways of counting. */
const SINCE_1904 = 1462;
const LAST_DAY = 2_958_466;

/** A serial number as what its format shows: a day, a time of day, both, or a span of time. Undefined where the calendar has no such day. */
export function momentOf(serial: number, format: NumberFormat, date1904: boolean): Moment | undefined {
  if (format.kind === "duration") return new Moment("duration", amountText(serial, format.unit), format.unit);
  const days = date1904 ? serial + SINCE_1904 : serial;
  if (format.kind === "time" && serial > -1 && serial < 366) return new Moment("time", clockText(serial));
  if (days < 0 || days >= LAST_DAY) return undefined;
  let day = Math.floor(days);
  let ms = Math.round((days - day) * DAY_MS);
  if (ms === DAY_MS) {
    day++;
    ms = 0;
  }
  const text = dayText(day, date1904);
  // A day is a day also where its format would show the time of midnight; the column decides.
  if (ms === 0) return dayMoment(text);
  return new Moment("datetime", `${text}T${timeText(ms)}`);
}

const moments = new Map<string, Moment>();

/** The same day is the same object, for there may be millions. */
function dayMoment(text: string): Moment {
  let moment = moments.get(text);
  if (moment === undefined) {
    moment = new Moment("date", text);
    if (moments.size < 100_000) moments.set(text, moment);
  }
  return moment;
}

/** Days as text: the same ones come again and again. */
const days = new Map<number, string>();

/** 1900 was no leap year, but the sheet counts its 29 February: before it, serial numbers lag by a day. */
function dayText(day: number, date1904: boolean): string {
  if (!date1904) {
    if (day === 60) return "1900-02-29";
    if (day === 0) return "1900-01-00";
    if (day < 60) day++;
  }
  let text = days.get(day);
  if (text === undefined) {
    text = new Date(EPOCH + day * DAY_MS).toISOString().slice(0, 10);
    if (days.size < 100_000) days.set(day, text);
  }
  return text;
}

function timeText(ms: number): string {
  const seconds = Math.floor(ms / 1000), rest = ms % 1000;
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${
    two(seconds % 60)
  }`;
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, "0")}`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function clockText(serial: number): string {
  const ms = Math.round(Math.abs(serial) * DAY_MS);
  const hours = Math.floor(ms / 3_600_000);
  const rest = timeText(ms % 3_600_000).slice(2);
  return `${serial < 0 ? "-" : ""}${String(hours).padStart(2, "0")}${rest}`;
}

const PER_DAY: Record<string, number> = { h: 24, min: 1440, s: 86_400 };

/** Rounded to what a serial number can tell: a ten thousandth of a second. */
function amountText(serial: number, unit: string): string {
  return String(Number((serial * PER_DAY[unit]!).toFixed(unit === "s" ? 4 : unit === "min" ? 6 : 8)));
}

/** A date as ISO text, in cells that hold one so. Undefined where it is none. */
export function isoMoment(text: string): Moment | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})?(?:T?(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(?:Z|[+-]\d{2}:\d{2})?$/.exec(
    text,
  );
  if (match === null || text === "") return undefined;
  const [, day, clock] = match;
  const seconds = clock?.length === 5 ? `${clock}:00` : clock;
  const time = seconds?.replace(/\.0+$/, "").replace(/(\.\d{6})\d+$/, "$1");
  if (day === undefined) return time === undefined ? undefined : new Moment("time", time);
  return time === undefined || time === "00:00:00"
    ? new Moment("date", day)
    : new Moment("datetime", `${day}T${time}`);
}
