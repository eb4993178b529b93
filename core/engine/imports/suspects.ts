/**
 * Which columns need a closer look after they were written as the types that were judged from a sample. Most do not: every cell has its
 * value, and whole numbers are as long as their text.
 *
 * @module
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import { parquet } from "../duckdb/open.ts";
import { quoteName } from "../duckdb/sql.ts";
import { columnGroups, type RawTable } from "./raw_table.ts";

/** Bytes of raw text of each column. */
export async function countBytes(connection: DuckDBConnection, table: RawTable): Promise<number[]> {
  const bytes: number[] = [];
  for (const group of columnGroups(table.columns.length)) {
    const sums = group.map((k) => `coalesce(sum(strlen(c${k})), 0)`);
    bytes.push(...await numbersOf(connection, `SELECT ${sums.join(", ")} FROM ${table.name}`));
  }
  return bytes;
}

/**
 * Positions of columns where cells may have been lost: a value is missing, a whole number is shorter than its text (leading zeros and other signs
 * are longer), or marks were taken off.
 */
export async function findSuspects(
  connection: DuckDBConnection,
  table: RawTable,
  { written, bytes }: { written: string; bytes: readonly number[] },
): Promise<number[]> {
  const suspects: number[] = [];
  for (const group of columnGroups(table.columns.length)) {
    const typed = group.filter((k) => table.columns[k]!.type !== "text");
    if (typed.length === 0) continue;
    const selected = typed.flatMap((k) => {
      const name = quoteName(table.columns[k]!.name);
      const length = table.columns[k]!.type === "integer"
        ? `coalesce(sum(strlen(${name}::VARCHAR)), 0)`
        : "0";
      return [`count(${name})`, length];
    });
    const counts = await numbersOf(connection, `SELECT ${selected.join(", ")} FROM ${parquet(written)}`);
    for (const [index, k] of typed.entries()) {
      const { type, strip = [] } = table.columns[k]!;
      const isWhole = counts[2 * index] === table.rows;
      const isExact = type !== "integer" || counts[2 * index + 1] === bytes[k];
      if (!isWhole || !isExact || strip.length > 0) suspects.push(k);
    }
  }
  return suspects;
}

async function numbersOf(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows()[0]!.map(Number);
}
