import assert from "node:assert/strict";
import { DuckDBInstance } from "@duckdb/node-api";
import { NexusError } from "nexus";
import { Both } from "./agreement/both.ts";
import { by, call, column, literal, numbered, scan } from "./agreement/build.ts";
import { writeFixture } from "./agreement/fixture.ts";
import { PlanMaker } from "./agreement/random_plans.ts";

const SEED = 1;
const PLANS = 300;
/** Plans that both engines may refuse, such as for a sum past 64 bits, before the test says too little. */
const MOST_REFUSED = 0.1;

async function withBoth(use: (both: Both) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "nexus-agreement-" });
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const both = new Both(connection, await writeFixture(connection, folder));
    await both.open();
    await use(both);
  } finally {
    connection.closeSync();
    instance.closeSync();
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("DuckDB and Polars agree on plans made by chance", async () => {
  await withBoth(async (both) => {
    const [differences, refusals] = [[] as string[], [] as string[]];
    for (let seed = SEED; seed < SEED + PLANS; seed++) {
      const plan = new PlanMaker(seed, both.lookup).make(1 + seed % 4);
      const outcome = await both.compare(plan);
      if (!outcome.agrees) {
        differences.push(`seed ${seed}: ${outcome.message}\n${JSON.stringify(plan)}\n${outcome.sql}`);
      } else if (outcome.error !== undefined) refusals.push(outcome.error);
    }
    assert.deepEqual(differences, []);
    assert.ok(
      refusals.length <= MOST_REFUSED * PLANS,
      `${refusals.length} plans were refused: ${refusals.slice(0, 5)}`,
    );
  });
});

Deno.test("DuckDB and Polars both refuse a sum past 64 bits", async () => {
  await withBoth(async (both) => {
    const value = call("add", column("big"), literal("9223372036854775807", "integer"));
    const outcome = await both.compare({ op: "select", input: scan("many"), columns: numbered([value]) });
    assert.ok(outcome.agrees && outcome.error !== undefined);
  });
});

Deno.test("Both.compare() refuses a plan that the checker refuses", async () => {
  await withBoth(async (both) => {
    await assert.rejects(
      both.compare({ op: "sort", input: scan("many"), keys: [by("nowhere")] }),
      (error) => error instanceof NexusError && error.code === "plan.unknown_column",
    );
  });
});
