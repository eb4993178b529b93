import assert from "node:assert/strict";
import {
  Chart,
  type ChartRequest,
  type ColumnType,
  type DatasetProfile,
  type Expression,
  Manifest,
  Plan,
  type Reading,
  type Value,
  type VisualizeTask,
} from "nexus";
import { hostWith } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

const ALL = ["bar", "line", "scatter", "histogram"];
const host = hostWith({});

const column = (name: string): Expression => ({ kind: "column", name });
const call = (name: string, ...args: Expression[]) =>
  ({ kind: "call", function: name, arguments: args }) as Expression;
const text = (value: Value): Expression => ({ kind: "literal", value });
const scan: Plan = { op: "scan", dataset: "sales" };

function aggregate(
  groups: Record<string, Expression>,
  measures: Record<string, [string, string?]>,
  input = scan,
): Plan {
  return Plan.parse({
    op: "aggregate",
    input,
    groups: Object.entries(groups).map(([name, value]) => ({ name, value })),
    measures: Object.entries(measures).map(([name, [fn, argument]]) => ({
      name,
      function: fn,
      arguments: argument === undefined ? [] : [column(argument)],
    })),
  });
}

function taskOf(
  plan: Plan,
  columns: Record<string, ColumnType>,
  rows: Value[][],
  options: {
    asked?: ChartRequest;
    charts?: string[];
    rowCount?: number;
    datasets?: DatasetProfile[];
    summary?: string;
  } = {},
): VisualizeTask {
  const reading: Reading = {
    plan,
    confidence: 1,
    kind: "table",
    summary: options.summary ?? "",
    used: [],
    unused: [],
    ...(options.asked === undefined ? {} : { chart: options.asked }),
  };
  return {
    intent: "visualize",
    question: null,
    reading,
    plan,
    result: {
      ref: "r1",
      columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
      rowCount: options.rowCount ?? rows.length,
      preview: rows.slice(0, 50),
    },
    charts: (options.charts ?? ALL).map((type) => ({
      type,
      title: type,
      variants: type === "bar" ? ["grouped", "stacked", "horizontal"] : [],
      maxRows: 1000,
    })),
    datasets: options.datasets,
  };
}

async function chartFor(task: VisualizeTask): Promise<{ chart: Chart | null; steps: string[] }> {
  const events = await Array.fromAsync(plugin.run(task, host));
  const last = events.at(-1);
  assert.equal(last?.type, "chart");
  const steps = events.flatMap((event) => event.type === "step" ? [`${event.title}: ${event.detail}`] : []);
  return { chart: last.chart === null ? null : Chart.parse(last.chart), steps };
}

const byRegion = aggregate({ region: column("region") }, { m: ["mean", "unit_price"] });
const regions: Value[][] = [["North", 1.5], ["South", 2.5], ["East", 3]];

Deno.test("plugin.json is a valid manifest without permissions", () => {
  assert.deepEqual(Manifest.parse(manifest).permissions.host, []);
});

Deno.test("run() draws bars for one number for each group, with titles and units from the plan", async () => {
  const datasets = [{ id: "sales", name: "sales", rows: 9, columns: [{ name: "unit_price", unit: "$" }] }];
  const { chart, steps } = await chartFor(
    taskOf(byRegion, { region: "text", m: "number" }, regions, { datasets: datasets as DatasetProfile[] }),
  );
  assert.equal(chart?.type, "bar");
  assert.equal(chart.title, "Average unit price by region");
  assert.deepEqual(chart.encoding.y, {
    column: "m",
    type: "number",
    title: "Average unit price",
    field: "unit_price",
    aggregate: "mean",
    unit: "$",
  });
  assert.deepEqual(chart.encoding.x, { column: "region", type: "text", title: "Region", field: "region" });
  assert.deepEqual(steps, ["Chose a bar: one number for each group"]);
});

Deno.test("run() draws a line along time, with series by the other grouping", async () => {
  const month = call("truncate", column("order_date"), text("month"));
  const plan = aggregate({ channel: column("channel"), month }, { n: ["count"] });
  const rows = ["2024-01-01", "2024-02-01", "2024-03-01"].flatMap((
    day,
  ) => [["web", day, 1], ["store", day, 2]]);
  const { chart } = await chartFor(taskOf(plan, { channel: "text", month: "date", n: "integer" }, rows));
  assert.equal(chart?.type, "line");
  assert.equal(chart.encoding.x?.column, "month");
  assert.equal(chart.encoding.x?.timeUnit, "month");
  assert.equal(chart.encoding.color?.column, "channel");
  assert.equal(chart.title, "Number of rows by month, by channel");
});

