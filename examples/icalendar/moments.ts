import type { ContentLine } from "./content_lines.ts";

/** A day, or a moment as the clock on the wall shows it. */
export interface Moment {
  /** `2024-01-05` or `2024-01-05T09:00:00`. */
  text: string;
  /** Whether it has a time of day. */
  time: boolean;
  /** `UTC`, the name of a zone, or `local`; `day` for a day. */
  zone: string;
}

/** The moment of a line such as `DTSTART;TZID=Europe/Berlin:20240105T090000`; null where it is none. */
export function momentOf(line: ContentLine | undefined): Moment | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(line?.value.trim() ?? "");
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, utc] = match;
  const date = `${year}-${month}-${day}`;
  // A leap second is written as the last one of its minute, for the engines know none.
  const text = hour === undefined ? date : `${date}T${hour}:${minute}:${second === "60" ? "59" : second}`;
  if (Number.isNaN(Date.parse(hour === undefined ? text : `${text}Z`))) return null;
  if (new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date) return null; // 30 February
  const zone = hour === undefined ? "day" : utc === "Z" ? "UTC" : line?.parameters.get("TZID") ?? "local";
  return { text, time: hour !== undefined, zone };
}

/** The moment after a duration such as `P1DT2H30M`; null where there is none. */
export function addDuration(start: Moment | null, duration: string | undefined): Moment | null {
  const match = /^([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(
    duration?.trim() ?? "",
  );
  if (start === null || match === null) return null;
  const [weeks, days, hours, minutes, seconds] = match.slice(2).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const length = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  const from = Date.parse(start.time ? `${start.text}Z` : `${start.text}T00:00:00Z`);
  const end = new Date(from + (match[1] === "-" ? -length : length));
  if (Number.isNaN(end.getTime())) return null;
  const time = start.time || hours + minutes + seconds > 0;
  return { ...start, time, text: end.toISOString().slice(0, time ? 19 : 10) };
}
