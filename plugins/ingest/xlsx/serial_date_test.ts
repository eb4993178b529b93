import assert from "node:assert/strict";
import { readFormat } from "./number_format.ts";
import { isoMoment, momentOf } from "./serial_date.ts";

const DATE = readFormat("yyyy-mm-dd hh:mm"), TIME = readFormat("hh:mm"), SPAN = readFormat("[h]:mm");
const text = (serial: number, format = DATE, date1904 = false) => momentOf(serial, format, date1904)?.text;

Deno.test("momentOf() counts the days of both systems, with the 29 February 1900 that never was", () => {
  assert.deepEqual([1, 59, 60, 61, 45292, 2958465].map((serial) => text(serial)), [
    "1900-01-01",
    "1900-02-28",
    "1900-02-29",
    "1900-03-01",
    "2024-01-01",
    "9999-12-31",
  ]);
  assert.deepEqual([0, 1, 43830].map((serial) => text(serial, DATE, true)), [
    "1904-01-01",
    "1904-01-02",
    "2024-01-01",
  ]);
  assert.deepEqual([-1, 2958466].map((serial) => text(serial)), [undefined, undefined]);
});

Deno.test("momentOf() gives times to the millisecond, and rounds what is a hair before the next second", () => {
  assert.deepEqual(
    [45292.5, 45292.000011574075, 45292.99999999999, 45292.0000000116, 45292.25001].map((each) => text(each)),
    [
      "2024-01-01T12:00:00",
      "2024-01-01T00:00:01",
      "2024-01-02",
      "2024-01-01T00:00:00.001",
      "2024-01-01T06:00:00.864",
    ],
  );
});

Deno.test("momentOf() tells times of day from spans of time", () => {
  assert.deepEqual([0, 0.75, 0.9999884259, 1.5].map((serial) => text(serial, TIME)), [
    "00:00:00",
    "18:00:00",
    "23:59:59",
    "36:00:00",
  ]);
  assert.deepEqual([0.5, 1.25, 10].map((serial) => text(serial, SPAN)), ["12", "30", "240"]);
  assert.equal(text(45292.5, TIME), "2024-01-01T12:00:00");
});

Deno.test("isoMoment() reads the dates of strict workbooks", () => {
  assert.deepEqual(
    ["2024-01-31", "2024-01-31T00:00:00", "2024-01-31T10:20:30.5Z", "10:20", "x", ""].map((each) =>
      isoMoment(each)?.text
    ),
    ["2024-01-31", "2024-01-31", "2024-01-31T10:20:30.5", "10:20:00", undefined, undefined],
  );
});
