import type { Source } from "nexus";
import { type ContentLine, contentLines, unescape } from "./content_lines.ts";
import { addDuration, momentOf } from "./moments.ts";

/** One event as a row: texts by column. */
export type EventRow = Record<(typeof COLUMNS)[number], string | null>;

/** Columns of the table, in order. */
export const COLUMNS = [
  "summary",
  "start",
  "end",
  "all day",
  "location",
  "organizer",
  "attendees",
  "status",
  "categories",
  "repeats",
  "description",
  "uid",
] as const;

/** What was seen on the way that is no event. */
export interface Seen {
  events: number;
  /** Lines of no form. */
  strays: number;
  /** Other things than events: to-dos, journals. */
  others: Map<string, number>;
  /** Time zones, and how many starts have each. */
  zones: Map<string, number>;
  /** Every start and end is a day without a time. */
  daysOnly: boolean;
}

/** Nothing seen yet. */
export function nothingSeen(): Seen {
  return { events: 0, strays: 0, others: new Map(), zones: new Map(), daysOnly: true };
}

/** The events of a calendar in their order; `seen` is filled on the way. */
export async function* events(source: Source, seen: Seen): AsyncGenerator<EventRow> {
  const open: string[] = [];
  let lines: ContentLine[] = [];
  for await (const line of contentLines(source)) {
    if (line === null) seen.strays++;
    else if (line.name === "BEGIN") {
      open.push(line.value.trim().toUpperCase());
      if (open.at(-1) === "VEVENT") lines = [];
      else if (/^V(TODO|JOURNAL|FREEBUSY)$/.test(open.at(-1)!)) count(seen.others, open.at(-1)!);
    } else if (line.name === "END") {
      if (open.pop() === "VEVENT") yield rowOf(lines, seen);
    } else if (open.at(-1) === "VEVENT") lines.push(line); // what belongs to an alarm inside is left out
  }
}

function rowOf(lines: ContentLine[], seen: Seen): EventRow {
  const find = (name: string) => lines.find((line) => line.name === name);
  const text = (name: string) => {
    const value = find(name)?.value;
    return value === undefined || value === "" ? null : unescape(value);
  };
  const all = (name: string, valueOf: (line: ContentLine) => string) =>
    lines.filter((line) => line.name === name).map(valueOf).join(", ") || null;
  const start = momentOf(find("DTSTART"));
  const end = momentOf(find("DTEND")) ?? addDuration(start, find("DURATION")?.value);
  seen.events++;
  if (start !== null) count(seen.zones, start.zone);
  if (start?.time || end?.time) seen.daysOnly = false;
  return {
    summary: text("SUMMARY"),
    start: start?.text ?? null,
    end: end?.text ?? null,
    "all day": start === null ? null : String(!start.time),
    location: text("LOCATION"),
    organizer: all("ORGANIZER", person),
    attendees: all("ATTENDEE", person),
    status: text("STATUS")?.toLowerCase() ?? null,
    categories: all("CATEGORIES", ({ value }) => unescape(value.replace(/(?<!\\),\s*/g, ", "))),
    repeats: text("RRULE"),
    description: text("DESCRIPTION"),
    uid: text("UID"),
  };
}

/** The name of a person where it is given, else the address. */
function person({ parameters, value }: ContentLine): string {
  return parameters.get("CN") ?? value.replace(/^mailto:/i, "");
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
