import assert from "node:assert/strict";
import type { ColumnConversion, Value } from "nexus";
import { convert } from "./_import_for_tests.ts";

/** Enough plain values that single misfits are rejects, not a change of type. */
async function convertAmong(
  texts: (string | null)[],
  conversion: Omit<ColumnConversion, "name">,
  filler: string,
): Promise<{ values: Value[]; rejected: number }> {
  const { values, result } = await convert([...texts, ...new Array(400).fill(filler)], conversion);
  assert.equal(result.columns[0]?.type, conversion.type);
  return { values: values.slice(0, texts.length), rejected: result.columns[0]!.rejected };
}

Deno.test("integers are read strictly", async () => {
  const texts = ["1", "-2", "+3", " 4\t", "\u22125", "9007199254740993", "-9223372036854775808", "0", "-0"];
  const { values, rejected } = await convertAmong(texts, { type: "integer" }, "7");
  assert.deepEqual(values, [1, -2, 3, 4, -5, "9007199254740993", "-9223372036854775808", 0, 0]);
  assert.equal(rejected, 0);
  const odd = ["1_000", "0x10", "one", "+-5", "--5", "1,000", "5 6", "\u0661"];
  const bad = await convertAmong(odd, { type: "integer" }, "7");
  assert.deepEqual(bad, { values: odd.map(() => null), rejected: odd.length });
});

Deno.test("numbers are read strictly, and never become infinite or negative zero", async () => {
  const texts = ["1.5", ".5", "5.", "-1e3", "1E-2", "+2.25", "\u22120.5", "-0", "-0.0", "1e-400"];
  const { values, rejected } = await convertAmong(texts, { type: "number" }, "7.5");
  assert.deepEqual(values, [1.5, 0.5, 5, -1000, 0.01, 2.25, -0.5, 0, 0, 0]);
  assert.ok(values.every((value) => !Object.is(value, -0)));
  assert.equal(rejected, 0);
  const odd = ["1_000", "+-5", "1e999", "1.2.3", "1,5", "0x1p3", "1d", "nan(1)", "e5", "."];
  const bad = await convertAmong(odd, { type: "number" }, "7.5");
  assert.deepEqual(bad, { values: odd.map(() => null), rejected: odd.length });
});

Deno.test("NaN and infinities are missing, not rejected", async () => {
  const texts = ["NaN", "nan", "-NaN", "inf", "-inf", "+Infinity", "INFINITY", "", "  "];
  for (const type of ["number", "integer"] as const) {
    const { values, rejected } = await convertAmong(texts, { type }, "7");
    assert.deepEqual({ values, rejected }, { values: texts.map(() => null), rejected: 0 });
  }
});

Deno.test("null tokens are compared after trimming, also where they look like values", async () => {
  const nulls = ["NA", "n/a", "-999", " ? "];
  const { values, rejected } = await convertAmong(["NA", " n/a ", "-999", "?", "-99", "na"], {
    type: "integer",
    nulls,
  }, "7");
  assert.deepEqual(values, [null, null, null, null, -99, null]);
  assert.equal(rejected, 1);
  const text = await convert(["NA", " x ", "", null, "it's"], { type: "text", nulls: ["NA", "it's"] });
  assert.deepEqual(text.values, [null, "x", "", null, null]);
  const dates = await convertAmong(["1900-01-01", "2020-01-02"], {
    type: "date",
    formats: ["%Y-%m-%d"],
    nulls: ["1900-01-01"],
  }, "2020-01-01");
  assert.deepEqual(dates.values, [null, "2020-01-02"]);
});

Deno.test("thousands separators must stand between groups of three digits", async () => {
  const english = await convertAmong([
    "1,234",
    "1,234,567.5",
    "-12,345",
    "12,34,567",
    "1234.5",
    "1,23",
    "12,3456",
  ], {
    type: "number",
    thousands: ",",
  }, "7");
  assert.deepEqual(english.values, [1234, 1234567.5, -12345, 1234567, 1234.5, null, null]);
  const german = await convertAmong(["1.234", "1.234.567,5", "0,5", "1234", "1.5", "1,2,3"], {
    type: "number",
    thousands: ".",
    decimal: ",",
  }, "7");
  assert.deepEqual(german.values, [1234, 1234567.5, 0.5, 1234, null, null]);
  for (const thousands of [" ", "'", "\u00a0", "\u202f"] as const) {
    const { values } = await convertAmong(
      [`1${thousands}234${thousands}567`],
      { type: "integer", thousands },
      "7",
    );
    assert.deepEqual(values, [1234567]);
  }
  const comma = await convertAmong(["3,25", "-1,5", "1.5", "1e3"], { type: "number", decimal: "," }, "7");
  assert.deepEqual(comma.values, [3.25, -1.5, null, 1000]);
});

