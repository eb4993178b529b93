/**
 * Leaves of a plan: a Parquet file as rows.
 *
 * @module
 */
import { ROW_ID } from "nexus";
import pl, { type Expr } from "nodejs-polars";
import { type Column, type Compilation, POLARS_TYPES, type Rows } from "./relation.ts";

/** The rows of a dataset, or of an earlier result, in their order. */
export function scanRows(compilation: Compilation, id: string): Rows {
  const relation = compilation.relation(id);
  const source = pl.scanParquet(relation.path);
  const columns: Column[] = relation.schema.map((field) => ({ ...field, id: compilation.fresh() }));
  const rowId = compilation.fresh();
  const names: Record<string, string> = Object.fromEntries(columns.map((column) => [column.name, column.id]));
  const numbered = source.columns.includes(ROW_ID);
  const frame = numbered
    ? source.rename({ ...names, [ROW_ID]: rowId })
    : source.withRowIndex(rowId).rename(names);
  const casts = columns.map((column): Expr => pl.col(column.id).cast(POLARS_TYPES[column.type]));
  return { frame: frame.select(...casts, pl.col(rowId).cast(pl.Int64)), columns, rowId };
}
