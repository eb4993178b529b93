import assert from "node:assert/strict";
import { NexusError } from "nexus";
import { type SqlBench, withSql } from "./_sql_for_tests.ts";

/** What a script may see of a failure. */
async function failure({ sql, folder }: SqlBench, text: string, deadlineMs = 20_000): Promise<NexusError> {
  try {
    const { rows } = await sql(text, { deadlineMs });
    throw new Error(`This ran: ${text} => ${JSON.stringify(rows).slice(0, 200)}`);
  } catch (error) {
    assert.ok(error instanceof NexusError, String(error));
    const { message, hint, details } = error;
    const seen = JSON.stringify({ message, hint, details });
    for (const place of [folder, Deno.cwd(), "/tmp", "/root", ".parquet", "child.ts"]) {
      assert.ok(
        !seen.replaceAll(text, "").includes(place) || text.includes(place),
        `${text} leaks ${place}: ${seen}`,
      );
    }
    return error;
  }
}

Deno.test("sql() reads no file, no setting and no catalogue", async () => {
  await withSql(async (bench) => {
    const { secret, folder, relations } = bench;
    const own = relations[0]!.path;
    const texts = [
      `SELECT * FROM '${secret}'`,
      `SELECT * FROM "${secret}"`,
      `SELECT * FROM '${own}'`,
      `SELECT * FROM read_parquet('${secret}')`,
      `SELECT * FROM read_parquet('${own}')`,
      `SELECT * FROM parquet_scan(['${own}', '${secret}'])`,
      `SELECT * FROM parquet_metadata('${own}')`,
      `SELECT * FROM parquet_schema('${own}')`,
      `SELECT * FROM glob('${folder}/*')`,
      "SELECT * FROM '/etc/passwd'",
      "SELECT * FROM read_csv('/etc/passwd')",
      "SELECT * FROM read_csv_auto('/etc/passwd')",
      "SELECT * FROM read_text('/etc/passwd')",
      "SELECT * FROM read_blob('/etc/passwd')",
      "SELECT * FROM read_json('/etc/passwd')",
      "SELECT * FROM sniff_csv('/etc/passwd')",
      "SELECT * FROM main.READ_TEXT('/etc/passwd')",
      "SELECT * FROM \"read_text\"('/etc/passwd')",
      "SELECT * FROM 'https://example.org/x.parquet'",
      "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
      "SELECT * FROM query('SELECT 1')",
      "SELECT * FROM query_table(['sales'])",
      "SELECT * FROM json_execute_serialized_sql('{}')",
      "SELECT json_serialize_plan('SELECT * FROM sales')",
      "SELECT json_serialize_sql('SELECT 1')",
      "SELECT * FROM duckdb_views()",
      "SELECT * FROM duckdb_views",
      "SELECT * FROM duckdb_settings()",
      "SELECT * FROM duckdb_secrets()",
      "SELECT * FROM duckdb_functions()",
      "SELECT * FROM information_schema.tables",
      "SELECT * FROM pg_catalog.pg_views",
      "SELECT * FROM pg_views",
      "SELECT * FROM sqlite_master",
      "SELECT * FROM system.main.duckdb_views",
      "SELECT * FROM temp.sales",
      "SELECT * FROM main.sales",
      "SELECT * FROM pragma_database_list",
      "SELECT * FROM pragma_table_info('sales')",
      "SELECT * FROM pragma_storage_info('sales')",
      "SELECT * FROM test_all_types()",
      "SELECT * FROM which_secret('s3://x', 's3')",
      "SELECT current_setting('temp_directory')",
      "SELECT getenv('HOME')",
      "SELECT getvariable('x')",
      "SELECT current_query()",
      "SELECT current_database()",
      "SELECT pg_catalog.pg_get_viewdef('sales')",
      "SELECT version()",
      "SELECT write_log('x')",
      "SELECT nextval('x')",
      "SELECT sleep_ms(1)",
      "SELECT list_transform([1], lambda x: current_setting('threads'))",
      "SELECT id FROM sales ORDER BY current_setting('threads')",
      "SELECT id FROM sales LIMIT (SELECT length(content) FROM read_text('/etc/passwd'))",
      "SELECT count(*) FILTER (getenv('HOME') = 'x') FROM sales",
      "SELECT sum(id) OVER (PARTITION BY getenv('HOME')) FROM sales",
      "SELECT * FROM sales JOIN read_text('/etc/passwd') ON true",
      "SELECT * FROM sales, LATERAL (SELECT * FROM glob('/*'))",
      "SELECT * FROM (PIVOT (FROM glob('/*')) ON file USING count(*))",
      "SELECT * FROM range((SELECT length(content) FROM read_text('/etc/passwd')))",
      "SELECT CASE WHEN EXISTS (FROM '/etc/passwd') THEN 1 END",
      "SELECT __row FROM sales",
      "SELECT rowid FROM sales",
      "SELECT filename FROM sales",
      "SELECT file_row_number FROM sales",
    ];
    for (const text of texts) {
      const { code } = await failure(bench, text);
      assert.equal(code, "plan.invalid", text);
    }
  });
});

