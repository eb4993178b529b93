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

type ColumnValues = ValueIndex["columns"][number];

/** Profiles the columns of a Parquet file, and lists the distinct values of its text columns, most frequent first. */
export async function profileColumns(
  connection: DuckDBConnection,
  path: string,
  columns: readonly JudgedColumn[],
): Promise<{ profiles: ColumnProfile[]; values: ColumnValues[] }> {
  const profiles: ColumnProfile[] = [];
  const values: ColumnValues[] = [];
  let text = 0;
  const groups = columnGroups(columns.length);
  for (const group of groups) {
    const source = await sourceOf(connection, path, { columns, group, isWide: groups.length > 1 });
    for (const position of group) {
      const column = columns[position]!;
      const counted = await countValues(connection, source, column, text < MAX_TEXT_OF_TABLE);
      profiles.push(counted.profile);
      if (counted.values === undefined) continue;
      values.push(counted.values);
      for (const value of counted.values.values) text += value.length;
    }
  }
  return { profiles, values };
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

async function countValues(
  connection: DuckDBConnection,
  source: string,
  column: JudgedColumn,
  mayList: boolean,
): Promise<{ profile: ColumnProfile; values?: ColumnValues }> {
  const { name, type } = column.conversion;
  const isText = type === "text";
  const limit = isText && mayList ? MAX_VALUES : 0;
  const list =
    `(SELECT list(v) FROM (SELECT v FROM counted WHERE v IS NOT NULL AND length(v) <= ${MAX_VALUE_LENGTH}
    ORDER BY c DESC, v LIMIT ${limit}))`;
  const reader = await connection.runAndReadAll(`WITH counted AS MATERIALIZED (
      SELECT ${quoteName(name)} AS v, count(*) AS c FROM ${source} GROUP BY 1),
    top AS MATERIALIZED (SELECT v, c FROM counted WHERE v IS NOT NULL ORDER BY c DESC, v LIMIT ${MAX_TOP})
    SELECT count(v), coalesce(sum(c) FILTER (WHERE v IS NULL), 0), min(v), max(v), ${MEANS[type] ?? "NULL"},
      (SELECT list(v ORDER BY c DESC, v) FROM top), (SELECT list(c ORDER BY c DESC, v) FROM top),
      ${limit > 0 ? list : "NULL"} FROM counted`);
  const [distinct, missing, min, max, mean, top, counts, values] = reader.getRows()[0]!;
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
    rejected: column.rejected,
    ...(column.unit === undefined ? {} : { unit: column.unit }),
  };
  if (!isText) return { profile };
  const listed = items(values).map(String);
  return { profile, values: { name, values: listed, complete: listed.length === profile.distinct } };
}

/** Integers are summed exactly, numbers with compensation. */
const MEANS: Partial<Record<ColumnProfile["type"], string>> = {
  integer: "sum(v::HUGEINT * c)::DOUBLE / sum(c) FILTER (WHERE v IS NOT NULL)",
  number: "fsum(v * c) / sum(c) FILTER (WHERE v IS NOT NULL)",
};

function items(value: DuckDBValue | undefined): readonly DuckDBValue[] {
  return value instanceof DuckDBListValue ? value.items : [];
}
