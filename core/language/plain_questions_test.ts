import assert from "node:assert/strict";
import type { ReadOutcome } from "../contract/mod.ts";
import { readable } from "./_tables_for_tests.ts";
import { type ReadableTable, readQuestion } from "./read_question.ts";

const now = new Date("2026-06-15T12:00:00Z");

const drinks = readable("beverages", {
  country: ["text", "Norland", "Sudria", "Vestmark", "Ostrand", "Midia", "Lakonia"],
  tea_servings: ["integer", 0, 12, 240, 31, 55, 78],
  coffee_servings: ["integer", 310, 0, 120, 98, 12, 45],
  litres_of_juice: ["number", 0, 4.5, 2.25, 8.1, 3.3, 1.2],
});
const days = Array.from({ length: 30 }, (_, day) => `2024-06-${String(day + 1).padStart(2, "0")}`);
const weather = readable("harbour weather", {
  date: ["date", ...days],
  precipitation: ["number", ...days.map((_, day) => day * 7 % 11)],
  temp_min: ["number", ...days.map((_, day) => day * 3 % 13)],
  temp_max: ["number", ...days.map((_, day) => 15 + day * 5 % 17)],
  sky: ["text", ...days.map((_, day) => ["sun", "rain", "fog", "snow"][day % 4]!)],
});
const snacks = readable("snack data", {
  name: ["text", "Crumb", "Toff", "Brak", "Zing", "Mallo", "Pip"],
  nutty: ["integer", 1, 0, 1, 0, 0, 1],
  salty: ["integer", 0, 1, 1, 0, 1, 0],
  sugarpercent: ["number", 0.2, 0.4, 0.1, 0.9, 0.8, 0.5],
  pricepercent: ["number", 0.3, 0.7, 0.2, 0.6, 0.5, 0.1],
});
const power = readable("power", {
  year: ["date", "2010-01-01", "2010-01-01", "2011-01-01", "2011-01-01", "2012-01-01", "2012-01-01"],
  source: ["text", "Wind", "Coal", "Wind", "Coal", "Wind", "Coal"],
  generation: ["integer", 10, 90, 30, 80, 60, 60],
});
const members = readable("assembly", {
  session: ["integer", 1, 1, 1, 2, 2, 2],
  chamber: ["text", "house", "senate", "house", "senate", "house", "senate"],
  firstname: ["text", "Ann", "Bo", "Cy", "Di", "Ed", "Flo"],
  lastname: ["text", "Ash", "Birch", "Cedar", "Dill", "Elm", "Fir"],
  state: ["text", "TX", "OH", "TX", "AK", "OH", "NY"],
  age: ["number", 61.5, 40.2, 55, 33.3, 70.1, 48],
});
const births = readable("visits", {
  year: ["integer", 2020, 2020, 2020, 2021, 2021, 2021],
  month: ["integer", 1, 2, 3, 1, 2, 3],
  day: ["integer", 5, 9, 13, 2, 29, 7],
  visits: ["integer", 40, 55, 31, 48, 62, 77],
});

const orders = readable("orders", {
  "Order ID": ["text", "A-1", "A-2", "A-3", "A-4", "A-5", "A-6"],
  "Order Date": ["date", "2022-01-10", "2022-03-02", "2022-08-21", "2023-02-03", "2023-02-14", "2023-11-30"],
  "Ship Date": ["date", "2022-01-12", "2022-03-09", "2022-08-22", "2023-02-13", "2023-02-15", "2023-12-02"],
  "Closed Date": ["text", "x", null, "x", null, "x", "x"],
  Category: ["text", "Chairs", "Lamps", "Chairs", "Desks", "Lamps", "Desks"],
  Discount: ["number", 0, 0.1, 0, 0.2, 0, 0.05],
  Sales: ["number", 120.5, 80, 300, 990.25, 45, 510],
  Profit: ["number", 20, -4.5, 66, 210, -9, 80.5],
});

