import assert from "node:assert/strict";
import type { Expression, Plan, Schema, StatisticName } from "nexus";
import { compareTables, STATISTIC_METHODS } from "../plan/mod.ts";
import { EnginePool } from "./mod.ts";
import { computeStatistic } from "./statistic_methods.ts";

const SCHEMA: Schema = [
  { name: "group", type: "text" },
  { name: "x", type: "number" },
  { name: "y", type: "number" },
  { name: "kind", type: "text" },
];
const SCAN: Plan = { op: "scan", dataset: "d" };
type Statistic = Extract<Plan, { op: "statistic" }>;

function statistic(method: StatisticName, values: string[], by?: string): Statistic {
  const derived = (name: string) => ({ name, value: { kind: "column", name } as Expression });
  return {
    op: "statistic",
    input: SCAN,
    method,
    values: values.map(derived),
    ...(by === undefined ? {} : { by: derived(by) }),
  };
}

const PLANS = Object.keys(STATISTIC_METHODS).map((method): Statistic => {
  const name = method as StatisticName;
  if (name === "chi_square") return statistic(name, ["group", "kind"]);
  if (STATISTIC_METHODS[name].values[1] === 1) return statistic(name, ["x"]);
  return STATISTIC_METHODS[name].valuesBy === undefined
    ? statistic(name, ["x", "y"])
    : statistic(name, ["x"], "group");
});

const APART: Statistic = {
  ...statistic("pearson", ["x", "y"]),
  per: { name: "group", value: { kind: "column", name: "group" } },
};
const BESIDE: Statistic = {
  ...statistic("shapiro_wilk", ["x"]),
  measures: [
    { name: "mean of x", function: "mean", arguments: [{ kind: "column", name: "x" }] },
    { name: "values of x", function: "count", arguments: [{ kind: "column", name: "x" }] },
  ],
};
const NAMES = {
  apart: ["group", "coefficient", "p-value", "n"],
  beside: ["statistic", "p-value", "n", "mean of x", "values of x"],
};

Deno.test("EnginePool runs every statistic over the rows of both engines, without rows that lack a value", async () => {
  const folder = await Deno.makeTempDir();
  const pool = new EnginePool({ memoryMb: 1024, temporary: folder });
  try {
    const file = `${folder}/d.csv`, out = `${folder}/d.parquet`;
    const lines = Array.from({ length: 60 }, (_, k) => {
      const x = k % 10 === 9 ? "" : String((k * 37 % 53) / 7);
      return `${k % 2 === 0 ? "a" : "b"},${x},${(k * 29 % 47) / 5 + k / 30},${k % 3 === 0 ? "p" : "q"}`;
    });
    await Deno.writeTextFile(file, `group,x,y,kind\n${lines.join("\n")}\n`);
    const dialect = {
      delimiter: ",",
      quote: '"',
      escape: '"',
      newline: "\n",
      skipLines: 0,
      header: true,
    } as const;
    await pool.importDelimited({ file, out, scan: { kind: "delimited", dialect, columns: SCHEMA } });
    const relations = [{ id: "d", path: out, schema: SCHEMA }];
    for (const plan of PLANS) {
      const [a, b] = await Promise.all(
        (["duckdb", "polars"] as const).map((engine) => pool.run(engine, { plan, relations, limit: 100 })),
      );
      assert.deepEqual(a!.table.columns, STATISTIC_METHODS[plan.method].result);
      assert.deepEqual(compareTables(a!.table, b!.table, { ordered: true }).agrees, true, plan.method);
      const n = a!.table.rows[0]![a!.table.columns.findIndex(({ name }) => name === "n")];
      // Wilcoxon's test leaves out pairs without a difference, of which there is one.
      assert.equal(n, { chi_square: 60, wilcoxon: 53 }[plan.method as string] ?? 54, plan.method);
      const p = a!.table.rows[0]![a!.table.columns.findIndex(({ name }) => name === "p-value")];
      assert.ok(typeof p === "number" && p >= 0 && p <= 1, plan.method);
    }
    for (const plan of [APART, BESIDE]) {
      const [a, b] = await Promise.all(
        (["duckdb", "polars"] as const).map((engine) => pool.run(engine, { plan, relations, limit: 100 })),
      );
      assert.equal(compareTables(a!.table, b!.table, { ordered: true }).agrees, true);
      const { columns, rows } = a!.table;
      assert.deepEqual(columns.map(({ name }) => name), NAMES[plan === APART ? "apart" : "beside"]);
      assert.deepEqual(rows.map((row) => row[0]), plan === APART ? ["a", "b"] : [rows[0]![0]]);
      // 24 and 30 rows of the groups have an x.
      const n = columns.findIndex(({ name }) => name === "n");
      assert.deepEqual(rows.map((row) => row[n]), plan === APART ? [30, 24] : [54]);
      if (plan === BESIDE) assert.deepEqual(rows[0]!.slice(-1), [54]);
    }
  } finally {
    await pool.close();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("computeStatistic() says what keeps a test from being made", () => {
  const few = { values: [[1, 2]], groups: null };
  assert.throws(() => computeStatistic(statistic("shapiro_wilk", ["x"]), few), {
    code: "plan.invalid",
    message: /at least 3 values.*2 rows/,
  });
  const three = { values: [[1, 2, 3, 4, 5, 6]], groups: ["a", "a", "b", "b", "c", "c"] };
  assert.throws(() => computeStatistic(statistic("welch", ["x"], "group"), three), {
    code: "plan.invalid",
    message: /compares two groups, and there are 3/,
  });
  const [row] = computeStatistic(statistic("welch", ["x"], "group"), {
    values: [[1, 2, 3, 7, 8, 10]],
    groups: ["b", "b", "b", "a", "a", "a"],
  });
  assert.deepEqual([row![4], row![6], row![7]], ["a", "b", 2]);
});
