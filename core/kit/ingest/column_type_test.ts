import assert from "node:assert/strict";
import { type Context, readColumn } from "./column_type.ts";

const CONTEXT: Context = { decimalComma: false, decimalPoint: false };

function read(cells: string[], name = "x", context: Partial<Context> = {}) {
  const { conversion, notes } = readColumn(name, cells, { ...CONTEXT, ...context });
  const { name: _, nulls, ...rest } = conversion;
  return { ...rest, nulls, topics: notes.map((note) => note.topic) };
}

function typeOf(...cells: string[]): string {
  return read(cells).type;
}

Deno.test("readColumn() finds whole numbers and numbers", () => {
  assert.equal(typeOf("1", "-20", "+3"), "integer");
  assert.equal(typeOf("1", "2.5", ".5", "1e-3"), "number");
  assert.equal(typeOf("1990", "2024"), "integer");
  assert.equal(typeOf("0", "1", "1"), "integer");
});

Deno.test("readColumn() reads separators of thousands and decimal commas", () => {
  const plain = ({ type, decimal, thousands }: ReturnType<typeof read>) => [type, decimal, thousands];
  assert.deepEqual(plain(read(["1,234", "1,234,567", "5"])), ["integer", undefined, ","]);
  assert.deepEqual(plain(read(["1,234.5", "12"])), ["number", undefined, ","]);
  assert.deepEqual(plain(read(["1,5", "2,25"])), ["number", ",", undefined]);
  assert.deepEqual(plain(read(["1.234,5", "12"])), ["number", ",", "."]);
  assert.deepEqual(plain(read(["1 234", "12"])), ["integer", undefined, " "]);
  assert.deepEqual(plain(read(["1'234.50", "12"])), ["number", undefined, "'"]);
  assert.deepEqual(plain(read(["12,34,567", "1,000"])), ["integer", undefined, ","]);
});

Deno.test("readColumn() lets the other columns decide where a mark could be either", () => {
  assert.deepEqual(read(["1,234", "5,678"]).topics, ["decimal"]);
  assert.deepEqual(read(["1,234", "5,678"], "x", { decimalPoint: true }).topics, []);
  assert.equal(read(["1,234", "5,678"], "x", { decimalComma: true }).decimal, ",");
});

Deno.test("readColumn() takes off currencies, percent, units and parentheses", () => {
  assert.deepEqual(read(["$1.50", "-$2", "$3"]).strip, ["$"]);
  assert.deepEqual(read(["5 %", "7.5%"]).strip, ["%"]);
  assert.deepEqual(read(["12 EUR", "7 EUR"]).strip, ["EUR"]);
  assert.deepEqual(read(["7.5 km", "8 km"]).strip, ["km"]);
  assert.equal(read(["(1,234)", "5"]).parentheses, true);
  assert.equal(typeOf("$5", "€5"), "text");
  assert.equal(typeOf("5 km", "6 m"), "text");
  assert.equal(typeOf("5 km", "6"), "text");
});

Deno.test("readColumn() leaves names made of digits as text", () => {
  assert.equal(typeOf("007", "12"), "text");
  assert.equal(typeOf("1234567890123456789", "5"), "text");
  assert.equal(typeOf("+4915112345678", "+4915112345679"), "text");
  assert.equal(read(["2134", "10115"], "Zip code").type, "text");
});

Deno.test("readColumn() finds booleans only by two words", () => {
  assert.deepEqual(read(["yes", "No", "YES"]).trueValues, ["yes"]);
  assert.equal(typeOf("True", "False"), "boolean");
  assert.equal(typeOf("Y", "N"), "boolean");
  assert.equal(typeOf("true", "true"), "boolean");
  assert.equal(typeOf("yes", "yes"), "text");
  assert.equal(typeOf("t", "t"), "text");
});

Deno.test("readColumn() takes words for missing only where the rest has a type", () => {
  const numbers = read(["1", "N/A", "-", "3", "4"]);
  assert.deepEqual([numbers.type, numbers.topics], ["integer", ["missing"]]);
  assert.ok(numbers.nulls!.includes("N/A") && numbers.nulls!.includes("-"));
  const words = read(["NA", "none", "red", "", "NaN"]);
  assert.deepEqual([words.type, words.nulls], ["text", ["", "NaN"]]);
  assert.equal(typeOf("NA", "NA"), "text");
});

Deno.test("readColumn() reads dates by what the whole column proves", () => {
  assert.deepEqual(read(["2024-01-31", "2024-02-01"]).formats, ["%Y-%m-%d"]);
  assert.deepEqual(read(["31/01/2024", "01/02/2024"]).formats, ["%d/%m/%Y"]);
  assert.deepEqual(read(["01/31/2024", "02/01/2024"]).formats, ["%m/%d/%Y"]);
  assert.deepEqual(read(["01.02.2024", "03.04.2024"]).formats, ["%d.%m.%Y"]);
  assert.deepEqual(read(["5-Jan-24", "17-May-24"]).formats, ["%d-%b-%y"]);
  assert.deepEqual(read(["May 5, 2024", "June 7, 2024"]).formats, ["%B %d, %Y"]);
  assert.deepEqual(read(["20240131", "20240201"], "date").formats, ["%Y%m%d"]);
  assert.equal(read(["20240131", "20240201"], "serial").type, "integer");
  assert.equal(typeOf("31/02/2024", "01/02/2024"), "text");
  assert.equal(typeOf("13/12/2024", "12/13/2024"), "text");
});

Deno.test("readColumn() says where the order of day and month is open, and looks at the order of the rows", () => {
  const open = readColumn("When", ["01/02/2024", "05/02/2024"], CONTEXT);
  assert.match(open.notes[0]!.message, /month\/day\/year; no date in it decides.*01\/02\/2024/);
  assert.deepEqual(read(["01/02/2024", "05/02/2024"], "x", { dayOrder: "day" }).formats, ["%d/%m/%Y"]);
  assert.deepEqual(read(["10/01/2024", "11/01/2024", "12/01/2024", "01/02/2024", "02/02/2024"]).formats, [
    "%d/%m/%Y",
  ]);
});

Deno.test("readColumn() reads datetimes", () => {
  assert.deepEqual(read(["2024-01-31T10:20:30Z", "2024-01-31T10:20:31Z"]).formats, ["%Y-%m-%dT%H:%M:%SZ"]);
  assert.deepEqual(read(["2024-01-31 10:20", "2024-02-01 11:30"]).formats, ["%Y-%m-%d %H:%M"]);
  assert.deepEqual(read(["1/31/2024 1:20 PM", "2/1/2024 11:30 AM"]).formats, ["%m/%d/%Y %I:%M %p"]);
  assert.deepEqual(read(["2024-01-31 10:20:30.125", "2024-01-31"]).type, "datetime");
  assert.equal(typeOf("2024-01-31T10:20:30+01:00", "2024-07-31T10:20:30+02:00"), "text");
});

Deno.test("readColumn() tolerates a few misfits in a long column only", () => {
  const many = Array.from({ length: 100 }, (_, index) => String(index * 3));
  assert.equal(read([...many, "about 5"]).type, "integer");
  assert.equal(read(["1", "2", "3", "about 5"]).type, "text");
});
