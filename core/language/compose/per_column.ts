/**
 * Counts for each column: missing values, different values.
 *
 * @module
 */
import type { Measure } from "../../contract/mod.ts";
import { call } from "./expressions.ts";
import { scalar } from "./scalars.ts";
import type { Candidate, Scope } from "./scope.ts";

export function missingCounts(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("missing");
  if (
    frame.conditions.length === 1 && frame.conditions[0]!.test.kind === "missing" &&
    frame.mentions.length === 0 && /values?|data|cells/.test(
      scope.walk.chunks.map((chunk) => chunk.text.toLowerCase()).join(" "),
    )
  ) {
    const found = scalar(scope, [{ at: 0, name: "count" }], 0.92, [...frame.counts]);
    return found === undefined ? [] : [found];
  }
  if (at === undefined || frame.conditions.length > 0) return [];
  const named_ = frame.mentions.map((mention) => mention.column);
  const columns = named_.length > 0 ? named_ : scope.mainTable.columns.slice(0, 400);
  const rows = scope.rows(columns);
  if (rows === undefined) return [];
  const measures = columns.map((column): Measure => ({
    name: column.name,
    function: "count",
    arguments: [],
    where: call("is_null", rows.of(column)),
  }));
  const columnsFlag = frame.flags.get("columns");
  return [{
    plan: { op: "aggregate", input: rows.plan, groups: [], measures },
    kind: columns.length === 1 ? "number" : "record",
    summary: `the number of missing values of ${
      named_.length > 0 ? named_.map((column) => `"${column.name}"`).join(", ") : "each column"
    }${scope.where()}`,
    fit: 0.93,
    parts: [...frame.mentions, ...frame.counts, ...frame.groups],
    also: [
      at,
      ...(columnsFlag === undefined ? [] : [
        columnsFlag,
        ...scope.walk.chunks.flatMap((_, index) =>
          scope.walk.sense(index, "group") === undefined ? [] : [index]
        ),
      ]),
    ],
    ...(columns.length === 1 ? { answerColumn: columns[0]!.name } : {}),
  }];
}

export function distinctCounts(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const each = walk.chunks.findIndex((chunk, at) =>
    walk.sense(at, "group") !== undefined &&
    /^columns?$/.test(walk.chunks[at + 1]?.text.toLowerCase() ?? "") && chunk.kind === "phrase"
  );
  const first = frame.counts[0];
  if (each < 0 || first === undefined || !first.distinct || first.noun !== undefined) return [];
  const { columns } = scope.mainTable;
  const rows = scope.rows(columns.slice(0, 400));
  if (rows === undefined) return [];
  const measures = columns.slice(0, 400).map((column): Measure => ({
    name: column.name,
    function: "count_distinct",
    arguments: [rows.of(column)],
  }));
  return [{
    plan: { op: "aggregate", input: rows.plan, groups: [], measures },
    kind: "record",
    summary: `the number of different values of each column${scope.where()}`,
    fit: 0.97,
    parts: [...frame.counts],
    also: [each, each + 1],
  }];
}
