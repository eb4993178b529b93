/**
 * Whether a column's cells fit the type that was judged from a sample, and which type they get if not.
 *
 * @module
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnConversion, ImportNote } from "nexus";
import { quoteText } from "../duckdb/sql.ts";
import { bareSql, integerLikeSql, leadingZeroSql } from "./numbers.ts";
import { cellsSql, columnGroups, type RawTable } from "./raw_table.ts";

/** A column as it will be written. */
export interface JudgedColumn {
  conversion: ColumnConversion;
  rejected: number;
  unit?: string;
}

/** A type gives way to text where more than this part of the values does not fit it ... */
const MAX_REJECTED = 0.05;
/** ... and, where there are fewer values than this, with the first that does not fit. */
const FEW_VALUES = 20;

/** Counts of a column over all rows. */
interface Counts {
  /** Values that are not missing. */
  present: number;
  rejected: number;
  leadingZeros: number;
  /** Values that carry each mark of `strip`. */
  marked: number[];
}

/** All columns, those at `suspects` judged over all rows. */
export async function judgeColumns(
  connection: DuckDBConnection,
  table: RawTable,
  suspects: readonly number[],
): Promise<{ columns: JudgedColumn[]; notes: ImportNote[] }> {
  const columns = table.columns.map((conversion): JudgedColumn => ({ conversion, rejected: 0 }));
  const notes: ImportNote[] = [];
  for (const indexes of columnGroups(suspects.length)) {
    const group = indexes.map((index) => suspects[index]!);
    const counts = await countCells(connection, table, group);
    for (const [index, position] of group.entries()) {
      const conversion = table.columns[position]!;
      columns[position] = await judge(connection, table, {
        position,
        conversion,
        counts: counts[index]!,
        notes,
      });
    }
  }
  return { columns, notes };
}

async function countCells(
  connection: DuckDBConnection,
  table: RawTable,
  group: readonly number[],
): Promise<Counts[]> {
  const marks = group.map((k) => table.columns[k]!.strip ?? []);
  const selected = group.flatMap((k, index) => [
    `count(s${k})`,
    `count(CASE WHEN v${k} IS NULL THEN s${k} END)`,
    table.columns[k]!.type === "integer" ? `count(CASE WHEN ${leadingZeroSql(`b${k}`)} THEN 1 END)` : "0",
    ...marks[index]!.map((mark) =>
      `count(CASE WHEN v${k} IS NOT NULL AND contains(r${k}, ${quoteText(mark)}) THEN 1 END)`
    ),
  ]);
  const row = await oneRow(connection, `SELECT ${selected.join(", ")} FROM ${cellsSql(table, group)}`);
  let at = 0;
  const next = () => row[at++]!;
  return marks.map((of) => ({
    present: next(),
    rejected: next(),
    leadingZeros: next(),
    marked: of.map(next),
  }));
}

async function judge(
  connection: DuckDBConnection,
  table: RawTable,
  column: { position: number; conversion: ColumnConversion; counts: Counts; notes: ImportNote[] },
): Promise<JudgedColumn> {
  const { conversion, counts, notes } = column;
  const name = JSON.stringify(conversion.name);
  const asText = (why: string, count: number): JudgedColumn => {
    notes.push({ level: "choice", topic: "type", message: `Column ${name} is kept as text: ${why}`, count });
    return { conversion: textOf(conversion), rejected: 0 };
  };
  if (conversion.type === "integer" && counts.leadingZeros > 0) {
    return asText("some of its numbers begin with zeros, which a number would lose", counts.leadingZeros);
  }
  let { rejected } = counts;
  let final = conversion;
  if (conversion.type === "integer" && rejected > 0) {
    const wider = await tryNumber(connection, table, column);
    const gained = rejected - wider.rejected;
    if (gained > 0 && wider.lossy > 0) {
      return asText("it has whole numbers that are too large to be kept exactly", wider.lossy);
    }
    if (gained > 0) {
      final = { ...conversion, type: "number" };
      rejected = wider.rejected;
    }
  }
  if (rejected > MAX_REJECTED * counts.present || (rejected > 0 && counts.present < FEW_VALUES)) {
    return asText(`${rejected} of ${counts.present} values are not ${PLURALS[conversion.type]}`, rejected);
  }
  if (final !== conversion) {
    notes.push({
      level: "choice",
      topic: "type",
      message: `Column ${name} holds numbers with decimals, not only whole numbers`,
      count: counts.rejected - rejected,
    });
  }
  if (rejected > 0) {
    notes.push({
      level: "warning",
      topic: "rejected",
      message: `Column ${name}: ${rejected} of ${counts.present} values are not ${
        PLURALS[final.type]
      } and count as missing`,
      count: rejected,
    });
  }
  const unit = unitOf(conversion, counts);
  return { conversion: final, rejected, ...(unit === undefined ? {} : { unit }) };
}

const PLURALS = {
  boolean: "true or false",
  integer: "whole numbers",
  number: "numbers",
  text: "text",
  date: "dates",
  datetime: "dates with a time",
} as const;

/** What would not fit an integer column if it were one of numbers: cells that are none, and whole numbers that a double would round. */
async function tryNumber(
  connection: DuckDBConnection,
  table: RawTable,
  { position, conversion }: { position: number; conversion: ColumnConversion },
): Promise<{ rejected: number; lossy: number }> {
  const columns = [...table.columns];
  columns[position] = { ...conversion, type: "number" };
  const bare = bareSql("s", conversion);
  const [rejected, lossy] = await oneRow(
    connection,
    `SELECT count(CASE WHEN v IS NULL THEN s END),
      count(CASE WHEN ${
      integerLikeSql("b")
    } AND (exact IS NULL OR exact <> TRY_CAST(v AS HUGEINT)) THEN 1 END)
     FROM (SELECT s, v, b, TRY_CAST(b AS HUGEINT) AS exact FROM (SELECT s, v, ${bare} AS b
       FROM (SELECT s${position} AS s, v${position} AS v FROM ${cellsSql(table, [position], columns)})))`,
  );
  return { rejected: rejected!, lossy: lossy! };
}

function textOf({ name, nulls }: ColumnConversion): ColumnConversion {
  return { name, type: "text", nulls: [...new Set([...(nulls ?? []), ""])] };
}

/** A mark that every value of the column carries. */
function unitOf(conversion: ColumnConversion, counts: Counts): string | undefined {
  const values = counts.present - counts.rejected;
  return conversion.strip?.find((_, index) => values > 0 && counts.marked[index] === values)?.trim();
}

async function oneRow(connection: DuckDBConnection, sql: string): Promise<number[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows()[0]!.map(Number);
}
