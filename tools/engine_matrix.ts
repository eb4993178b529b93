/**
 * Runs every operation, function, aggregate and window on every column type on both engines, and prints where they agree.
 * Ends with an error below 95 %. `--all` prints every disagreement, `--only=NAME` takes only the cells of that name.
 *
 * @module
 */
import { DuckDBInstance } from "@duckdb/node-api";
import { ColumnType, type Plan } from "nexus";
import { Both, type Outcome } from "../core/engine/agreement/both.ts";
import { type Cell, cells } from "../core/engine/agreement/cells.ts";
import { mergePlans } from "../core/engine/agreement/merge.ts";
import { writeFixture } from "../core/engine/agreement/fixture.ts";

const LEAST = 0.95;

/** What became of a cell: the plans that ran, and those on which the engines differ. */
interface Verdict {
  cell: Cell;
  runs: number;
  refusals: number;
  disagreements: { plan: unknown; message: string; sql: string }[];
}

/** What became of each plan, by its JSON. Plans that can run as one do; only where that one fails is each run by itself. */
async function compareAll(both: Both, plans: readonly Plan[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  for (const { plan, members } of mergePlans(plans)) {
    const together = await both.compare(plan);
    const settled = members.length === 1 || (together.agrees && together.error === undefined);
    for (const member of members) {
      outcomes.set(JSON.stringify(member), settled ? together : await both.compare(member));
    }
  }
  return outcomes;
}

function judge(cell: Cell, outcomes: ReadonlyMap<string, Outcome>): Verdict {
  const verdict: Verdict = { cell, runs: cell.plans.length, refusals: 0, disagreements: [] };
  for (const plan of cell.plans) {
    const outcome = outcomes.get(JSON.stringify(plan))!;
    if (!outcome.agrees) verdict.disagreements.push({ plan, message: outcome.message, sql: outcome.sql });
    else if (outcome.error !== undefined) verdict.refusals++;
  }
  return verdict;
}

function print(verdicts: readonly Verdict[]): void {
  for (const area of ["operation", "function", "aggregate", "window"] as const) {
    const here = verdicts.filter((verdict) => verdict.cell.area === area);
    const names = [...new Set(here.map((verdict) => verdict.cell.name))];
    if (names.length === 0) continue;
    console.log(`\n${area.padEnd(22)}${ColumnType.options.map((type) => type.padEnd(10)).join("")}`);
    for (const name of names) {
      const marks = ColumnType.options.map((type) => mark(here, name, type).padEnd(10));
      console.log(`  ${name.padEnd(20)}${marks.join("")}`);
    }
  }
}

function mark(verdicts: readonly Verdict[], name: string, type: ColumnType): string {
  const verdict = verdicts.find(({ cell }) => cell.name === name && cell.type === type);
  if (verdict === undefined) return "-";
  return verdict.disagreements.length === 0 ? `${verdict.runs}` : `DIFFER ${verdict.disagreements.length}`;
}

async function main(): Promise<void> {
  const only = Deno.args.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
  const started = performance.now();
  const folder = await Deno.makeTempDir({ prefix: "nexus-matrix-" });
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const both = new Both(connection, await writeFixture(connection, folder));
    await both.open();
    const chosen = cells().filter((cell) => only === undefined || cell.name === only);
    const outcomes = await compareAll(both, chosen.flatMap((cell) => cell.plans));
    const verdicts = chosen.map((cell) => judge(cell, outcomes));
    print(verdicts);
    report(verdicts, performance.now() - started);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await Deno.remove(folder, { recursive: true });
  }
}

function report(verdicts: readonly Verdict[], ms: number): void {
  const differing = verdicts.filter((verdict) => verdict.disagreements.length > 0);
  for (const { cell, disagreements } of differing) {
    const shown = Deno.args.includes("--all") ? disagreements : disagreements.slice(0, 1);
    for (const { plan, message, sql } of shown) {
      console.log(`\n${cell.area} ${cell.name} of ${cell.type}: ${message}`);
      console.log(`  plan ${JSON.stringify(plan).slice(0, 600)}`);
      console.log(`  sql  ${sql.slice(0, 600)}`);
    }
  }
  const agreed = verdicts.length - differing.length;
  const share = agreed / verdicts.length;
  const runs = verdicts.reduce((sum, verdict) => sum + verdict.runs, 0);
  const refusals = verdicts.reduce((sum, verdict) => sum + verdict.refusals, 0);
  console.log(
    `\nDuckDB and Polars agree on ${agreed} of ${verdicts.length} cells (${(100 * share).toFixed(1)} %), ` +
      `${runs} plans (${refusals} refused by both), ${(ms / 1000).toFixed(1)} s`,
  );
  if (share < LEAST) {
    console.error(`Below ${100 * LEAST} %`);
    Deno.exit(1);
  }
}

await main();
