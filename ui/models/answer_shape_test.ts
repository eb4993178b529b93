import assert from "node:assert/strict";
import type { Answer, Table } from "nexus";
import { figuresOf, missingRows, showsTable } from "./answer_shape.ts";

function table(columns: Table["columns"], rows: Table["rows"], rowCount = rows.length): Table {
  return { columns, rows, rowCount, truncated: rowCount > rows.length };
}

const one = table([{ name: "mean Fare", type: "number" }], [[32.204208]]);

Deno.test("figuresOf() gives one number large, and shows no table beside it", () => {
  const answer: Pick<Answer, "kind" | "result" | "answer" | "text"> = {
    kind: "number",
    result: one,
    answer: 32.204208,
    text: "",
  };
  assert.deepEqual(figuresOf(answer), [{ text: "32.2042", label: "", small: false }]);
  assert.equal(showsTable(answer), false);
});

Deno.test("figuresOf() gives the answer where the result has other columns for context", () => {
  const result = table([{ name: "region", type: "text" }, { name: "sales", type: "integer" }], [[
    "North",
    1200,
  ]]);
  const answer: Pick<Answer, "kind" | "result" | "answer" | "text"> = {
    kind: "text",
    result,
    answer: "North",
    text: "",
  };
  assert.deepEqual(figuresOf(answer).map((figure) => figure.text), ["North"]);
  assert.equal(showsTable(answer), true);
});

Deno.test("figuresOf() is empty for tables; a record of few is shown side by side", () => {
  const result = table([{ name: "min", type: "integer" }, { name: "max", type: "integer" }], [[1, 2000]]);
  assert.deepEqual(
    figuresOf({ kind: "record", result, answer: { min: 1, max: 2000 }, text: "" }).map((
      f,
    ) => [f.label, f.text]),
    [
      ["min", "1"],
      ["max", "2,000"],
    ],
  );
  assert.deepEqual(figuresOf({ kind: "table", result, answer: null, text: "" }), []);
});

Deno.test("missingRows() counts what did not come along", () => {
  assert.equal(missingRows(table([], [[1], [2]], 10)), 8);
});

Deno.test("figuresOf() writes a number as the sentence does", () => {
  const of = (value: number, text: string) =>
    figuresOf({
      kind: "number",
      result: table([{ name: "mean", type: "number" }], [[value]]),
      answer: value,
      text,
    })[0]?.text;
  assert.equal(of(32.204208, 'The mean of "Fare" is $32.20, over 891 rows.'), "$32.20");
  assert.equal(of(1234.5, "It is 1,234.5."), "1,234.5");
  assert.equal(of(0.7512, "75.12 % of 891 rows"), "0.7512");
  assert.equal(of(5.4, "Of 5 groups the mean is 5.40"), "5.40");
});
