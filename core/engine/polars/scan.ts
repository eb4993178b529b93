/**
 * Leaves of a plan: a Parquet file as rows.
 *
 * @module
 */
import { ROW_ID } from "nexus";
import pl from "nodejs-polars";
import type { Column, Compilation, Rows } from "./relation.ts";

/**
 * The rows of a dataset, or of an earlier result, in their order. Both engines write the types of the contract to Parquet, so nothing is
 * converted here.
 */
export function scanRows(compilation: Compilation, id: string): Rows {
  const relation = compilation.relation(id);
  const source = pl.scanParquet(relation.path);
  const columns: Column[] = relation.schema.map((field) => ({ ...field, id: compilation.fresh() }));
  const rowId = compilation.fresh();
  const names: Record<string, string> = Object.fromEntries(columns.map((column) => [column.name, column.id]));
  const frame = source.columns.includes(ROW_ID)
    ? source.rename({ ...names, [ROW_ID]: rowId })
    : source.withRowIndex(rowId).rename(names);
  return { frame, columns, rowId, natural: true };
}
