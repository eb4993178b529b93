/**
 * Reads calendars: one row for each event.
 *
 * @module
 */
import { type ColumnConversion, defineIngest, type ImportNote, NexusError, type Source } from "nexus";
import { COLUMNS, events, nothingSeen, type Seen } from "./events.ts";

const BATCH = 500;

export default defineIngest({
  sniff(head, { name }) {
    const text = new TextDecoder().decode(head.subarray(0, 4096)).replace(/^\uFEFF?\s*/, "");
    if (/^BEGIN:VCALENDAR\s/i.test(text)) return { confidence: 0.99, reason: "begins with BEGIN:VCALENDAR" };
    const named = /\.(ics|ical)$/i.test(name);
    return named
      ? { confidence: 0.2, reason: "the extension alone" }
      : { confidence: 0, reason: "no calendar" };
  },

  async read(source) {
    const seen = nothingSeen();
    for await (const _ of events(source, seen)) { /* only counted */ }
    if (seen.events === 0) throw noEvents(source, seen);
    return [{ name: "", notes: notesOf(seen), scan: { kind: "batches", columns: columnsOf(seen) } }];
  },

  async *rows(source) {
    const seen = nothingSeen();
    let batch: (string | null)[][] = [];
    for await (const row of events(source, seen)) {
      batch.push(COLUMNS.map((name) => {
        const value = row[name];
        // A day among moments is its midnight.
        return !seen.daysOnly && (name === "start" || name === "end") && value?.length === 10
          ? `${value}T00:00:00`
          : value;
      }));
      if (batch.length < BATCH) continue;
      yield { batch };
      batch = [];
    }
    if (batch.length > 0) yield { batch };
  },
});

function columnsOf({ daysOnly }: Seen): ColumnConversion[] {
  return COLUMNS.map((name) => {
    if (name === "all day") return { name, type: "boolean", trueValues: ["true"], falseValues: ["false"] };
    if (name !== "start" && name !== "end") return { name, type: "text" };
    return daysOnly
      ? { name, type: "date", formats: ["%Y-%m-%d"] }
      : { name, type: "datetime", formats: ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"] };
  });
}

function notesOf({ strays, others, zones }: Seen): ImportNote[] {
  const notes: ImportNote[] = [];
  const times = [...zones].filter(([zone]) => zone !== "day");
  if (times.length > 0) {
    const list = times.map(([zone, number]) => `${zone} (${number})`).join(", ");
    notes.push({
      level: times.length > 1 ? "warning" : "choice",
      topic: "time zones",
      message: `Times are kept as they are written, in these zones: ${list}.`,
    });
  }
  for (const [kind, count] of others) {
    notes.push({
      level: "warning",
      topic: "rejected",
      message: `Left out: ${count} of the kind ${kind}.`,
      count,
    });
  }
  if (strays > 0) {
    const message = `Left out: ${strays} lines that are not of the form NAME:value.`;
    notes.push({ level: "warning", topic: "rejected", message, count: strays });
  }
  return notes;
}

function noEvents({ name }: Source, { strays, others }: Seen): NexusError {
  const other = [...others].map(([kind, count]) => `${count} of the kind ${kind}`).join(", ");
  return new NexusError(
    "file.unreadable",
    `"${name}" holds no event${
      other ? `, only ${other}` : strays > 0 ? "; it does not look like a calendar" : ""
    }`,
  );
}
