/**
 * Conditions on time: `in 2023`, `after 5 June 1999`, `between 1990 and 2000`, `since March`.
 *
 * @module
 */
import type { DateSpan } from "../text/dates.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { isTime, timeColumn } from "./concepts.ts";
import type { Condition, Test } from "./frame.ts";
import { textPeriod } from "./text_periods.ts";
import type { Walk } from "./walk.ts";

function dateOf(walk: Walk, at: number): DateSpan | undefined {
  const chunk = walk.chunks[at];
  if (chunk?.kind === "date") return chunk.date;
  return chunk?.kind === "number" ? chunk.date : undefined;
}

/** The dated column that a period at `at` speaks of: one named beside it, or the table's only one. */
function subject(
  walk: Walk,
  at: number,
  date: DateSpan,
): { column: ColumnInfo; used: number[]; doubt: number } | undefined {
  const fits = (column: ColumnInfo) =>
    column.temporal || (column.year && (date.unit === "year" || date.unit === "decade"));
  for (const index of [walk.previous(at), walk.next(at)]) {
    const column = walk.columnWhere(index, fits);
    if (column !== undefined && !walk.broken(Math.min(index, at), Math.max(index, at))) {
      return { column, used: walk.used(index) ? [] : [index], doubt: 0 };
    }
  }
  for (let back = at - 1; back >= 0; back--) {
    const column = walk.columnWhere(back, fits);
    if (column !== undefined && !walk.broken(back, at)) return { column, used: [], doubt: 0.02 };
  }
  const timed = walk.columns.filter(fits);
  const column = timeColumn(timed);
  return column === undefined ? undefined : { column, used: [], doubt: timed.length > 1 ? 0.12 : 0.02 };
}

/** Reads a condition on time that begins at `at`. */
export function periodCondition(walk: Walk, at: number): Condition | undefined {
  const ranged = rangeOfTime(walk, at);
  if (ranged !== undefined) return ranged;
  const date = dateOf(walk, at);
  if (date === undefined || walk.used(at)) return undefined;
  let before = walk.previous(at);
  let named: number | undefined;
  if (
    walk.sense(before, "compare") === undefined && !walk.broken(before, at) &&
    (walk.sense(before, "unit") !== undefined || walk.columnWhere(before, isTime) !== undefined)
  ) {
    const beyond = walk.previous(before);
    if (walk.sense(beyond, "compare")?.time) {
      named = before;
      before = beyond;
    }
  }
  const compare = walk.sense(before, "compare");
  const from = compare === undefined ? at : before;
  const found = subject(walk, from, date) ?? (from === at ? undefined : subject(walk, at, date));
  if (found === undefined) return compare === undefined ? textPeriod(walk, at, date) : undefined;
  if (named !== undefined) walk.use(named, "year");
  const later = walk.sense(walk.next(at), "or_more");
  const op = compare === undefined
    ? later === undefined ? "in" : later.op === "ge" ? "since" : "until"
    : ({ gt: "after", lt: "before", ge: "since", le: "until", eq: "in", ne: "in" } as const)[compare.op];
  const at_ = [
    ...found.used,
    ...(compare === undefined ? [] : [before]),
    at,
    ...(later === undefined ? [] : [walk.next(at)]),
  ];
  for (const index of at_) walk.use(index, `period of "${found.column.name}"`);
  const prepositional = compare !== undefined || found.used.length > 0 || later !== undefined ||
    /^(in|during|of|for|on|at|from|the|year|since|by|within|,|and|or|\()$/.test(walk.word(at - 1));
  return {
    at: at_,
    column: found.column,
    test: testOf(op, date),
    negated: compare?.op === "ne",
    connector: "and",
    doubt: found.doubt + (prepositional ? 0 : 0.1),
  };
}

function testOf(op: "in" | "before" | "after" | "since" | "until", date: DateSpan): Test {
  if (date.partial !== undefined) {
    return {
      kind: "part",
      op,
      month: date.partial.month,
      ...(date.partial.day === undefined ? {} : { day: date.partial.day }),
    };
  }
  return { kind: "period", op, begin: date.begin, end: date.end };
}

/** `between 1990 and 2000`, `from 1990 to 2000`, `1990-2000`. */
function rangeOfTime(walk: Walk, at: number): Condition | undefined {
  const opener = walk.sense(at, "between") !== undefined || walk.word(at) === "from";
  const low = opener ? walk.next(at) : at;
  const first = dateOf(walk, low);
  if (first === undefined || first.partial !== undefined || walk.used(low)) return undefined;
  let high = walk.next(low);
  const joint = high;
  if (walk.sense(high, "and") !== undefined) high = walk.next(high);
  const second = dateOf(walk, high);
  const linked = opener
    ? joint !== high || /^(to|-|until|through|till)$/.test(walk.word(high - 1))
    : /^(to|-)$/.test(walk.word(high - 1)) && high === low + 2;
  if (second === undefined || second.partial !== undefined || !linked || walk.sense(joint, "compare")) {
    return undefined;
  }
  const found = subject(walk, at, first) ?? subject(walk, high, first);
  if (found === undefined || !isTime(found.column)) return undefined;
  const parts = [...found.used, ...(opener ? [at] : []), low, ...(joint === high ? [] : [joint]), high];
  for (const index of parts) walk.use(index, `period of "${found.column.name}"`);
  return {
    at: parts,
    column: found.column,
    test: { kind: "period", op: "in", begin: first.begin, end: second.end },
    negated: false,
    connector: "and",
    doubt: found.doubt,
  };
}
