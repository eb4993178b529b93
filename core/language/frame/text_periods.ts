/**
 * Conditions on time where time stands within text: `in 1943` of `02.07.1943` or `Published (1943)`, `in April` of `15 April`.
 *
 * @module
 */
import { MONTHS } from "../../plan/mod.ts";
import type { DateSpan } from "../text/dates.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { Condition } from "./frame.ts";
import type { Walk } from "./walk.ts";

const YEAR = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/;
const MONTH = new RegExp(`\\b(?:${MONTHS.map((name) => `${name}|${name.slice(0, 3)}`).join("|")})\\b`, "i");
/** Cells longer than this are prose, where years stand for anything. */
const LONGEST = 60;
/** Share of the cells that must tell such a time. */
const ENOUGH = 0.5;

/** A year or a month that cells of text tell; undefined where none do. */
export function textPeriod(walk: Walk, at: number, date: DateSpan): Condition | undefined {
  const year = date.unit === "year" && date.partial === undefined;
  const month = date.partial !== undefined && date.partial.day === undefined
    ? MONTHS[date.partial.month - 1]
    : undefined;
  if (!year && month === undefined) return undefined;
  const pattern = year ? YEAR : MONTH;
  const spellings = year ? [date.begin.slice(0, 4)] : [month!, month!.slice(0, 3)];
  for (const text of spellings) {
    const column = walk.columns.find((one) => one.text && tells(walk, one, pattern, text));
    if (column === undefined) continue;
    for (const index of [walk.previous(at), at, walk.next(at)]) {
      if (index === at || walk.column(index) === column) {
        walk.use(index, `"${column.name}" contains "${text}"`);
      }
    }
    return {
      at: [at],
      column,
      test: { kind: "text", how: "contains", text },
      negated: false,
      connector: "and",
      doubt: 0.06,
    };
  }
  return undefined;
}

function tells(walk: Walk, column: ColumnInfo, pattern: RegExp, text: string): boolean {
  const { source } = walk.tables[column.table]!.values;
  const cells = source.columns.find((one) => one.name === column.name)?.values ?? [];
  const wanted = new RegExp(`(?<![\\p{L}\\d])${text}(?![\\p{L}\\d])`, "iu");
  return cells.some((cell) => wanted.test(cell)) && cells.every((cell) => cell.length <= LONGEST) &&
    cells.filter((cell) => pattern.test(cell)).length >= cells.length * ENOUGH;
}
