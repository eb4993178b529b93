import assert from "node:assert/strict";
import { type Expression, NexusError, type Plan, type Schema } from "nexus";
import { until } from "nexus/testing";
import { packRows } from "../process/mod.ts";
import { EnginePool, type EnginePoolOptions, type Relation } from "./mod.ts";

const SCHEMA: Schema = [{ name: "id", type: "integer" }, { name: "group", type: "text" }, {
  name: "value",
  type: "number",
}];
const SCAN: Plan = { op: "scan", dataset: "d" };
const ROWS = 2000;

interface Bench {
  pool: EnginePool;
  relations: Relation[];
  folder: string;
  restarts: string[];
}

/** A pool with one imported dataset. */
async function withPool(
  options: Partial<EnginePoolOptions>,
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const restarts: string[] = [];
  const pool = new EnginePool({
    memoryMb: 1536,
    temporary: folder,
    onRestart: (engine) => restarts.push(engine),
    ...options,
  });
  try {
    const file = `${folder}/d.csv`, out = `${folder}/d.parquet`;
    const lines = Array.from({ length: ROWS }, (_, k) => `${k},g${k % 7},${k / 4}`);
    await Deno.writeTextFile(file, `id,group,value\n${lines.join("\n")}\n`);
    const dialect = {
      delimiter: ",",
      quote: '"',
      escape: '"',
      newline: "\n",
      skipLines: 0,
      header: true,
    } as const;
    const result = await pool.importDelimited({
      file,
      out,
      scan: { kind: "delimited", dialect, columns: SCHEMA },
    });
    assert.ok("rows" in result);
    await work({ pool, relations: [{ id: "d", path: out, schema: SCHEMA }], folder, restarts });
  } finally {
    await pool.close();
    await Deno.remove(folder, { recursive: true });
  }
}

function column(name: string): Expression {
  return { kind: "column", name };
}

const COUNT: Plan = {
  op: "aggregate",
  input: SCAN,
  groups: [],
  measures: [{ name: "n", function: "count", arguments: [] }],
};
/** Three times itself on a constant: eight billion rows, which no engine finishes soon. */
const one = { kind: "literal" as const, value: 1 };
const cross = (left: Plan, right: Plan): Plan => ({
  op: "join",
  left,
  right,
  how: "inner",
  on: [{ left: one, right: one }],
});
const ENDLESS: Plan = {
  op: "aggregate",
  input: cross(cross(SCAN, SCAN), SCAN),
  groups: [],
  measures: [{ name: "m", function: "stddev", arguments: [column("value")] }],
};

/** Seconds of work on Polars, which refuses joins as large as those of the endless plan. */
const LONG: Plan = {
  op: "sort",
  input: {
    op: "window",
    input: cross(SCAN, SCAN),
    columns: Array.from({ length: 12 }, (_, k) => ({
      name: `rank ${k}`,
      function: "rank" as const,
      partition: [column("group")],
      order: [{ by: column("value"), descending: k % 2 === 0 }, {
        by: column("id"),
        descending: k % 3 === 0,
      }],
    })),
  },
  keys: [{ by: column("rank 3"), descending: true }],
};

async function killWorker(pool: EnginePool): Promise<void> {
  const busy = () => pool.stats().queries.processes.find(({ working }) => working !== null);
  await until("a query runs", () => busy() !== undefined);
  await new Promise((resolve) => setTimeout(resolve, 700)); // it is in the engine by now
  Deno.kill(busy()!.pid, "SIGKILL");
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return "none";
  } catch (error) {
    return error instanceof NexusError ? error.code : String(error);
  }
}

Deno.test("EnginePool runs plans on both engines, two at once", async () => {
  await withPool({}, async ({ pool, relations }) => {
    const groups: Plan = {
      op: "sort",
      input: {
        op: "aggregate",
        input: SCAN,
        groups: [{ name: "group", value: column("group") }],
        measures: [{ name: "sum", function: "sum", arguments: [column("value")] }],
      },
      keys: [{ by: column("group"), descending: false }],
    };
    const request = { plan: groups, relations, limit: 100 };
    const [duckdb, polars] = await Promise.all([pool.run("duckdb", request), pool.run("polars", request)]);
    assert.deepEqual(duckdb.table, polars.table);
    assert.equal(duckdb.table.rowCount, 7);
    assert.equal(pool.stats().queries.processes.length, 2);
    const many = await Promise.all(
      Array.from(
        { length: 12 },
        (_, k) => pool.run(k % 2 ? "duckdb" : "polars", { plan: COUNT, relations, limit: 1 }),
      ),
    );
    assert.ok(many.every(({ table }) => table.rows[0]?.[0] === ROWS));
    assert.equal(pool.stats().queries.processes.length, 2);
    const versions = await pool.versions();
    assert.deepEqual(Object.keys(versions).sort(), ["duckdb", "polars"]);
    assert.equal(versions["duckdb"], duckdb.version);
  });
});

