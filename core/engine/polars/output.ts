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
const PORTABLE: Partial<Record<ColumnType, (column: Expr) => Expr>> = {
  integer: (column) => column.cast(pl.String),
  date: (column) => column.dt.strftime("%Y-%m-%d"),
  datetime: isoDatetime,
};

/** The frame with all columns in their portable form. One expression serves all columns of a type. */
function portable(frame: DataFrame, columns: readonly Column[]): DataFrame {
  const changes = Object.entries(PORTABLE).flatMap(([type, change]) => {
    const ids = columns.filter((column) => column.type === type).map((column) => column.id);
    return ids.length === 0 ? [] : [change(pl.col(ids))];
  });
  return changes.length === 0 ? frame : frame.withColumns(...changes);
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
      if (!Number.isFinite(number)) return null;
      return number === 0 ? 0 : number;
    }
    default:
      return String(cell);
  }
}

/** The rows of a frame; `rowCount` is that of the full result. */
export function toTable(frame: DataFrame, columns: readonly Column[], rowCount: number): Table {
  const shown = portable(frame, columns);
  const cells = columns.map((column) => shown.getColumn(column.id).toArray());
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
