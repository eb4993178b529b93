import assert from "node:assert/strict";
import { memorySource, readTables } from "nexus/testing";
import plugin from "./mod.ts";

const wrap = (body: string) => `BEGIN:VCALENDAR\r\n${body}\r\nEND:VCALENDAR\r\n`;
const read = async (text: string) => (await readTables(plugin, memorySource(text, "x.ics")))[0]!;
const event = (lines: string) => `BEGIN:VEVENT\r\n${lines}\r\nEND:VEVENT`;

Deno.test("events become rows, with folded lines, escapes, people and durations", async () => {
  const table = await read(await Deno.readTextFile(new URL("./testdata/team.ics", import.meta.url)));
  assert.equal(table.rows.length, 24);
  const row = (at: number) =>
    Object.fromEntries(table.names.map((name, column) => [name, table.rows[at]![column]]));
  assert.deepEqual(row(0), {
    summary: "Planning",
    start: "2024-01-01T09:00:00",
    end: "2024-01-01T10:00:00",
    "all day": "false",
    location: "Room 1",
    organizer: "Ada Example",
    attendees: "Bob",
    status: "tentative",
    categories: "work, team",
    repeats: "FREQ=WEEKLY;COUNT=4",
    description: "A long line that is folded\nas the format wants it",
    uid: "0@example.org",
  });
  assert.equal(row(2).summary, "Retro, with cake");
  assert.deepEqual([row(3).start, row(3).end], ["2024-01-04T08:00:00", "2024-01-04T09:30:00"]);
  assert.deepEqual([row(5).start, row(5)["all day"]], ["2024-01-06T00:00:00", "true"]);
  assert.deepEqual(table.notes.map(({ message }) => message), [
    "Times are kept as they are written, in these zones: Europe/Berlin (16), UTC (4).",
    "Left out: 1 of the kind VTODO.",
  ]);
});

Deno.test("a calendar of days has dates", async () => {
  const table = await read(wrap(event("DTSTART;VALUE=DATE:20240229\r\nDURATION:P2D")));
  assert.deepEqual(table.types.slice(1, 3), ["date", "date"]);
  assert.deepEqual(table.rows[0]!.slice(1, 3), ["2024-02-29", "2024-03-02"]);
});

Deno.test("what is no moment is missing, and what is no calendar is refused", async () => {
  const table = await read(wrap(event("SUMMARY:x\r\nDTSTART:20240230\r\nnonsense")));
  assert.deepEqual(table.rows[0]!.slice(0, 3), ["x", null, null]);
  assert.match(table.notes.at(-1)!.message, /Left out: 1 lines that are not/);
  for (
    const text of [
      "",
      "hello",
      wrap(""),
      wrap("BEGIN:VTODO\r\nEND:VTODO"),
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
    ]
  ) {
    await assert.rejects(read(text), { code: "file.unreadable" });
  }
  await assert.rejects(read("x".repeat(2_000_000)), { code: "file.unreadable", message: /line of more/ });
});
