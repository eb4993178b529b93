import assert from "node:assert/strict";
import {
  type AgentEvent,
  type AgentHost,
  type ColumnProfile,
  type ColumnType,
  Manifest,
  NexusError,
  type ReviewTask,
  type Verdict,
} from "nexus";
import { hostWith } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

function column(name: string, type: ColumnType): ColumnProfile {
  return { name, type, missing: 0, distinct: 2, min: "a", max: "b", mean: null, top: [], rejected: 0 };
}
const DATASETS = [{
  id: "d1",
  name: "sales",
  rows: 20_000,
  columns: [column("region", "text"), column("unit price", "number"), column("revenue 2024", "number")],
}];
const noModel = hostWith({ generate: () => Promise.reject(new NexusError("model.none", "no model")) });

async function reviewOf(
  source: string,
  { question = "which region sells most?", host = noModel }: { question?: string | null; host?: AgentHost } =
    {},
): Promise<Verdict & { events: AgentEvent[] }> {
  const task: ReviewTask = { intent: "review", question, source, findings: [], datasets: DATASETS };
  const events = await Array.fromAsync(plugin.run(task, host));
  const last = events.at(-1);
  assert.equal(last?.type, "review");
  return { ...(last as Extract<AgentEvent, { type: "review" }>).review, events };
}

Deno.test("plugin.json is a valid manifest that asks for a model alone", () => {
  const { permissions } = Manifest.parse(manifest);
  assert.deepEqual(permissions.host.map(({ capability }) => capability), ["model"]);
});

Deno.test("run() passes scripts that do what they should", async () => {
  const scripts = [
    'const { rows } = await sql(`SELECT "region", sum("revenue 2024") AS "total" FROM "sales" GROUP BY ALL ORDER BY "total" DESC, "region" LIMIT 1`);\nreturn rows[0][0];',
    'const t = await sql("WITH \\"top\\" AS (SELECT region, max(\\"unit price\\") \\"high\\" FROM sales GROUP BY region) SELECT \\"high\\" FROM \\"top\\" WHERE region = \'a \\"b\\"\'");\nreturn t.rows.map((r) => r[0]);',
    'const { region } = await columns("sales", ["region"]);\nreturn new Set(region).size;',
    "const c = await columns(tables[0].name, tables[0].columns.map((c) => c.name));\nreturn Object.keys(c).length;",
    "return tables[0].rowCount;",
    'const r = await query({op: "aggregate", input: {op: "derive", input: {op: "scan", dataset: tables[0].id}, columns: [{name: "p", value: {kind: "column", name: "unit price"}}]}, groups: [], measures: [{name: "m", function: "mean", arguments: [{kind: "column", name: "p"}]}]});\nreturn r.rows[0][0] > 1 ? "yes" : "no";',
    'const t = "sales";\nconst { rows } = await sql(`SELECT count(*) FROM "${t}" WHERE "${tables[0].columns[0].name}" IS NULL`);\nreturn rows[0][0];',
    'const { rows } = await sql(\'SELECT "region", "unit price" FROM "sales" LIMIT 5\');\nif (rows.length === 0) return null;\nreturn rows.length > 2 ? "many" : "few";',
  ];
  for (const source of scripts) {
    const { verdict, remarks } = await reviewOf(source);
    assert.deepEqual([verdict, remarks], ["pass", []], source);
  }
});

Deno.test("run() refuses what is surely wrong, with its line", async () => {
  const scripts: [string, RegExp, number | undefined][] = [
    ["const x = 3;\nreturn x * 2;", /reads no data/, undefined],
    ['const { rows } = await sql("SELECT 1");\nreturn 42.5;', /answer is written/, 2],
    ['await sql("SELECT 1");\nreturn { region: "north", total: -12 };', /answer is written/, 2],
    [
      'const c = await columns("sales", ["price"]);\nreturn c.price;',
      /no column "price": did it mean "unit price"/,
      1,
    ],
    ['\nreturn (await sql(\'SELECT "country" FROM "sales"\')).rows;', /no column "country"/, 2],
    [
      'return (await query({op: "filter", input: {op: "scan", dataset: "d1"}, where: {kind: "call", function: "is_null", arguments: [{kind: "column", name: "nation"}]}})).rows;',
      /no column "nation"/,
      1,
    ],
  ];
  for (const [source, said, line] of scripts) {
    const { verdict, remarks } = await reviewOf(source);
    assert.equal(verdict, "refuse", source);
    assert.match(remarks[0]!.message, said);
    assert.equal(remarks[0]!.line, line, source);
  }
});