Deno.test("sql() takes one SELECT and nothing else, however it is dressed", async () => {
  await withSql(async (bench) => {
    const texts = [
      "SELECT 1; SELECT 2",
      "SELECT 1;; DROP VIEW sales",
      "SELECT 1 /* ; */; SET threads = 1",
      "-- SELECT 1\nDROP VIEW sales",
      "/* SELECT */ ATTACH '/tmp/x.db'",
      "COPY (SELECT 1) TO '/tmp/sql-attack.csv'",
      "COPY sales TO '/tmp/sql-attack.csv'",
      "COPY sales FROM '/etc/passwd'",
      "EXPORT DATABASE '/tmp/sql-attack'",
      "IMPORT DATABASE '/tmp/sql-attack'",
      "ATTACH '/tmp/sql-attack.db' AS x",
      "DETACH memory",
      "USE temp",
      "SET enable_external_access = true",
      "SET VARIABLE x = 1",
      "RESET lock_configuration",
      "PRAGMA database_list",
      "PRAGMA enable_profiling",
      "CALL pragma_version()",
      "INSTALL httpfs",
      "LOAD httpfs",
      "FORCE INSTALL httpfs FROM 'http://example.org'",
      "CREATE TABLE x AS SELECT 1",
      "CREATE OR REPLACE TEMP VIEW sales AS SELECT 1 AS id",
      "CREATE MACRO f(x) AS x",
      "CREATE SECRET (TYPE s3)",
      "INSERT INTO sales VALUES (1)",
      "DELETE FROM sales",
      "UPDATE sales SET id = 1",
      "WITH x AS (DELETE FROM sales RETURNING *) SELECT * FROM x",
      "WITH x AS (INSERT INTO sales VALUES (1) RETURNING *) SELECT * FROM x",
      "PREPARE p AS SELECT 1",
      "EXECUTE p",
      "EXPLAIN SELECT * FROM sales",
      "EXPLAIN ANALYZE SELECT * FROM sales",
      "DESCRIBE sales",
      "DESCRIBE SELECT * FROM '/etc/passwd'",
      "SUMMARIZE sales",
      "SELECT * FROM (DESCRIBE sales)",
      "SELECT * FROM (SHOW TABLES)",
      "SHOW ALL TABLES",
      "BEGIN; SELECT 1",
      "VACUUM",
      "CHECKPOINT",
      "PIVOT sales ON Region USING count(*)",
      "SELECT",
      "SELECT 'unclosed",
      "SELECT /* unclosed",
      "SELECT $$ unclosed",
      "\0",
      "SELECT 1 \0; DROP VIEW sales",
      `SELECT ${"abs(".repeat(5000)}1${")".repeat(5000)}`,
      `SELECT ${"1+".repeat(20_000)}1`,
      `SELECT ${"x".repeat(200_000)}`,
    ];
    for (const text of texts) {
      assert.equal((await failure(bench, text)).code, "plan.invalid", text.slice(0, 80));
    }
    await assert.rejects(Deno.stat("/tmp/sql-attack.csv"));
    assert.deepEqual((await bench.sql("SELECT count(*) FROM sales")).rows, [[4]]);
  });
});

Deno.test("sql() takes no name of WITH for more than where it holds", async () => {
  await withSql(async (bench) => {
    const { secret, relations } = bench;
    for (const file of [secret, "/etc/passwd", relations[0]!.path, "duckdb_views"]) {
      const texts = [
        `SELECT * FROM (WITH "${file}" AS (SELECT 1) SELECT * FROM "${file}") a, "${file}" b`,
        `WITH a AS (WITH "${file}" AS (SELECT 1) SELECT 1) SELECT * FROM "${file}"`,
        `WITH a AS (SELECT * FROM "${file}"), "${file}" AS (SELECT 1) SELECT * FROM a`,
        `WITH "${file}" AS (SELECT * FROM "${file}") SELECT * FROM "${file}"`,
        `SELECT (WITH "${file}" AS (SELECT 1) SELECT 1), (SELECT count(*) FROM "${file}")`,
        `WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM "${file}") SELECT * FROM r`,
        `SELECT 1 AS "${file}" UNION ALL SELECT * FROM "${file}"`,
        `SELECT * FROM sales AS "${file}" WHERE id IN (SELECT 1 FROM "${file}")`,
      ];
      for (const text of texts) assert.equal((await failure(bench, text)).code, "plan.invalid", text);
    }
    assert.deepEqual(
      (await bench.sql('WITH "/etc/passwd" AS (SELECT 1 AS x) SELECT * FROM "/etc/passwd"')).rows,
      [[1]],
    );
  });
});