Deno.test("run() takes months of the year as names and years as series", async () => {
  const plan = aggregate(
    { year: call("year", column("date")), month: call("month", column("date")) },
    { total: ["sum", "revenue"] },
  );
  const rows = [2022, 2023].flatMap((year) => [1, 2, 3].map((month) => [year, month, 5]));
  const { chart } = await chartFor(
    taskOf(plan, { year: "integer", month: "integer", total: "number" }, rows),
  );
  assert.equal(chart?.type, "bar");
  assert.equal(chart.encoding.x?.column, "month");
  assert.equal(chart.encoding.color?.column, "year");
});

Deno.test("run() draws a histogram of bins", async () => {
  const plan = aggregate({ age: call("bin", column("age"), text(10), text(0)) }, { n: ["count"] });
  const { chart } = await chartFor(taskOf(plan, { age: "number", n: "integer" }, [[0, 3], [10, 4]]));
  assert.equal(chart?.type, "histogram");
  assert.equal(chart.encoding.x?.bin, 10);
  assert.equal(chart.title, "Distribution of age");
});

Deno.test("run() sets two numbers of each row against each other", async () => {
  const plan: Plan = {
    op: "select",
    input: scan,
    columns: ["price", "rating", "origin"].map((name) => ({ name, value: column(name) })),
  };
  const rows = Array.from({ length: 10 }, (_, index) => [index, index * 2, index % 2 ? "a" : "b"]);
  const { chart } = await chartFor(taskOf(plan, { price: "number", rating: "number", origin: "text" }, rows));
  assert.equal(chart?.type, "scatter");
  assert.equal(chart.encoding.color?.column, "origin");
  assert.equal(chart.title, "Rating against price, by origin");
});

Deno.test("run() draws nothing where a chart does not help, and says why", async () => {
  const count = aggregate({}, { n: ["count"] });
  const list: Plan = {
    op: "select",
    input: scan,
    columns: [{ name: "id", value: column("id") }, { name: "a", value: column("a") }],
  };
  const many = Array.from({ length: 80 }, (_, index) => [`city ${index}`, index]);
  const wide = aggregate({ a: column("a"), b: column("b"), c: column("c") }, { n: ["count"] });
  const cases: [VisualizeTask, RegExp][] = [
    [taskOf(count, { n: "integer" }, [[5]]), /one row/],
    [taskOf(byRegion, { region: "text", m: "number" }, []), /0 rows/],
    [taskOf(list, { id: "integer", a: "text" }, [[1, "x"], [2, "x"]]), /no number/],
    [taskOf(byRegion, { region: "text", m: "number" }, many), /80 bars/],
    [
      taskOf(wide, { a: "text", b: "text", c: "text", n: "integer" }, [["a", "b", "c", 1], [
        "a",
        "b",
        "d",
        1,
      ]]),
      /3 groupings/,
    ],
  ];
  for (const [task, reason] of cases) {
    const { chart, steps } = await chartFor(task);
    assert.equal(chart, null);
    assert.match(steps[0] ?? "", reason);
  }
});

Deno.test("run() draws what was asked where it can", async () => {
  const columns = { region: "text", m: "number" } as const;
  const line = await chartFor(taskOf(byRegion, columns, regions, { asked: { type: "line" } }));
  assert.equal(line.chart?.type, "line");
  const plan = aggregate({ region: column("region"), sex: column("sex") }, { n: ["mean", "fare"] });
  const rows = [["a", "f", 1], ["a", "m", 2], ["b", "f", 3]];
  const stacked = await chartFor(
    taskOf(plan, { region: "text", sex: "text", n: "number" }, rows, { asked: { type: "stacked bar" } }),
  );
  assert.equal(stacked.chart?.type, "bar");
  assert.equal(stacked.chart?.variant, "stacked");
  const named = await chartFor(
    taskOf(plan, { region: "text", sex: "text", n: "number" }, rows, {
      asked: { x: "sex", y: "n", color: "region" },
    }),
  );
  assert.equal(named.chart?.encoding.x?.column, "sex");
  assert.equal(named.chart?.encoding.color?.column, "region");
});

