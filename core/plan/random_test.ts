import assert from "node:assert/strict";
import { Plan, type Value } from "../contract/mod.ts";
import { TestDatabase } from "./_duckdb_for_tests.ts";
import { RandomPlans } from "./_random_plans_for_tests.ts";
import { checkPlan } from "./check.ts";
import { compareTables } from "./compare.ts";
import { exclusionPlans } from "./exclusions.ts";
import { checkInvariants } from "./invariants.ts";
import { evidencePlan, evidencePlans } from "./lineage.ts";
import { normalisePlan } from "./normalise.ts";
import { planWords } from "./words.ts";

const database = await TestDatabase.open({
  sales: {
    region: ["text", "north", "south", null, "north", "é😀", "", "south", "12.5"],
    amount: ["integer", 10, null, 5, 30, 20, 10, -7, 0],
    price: ["number", 1.5, 2.5, null, -4, 2.5, 0, 0.1, 1e6],
    day: [
      "date",
      "2024-02-29",
      "2024-03-01",
      null,
      "2023-12-31",
      "2024-02-29",
      "1969-12-29",
      "2021-01-03",
      null,
    ],
    at: [
      "datetime",
      "2024-02-29T10:20:30.5",
      null,
      "1969-12-31T23:59:59",
      null,
      "2021-01-03T00:00:00",
      null,
      null,
      null,
    ],
    open: ["boolean", true, false, null, true, null, false, true, true],
  },
  other: { region: ["text", "south", null], amount: ["integer", 20, 5], open: ["boolean", true, null] },
  none: { region: ["text"], price: ["number"], day: ["date"] },
});
const COUNT = 50;

function* plans(seed: number): Generator<Plan> {
  const random = new RandomPlans(seed, ["sales", "sales", "other", "none"], database.lookup);
  for (let index = 0; index < COUNT; index++) yield random.plan(1 + index % 5);
}

/** The plan, for the message of a test that fails. */
async function on<T>(plan: Plan, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    throw new Error(`${JSON.stringify(plan)}\n${(error as Error).message}`, { cause: error });
  }
}

Deno.test("planSql() gives what checkPlan() says for random plans, twice the same", async () => {
  for (const plan of plans(20240229)) {
    await on(plan, async () => {
      assert.deepEqual(Plan.parse(JSON.parse(JSON.stringify(plan))), plan);
      const first = await database.run(plan);
      const second = await database.run(normalisePlan(plan), { pretty: false });
      assert.deepEqual(
        compareTables(first, second, { ordered: checkPlan(plan, database.lookup).ordered }).agrees,
        true,
      );
    });
  }
});

Deno.test("checkInvariants() holds for random plans", async () => {
  for (const plan of plans(31)) {
    await on(plan, async () => {
      const table = await database.run(plan);
      const evidence = evidencePlan(plan, database.lookup);
      const facts = evidence ? { rowsKept: (await database.rows(evidence.plan)).length } : {};
      assert.deepEqual(checkInvariants(plan, table, facts).filter((check) => !check.passed), []);
    });
  }
});

Deno.test("evidencePlans() and exclusionPlans() run for random plans, and words have no gaps", async () => {
  for (const plan of plans(77)) {
    await on(plan, async () => {
      const { rows, columns } = await database.run(plan);
      const first = rows[0] &&
        Object.fromEntries(columns.map((field, index) => [field.name, rows[0]![index]!]));
      for (const row of [undefined, first] as (Record<string, Value> | undefined)[]) {
        for (const evidence of evidencePlans(plan, database.lookup, row)) {
          const found = await database.rows(evidence.plan);
          assert.ok(
            found.every((cells, index) => index === 0 || Number(cells[0]) > Number(found[index - 1]![0])),
          );
          assert.doesNotMatch(evidence.description, /undefined/);
        }
      }
      for (const exclusion of exclusionPlans(plan, database.lookup)) {
        await database.rows(exclusion.plan);
        assert.doesNotMatch(exclusion.reason, /undefined/);
      }
      const words = planWords(plan, {
        name: (id) => id,
        rows: () => 8,
        schema: (id) => database.lookup.dataset(id),
      });
      assert.ok(words.length > 0 && words.every((line) => !/undefined|\?/.test(line)), words.join("\n"));
    });
  }
});