Deno.test("EnginePool: kill -9 in the middle of a query is an error, and the next query works", async () => {
  await withPool({ size: 1 }, async ({ pool, relations, restarts, folder }) => {
    await pool.run("duckdb", { plan: COUNT, relations, limit: 1 });
    const saveAs = `${folder}/r.parquet`;
    const dying = codeOf(pool.run("duckdb", { plan: ENDLESS, relations, limit: 1, saveAs }));
    const queued = pool.run("duckdb", { plan: COUNT, relations, limit: 1 });
    await killWorker(pool);
    assert.equal(await dying, "engine.crashed");
    assert.equal((await queued).table.rows[0]?.[0], ROWS);
    assert.deepEqual(restarts, ["duckdb"]);
    assert.equal(pool.stats().queries.restarts, 1);
    await assert.rejects(Deno.stat(saveAs), Deno.errors.NotFound);
  });
});

Deno.test("EnginePool stops a query at its deadline", async () => {
  await withPool({ size: 1 }, async ({ pool, relations }) => {
    for (const engine of ["duckdb", "polars"] as const) {
      await pool.run(engine, { plan: COUNT, relations, limit: 1 });
      const [{ pid } = { pid: 0 }] = pool.stats().queries.processes;
      const plan = engine === "duckdb" ? ENDLESS : LONG;
      const late = pool.run(engine, { plan, relations, limit: 1 }, { deadlineMs: 300 });
      assert.equal(await codeOf(late), "engine.deadline");
      // What cannot be interrupted is not waited for: its process is another one.
      if (engine === "polars") assert.notEqual(pool.stats().queries.processes[0]?.pid, pid);
      const next = await pool.run(engine, { plan: COUNT, relations, limit: 1 });
      assert.equal(next.table.rows[0]?.[0], ROWS);
    }
  });
});

Deno.test("EnginePool cancels a query that runs and one that waits", async () => {
  await withPool({ size: 1 }, async ({ pool, relations }) => {
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = codeOf(
      pool.run("duckdb", { plan: ENDLESS, relations, limit: 1 }, { signal: running.signal }),
    );
    const second = codeOf(
      pool.run("duckdb", { plan: COUNT, relations, limit: 1 }, { signal: waiting.signal }),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    waiting.abort();
    assert.equal(await second, "process.cancelled");
    running.abort();
    assert.equal(await first, "process.cancelled");
    assert.equal(
      await codeOf(pool.run("duckdb", { plan: COUNT, relations, limit: 1 }, { signal: AbortSignal.abort() })),
      "process.cancelled",
    );
    const next = await pool.run("polars", { plan: COUNT, relations, limit: 1 });
    assert.equal(next.table.rows[0]?.[0], ROWS);
  });
});

Deno.test("EnginePool says when an engine runs out of memory", async () => {
  await withPool({ size: 1, memoryMb: 512 }, async ({ pool, relations }) => {
    const keys = ["a", "b", "c"].map((name) => ({ name, value: column("id") }));
    const wide = cross({ op: "select", input: SCAN, columns: keys }, cross(SCAN, SCAN));
    const plan: Plan = { op: "sort", input: wide, keys: [{ by: column("value"), descending: true }] };
    const code = await codeOf(pool.run("polars", { plan, relations, limit: 1 }));
    assert.equal(code, "engine.memory");
    const next = await pool.run("duckdb", { plan: COUNT, relations, limit: 1 });
    assert.equal(next.table.rows[0]?.[0], ROWS);
  });
});

Deno.test("EnginePool survives a damaged file on both engines", async () => {
  await withPool({ size: 1 }, async ({ pool, relations, folder }) => {
    const whole = await Deno.readFile(relations[0]!.path);
    const path = `${folder}/bad.parquet`;
    for (
      const [from, to] of [[4, 400], [whole.length - 300, whole.length - 8], [
        whole.length - 8,
        whole.length - 4,
      ]]
    ) {
      await Deno.writeFile(path, whole.slice().fill(0xa5, from, to));
      for (const engine of ["duckdb", "polars"] as const) {
        const run = pool.run(engine, { plan: SCAN, relations: [{ ...relations[0]!, path }], limit: 5 });
        assert.match(await codeOf(run), /^(engine\.(failed|crashed|memory)|none)$/);
      }
    }
    const next = await pool.run("duckdb", { plan: COUNT, relations, limit: 1 });
    assert.equal(next.table.rows[0]?.[0], ROWS);
  });
});

Deno.test("EnginePool imports batches, one import after the other", async () => {
  await withPool({}, async ({ pool, folder }) => {
    const scan = { kind: "batches" as const, columns: [{ name: "x", type: "integer" as const }] };
    const out = (n: number) => `${folder}/b${n}.parquet`;
    const first = await pool.importBatches({ scan, out: out(1) });
    const waiting = pool.importBatches({ scan, out: out(2) });
    await first.append(packRows([["1"], ["2"]], 1));
    await first.append(packRows([["3"]], 1));
    const result = await first.finish();
    assert.deepEqual([result.rows, result.columns[0]?.max], [3, 3]);
    const second = await waiting;
    await second.append(packRows([["1"]], 1));
    await second.abort();
    await second.abort();
    await assert.rejects(second.append(packRows([["1"]], 1)), { code: "internal.error" });
    await assert.rejects(Deno.stat(out(2)), Deno.errors.NotFound);
    const third = await pool.importBatches({ scan, out: out(3) });
    await third.append(packRows([["1", "2"]], 2));
    await assert.rejects(third.finish(), { code: "plugin.contract" });
    const fourth = await pool.importBatches({ scan, out: out(4) });
    await fourth.append(packRows([["5"]], 1));
    assert.equal((await fourth.finish()).rows, 1);
    assert.deepEqual([...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".part")), []);
  });
});