Deno.test("sql() reads the tables of its own run alone", async () => {
  await withSql(async ({ pool, relations }) => {
    const options = { limit: 10, maxBytes: 1000, deadlineMs: 20_000 };
    const [sales, odd] = [relations[0]!, relations[1]!];
    assert.deepEqual((await pool.sql("SELECT count(*) FROM sales", [sales], options)).rows, [[4]]);
    await assert.rejects(pool.sql('SELECT * FROM "my ""odd"" table"', [sales], options), {
      code: "plan.invalid",
    });
    assert.deepEqual(
      (await pool.sql("SELECT count(*) FROM sales", [{ ...odd, name: "sales" }], options)).rows,
      [[3]],
    );
    const twins = [sales, { ...odd, name: "SALES" }];
    assert.deepEqual((await pool.sql('SELECT count(*) FROM "SALES"', twins, options)).rows, [[3]]);
    await assert.rejects(pool.sql("SELECT * FROM Sales", twins, options), { code: "plan.invalid" });
    await assert.rejects(pool.sql("SELECT * FROM sales, SALES", twins, options), { code: "plan.invalid" });
    for (
      const name of ["duckdb_views", "pg_class", "/etc/passwd", "x; DROP VIEW y --", 'a"b', "read_csv('x')"]
    ) {
      const named = [{ ...odd, name }];
      const text = `SELECT count(*) FROM "${name.replaceAll('"', '""')}"`;
      assert.deepEqual((await pool.sql(text, named, options)).rows, [[3]], name);
    }
    assert.ok(pool.stats().sql.processes.length <= 2);
  });
});

Deno.test("sql() ends what does not end, and what takes too much memory", async () => {
  await withSql(async (bench) => {
    const { sql } = bench;
    const endless = [
      "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n FROM r) SELECT count(*) FROM r",
      "SELECT count(*) FROM range(1000000000000) a, range(1000000) b",
      "SELECT max(a.range + b.range + c.range) FROM range(100000) a, range(100000) b, range(100000) c WHERE hash(a.range, b.range) % 3 = c.range % 3",
    ];
    for (const text of endless) {
      const started = performance.now();
      assert.equal((await failure(bench, text, 700)).code, "engine.deadline", text);
      assert.ok(performance.now() - started < 6000, text);
    }
    const large = [
      "SELECT list(a.range) FROM range(100000000) a, range(100) b",
      "SELECT string_agg(repeat('x', 100000), ',') FROM range(1000000)",
      "SELECT repeat('x', 2000000000)",
    ];
    for (const text of large) {
      const { code } = await failure(bench, text, 15_000);
      assert.match(code, /^(engine\.(memory|crashed|deadline|failed)|plan\.invalid)$/, text);
    }
    assert.deepEqual((await sql("SELECT count(*) FROM sales")).rows, [[4]]);
  });
});

Deno.test("sql() is cancelled by its signal, and other runs wait their turn", async () => {
  await withSql(async ({ sql, pool, relations }) => {
    const stop = new AbortController();
    const running = sql("SELECT count(*) FROM range(1000000000000) a, range(1000000) b", {
      signal: stop.signal,
    });
    setTimeout(() => stop.abort(), 300);
    await assert.rejects(running, { code: "process.cancelled" });
    const options = { limit: 10, maxBytes: 1000, deadlineMs: 20_000 };
    const answers = await Promise.all(
      Array.from(
        { length: 8 },
        (_, k) => pool.sql(`SELECT ${k}, count(*) FROM t`, [{ ...relations[k % 2]!, name: "t" }], options),
      ),
    );
    assert.deepEqual(answers.map(({ rows }) => rows[0]), answers.map((_, k) => [k, k % 2 === 0 ? 4 : 3]));
    assert.ok(pool.stats().sql.processes.length <= 2);
  });
});
