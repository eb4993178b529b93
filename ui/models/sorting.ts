import type { ColumnType, Value } from "nexus";

/** How a table on the page is ordered; null: as the result came. */
export interface Sorting {
  column: number;
  descending: boolean;
}

/** The order after a click on a column's head: its natural direction, the other one, none. */
export function nextSorting(current: Sorting | null, column: number, type: ColumnType): Sorting | null {
  const natural = type === "integer" || type === "number";
  if (current?.column !== column) return { column, descending: natural };
  return current.descending === natural ? { column, descending: !natural } : null;
}

/** Positions of rows in display order. Missing values are last in both directions; ties keep their order. */
export function sortedPositions(rows: readonly Value[][], sorting: Sorting | null): number[] {
  const positions = rows.map((_, index) => index);
  if (!sorting) return positions;
  const sign = sorting.descending ? -1 : 1;
  return positions.sort((a, b) => {
    const left = rows[a]?.[sorting.column] ?? null;
    const right = rows[b]?.[sorting.column] ?? null;
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return sign * compareValues(left, right) || a - b;
  });
}

function compareValues(a: NonNullable<Value>, b: NonNullable<Value>): number {
  if (typeof a === "string" && typeof b === "string") {
    return a.localeCompare(b, "en", { numeric: true, sensitivity: "base" });
  }
  return Number(a) - Number(b);
}