Deno.test("marks are taken off at either end, and parentheses mean minus", async () => {
  const conversion = {
    type: "number" as const,
    strip: ["$", "USD", "%"],
    thousands: "," as const,
    parentheses: true,
  };
  const texts = [
    "$5",
    "-$5.25",
    "$-5",
    "($1,234)",
    "$(5)",
    "5 USD",
    "USD 5",
    "5%",
    "$ 5 USD",
    "(-5)",
    "5$5",
    "$",
  ];
  const { values } = await convertAmong(texts, conversion, "7");
  assert.deepEqual(values, [5, -5.25, -5, -1234, -5, 5, 5, 5, 5, null, null, null]);
  const hostile = await convertAmong(["a'b5", "^5$", ".*5"], {
    type: "number",
    strip: ["a'b", "^", "$", ".*"],
  }, "7");
  assert.deepEqual(hostile.values, [5, 5, 5]);
});

Deno.test("a mark that every value carries is the column's unit", async () => {
  const all = await convert([...new Array(30).fill("$1.50"), "", "$2"], {
    type: "number",
    strip: ["€", "$"],
  });
  assert.equal(all.result.columns[0]?.unit, "$");
  const some = await convert([...new Array(30).fill("$1.50"), "2"], { type: "number", strip: ["$"] });
  assert.equal(some.result.columns[0]?.unit, undefined);
});

Deno.test("booleans are compared without case", async () => {
  const conversion = { type: "boolean" as const, trueValues: ["Yes", "j"], falseValues: ["no"] };
  const { values, rejected } = await convertAmong(
    ["YES", "no", "J", " yes ", "", "maybe"],
    conversion,
    "yes",
  );
  assert.deepEqual(values, [true, false, true, true, null, null]);
  assert.equal(rejected, 1);
});

Deno.test("dates are read by the formats in their order", async () => {
  const conversion = {
    type: "date" as const,
    formats: ["%d/%m/%Y", "%Y-%m-%d", "%b %d, %Y", "%B %d, %Y", "%d.%m.%y"],
  };
  const texts = [
    "1/2/2024",
    "31/12/1999",
    "2024-02-29",
    "Jan 5, 2020",
    "JANUARY 5, 2020",
    "03.04.24",
    " 2020-01-01 ",
  ];
  const { values } = await convertAmong(texts, conversion, "2024-01-01");
  const expected = [
    "2024-02-01",
    "1999-12-31",
    "2024-02-29",
    "2020-01-05",
    "2020-01-05",
    "2024-04-03",
    "2020-01-01",
  ];
  assert.deepEqual(values, expected);
  const odd = ["2023-02-29", "13/13/2024", "24-01-05", "2024-01-05x", "0000-01-01", "tomorrow"];
  const bad = await convertAmong(odd, { type: "date", formats: ["%Y-%m-%d", "%d/%m/%Y"] }, "2024-01-01");
  assert.deepEqual(bad, { values: odd.map(() => null), rejected: odd.length });
});

Deno.test("dates without separators need all their digits", async () => {
  const { values } = await convertAmong(["20240131", "2024131", "202401311"], {
    type: "date",
    formats: ["%Y%m%d"],
  }, "20240101");
  assert.deepEqual(values, ["2024-01-31", null, null]);
});

Deno.test("a time of day does not vanish into a date", async () => {
  const formats = ["%Y-%m-%d %H:%M:%S"];
  const { values, rejected } = await convertAmong(["2024-01-31 00:00:00", "2024-01-31 10:00:00"], {
    type: "date",
    formats,
  }, "2024-01-01 00:00:00");
  assert.deepEqual({ values, rejected }, { values: ["2024-01-31", null], rejected: 1 });
});

Deno.test("datetimes keep their microseconds", async () => {
  const formats = ["%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %I:%M %p"];
  const texts = [
    "2024-01-31T10:20:30",
    "2024-01-31T10:20:30.5",
    "2024-01-31T10:20:30.123456",
    "2024-01-31T10:20:30.1230000",
    "2024-01-31T10:20:30.123456789",
    "31/1/2024 12:05 am",
    "1969-12-31T23:59:59.25",
  ];
  const { values, rejected } = await convertAmong(
    texts,
    { type: "datetime", formats },
    "2024-01-01T00:00:00",
  );
  assert.deepEqual(values, [
    "2024-01-31T10:20:30",
    "2024-01-31T10:20:30.500",
    "2024-01-31T10:20:30.123456",
    "2024-01-31T10:20:30.123",
    null,
    "2024-01-31T00:05:00",
    "1969-12-31T23:59:59.250",
  ]);
  assert.equal(rejected, 1);
});

Deno.test("text keeps its inner blanks, line breaks, NUL and every script", async () => {
  const texts = ["a  b", "x\ny", "n\0ul", "漢字 😀 é", "'; DROP TABLE raw; --", "\\", "\u00a0 nbsp \u3000"];
  const { values } = await convert(texts, { type: "text" });
  assert.deepEqual(values, ["a  b", "x\ny", "n\0ul", "漢字 😀 é", "'; DROP TABLE raw; --", "\\", "nbsp"]);
});
