import assert from "node:assert/strict";
import {
  type ColumnType,
  type Expression,
  NexusError,
  type Plan,
  ROW_ID,
  type Schema,
  type Value,
} from "nexus";
import pl from "nodejs-polars";
import { POLARS_TYPES } from "./relation.ts";
import { runPolars } from "./run.ts";

const scan: Plan = { op: "scan", dataset: "d" };
const column = (name: string): Expression => ({ kind: "column", name });
const literal = (value: Value, type?: ColumnType): Expression => ({ kind: "literal", value, type });
const call = (
  name: Extract<Expression, { kind: "call" }>["function"],
  ...list: Expression[]
): Expression => ({
  kind: "call",
  function: name,
  arguments: list,
});

/** Writes a dataset of these columns and runs the plan over it. */
async function run(plan: Plan, columns: Record<string, [ColumnType, unknown[]]>, limit = 100) {
  const folder = Deno.makeTempDirSync();
  try {
    const path = `${folder}/d.parquet`;
    const names = Object.keys(columns);
    const count = columns[names[0]!]![1].length;
    const data = pl.DataFrame({
      ...Object.fromEntries(names.map((name) => [name, columns[name]![1]])),
      [ROW_ID]: Array.from({ length: count }, (_, row) => row),
    });
    const casts = names.map((name, at) => pl.nth(at).cast(POLARS_TYPES[columns[name]![0]]));
    data.select(...casts, pl.col(ROW_ID).cast(pl.Int64)).writeParquet(path);
    const schema: Schema = names.map((name) => ({ name, type: columns[name]![0] }));
    return (await runPolars({ plan, relations: [{ id: "d", path, schema }], limit })).table;
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("runPolars() takes any column name for what it is", async () => {
  const table = await run(scan, { "*": ["integer", [1]], "^a.*$": ["text", ["x"]], "": ["boolean", [true]] });
  assert.deepEqual(table.columns.map((field) => field.name), ["*", "^a.*$", ""]);
  assert.deepEqual(table.rows, [[1, "x", true]]);
});

Deno.test("runPolars() counts all rows and gives the first", async () => {
  const table = await run({ op: "sort", input: scan, keys: [{ by: column("x"), descending: true }] }, {
    x: ["integer", [1, null, 3, 2]],
  }, 2);
  assert.deepEqual(table.rows, [[3], [2]]);
  assert.deepEqual([table.rowCount, table.truncated], [4, true]);
});

Deno.test("runPolars() keeps integers exact and never wraps them", async () => {
  const columns: Record<string, [ColumnType, unknown[]]> = { x: ["integer", ["9007199254740993"]] };
  assert.deepEqual((await run(scan, columns)).rows, [["9007199254740993"]]);
  const plan: Plan = {
    op: "select",
    input: scan,
    columns: [{ name: "y", value: call("multiply", column("x"), literal(10000)) }],
  };
  await assert.rejects(
    () => run(plan, columns),
    (error) => error instanceof NexusError && /64 bits/.test(error.message),
  );
});

Deno.test("runPolars() raises to powers that come from text", async () => {
  const columns: Record<string, [ColumnType, unknown[]]> = {
    x: ["number", [2, -2, 0, -2]],
    t: ["text", ["abc", "abc", "", "ab"]],
  };
  const value = call("power", column("x"), call("length", column("t")));
  const { rows } = await run({
    op: "select",
    input: scan,
    columns: [{ name: "y", value: call("round", value) }],
  }, columns);
  assert.deepEqual(rows, [[8], [-8], [1], [4]]);
});

Deno.test("runPolars() embeds the value of a subplan, and refuses one of two rows", async () => {
  const where = (count: number): Plan => ({
    op: "filter",
    input: scan,
    where: call("gt", column("x"), { kind: "scalar", plan: { op: "limit", input: scan, count } }),
  });
  const columns: Record<string, [ColumnType, unknown[]]> = { x: ["integer", [2, 1, 3]] };
  assert.deepEqual((await run(where(1), columns)).rows, [[3]]);
  assert.deepEqual((await run(where(0), columns)).rows, []);
  await assert.rejects(() => run(where(2), columns), /more than one row/);
});

Deno.test("runPolars() refuses a join that would not fit into memory", async () => {
  const rows = 12_000;
  const plan: Plan = {
    op: "join",
    left: scan,
    right: scan,
    how: "inner",
    on: [{ left: column("x"), right: column("x") }],
  };
  const columns: Record<string, [ColumnType, unknown[]]> = { x: ["integer", Array(rows).fill(1)] };
  await assert.rejects(
    () => run(plan, columns),
    (error) => error instanceof NexusError && error.code === "engine.memory",
  );
});

Deno.test("runPolars() saves the whole result in order", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const source = `${folder}/d.parquet`;
    const saved = `${folder}/r.parquet`;
    pl.DataFrame({ [ROW_ID]: [0, 1, 2], "a b": [3, 1, 2] }).writeParquet(source);
    const schema: Schema = [{ name: "a b", type: "number" }];
    const plan: Plan = { op: "sort", input: scan, keys: [{ by: column("a b"), descending: false }] };
    await runPolars({ plan, relations: [{ id: "d", path: source, schema }], limit: 0, saveAs: saved });
    const relation = { id: "r", path: saved, schema };
    const { table } = await runPolars({ plan: { op: "result", ref: "r" }, relations: [relation], limit: 10 });
    assert.deepEqual(table.rows, [[1], [2], [3]]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
