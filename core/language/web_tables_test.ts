import assert from "node:assert/strict";
import type { ReadOutcome } from "../contract/mod.ts";
import {
  albums,
  engines,
  laps,
  league,
  matches,
  medalTable,
  runners,
  stops,
} from "./_web_tables_for_tests.ts";
import { type ReadableTable, readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

/** Tables, and lines of `question => what it must be read as`. */
const CASES: readonly (readonly [ReadableTable, string])[] = [
  [
    league,
    `
    who placed higher, Mill Town or Old Quarry? => which of "Mill Town" and "Old Quarry" has the lower Pos
    which club finished worse, Mill Town or East Ferry? => which of "Mill Town" and "East Ferry" has the higher Pos
    who has more points, Mill Town or Old Quarry? => which of "Mill Town" and "Old Quarry" has the higher Points
    how many clubs finished 3rd or better? => the number of rows where "Pos" is at most 3
    how many losses did East Ferry have? => the total L where "Club" is "East Ferry"
    which club has the most wins? => the "Club" with the highest "W"
    which club is listed first? => "Club" of the first row
  `,
  ],
  [
    matches,
    `
    how many games were won? => the number of rows where "Result" is "W 2–0" or "W 3–1" or "W 4–0"
    how many games did they lose in 2013? => the number of rows where "Result" is "L 0–2" or "L 1–2" and "Date" is in 2013
    total attendance in 2011 and 2013 => the total Attendance where "Date" is in 2011 or in 2013
    how many games were played in 2011 and 2013? => the number of rows where "Date" is in 2011 or in 2013
    on which date was the attendance the highest? => the "Date" with the highest "Attendance"
    what is the highest attendance? => the maximum Attendance
    how many consecutive wins were there? => the longest run of rows, one after the other, where "Result" is "W 2–0" or "W 3–1" or "W 4–0"
    did they win more or less than they lost? => refused
    what is the last date? => the maximum Date
    who was the first opponent? => "Opponent" of the first row
  `,
  ],
  [
    medalTable,
    `
    how many medals did Vestmark win? => the total Total where "Nation" is "Vestmark" (without the row "Total")
    which nation won the most gold medals? => the "Nation" with the highest "Gold" (without the row "Total")
  `,
  ],
  [
    runners,
    `
    how many athletes placed above Cleo Marsh? => the number of rows where "Place" is below that of "Cleo Marsh"
    who was first? => "Athlete" of the first row
    did Ada Holm place higher than Bea Lund? => "Ada Holm" has a lower "Place" than "Bea Lund"
    who has a distance of more than 17.5? => "Athlete" where "Distance" is above 17.5
  `,
  ],
  [
    laps,
    `
    who has the fastest time? => the "Driver" with the lowest "Time"
    which driver has the second fastest time? => the "Driver" with the 2nd lowest "Time"
    difference in time between Ada Holm and Bea Lund => the difference of "Time" between "Ada Holm" and "Bea Lund"
    how many years did Bea Lund drive? => the years from "Joined" to "Left" where "Driver" is "Bea Lund"
    how many years earlier did Ada Holm join than Cleo Marsh? => the difference of "Joined" between "Ada Holm" and "Cleo Marsh"
    who had a better time, Ada Holm or Bea Lund? => which of "Ada Holm" and "Bea Lund" has the lower Time
    who has the worst time? => the "Driver" with the highest "Time"
    is Ada Holm from Falk or Orion? => "Team" where "Driver" is "Ada Holm" and "Team" is "Falk" or "Orion"
    Ada Holm and which other driver drove for Falk? => "Driver" where "Driver" is not "Ada Holm" and "Team" is "Falk"
    how long did the fastest driver take? => the "Time" with the lowest "Time"
    name a driver of Orion => the first "Driver" where "Team" is "Orion"
    name the drivers of Orion => "Driver" where "Team" is "Orion"
    who is listed after Bea Lund? => the "Driver" in the row after the one where "Driver" is "Bea Lund"
    how many drivers are listed before Dora Nye? => the number of rows before the one where "Driver" is "Dora Nye"
  `,
  ],
  [
    albums,
    `
    how many albums were released in 1993? => the number of rows where "Released" contains "1993"
    which titles came out in April? => "Title" where "Released" contains "April"
    copies of Low Tide => "Copies" where "Title" is "Low Tide"
  `,
  ],
  [
    stops,
    `
    how many stops are listed? => the number of rows
    what is the number of piers? => the number of rows where "Pier" is not missing
    total number of passengers => the total Passengers
    how long was the line? => refused
  `,
  ],
];

/** Readings that must not be called sure, whatever they are. */
const UNSURE: readonly (readonly [ReadableTable, string])[] = [
  [matches, "how many games did they lose in 2013?"],
  [runners, "who came after Bea Lund?"],
  [league, "which club has the highest name?"],
  [laps, "how many other drivers drove for Falk?"],
  [engines, "how many rows have the engine Corvo?"],
  [albums, "how many titles were issued before 1995?"],
];

function taken(outcome: ReadOutcome): string {
  return outcome.status === "read" ? outcome.readings[0]!.summary : outcome.status;
}

for (const [table, block] of CASES) {
  for (const line of block.split("\n").map((text) => text.trim()).filter((text) => text !== "")) {
    const [question, expected] = line.split(" => ") as [string, string];
    Deno.test(`readQuestion() reads of ${table.profile.name}: ${question}`, () => {
      assert.equal(taken(readQuestion({ text: question }, [table], { now })), expected);
    });
  }
}

for (const [table, question] of UNSURE) {
  Deno.test(`readQuestion() is not sure of ${table.profile.name}: ${question}`, () => {
    const outcome = readQuestion({ text: question }, [table], { now });
    assert.ok(outcome.status !== "read" || outcome.certainty === "likely");
  });
}
