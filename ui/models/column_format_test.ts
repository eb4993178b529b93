import assert from "node:assert/strict";
import { columnFormatter } from "./column_format.ts";

function formatted(values: (number | null)[], name = "price"): string[] {
  return values.map(columnFormatter(values, "number", name));
}

Deno.test("columnFormatter() gives all numbers of a column the same digits after the point", () => {
  assert.deepEqual(formatted([28.8, 398.95, 118, null]), ["28.80", "398.95", "118.00", "–"]);
  assert.deepEqual(formatted([1, 2000]), ["1", "2,000"]);
  assert.deepEqual(formatted([0.1 + 0.2, 7.11, 3.9999999999999996]), ["0.30", "7.11", "4.00"]);
});

Deno.test("columnFormatter() stops where more digits do not help, and never shows some as none", () => {
  assert.deepEqual(formatted([1234.56789, 0.5]), ["1,234.57", "0.50"]);
  assert.deepEqual(formatted([1 / 3, 2 / 3]), ["0.333333", "0.666667"]);
  assert.deepEqual(formatted([5000.5, 1e-9]), ["5,000.50", "1e-9"]);
  assert.deepEqual(formatted([5.3971e-6, 5.1e-6]), ["0.000005397", "0.000005100"]);
});

Deno.test("columnFormatter() leaves labels alone", () => {
  assert.deepEqual(formatted([2015, 2016], "year"), ["2,015", "2,016"]);
  assert.equal(columnFormatter([2015], "integer", "year")(2015), "2015");
});

Deno.test("columnFormatter() writes starts of months as months", () => {
  const months = ["2024-01-01", "2024-02-01", null];
  assert.deepEqual(months.map(columnFormatter(months, "date", "month")), ["2024-01", "2024-02", "–"]);
  assert.equal(columnFormatter(["2024-01-01", "2024-01-02"], "date", "day")("2024-01-01"), "2024-01-01");
});