/** Tables, and lines of `question => what it must be read as`. */
const CASES: readonly (readonly [ReadableTable, string])[] = [
  [
    drinks,
    `
    top 3 countries by coffee servings => the 3 "country" with the highest "coffee_servings"
    which countries drink no tea at all? => "country" where "tea_servings" is equal to 0
    countries where tea servings exceed coffee servings => "country" where "tea_servings" is above "coffee_servings"
    which countries drink more tea than coffee? => "country" where "tea_servings" is above "coffee_servings"
    rank of Ostrand in coffee => the rank by "coffee_servings" (highest first) where "country" is "Ostrand"
    compare tea servings of Norland and Sudria => "tea_servings" where "country" is "Norland" or "Sudria"
  `,
  ],
  [
    weather,
    `
    how many rainy days were there? => the number of rows where "sky" is "rain"
    how many windy days were there? => refused
    number of foggy days per month => the count by date (month) where "sky" is "fog"
    what was the hottest day? => the date (day) with the highest average temp_max
    how many days was it colder than 5? => the number of rows where "temp_min" is below 5
    average temperature by month => clarify
    7 day moving average of precipitation => the mean of "total precipitation" over the last 7 days along "date" (fewer at the start)
    moving average of temp_max over 5 days => the mean of "average temp_max" over the last 5 days along "date" (fewer at the start)
    gloomiest day => refused
  `,
  ],
  [
    snacks,
    `
    what share of snacks are nutty? => the percentage of rows where "nutty" is "1"
    average sugarpercent of nutty vs non nutty snacks => the average sugarpercent by nutty
    most expensive snack => the "name" with the highest "pricepercent"
    cheapest salty snack => the "name" with the lowest "pricepercent" where "salty" is "1"
    correlation between sugar and price => the correlation of sugarpercent and pricepercent
    do salty snacks cost more than nutty ones? => refused
  `,
  ],
  [
    power,
    `
    share of wind in 2012 => the percentage of the total generation where "source" is "Wind", among those where "year" is in 2012
    how much did generation of coal fall between 2010 and 2012? => the change of total generation from 2010 to 2012 where "source" is "Coal"
    which source grew the most between 2010 and 2012? => refused
    which source's generation grew the most between 2010 and 2012? => the "source" with the highest change of total generation from 2010 to 2012
    growth of generation year over year => the change of total generation from each year to the next
    how has generation changed over the years => the total generation by year (year)
  `,
  ],
  [
    members,
    `
    average age of senators => the average age where "chamber" is "senate"
    average age of bakers => refused
    average age in house and senate => the average age by chamber where "chamber" is "house" or "senate"
    average age by session for house and senate => the average age by session and chamber where "chamber" is "house" or "senate"
    how many members are from Texas? => the number of rows where "state" is "TX"
    who is the oldest member? => the rows with the highest "age"
    youngest member ever => the rows with the lowest "age"
  `,
  ],
  [
    orders,
    `
    compare sales in 2022 and 2023 => the total Sales by Order Date (year) where "Order Date" is in 2022 or in 2023
    what percentage of sales comes from Chairs? => the percentage of the total Sales where "Category" is "Chairs"
    what was the best month for sales? => the Order Date (month) with the highest total Sales
    which day of the week has the most orders? => the Order Date (weekday) with the highest count
    orders where profit is negative => the rows where "Profit" is below 0
    how many orders with a discount => the number of rows where "Discount" is above 0
    average days between order date and ship date => the average days from Order Date to Ship Date
    how long does shipping take on average => the average days from Order Date to Ship Date
    which category has the lowest profit margin? => refused
    spending over time => refused
  `,
  ],
  [
    births,
    `
    which date had the most visits? => the rows with the highest "visits"
    visits on February 29 => refused
    which month has the fewest visits on average? => the "month" with the lowest average visits
  `,
  ],
];

function taken(outcome: ReadOutcome): string {
  return outcome.status === "read" ? outcome.readings[0]!.summary : outcome.status;
}

for (const [table, block] of CASES) {
  for (const line of block.split("\n").map((text) => text.trim()).filter((text) => text !== "")) {
    const [question, expected] = line.split(" => ") as [string, string];
    Deno.test(`readQuestion() reads a plain question of ${table.profile.name}: ${question}`, () => {
      assert.equal(taken(readQuestion({ text: question }, [table], { now })), expected);
    });
  }
}
