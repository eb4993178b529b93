/**
 * Running totals along time.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import type { Measured } from "../frame/frame.ts";
import { isTime } from "../frame/concepts.ts";
import { column as named, measure, measureName } from "./expressions.ts";
import { groupColumn } from "./group_plan.ts";
import type { Candidate, Scope } from "./scope.ts";

export function running(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("cumulative");
  const mention = frame.mentions.find((one) => one.column.quantity);
  const time = frame.groups.find((group) => group.column.temporal || isTime(group.column));
  const column = time?.column ?? scope.columns.find(isTime);
  if (at === undefined || mention === undefined || column === undefined) return [];
  const rows = scope.rows([mention.column, column]);
  if (rows === undefined) return [];
  const key = groupColumn(time ?? { at, column }, rows.of);
  const total: Measured = { at, name: "sum", column: mention.column };
  const name = `running ${measureName(total)}`;
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [key],
    measures: [measure(total, rows.of)],
  };
  const summed: Plan = {
    op: "window",
    input: grouped,
    columns: [{
      name,
      function: "cumulative_sum",
      argument: named(measureName(total)),
      partition: [],
      order: [{ by: named(key.name), descending: false }],
    }],
  };
  return [{
    plan: {
      op: "sort",
      input: {
        op: "select",
        input: summed,
        columns: [{ name: key.name, value: named(key.name) }, { name, value: named(name) }],
      },
      keys: [{ by: named(key.name), descending: false }],
    },
    kind: "table",
    summary: `the ${name} along ${key.name}${scope.where()}`,
    fit: 0.95,
    parts: [mention, ...(time === undefined ? [] : [time])],
    also: [at],
    ...(frame.chart === undefined
      ? {}
      : { chart: { type: frame.chart.type || "line", x: key.name, y: name } }),
  }];
}
