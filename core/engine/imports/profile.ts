/**
 * What is known of each column of a table, exactly: over all rows, never a sample.
 *
 * @module
 */
import { type DuckDBConnection, DuckDBListValue, type DuckDBValue } from "@duckdb/node-api";
import type { ColumnProfile, Value, ValueIndex } from "nexus";
import { parquet } from "../duckdb/open.ts";
import { quoteName } from "../duckdb/sql.ts";
import { toValue } from "../duckdb/values.ts";
import type { JudgedColumn } from "./judge.ts";
import { columnGroups } from "./raw_table.ts";

const MAX_TOP = 20;
/** Distinct values that are kept for finding the cells that a question names: of one column, their length, and of all columns. */
const MAX_VALUES = 50_000;
const MAX_VALUE_LENGTH = 200;
const MAX_TEXT_OF_TABLE = 24_000_000;

/** Cells up to which columns of one type are counted together: a query costs more than so few cells. */
const MAX_CELLS_TOGETHER = 500_000;

type ColumnValues = ValueIndex["columns"][number];
type Counted = { profile: ColumnProfile; values?: ColumnValues };

/** What is profiled, and what of the same table was listed before. */
export interface ProfileOptions {
  columns: readonly JudgedColumn[];
  rows: number;
  indexed: readonly ColumnValues[];
}

/** Profiles the columns of a Parquet file, and lists the distinct values of its text columns, most frequent first. */
export async function profileColumns(
  connection: DuckDBConnection,
  path: string,
  { columns, rows, indexed }: ProfileOptions,
): Promise<{ profiles: ColumnProfile[]; values: ColumnValues[] }> {
  const counted = new Array<Counted>(columns.length);
  let text = indexed.reduce((sum, { values }) => sum + lengthOf(values), 0);
  const groups = columnGroups(columns.length);
  for (const group of groups) {
    const source = await sourceOf(connection, path, { columns, group, isWide: groups.length > 1 });
    for (const together of bundles(group, columns, rows)) {
      const mayList = text < MAX_TEXT_OF_TABLE;
      const bundle = together.map((position) => columns[position]!);
      const found = await countValues(connection, source, { bundle, mayList });
      for (const [index, position] of together.entries()) {
        counted[position] = found[index]!;
        text += lengthOf(found[index]!.values?.values ?? []);
      }
    }
  }
  return {
    profiles: counted.map(({ profile }) => profile),
    values: counted.flatMap(({ values }) => values ?? []),
  };
}

/** Each query binds all columns of its relation: a wide table is taken apart first. */
async function sourceOf(
  connection: DuckDBConnection,
  path: string,
  { columns, group, isWide }: { columns: readonly JudgedColumn[]; group: number[]; isWide: boolean },
): Promise<string> {
  if (!isWide) return parquet(path);
  const names = group.map((k) => quoteName(columns[k]!.conversion.name)).join(", ");
  await connection.run(`CREATE OR REPLACE TEMP TABLE part AS SELECT ${names} FROM ${parquet(path)}`);
  return "part";
}

/** Positions of columns that are counted in one query: each by itself, or those of one type where the table is small. */
function bundles(group: readonly number[], columns: readonly JudgedColumn[], rows: number): number[][] {
  const size = rows === 0 ? 1 : Math.max(1, Math.floor(MAX_CELLS_TOGETHER / rows));
  const byType = Map.groupBy(group, (position) => columns[position]!.conversion.type);
  return [...byType.values()].flatMap((same) =>
    columnGroups(same.length, size).map((indexes) => indexes.map((index) => same[index]!))
  );
}

async function countValues(
  connection: DuckDBConnection,
  source: string,
  { bundle, mayList }: { bundle: readonly JudgedColumn[]; mayList: boolean },
): Promise<Counted[]> {
  const { type } = bundle[0]!.conversion;
  const listed = type === "text" && mayList ? MAX_VALUES : 0;
  const names = bundle.map(({ conversion }) => quoteName(conversion.name));
  const sql = names.length === 1 ? oneColumnSql(names[0]!, source) : columnsSql(names, source);
  const reader = await connection.runAndReadAll(sql(MEANS[type] ?? "NULL", listed));
  return reader.getRows().map((row, index) => toCounted(row, bundle[index]!));
}

