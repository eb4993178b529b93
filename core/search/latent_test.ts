import assert from "node:assert/strict";
import { PassageIndex } from "./passage_index.ts";
import { svdOf } from "./svd.ts";

function run<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value as T;
  }
}

Deno.test("svdOf() gives back a matrix of low rank", () => {
  // Rank 2: each column is a mix of two.
  const [rows, count] = [40, 30];
  const value = (row: number, column: number) =>
    Math.sin(row) * (column % 5) + Math.cos(row * 3) * (column % 3 - 1);
  const columns = Array.from({ length: count }, (_, column) => ({
    rows: Uint32Array.from({ length: rows }, (_, row) => row),
    values: Float32Array.from({ length: rows }, (_, row) => value(row, column)),
  }));
  const svd = run(svdOf(columns, { rows, dimensions: 2 }));
  for (let row = 0; row < rows; row += 7) {
    for (let column = 0; column < count; column += 4) {
      const near = svd.rows[row * 2]! * svd.columns[column * 2]! +
        svd.rows[row * 2 + 1]! * svd.columns[column * 2 + 1]!;
      assert.ok(Math.abs(near - value(row, column)) < 1e-3, `${row},${column}: ${near}`);
    }
  }
});

Deno.test("learn() puts passages first that speak of the same in other words", () => {
  const index = new PassageIndex();
  let state = 1;
  const random = () => (state = state * 48271 % 2147483647) / 2147483647;
  const about = (subject: string, from: number) =>
    Array.from({ length: 150 }, (_, at) => ({
      id: from + at,
      document: `t${from + at}`,
      title: "",
      heading: "",
      page: 1,
      start: 0,
      end: 10,
      text: `Report ${Array.from({ length: 10 }, () => subject + Math.floor(random() * 90)).join(" ")}.`,
    }));
  index.add([...about("ledger", 1), ...about("vessel", 1001)]);
  const query = "report on vessel7 and vessel8";
  const before = index.search(query, { limit: 100 });
  assert.equal(before.ranking, "words");
  run(index.learn());
  const after = index.search(query, { limit: 100 });
  assert.equal(after.ranking, "latent");
  const ships = ({ hits }: typeof after) => hits.filter(({ id }) => id > 1000).length;
  assert.ok(ships(after) > ships(before) + 30, `${ships(after)} and ${ships(before)} of 100`);
  assert.deepEqual(after, index.search(query, { limit: 100 }));
  index.remove([1]);
  assert.equal(index.search(query, { limit: 3 }).ranking, "words", "what was learned is void after a change");
});
