import assert from "node:assert/strict";
import type { Plan, Schema } from "nexus";
import type { RunRequest } from "../request.ts";
import { openDuckdb } from "./open.ts";
import { runDuckdb } from "./run.ts";

const SCHEMA: Schema = [
  { name: "i", type: "integer" },
  { name: "n", type: "number" },
  { name: "t", type: "text" },
  { name: "b", type: "boolean" },
  { name: "d", type: "date" },
  { name: "at", type: "datetime" },
];
const SCAN: Plan = { op: "scan", dataset: "d" };

/** A dataset of two rows, and what runs plans over it. */
async function withDataset(
  work: (
    run: (request: Partial<RunRequest>) => ReturnType<typeof runDuckdb>,
    folder: string,
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/d.parquet`;
  const made = await openDuckdb({ memoryMb: 256, threads: 1, temporary: folder });
  await made.connection.run(
    `COPY (SELECT 0::BIGINT AS __row, 9007199254740993::BIGINT AS i, 'nan'::DOUBLE AS n,
      E'a\\n"b' AS t, true AS b, DATE '2024-02-29' AS d, TIMESTAMP '1969-12-31 23:59:59.25' AS at
    UNION ALL SELECT 1, -1, -0.0, NULL, false, DATE '1066-10-14', TIMESTAMP '2024-01-01 00:00:00.000001') TO '${path}'`,
  );
  made.close();
  const run = async (request: Partial<RunRequest>) => {
    const duckdb = await openDuckdb({ memoryMb: 256, threads: 2, temporary: `${folder}/spill` });
    try {
      const relations = [{ id: "d", path, schema: SCHEMA }];
      return await runDuckdb(duckdb, { plan: SCAN, relations, limit: 100, ...request });
    } finally {
      duckdb.close();
    }
  };
  try {
    await work(run, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("runDuckdb() gives JSON-safe values without the row id", async () => {
  await withDataset(async (run) => {
    const { table, version, ms } = await run({});
    assert.deepEqual(table, {
      columns: SCHEMA,
      rows: [
        ["9007199254740993", null, 'a\n"b', true, "2024-02-29", "1969-12-31T23:59:59.250"],
        [-1, 0, null, false, "1066-10-14", "2024-01-01T00:00:00.000001"],
      ],
      rowCount: 2,
      truncated: false,
    });
    assert.match(version, /^\d+\.\d+/);
    assert.ok(ms > 0);
  });
});

Deno.test("runDuckdb() counts all rows and returns as many as were asked for", async () => {
  await withDataset(async (run) => {
    const many: Plan = { op: "union", inputs: new Array(30).fill(SCAN) };
    const { table } = await run({ plan: many, limit: 7 });
    assert.equal(table.rows.length, 7);
    assert.deepEqual([table.rowCount, table.truncated], [60, true]);
    const none = await run({ plan: many, limit: 0 });
    assert.deepEqual([none.table.rows.length, none.table.rowCount, none.table.truncated], [0, 60, true]);
  });
});

Deno.test("runDuckdb() saves a result that later plans read in its order", async () => {
  await withDataset(async (run, folder) => {
    const column = (name: string) => ({ kind: "column" as const, name });
    const plan: Plan = {
      op: "select",
      input: { op: "sort", input: SCAN, keys: [{ by: column("i"), descending: false }] },
      columns: [{ name: "x", value: column("i") }, { name: "X", value: column("t") }, {
        name: 'q"',
        value: column("d"),
      }],
    };
    const saveAs = `${folder}/r.parquet`;
    const saved = await run({ plan, saveAs, limit: 1 });
    assert.deepEqual(saved.table.rows, [[-1, null, "1066-10-14"]]);
    assert.deepEqual([saved.table.rowCount, saved.table.truncated], [2, true]);
    const relations = [{ id: "r", path: saveAs, schema: saved.table.columns }];
    const again = await run({ plan: { op: "result", ref: "r" }, relations });
    assert.deepEqual(again.table.columns, saved.table.columns);
    assert.deepEqual(again.table.rows, [[-1, null, "1066-10-14"], [
      "9007199254740993",
      'a\n"b',
      "2024-02-29",
    ]]);
    assert.deepEqual([...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".part")), []);
  });
});

Deno.test("runDuckdb() says what is wrong with a damaged file, without its path", async () => {
  await withDataset(async (run, folder) => {
    const path = `${folder}/bad.parquet`;
    for (
      const bytes of [
        new Uint8Array(0),
        new TextEncoder().encode("PAR1 no PAR1"),
        new Uint8Array(1000).fill(80),
      ]
    ) {
      await Deno.writeFile(path, bytes);
      await assert.rejects(run({ relations: [{ id: "d", path, schema: SCHEMA }] }), (error: Error) => {
        assert.equal((error as { code?: string }).code, "engine.failed");
        assert.ok(!error.message.includes(folder), error.message);
        return true;
      });
    }
    await assert.rejects(run({ relations: [{ id: "d", path: `${folder}/gone.parquet`, schema: SCHEMA }] }), {
      code: "engine.failed",
    });
  });
});

Deno.test("runDuckdb() refuses a plan that does not fit, as checkPlan does", async () => {
  await withDataset(async (run) => {
    const where = { kind: "column" as const, name: 'no"such; --' };
    await assert.rejects(run({ plan: { op: "filter", input: SCAN, where } }), {
      code: "plan.unknown_column",
    });
  });
});
