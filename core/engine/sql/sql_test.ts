import assert from "node:assert/strict";
import { NexusError } from "nexus";
import { withSql } from "./_sql_for_tests.ts";

Deno.test("sql() gives the contract's types and cells, without the row id", async () => {
  await withSql(async ({ sql }) => {
    assert.deepEqual(await sql("SELECT * FROM sales ORDER BY id LIMIT 2"), {
      columns: [
        { name: "id", type: "integer" },
        { name: "Region", type: "text" },
        { name: "unit price", type: "number" },
        { name: "day", type: "date" },
        { name: "at", type: "datetime" },
        { name: "paid", type: "boolean" },
      ],
      rows: [
        [1, "north", 2.5, "2024-01-31", "2024-01-31T10:20:30.500", true],
        [2, "south", 4, "2024-02-29", "1969-12-31T23:59:59", false],
      ],
      rowCount: 2,
      truncated: false,
    });
    const { columns, rows } = await sql(
      `SELECT sum(id), sum("unit price"), 1.25 AS d, [1, 2] AS l, {'a': 1.5, 'b': [DATE '2024-01-31']} AS s,
      INTERVAL 2 DAY AS i, TIME '10:00:00' AS t, map {'k': 1} AS m, TIMESTAMPTZ '2024-01-01 00:00:00+02' AS z, NULL AS e, 'nan'::DOUBLE AS n,
      '{"x": 1}'::JSON AS j, 1::UTINYINT AS u, TIMESTAMP_NS '2024-01-01 00:00:00.000001' AS ns FROM sales`,
    );
    assert.deepEqual(rows[0], [
      "9007199254740999",
      6.5,
      1.25,
      "[1,2]",
      '{"a":1.5,"b":["2024-01-31"]}',
      "2 days",
      "10:00:00",
      '{"k":1}',
      "2023-12-31T22:00:00",
      null,
      null,
      '{"x": 1}',
      1,
      "2024-01-01T00:00:00.000001",
    ]);
    assert.deepEqual(columns.map(({ type }) => type), [
      "integer",
      "number",
      "number",
      "text",
      "text",
      "text",
      "text",
      "text",
      "datetime",
      "integer",
      "number",
      "text",
      "integer",
      "datetime",
    ]);
  });
});

Deno.test("sql() runs what analysts write: joins, CTEs, windows, pivots, subqueries, lambdas", async () => {
  await withSql(async ({ sql }) => {
    const value = async (text: string) => (await sql(text)).rows;
    assert.deepEqual(
      await value('SELECT count(*), count(*) AS "count_star()" FROM "my ""odd"" table"; -- done'),
      [[3, 3]],
    );
    assert.deepEqual((await sql("SELECT 1 AS a, 2 AS a")).columns.map(({ name }) => name), ["a", "a (2)"]);
    assert.deepEqual(
      await value(
        "WITH a AS (SELECT * FROM sales), b AS (SELECT * FROM a WHERE id < 3) SELECT count(*) FROM b",
      ),
      [[2]],
    );
    assert.deepEqual(
      await value("WITH sales AS (SELECT * FROM sales WHERE id = 1) SELECT count(*) FROM Sales"),
      [[1]],
    );
    assert.deepEqual(
      await value(
        "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT sum(n) FROM r",
      ),
      [[15]],
    );
    assert.deepEqual(
      await value(
        'SELECT "Region", row_number() OVER (PARTITION BY "Region" ORDER BY id) AS k FROM sales QUALIFY k > 1',
      ),
      [["north", 2]],
    );
    assert.deepEqual(
      await value(
        "SELECT * FROM (PIVOT sales ON Region IN ('north', 'south') USING sum(id) GROUP BY paid) ORDER BY ALL LIMIT 1",
      ),
      [[false, null, 2]],
    );
    assert.deepEqual(
      await value(
        "SELECT list_transform([1, 2], lambda x: x + 1), ('a').upper(), [x FOR x IN [1, 2] IF x > 1]",
      ),
      [["[2,3]", "A", "[2]"]],
    );
    assert.deepEqual(await value("FROM sales SELECT max(id) FILTER (id < 3)"), [[2]]);
    assert.deepEqual(await value("SELECT s.id, o.n FROM sales s JOIN d2 o ON s.id = o.n ORDER BY 1"), [
      [1, 1],
      [2, 2],
    ]);
    assert.deepEqual(
      await value("SELECT unnest([1, 2]) UNION ALL SELECT * FROM range(1) UNION ALL VALUES (7) ORDER BY 1"),
      [[0], [1], [2], [7]],
    );
    assert.deepEqual(
      await value(
        "SELECT (SELECT max(id) FROM sales WHERE id < 3) + 1, EXISTS (FROM sales), CASE WHEN true THEN 'x' END",
      ),
      [[3, true, "x"]],
    );
    assert.deepEqual(
      await value('SELECT corr(id, "unit price") IS NULL, quantile_cont(id, 0.5) FROM sales WHERE id < 3'),
      [[false, 1.5]],
    );
    assert.deepEqual(
      await value("SELECT 1 AS a GROUP BY ALL HAVING count(*) > 0 UNION SELECT 2 EXCEPT SELECT 2"),
      [[1]],
    );
  });
});