Deno.test("run() has concerns about answers that were brought along, swallowed errors, cut rows and open ties", async () => {
  const scripts: [string, RegExp][] = [
    [
      "const { rows } = await sql('SELECT sum(\"unit price\") FROM sales');\nreturn rows[0][0] ?? 48213.77;",
      /48213\.77 stands in the script/,
    ],
    [
      'const c = await columns(tables[0].name, ["region"]);\nconst known = [11, 12, 13, 14, 15];\nreturn c.region.length - known.length;',
      /list of 5 values/,
    ],
    [
      "let n = 0;\ntry { n = (await sql('SELECT count(*) FROM sales')).rows[0][0]; } catch { n = 0; }\nreturn n;",
      /error is caught/,
    ],
    [
      "const { rows } = await sql('SELECT \"unit price\" FROM sales');\nreturn rows.length;",
      /20,000 rows.*truncated/,
    ],
    [
      "const { rows } = await sql('SELECT region FROM sales GROUP BY region ORDER BY sum(\"unit price\") DESC LIMIT 1');\nreturn rows[0][0];",
      /no fixed order|Equal values/,
    ],
    [
      'const { region } = await columns("sales", ["region"]);\nreturn region.map((r, i) => ({ r, i })).sort((a, b) => b.i - a.i)[0].r;',
      /Equal values/,
    ],
  ];
  for (const [source, said] of scripts) {
    const { verdict, remarks } = await reviewOf(source);
    assert.equal(verdict, "concern", source);
    assert.match(remarks.map(({ message }) => message).join("; "), said, source);
  }
});

Deno.test("run() knows numbers of the question and of names, and usual ones", async () => {
  const source =
    'const { rows } = await sql(\'SELECT count(*) FROM sales WHERE "revenue 2024" > 12500 AND "unit price" < 100\');\nreturn rows[0][0] / 365;';
  assert.equal((await reviewOf(source, { question: "how many above 12,500 a day?" })).verdict, "pass");
  assert.equal((await reviewOf(source, { question: "how many a day?" })).verdict, "concern");
});

Deno.test("run() hears the review model, which raises concerns and never refuses", async () => {
  const source = 'const { region } = await columns("sales", ["region"]);\nreturn region.length;';
  const says = (value: unknown) =>
    hostWith({ generate: () => Promise.resolve({ value: value as never, model: "reader" }) });
  const doubtful = says({ fits: false, remarks: [{ line: 99, message: "counts rows, not regions" }] });
  const concern = await reviewOf(source, { host: doubtful });
  assert.deepEqual([concern.verdict, concern.remarks], ["concern", [{
    message: "reader: counts rows, not regions",
  }]]);
  assert.equal((await reviewOf(source, { host: says({ fits: true, remarks: [] }) })).verdict, "pass");
  assert.equal((await reviewOf(source, { question: null, host: hostWith({}) })).verdict, "pass");
});

Deno.test("run() says that no model reviewed the script, and reviews it all the same", async () => {
  const source = 'const { region } = await columns("sales", ["region"]);\nreturn region.length;';
  const gone = hostWith({
    generate: () => Promise.reject(new NexusError("model.interrupted", "The connection ended")),
  });
  const review = await reviewOf(source, { host: gone });
  assert.equal(review.verdict, "pass");
  assert.ok(review.events.some((event) => event.type === "notice" && /connection ended/.test(event.message)));
  assert.ok(!(await reviewOf(source)).events.some(({ type }) => type === "notice"));
});
