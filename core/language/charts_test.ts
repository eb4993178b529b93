import assert from "node:assert/strict";
import type { ColumnType, ReadOutcome, Value } from "../contract/mod.ts";
import { readable } from "./_tables_for_tests.ts";
import { type ReadableTable, readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

/** Many rows from a few: the values of each column come round. */
function repeated(rows: number, columns: Record<string, [ColumnType, (row: number) => Value]>) {
  return Object.fromEntries(
    Object.entries(columns).map(([name, [type, of]]) =>
      [
        name,
        [type, ...Array.from({ length: rows }, (_, row) => of(row))] as [ColumnType, ...Value[]],
      ] as const
    ),
  );
}

const FIRST = ["Adam", "Mona", "Liam", "Kim", "Petra", "Sam", "Tina", "Malik"];

/** Boats for hire. */
const boats = readable(
  "boats",
  repeated(60, {
    BOAT_ID: ["integer", (row) => row + 1],
    SKIPPER_NAME: ["text", (row) => FIRST[row % 8]!],
    DOCK_ID: ["integer", (row) => 10 + row % 6],
    Masts: ["integer", (row) => 1 + row % 4],
    Harbour: ["text", (row) => ["Kiel", "Oban", "Brest"][row % 3]!],
    Hull: ["text", (row) => ["steel", "wood", "glass", "carbon", "iron"][row % 5]!],
    Length: ["number", (row) => 6.5 + (row * 7 % 60) * 0.4],
    Upkeep: ["number", (row) => 900 + (row * 13 % 60) * 37.5],
    LAUNCHED: ["date", (row) => `19${70 + row % 20}-0${1 + row % 9}-1${row % 10}`],
    Rebate: ["number", (row) => row % 2 === 0 ? null : 0.1],
  }),
);

const bays = readable("bay", {
  Bay: ["text", "North Bay", "South Bay", "West Bay", "Old Bay"],
  Bay_ID: ["integer", 1, 2, 3, 4],
  Kind: ["text", "sand", "rock", "sand", "rock"],
});

const visits = readable("visit", {
  Visit_ID: ["integer", 1, 2, 3, 4, 5],
  Bay_ID: ["integer", 1, 1, 2, 2, 2],
  Guest: ["text", "Ann", "Bo", "Cy", "Di", "Ed"],
});

function read(text: string, tables: ReadableTable[], previous: string[] = []): ReadOutcome {
  return readQuestion({ text, previous: previous.map((one) => ({ text: one })) }, tables, { now });
}

function taken(outcome: ReadOutcome): string {
  if (outcome.status !== "read") return outcome.status;
  const { summary, chart } = outcome.readings[0]!;
  return `${summary}${chart?.type === undefined ? "" : ` [${chart.type}]`}${
    outcome.certainty === "sure" ? " sure" : ""
  }`;
}

const CASES: [ReadableTable[], string][] = [
  [
    [boats],
    `
    Draw a bar chart of the average length of boats whose skipper name ends with the letter m => the average Length by SKIPPER_NAME where "SKIPPER_NAME" ends with "m" [bar]
    For those boats whose skipper name does not contain the letter M, plot the average length by harbour as a bar chart => the average Length by Harbour where "SKIPPER_NAME" does not contain "M" [bar] sure
    number of boats whose skipper name starts with T => the number of rows where "SKIPPER_NAME" starts with "T"
    A bar chart of the number of boats by hull where dock number is not equal to 12 => the count by Hull where "DOCK_ID" is other than 12 [bar]
    How many boats in dock 11 for each hull? Show a bar chart => the count by Hull where "DOCK_ID" is equal to 11 [bar] sure
    Bin the launched date into month interval, then calculate the total upkeep of boats in each month for a bar chart => the total Upkeep by LAUNCHED (month) [bar]
    average length by launched in weekday bins, sorted by the y axis descending, bar chart => the average Length by LAUNCHED (weekday), ordered by average Length from high to low [bar] sure
    A stacked bar chart of the number of boats with different harbours and split by hull => the count by Harbour and Hull [stacked bar] sure
    bar chart with masts on the x axis and average length on the y axis => the average Length by Masts [bar]
    bar chart of the number of masts, stacked by harbour => the count by Masts and Harbour [stacked bar]
    count of boats against length as a chart => the count by Length (from) [histogram]
    bar chart of upkeep => the count by Upkeep (from) [histogram] sure
    box plot of length by harbour => the spread of "Length" by "Harbour" [boxplot] sure
    boxplot of upkeep => the spread of "Upkeep" [boxplot] sure
    heat map of the number of boats by harbour and hull => the count by Harbour and Hull [heatmap] sure
    area chart of total upkeep by launched in month bins => the total Upkeep by LAUNCHED (month) [area] sure
    plot harbour => the count by Harbour
    plot masts by average upkeep => the average Upkeep by Masts sure
    average length by hull with separate charts for each harbour => the average Length by Harbour and Hull
    average length by masts colored by harbour => the average Length by Masts and Harbour sure
    upkeep by harbour => the average Upkeep by Harbour
    for Kiel and Oban plot length against upkeep => "Length" against "Upkeep" against "Harbour" where "Harbour" is "Kiel" or "Oban" [grouping scatter] sure
    bar chart of boats by launched => the count by LAUNCHED [bar]
    count boats by length in 5 metre buckets => the count by Length (from) sure
  `,
  ],
  [
    [bays, visits],
    `
    Show the bay and the number of guests in a pie chart => the count by Bay [pie]
    the number of kinds for the bays, as a pie chart => the count by Kind [pie]
  `,
  ],
];

for (const [tables, block] of CASES) {
  for (const line of block.split("\n").map((text) => text.trim()).filter((text) => text !== "")) {
    const [question, expected] = line.split(" => ") as [string, string];
    Deno.test(`readQuestion() reads for a chart: ${question}`, () => {
      assert.equal(taken(read(question, tables)), expected);
    });
  }
}

Deno.test("readQuestion() refuses where it would have to leave out a negation", () => {
  assert.equal(read("average length by hull of boats that never left port", [boats]).status, "refused");
  assert.equal(read("bar chart of boats by hull for those who did not race", [boats]).status, "refused");
});

Deno.test("readQuestion() is never sure of `a and b or c`, which can be bracketed in two ways", () => {
  const outcome = read(
    "boats by hull where masts is 2 and harbour is Kiel or length is above 20, as a bar chart",
    [boats],
  );
  assert.ok(outcome.status !== "read" || outcome.certainty === "likely");
});

Deno.test("readQuestion() counts rows of the table that refers to the groups, not the groups themselves", () => {
  const outcome = read("Show the bay and the number of guests in a pie chart", [bays, visits]);
  assert.ok(outcome.status === "read");
  assert.match(JSON.stringify(outcome.readings[0]!.plan), /"op":"join"/);
});

Deno.test("readQuestion() goes on with the chart of before", () => {
  const plot = "plot length against upkeep";
  for (
    const more of [
      "color by harbour",
      "Facet it by Harbour.",
      "add harbour to the legend",
      "split by harbour",
    ]
  ) {
    assert.match(taken(read(more, [boats], [plot])), /^"Length" against "Upkeep" against "Harbour"/, more);
  }
  assert.match(taken(read("show me hull", [boats], ["draw a bar chart"])), /^the count by Hull \[bar\]/);
  assert.match(
    taken(read("show me average length", [boats], ["bar chart of hull"])),
    /^the average Length by Hull \[bar\]/,
  );
});

Deno.test("readQuestion() is not sure of an order that may go on with the one before", () => {
  assert.match(taken(read("plot masts by average length", [boats], ["group by harbour"])), /by Masts$/);
});
