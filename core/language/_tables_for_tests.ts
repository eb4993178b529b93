/**
 * Small tables of our own for the tests of the language.
 *
 * @module
 */
import type { ColumnProfile, ColumnType, DatasetProfile, Value, ValueIndex } from "../contract/mod.ts";
import type { ReadableTable } from "./read_question.ts";

/** A table from its cells: `{Age: ["integer", 3, 4]}`. */
export function readable(name: string, columns: Record<string, [ColumnType, ...Value[]]>): ReadableTable {
  const entries = Object.entries(columns);
  const rows = Math.max(...entries.map(([, cells]) => cells.length - 1));
  const profile: DatasetProfile = {
    id: name,
    name,
    rows,
    columns: entries.map(([column, [type, ...cells]]) => profileOf(column, type as ColumnType, cells)),
  };
  const texts = entries.filter(([, [type]]) => type === "text");
  const values: ValueIndex = {
    dataset: name,
    columns: texts.map(([column, [, ...cells]]) => ({
      name: column,
      values: [...new Set(cells.filter((cell) => cell !== null).map(String))].sort(),
      complete: true,
    })),
  };
  return { profile, values };
}

function profileOf(name: string, type: ColumnType, cells: Value[]): ColumnProfile {
  const present = cells.filter((cell) => cell !== null);
  const counts = new Map<Value, number>();
  for (const cell of present) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const sorted = [...present].sort((a, b) => a === b ? 0 : a! < b! ? -1 : 1);
  const numbers = present.filter((cell) => typeof cell === "number");
  return {
    name,
    type,
    missing: cells.length - present.length,
    distinct: counts.size,
    min: sorted[0] ?? null,
    max: sorted.at(-1) ?? null,
    mean: numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length,
    top: [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count).slice(
      0,
      20,
    ),
    rejected: 0,
  };
}

/** People on a ship. */
export const passengers = readable("titanic", {
  PassengerId: ["integer", 1, 2, 3, 4, 5, 6, 7, 8],
  Survived: ["integer", 0, 1, 1, 0, 0, 1, 0, 1],
  Pclass: ["integer", 3, 1, 3, 1, 2, 2, 3, 1],
  Name: [
    "text",
    "Braund, Owen",
    "Cumings, Florence",
    "Heikkinen, Laina",
    "Allen, William",
    "Moran, James",
    "Nasser, Adele",
    "Palsson, Gosta",
    "Bonnell, Elizabeth",
  ],
  Sex: ["text", "male", "female", "female", "male", "male", "female", "male", "female"],
  Age: ["number", 22, 38, 26, 35, null, 14, 2, 58],
  SibSp: ["integer", 1, 1, 0, 0, 0, 1, 3, 0],
  Fare: ["number", 7.25, 71.28, 7.92, 8.05, 8.46, 30.07, 21.08, 26.55],
  Cabin: ["text", null, "C85", null, "E46", null, null, null, "C103"],
  Embarked: ["text", "S", "C", "S", "S", "Q", "C", "S", "S"],
});

/** What a shop sold. */
export const sales = readable("sales", {
  "Order ID": ["integer", 101, 102, 103, 104, 105, 106, 107, 108],
  "Order Date": [
    "date",
    "2022-11-03",
    "2022-12-24",
    "2023-01-05",
    "2023-02-11",
    "2023-02-20",
    "2023-03-08",
    "2023-05-30",
    "2023-08-14",
  ],
  Region: ["text", "North", "South", "North", "West", "East", "South", "West", "North"],
  Product: ["text", "Desk", "Chair", "Lamp", "Desk", "Chair", "Lamp", "Sofa", "Sofa"],
  Category: ["text", "Office", "Office", "Home", "Office", "Office", "Home", "Home", "Home"],
  Quantity: ["integer", 2, 5, 1, 1, 3, 7, 1, 2],
  "Unit Price": ["number", 199.5, 49.9, 25, 199.5, 49.9, 25, 899, 899],
  Revenue: ["number", 399, 249.5, 25, 199.5, 149.7, 175, 899, 1798],
});

/** Films. */
export const movies = readable("movies", {
  Title: [
    "text",
    "Silent Harbour",
    "The Long Road",
    "Red Moon",
    "Paper Boats",
    "Night Train",
    "Golden Fields",
  ],
  Director: ["text", "Ana Ruiz", "Tom Berg", "Ana Ruiz", "Mei Lin", "Tom Berg", "Ida Holm"],
  Genre: ["text", "Drama", "Action", "Action", "Comedy", "Drama", "Drama"],
  Year: ["integer", 1999, 2004, 2011, 2011, 2015, 2019],
  "Running Time": ["integer", 121, 98, 133, 87, 104, 142],
  Rating: ["number", 7.8, 6.1, 8.2, 5.9, 7.1, 8.8],
  "Worldwide Gross": ["integer", 12000000, 88000000, 240000000, 9500000, 31000000, 4100000],
  "US Gross": ["integer", 8000000, 41000000, 101000000, 7000000, 16000000, 900000],
  Country: ["text", "Spain", "USA", "Spain", "China", "USA", "Denmark"],
});

/** Birds, with gaps. */
export const penguins = readable("penguins", {
  species: ["text", "Adelie", "Adelie", "Gentoo", "Chinstrap", "Gentoo", "Adelie", "Gentoo"],
  island: ["text", "Torgersen", "Biscoe", "Biscoe", "Dream", "Biscoe", "Dream", "Biscoe"],
  bill_length_mm: ["number", 39.1, 37.8, 46.1, 46.5, 50, null, 47.3],
  bill_depth_mm: ["number", 18.7, 18.3, 13.2, 17.9, 16.3, null, 15.3],
  flipper_length_mm: ["integer", 181, 174, 211, 192, 230, null, 222],
  body_mass_g: ["integer", 3750, 3400, 4500, 3500, 5700, null, 5250],
  sex: ["text", "male", "female", "female", "male", "male", null, "male"],
});

/** Orders of customers, in two tables that share a key. */
export const orders = readable("orders", {
  order_id: ["integer", 1, 2, 3, 4, 5, 6],
  customer_id: ["integer", 10, 11, 10, 12, 11, 10],
  ordered_at: [
    "datetime",
    "2024-01-03T09:10:00",
    "2024-01-15T14:00:00",
    "2024-02-02T08:30:00",
    "2024-02-20T19:45:00",
    "2024-03-01T11:00:00",
    "2024-03-18T16:20:00",
  ],
  status: ["text", "shipped", "cancelled", "shipped", "pending", "shipped", "shipped"],
  total: ["number", 120.5, 80, 42.25, 310, 15, 99.9],
});

export const customers = readable("customers", {
  customer_id: ["integer", 10, 11, 12],
  name: ["text", "Lena Vogel", "Omar Haddad", "Ivy Chen"],
  city: ["text", "Bremen", "Oslo", "Bremen"],
  age: ["integer", 34, 51, 29],
  newsletter: ["boolean", true, false, true],
});

/** A table as the web has them: numbers inside text, a row of totals. */
export const medals = readable("medals", {
  Rank: ["text", "1", "2", "3", "4", "—"],
  Nation: ["text", "Norway", "Germany", "Canada", "Norway II", "Total"],
  Gold: ["integer", 14, 10, 11, 2, 37],
  Silver: ["integer", 14, 13, 8, 0, 35],
  Bronze: ["integer", 11, 7, 10, 5, 33],
  Attendance: ["text", "12,300 (est.)", "9,875", "10,120[2]", "450", "32,745"],
  Coach: ["text", "Berg, Dahl", "Krause", "Roy", "Dahl", null],
});