Deno.test("run() falls back where a type is not installed, and says so", async () => {
  const columns = { region: "text", m: "number" } as const;
  const pie = await chartFor(taskOf(byRegion, columns, regions, { asked: { type: "pie" } }));
  assert.equal(pie.chart?.type, "bar");
  assert.match(pie.steps[0] ?? "", /^Chose a bar: nothing that is installed draws a pie chart$/);
  const installed = await chartFor(
    taskOf(byRegion, columns, regions, { asked: { type: "pie" }, charts: ["bar", "pie"] }),
  );
  assert.equal(installed.chart?.type, "pie");
  const none = await chartFor(taskOf(byRegion, columns, regions, { charts: ["scatter"] }));
  assert.equal(none.chart, null);
});

Deno.test("run() leaves it to the renderer to refuse a chart that was asked for and is too large", async () => {
  const columns = { region: "text", m: "number" } as const;
  const options = { rowCount: 5000, asked: { type: "bar" } };
  const asked = await chartFor(taskOf(byRegion, columns, regions, options));
  assert.equal(asked.chart?.type, "bar");
  assert.match(asked.steps.at(-1) ?? "", /at most 1,000, the result has 5,000 rows/);
});

Deno.test("run() speaks of the rows that were left out in the title", async () => {
  const filtered = aggregate({ region: column("region") }, { m: ["mean", "fare"] }, {
    op: "filter",
    input: scan,
    where: call("eq", column("year"), text(2023)),
  });
  const task = taskOf(filtered, { region: "text", m: "number" }, regions, {
    summary: 'the mean of "fare" where "year" is 2023',
  });
  assert.equal((await chartFor(task)).chart?.title, 'Average fare by region, where "year" is 2023');
});

Deno.test("run() takes many numbers that rows were grouped by as a scale", async () => {
  const plan = aggregate({ weight: column("weight") }, { m: ["mean", "mpg"] });
  const rows = Array.from({ length: 40 }, (_, index) => [index * 10, index]);
  const points = await chartFor(taskOf(plan, { weight: "integer", m: "number" }, rows));
  assert.equal(points.chart?.type, "scatter");
  const counted = aggregate({ weight: column("weight") }, { n: ["count"] });
  assert.equal(
    (await chartFor(taskOf(counted, { weight: "integer", n: "integer" }, rows))).chart?.type,
    "bar",
  );
});

Deno.test("run() falls back from points to bars where names stand on the axis, and never from pairs of numbers", async () => {
  const asked = { type: "scatter" };
  const names = await chartFor(taskOf(byRegion, { region: "text", m: "number" }, regions, { asked }));
  assert.equal(names.chart?.type, "bar");
  assert.match(names.steps[0] ?? "", /scatter does not fit this result/);
  const pairs: Plan = {
    op: "select",
    input: scan,
    columns: ["a", "b"].map((name) => ({ name, value: column(name) })),
  };
  const rows = Array.from({ length: 9 }, (_, index) => [index, index]);
  const none = await chartFor(taskOf(pairs, { a: "number", b: "number" }, rows, { asked, charts: ["bar"] }));
  assert.equal(none.chart, null);
});

Deno.test("run() binds the channels that a heat map and a box plot take, and leaves them where they do not fit", async () => {
  const charts = [...ALL, "heatmap", "boxplot", "pie"];
  const pairs = aggregate({ harbour: column("harbour"), kind: column("kind") }, { boats: ["count"] });
  const cells = taskOf(pairs, { harbour: "text", kind: "text", boats: "integer" }, [["Oban", "sail", 2], [
    "Kiel",
    "motor",
    1,
  ]], {
    asked: { type: "heatmap" },
    charts,
  });
  const heat = (await chartFor(cells)).chart;
  assert.deepEqual([
    heat?.type,
    heat?.encoding.x?.column,
    heat?.encoding.y?.column,
    heat?.encoding.color?.column,
  ], [
    "heatmap",
    "harbour",
    "kind",
    "boats",
  ]);
  const rows = taskOf(scan, { length: "number" }, [[2], [3], [9]], {
    asked: { type: "boxplot", y: "length" },
    charts,
  });
  const box = (await chartFor(rows)).chart;
  assert.deepEqual([box?.type, box?.encoding.x, box?.encoding.y?.column, box?.title], [
    "boxplot",
    undefined,
    "length",
    "Distribution of length",
  ]);
  const means = taskOf(
    aggregate({ kind: column("kind") }, { mean: ["mean", "length"] }),
    { kind: "text", mean: "number" },
    [["sail", 2], ["motor", 3]],
    {
      asked: { type: "boxplot" },
      charts,
    },
  );
  assert.equal((await chartFor(means)).chart?.type, "bar");
});
