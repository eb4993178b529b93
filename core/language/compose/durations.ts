/**
 * How long something was: from the column in which it began to the one in which it ended.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { isTime } from "../frame/concepts.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { call, column as named, literal, numberOf } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";

const BEGINS =
  /^(?:from|start|starts|started|begin|began|begun|join|joined|enter|entered|open|opened|establish|established|found|founded|appoint|appointed|commission|commissioned|launch|launched|born|took|commenced|arrived)$/;
const ENDS =
  /^(?:to|until|till|end|ends|ended|left|leave|close|closed|died|death|retire|retired|withdrawn|decommission|decommissioned|discontinued|disbanded|departed|finished|termination|ceased)$/;

/** Composes the time between begin and end of one row. */
export function composeDurations(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const long = walk.sense(frame.askAt, "how_much")?.concepts?.includes("duration") === true;
  const unitAt = walk.next(frame.askAt);
  const unit = walk.sense(unitAt, "unit")?.unit;
  const asks = long || frame.ask === "count" && unit === "year" && !frame.flags.has("difference");
  const fixed = frame.conditions.some(({ test, negated }) =>
    test.kind === "in" && !negated && test.values.length === 1
  );
  const compared = frame.conditions.some(({ test }) => test.kind === "against_entity");
  if (!asks || !fixed || compared || frame.flags.has("consecutive")) return [];
  const begin = timed(scope, BEGINS), end = timed(scope, ENDS);
  if (begin === undefined || end === undefined || begin.temporal !== end.temporal) return [];
  const rows = scope.rows([begin, end]);
  if (rows === undefined) return [];
  const [from, to] = [rows.of(begin), rows.of(end)];
  const value = begin.temporal
    ? call("difference", from, to, literal("year"))
    : call("subtract", numberOf(end, to), numberOf(begin, from));
  const plan: Plan = {
    op: "select",
    input: rows.plan,
    columns: [{ name: "years", value }],
  };
  return [{
    plan: { op: "filter", input: plan, where: call("not", call("is_null", named("years"))) },
    kind: "number",
    summary: `the years from "${begin.name}" to "${end.name}"${scope.where()}`,
    fit: 0.88,
    parts: [
      ...frame.counts,
      ...frame.mentions.filter((mention) => mention.column === begin || mention.column === end),
    ],
    also: unit === undefined ? [] : [unitAt],
    answerColumn: "years",
  }];
}

/** The one column of time whose name says that something begins, or ends, then. */
function timed(scope: Scope, word: RegExp): ColumnInfo | undefined {
  const found = scope.columns.filter((column) =>
    (isTime(column) || column.quantity && column.low >= 1500 && column.high <= 2100) &&
    column.name.toLowerCase().split(/[^\p{L}]+/u).some((part) => word.test(part))
  );
  return found.length === 1 ? found[0] : undefined;
}