Deno.test("sql() says which name is nearest where a table or column is not there", async () => {
  await withSql(async ({ sql }) => {
    const failure = async (text: string): Promise<NexusError> => {
      try {
        await sql(text);
      } catch (error) {
        assert.ok(error instanceof NexusError);
        assert.equal(error.code, "plan.invalid", error.message);
        return error;
      }
      throw new Error(`This ran: ${text}`);
    };
    const table = await failure("SELECT * FROM sale");
    assert.equal(table.message, 'Cannot run the SQL: there is no table "sale"');
    assert.equal(table.hint, 'Nearest: "sales".');
    const column = await failure("SELECT unit_price FROM sales");
    assert.equal(column.message, 'Cannot run the SQL: there is no column "unit_price" here');
    assert.equal(column.hint, 'Nearest: "unit price".');
    assert.deepEqual(column.details, { column: "unit_price", nearest: ["unit price"] });
    assert.match((await failure("SELECT s.regio FROM sales s")).hint!, /"Region"/);
    assert.match((await failure("SELECT medain(id) FROM sales")).hint!, /median/);
    assert.match((await failure("SELEC 1")).message, /syntax error at or near "SELEC"/);
    assert.match((await failure("SELECT Region, count(*) FROM sales")).message, /GROUP BY/);
    assert.match((await failure("SELECT sum(Region) FROM sales")).message, /sum\(VARCHAR\)/);
    assert.match((await failure("SELECT Region::INTEGER FROM sales")).message, /north/);
    assert.match(
      (await failure("SELECT 170141183460469231731687303715884105727::HUGEINT")).message,
      /64 bits/,
    );
    assert.match((await failure("SELECT $1")).message, /parameter/);
    assert.match((await failure("")).message, /0 statements/);
  });
});

Deno.test("sql() keeps rows and bytes within the limits and says so", async () => {
  await withSql(async ({ sql }) => {
    const few = await sql("SELECT * FROM range(100000)", { limit: 3 });
    assert.deepEqual([few.rows, few.rowCount, few.truncated], [[[0], [1], [2]], 100_000, true]);
    const none = await sql("SELECT id FROM sales", { limit: 0 });
    assert.deepEqual([none.rows, none.rowCount, none.truncated], [[], 4, true]);
    const short = await sql("SELECT repeat('x', 1000) FROM range(100)", { maxBytes: 10_000 });
    assert.deepEqual([short.rows.length, short.rowCount, short.truncated], [9, 100, true]);
    await assert.rejects(sql("SELECT * FROM range(20000000)", { limit: 1 }), {
      code: "plan.invalid",
      message: /10,000,000 rows/,
    });
  });
});