/** Integers are summed exactly, numbers with compensation. */
const MEANS: Partial<Record<ColumnProfile["type"], string>> = {
  integer: "sum(v::HUGEINT * c)::DOUBLE / sum(c) FILTER (WHERE v IS NOT NULL)",
  number: "fsum(v * c) / sum(c) FILTER (WHERE v IS NOT NULL)",
};

type ProfileSql = (mean: string, listed: number) => string;
const SUMMARY = "count(v), coalesce(sum(c) FILTER (WHERE v IS NULL), 0), min(v), max(v)";

/** One column, of any number of rows: the most frequent values are found without sorting all. */
function oneColumnSql(name: string, source: string): ProfileSql {
  return (mean, listed) =>
    `WITH counted AS MATERIALIZED (SELECT ${name} AS v, count(*) AS c FROM ${source} GROUP BY 1),
      top AS MATERIALIZED (SELECT v, c FROM counted WHERE v IS NOT NULL ORDER BY c DESC, v LIMIT ${MAX_TOP}),
      listed AS (SELECT v, c FROM counted WHERE v IS NOT NULL AND ${listed > 0 ? SHORT : "false"}
        ORDER BY c DESC, v LIMIT ${listed})
    SELECT ${SUMMARY}, ${mean}, (SELECT list(v ORDER BY c DESC, v) FROM top), (SELECT list(c ORDER BY c DESC, v) FROM top),
      (SELECT list(v ORDER BY c DESC, v) FROM listed) FROM counted`;
}

/** Some columns of one type and few rows: as many rows of the query as columns, in their order. */
function columnsSql(names: readonly string[], source: string): ProfileSql {
  const cells = `SELECT unnest(range(${names.length})) AS k, unnest([${
    names.join(", ")
  }]) AS v FROM ${source}`;
  return (mean, listed) => {
    const top = `FILTER (WHERE v IS NOT NULL AND place <= ${MAX_TOP})`;
    return `WITH counted AS (SELECT k, v, count(*) AS c FROM (${cells}) GROUP BY k, v),
      ranked AS (SELECT *, row_number() OVER (PARTITION BY k, v IS NULL ORDER BY c DESC, v) AS place FROM counted)
    SELECT ${SUMMARY}, ${mean}, list(v ORDER BY place) ${top}, list(c ORDER BY place) ${top},
      list(v ORDER BY place) FILTER (WHERE v IS NOT NULL AND ${
      listed > 0 ? SHORT : "false"
    } AND place <= ${listed})
      FROM ranked GROUP BY k ORDER BY k`;
  };
}

const SHORT = `length(v::VARCHAR) <= ${MAX_VALUE_LENGTH}`;

function toCounted(row: readonly DuckDBValue[], { conversion, rejected, unit }: JudgedColumn): Counted {
  const { name, type } = conversion;
  const [distinct, missing, min, max, mean, top, counts, values] = row;
  const topCounts = items(counts);
  const profile: ColumnProfile = {
    name,
    type,
    missing: Number(missing),
    distinct: Number(distinct),
    min: toValue(min, type),
    max: toValue(max, type),
    mean: toValue(mean, "number") as number | null,
    top: items(top).map((value, k) => ({
      value: toValue(value, type) as Value,
      count: Number(topCounts[k]),
    })),
    rejected,
    ...(unit === undefined ? {} : { unit }),
  };
  if (type !== "text") return { profile };
  const listed = items(values).map(String);
  return { profile, values: { name, values: listed, complete: listed.length === profile.distinct } };
}

function lengthOf(values: readonly string[]): number {
  return values.reduce((sum, value) => sum + value.length, 0);
}

function items(value: DuckDBValue | undefined): readonly DuckDBValue[] {
  return value instanceof DuckDBListValue ? value.items : [];
}
