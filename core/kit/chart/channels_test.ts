import assert from "node:assert/strict";
import { NexusError } from "../../contract/mod.ts";
import { renderInput } from "../testing/mod.ts";
import { bound, checkSize, type Drawing, measured, required } from "./channels.ts";
import { colorOf, roundOf, seriesOf, truncationNotes } from "./series.ts";

const DOTS: Drawing = { name: "dot plot", needs: "x (a number)" };
const input = renderInput(
  "dots",
  { size: "integer", place: "text" },
  [[1, "here"], ["9007199254740993", "there"], [null, "here"]],
  { x: { column: "size" }, y: { column: "place" }, label: { column: "gone" } },
);

function unsupported(message: RegExp, hint: RegExp): (error: unknown) => boolean {
  return (error) =>
    error instanceof NexusError && error.code === "chart.unsupported" && message.test(error.message) &&
    hint.test(error.hint ?? "");
}

Deno.test("measured() gives the values of a channel as they are and as numbers", () => {
  const { values, numbers } = measured(input, "x", DOTS);
  assert.deepEqual(values, [1, "9007199254740993", null]);
  assert.deepEqual(numbers, [1, 2 ** 53, null]);
});

Deno.test("channels that are missing or hold something else are refused in words", () => {
  assert.equal(bound(input, "color", DOTS), undefined);
  assert.throws(
    () => bound(input, "label", DOTS),
    unsupported(/dot plot: label is bound to "gone"/, /columns are "size", "place"/),
  );
  assert.throws(
    () => required(input, "color", DOTS),
    unsupported(/color is not bound/, /^A dot plot needs x \(a number\)\.$/),
  );
  assert.throws(
    () => measured(input, "y", DOTS),
    unsupported(/y needs numbers, and "place" holds text values/, /numeric/),
  );
});

Deno.test("checkSize() refuses too many rows and none", () => {
  checkSize(input, DOTS, { maxRows: 3, hint: "Group them." });
  assert.throws(
    () => checkSize(input, DOTS, { maxRows: 2, hint: "Group them." }),
    unsupported(/^Cannot draw a dot plot of 3 rows: at most 2 are drawn$/, /Group them/),
  );
  const empty = renderInput("dots", { size: "integer" }, [], {});
  assert.throws(() => checkSize(empty, DOTS, { maxRows: 2, hint: "" }), unsupported(/without rows/, /^$/));
});

Deno.test("seriesOf() splits rows by a label and keeps their order", () => {
  const place = bound(input, "y", DOTS);
  assert.deepEqual([...seriesOf([2, 1, 0], place)], [["here", [2, 0]], ["there", [1]]]);
  assert.deepEqual([...seriesOf([0, 1], undefined)], [["", [0, 1]]]);
});

Deno.test("colorOf() starts the palette again, and roundOf() counts how often", () => {
  assert.equal(colorOf(input, 1), colorOf(input, 4));
  assert.deepEqual([0, 2, 3, 7].map((series) => roundOf(input, series)), [0, 0, 1, 2]);
  const bare = { ...input, theme: { ...input.theme, colors: [] } };
  assert.match(colorOf(bare, 2), /^#/);
});

Deno.test("truncationNotes() tells of rows that are not drawn", () => {
  assert.deepEqual(truncationNotes(input.table), []);
  assert.deepEqual(truncationNotes({ ...input.table, rowCount: 4000, truncated: true }, "bins"), [
    "First 3 of 4,000 bins",
  ]);
});