Deno.test("EnginePool: an import whose process dies is an error, and the next import works", async () => {
  await withPool({}, async ({ pool, folder, restarts }) => {
    const scan = { kind: "batches" as const, columns: [{ name: "x", type: "integer" as const }] };
    const session = await pool.importBatches({ scan, out: `${folder}/b.parquet` });
    await session.append(packRows([["1"]], 1));
    Deno.kill(pool.stats().imports.processes[0]!.pid, "SIGKILL");
    assert.equal(await codeOf(session.append(packRows([["2"]], 1))), "engine.crashed");
    await session.abort();
    const next = await pool.importBatches({ scan, out: `${folder}/b.parquet` });
    await next.append(packRows([["1"]], 1));
    assert.equal((await next.finish()).rows, 1);
    assert.deepEqual(restarts, ["import"]);
  });
});

Deno.test("EnginePool gives memory back when idle, keeps one process ready, and ends all on close()", async () => {
  await withPool({ idleMs: 400 }, async ({ pool, relations }) => {
    const request = { plan: COUNT, relations, limit: 1 };
    await Promise.all([pool.run("duckdb", request), pool.run("polars", request)]);
    const { queries, imports } = {
      queries: () => pool.stats().queries.processes,
      imports: () => pool.stats().imports.processes,
    };
    await until("one process is left", () => queries().length === 1 && imports().length === 0);
    await new Promise((resolve) => setTimeout(resolve, 800));
    assert.deepEqual([queries().length, imports().length], [1, 0], "and it stays");
    assert.equal((await pool.run("duckdb", request)).table.rows[0]?.[0], ROWS);
    await pool.close();
    assert.equal(pool.stats().queries.processes.length, 0);
    assert.equal(await codeOf(pool.run("duckdb", request)), "process.cancelled");
  });
});

Deno.test("EnginePool imports a table that is written in slices", async () => {
  await withPool({}, async ({ pool, folder }) => {
    const columns = Array.from({ length: 600 }, (_, k) => ({ name: `c${k}`, type: "integer" as const }));
    const session = await pool.importBatches({
      scan: { kind: "batches", columns },
      out: `${folder}/w.parquet`,
    });
    await session.append(packRows([columns.map((_, k) => String(k))], columns.length));
    const result = await session.finish();
    assert.deepEqual([result.columns.length, result.columns[599]?.max], [600, 599]);
    assert.deepEqual([...Deno.readDirSync(folder)].filter(({ name }) => name.includes(".part")), []);
  });
});

Deno.test("EnginePool.rest() lets idle processes go for good, and the next query starts one", async () => {
  await withPool({ idleMs: 40 }, async ({ pool, relations, restarts }) => {
    const count = async () =>
      (await pool.run("duckdb", { plan: COUNT, relations, limit: 1 })).table.rows[0]![0];
    assert.equal(await count(), ROWS);
    pool.rest();
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(pool.stats().queries.processes.length, 0, "and none comes back");
    const [first, second] = [count(), count()];
    pool.rest(); // those that work are left alone
    assert.deepEqual([await first, await second, restarts], [ROWS, ROWS, []]);
  });
});
