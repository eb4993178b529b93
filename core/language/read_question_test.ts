import assert from "node:assert/strict";
import type { ReadOutcome } from "../contract/mod.ts";
import { movies, passengers, penguins, sales } from "./_tables_for_tests.ts";
import { type ReadableTable, readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

function read(text: string, ...tables: ReadableTable[]): ReadOutcome {
  return readQuestion({ text }, tables, { now });
}

/** The summary of what was read, or the status where nothing was. */
function taken(outcome: ReadOutcome): string {
  return outcome.status === "read" ? outcome.readings[0]!.summary : outcome.status;
}

/** Each block asks one table; a line holds a question and what it must be read as. */
const CASES: [ReadableTable, string][] = [
  [
    passengers,
    `
    How many rows? => the number of rows
    how many passengers are there => the number of rows
    how many passengers older than 50 survived? => the number of rows where "Age" above 50 and "Survived" "1"
    how many passengers did not survive? => the number of rows where not "Survived" "1"
    average fare => the average Fare
    average fare by class and sex => the average Fare by Pclass and Sex
    what is the survival rate by sex? => the percentage of rows where "Survived" "1" by Sex
    percentage of passengers who survived => the percentage of rows where "Survived" "1"
    what percentage of women survived? => the percentage of rows where "Survived" "1", among those where "Sex" "female"
    How many women were there? => the number of rows where "Sex" "female"
    mean and standard deviation of age => the average Age, standard deviation of Age
    how many passengers have no cabin? => the number of rows where "Cabin" missing
    how many male passengers in class 3? => the number of rows where "Sex" "male" and "Pclass" equal to 3
    average age of women in first class => the average Age where "Sex" "female" and "Pclass" equal to 1
  `,
  ],
  [
    sales,
    `
    average revenue by region => the average Revenue by Region
    total revenue => the total Revenue
    top 5 products by total sales in 2023 => the "Product" with the highest 5 total Revenue where "Order Date" from 2023-01-01 to before 2024-01-01
    plot revenue by month => the total Revenue by Order Date (month)
    which region sold most? => the "Region" with the highest total Revenue
    monthly revenue for the North region => the total Revenue by Order Date (month) where "Region" "North"
    how many different products? => the different Product
    how many orders after March 2023? => the number of rows where "Order Date" after 2023-04-01
    orders with revenue over 200 => the rows where "Revenue" above 200
    which product has the highest unit price? => the "Product" with the highest "Unit Price"
    average unit price per category => the average Unit Price by Category
    total revenue in 2023 by region, sorted from high to low => the total Revenue by Region where "Order Date" from 2023-01-01 to before 2024-01-01, ordered by total Revenue from high to low
    number of orders by product as a pie chart => the count by Product
    list all products => "Product"
    average profit by region => refused
  `,
  ],
  [
    movies,
    `
    which director made the most movies? => the "Director" with the highest count
    how many movies did Tom Berg direct? => the number of rows where "Director" "Tom Berg"
    longest movie by Ana Ruiz => the "Title" with the highest "Running Time" where "Director" "Ana Ruiz"
    who directed Red Moon? => "Director" where "Title" "Red Moon"
    top 3 movies by rating => the "Title" with the highest 3 "Rating"
    films not from Spain => "Title" where not "Country" "Spain"
    what is the difference between the highest and lowest rating? => the difference between the highest and the lowest "Rating"
    which is longer, Red Moon or Night Train? => which of "Red Moon" and "Night Train" has the higher Running Time
    Is Red Moon longer than Night Train? => "Red Moon" has a higher "Running Time" than "Night Train"
    what film came after Red Moon? => the "Title" in the row after the one where "Title" "Red Moon"
    how many movies have a rating of at least 7.8? => the number of rows where "Rating" at least 7.8
    average rating of action movies after 2005 => the average Rating where "Genre" "Action" and "Year" after 2006-01-01
    rating vs running time => "Rating" against "Running Time"
    scatter plot of rating vs running time colored by genre => "Rating" against "Running Time" against "Genre"
    gross by genre => clarify
    flurble the wug snorp => refused
  `,
  ],
  [
    penguins,
    `
    average body mass by species => the average body_mass_g by species
    how many penguins on each island => the count by island
    how many missing values in sex? => the number of rows where "sex" missing
    how many penguins are male or female? => the number of rows where "sex" "male" or "female"
    average flipper length and body mass by species and sex => the average flipper_length_mm, average body_mass_g by species and sex
    bar chart of average body mass by species => the average body_mass_g by species
  `,
  ],
];

for (const [table, block] of CASES) {
  for (const line of block.split("\n").map((text) => text.trim()).filter((text) => text !== "")) {
    const [question, expected] = line.split(" => ") as [string, string];
    Deno.test(`readQuestion() reads of ${table.profile.name}: ${question}`, () => {
      assert.equal(taken(read(question, table)), expected);
    });
  }
}

Deno.test("readQuestion() tells the nearest columns for one that is not there", () => {
  const outcome = read("average salry by class", passengers);
  assert.ok(outcome.status === "refused");
  assert.equal(outcome.reason, "unknown_column");
  assert.deepEqual(outcome.words, ["salry"]);
  assert.ok(outcome.nearest.length > 0);
});

Deno.test("readQuestion() names the words of nonsense", () => {
  const outcome = read("flurble the wug snorp", movies);
  assert.ok(outcome.status === "refused");
  assert.equal(outcome.reason, "not_understood");
  assert.deepEqual(outcome.words, ["flurble", "wug", "snorp"]);
});

Deno.test("readQuestion() offers both readings of a name that two columns share", () => {
  const outcome = read("gross by genre", movies);
  assert.ok(outcome.status === "clarify");
  assert.deepEqual(outcome.readings.map((reading) => reading.summary), [
    "the total Worldwide Gross by Genre",
    "the total US Gross by Genre",
  ]);
});

Deno.test("readQuestion() tells what each piece was taken for, at its place", () => {
  const text = "average revenue by region";
  const outcome = read(text, sales);
  assert.ok(outcome.status === "read");
  for (const span of outcome.readings[0]!.used) assert.equal(text.slice(span.start, span.end), span.text);
  assert.ok(outcome.readings[0]!.used.some((span) => span.meaning === 'group by "Region"'));
});

Deno.test("readQuestion() binds a chart to the columns of its result", () => {
  const outcome = read("pie chart of the number of orders by product", sales);
  assert.ok(outcome.status === "read");
  assert.deepEqual(outcome.readings[0]!.chart, { type: "pie", x: "Product", y: "count" });
});

Deno.test("readQuestion() gives the same outcome for the same question", () => {
  assert.deepEqual(read("top 3 movies by rating", movies), read("top 3 movies by rating", movies));
});

Deno.test("readQuestion() refuses an empty question and one without tables", () => {
  assert.equal(read("", movies).status, "refused");
  assert.equal(read("how many rows?").status, "refused");
});
