/**
 * A frame's rows as a table of JSON values.
 *
 * @module
 */
import type { ColumnType, Table, Value } from "nexus";
import pl, { type DataFrame, type Expr } from "nodejs-polars";
import { isoDatetime } from "./functions/convert.ts";
import type { Column } from "./relation.ts";

/** Each type leaves Polars as text, boolean or double: its own conversion rounds big integers and drops microseconds. */
function portable({ id, type }: Column): Expr {
  const column = pl.col(id);
  switch (type) {
    case "integer":
      return column.cast(pl.String);
    case "date":
      return column.dt.strftime("%Y-%m-%d");
    case "datetime":
      return isoDatetime(column);
    default:
      return column;
  }
}

/** The value as the contract writes it. */
function toValue(cell: unknown, type: ColumnType): Value {
  if (cell === null || cell === undefined) return null;
  switch (type) {
    case "boolean":
      return Boolean(cell);
    case "integer": {
      const number = Number(cell);
      return Number.isSafeInteger(number) ? number : String(cell);
    }
    case "number": {
      const number = Number(cell);
      return Number.isFinite(number) ? number : null;
    }
    default:
      return String(cell);
  }
}

/** The rows of a frame; `rowCount` is that of the full result. */
export function toTable(frame: DataFrame, columns: readonly Column[], rowCount: number): Table {
  const shown = frame.select(...columns.map((column, at) => portable(column).alias(`v${at}`)));
  const cells = columns.map((_, at) => shown.getColumn(`v${at}`).toArray());
  const rows = Array.from(
    { length: frame.height },
    (_, row) => columns.map((column, at) => toValue(cells[at]![row], column.type)),
  );
  return {
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows,
    rowCount,
    truncated: rows.length < rowCount,
  };
}
