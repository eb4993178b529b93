/**
 * Counts for each column: missing values, different values.
 *
 * @module
 */
import type { Measure, Plan } from "../../contract/mod.ts";
import { call, column as named, literal } from "./expressions.ts";
import { scalar } from "./scalars.ts";
import type { ColumnInfo } from "../link/table_context.ts";
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
  const missing = frame.conditions.filter(({ test, negated }) => test.kind === "missing" && !negated);
  if (frame.flags.has("share") && frame.mentions.length > 0 && missing.length === frame.conditions.length) {
    const columns = [...missing, ...frame.mentions].map(({ column }) => column);
    if (at !== undefined || missing.length > 0) return missingShares(scope, columns, at);
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

/** `what percentage of cabin is missing`: of each column that is named. */
function missingShares(scope: Scope, wanted: readonly ColumnInfo[], at: number | undefined): Candidate[] {
  const { frame } = scope;
  const columns = [...new Set(wanted)];
  const rows = scope.rows(columns, []);
  if (rows === undefined) return [];
  const counts = columns.map((column): Measure => ({
    name: column.name,
    function: "count",
    arguments: [],
    where: call("is_null", rows.of(column)),
  }));
  const all = freeName("all", columns.map((column) => column.name));
  const counted: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [],
    measures: [...counts, { name: all, function: "count", arguments: [] }],
  };
  const shares = columns.map((column) => ({
    name: `percent missing of ${column.name}`,
    value: call("divide", call("multiply", literal(100), named(column.name)), named(all)),
  }));
  return [{
    plan: { op: "select", input: counted, columns: shares },
    kind: columns.length === 1 ? "number" : "record",
    summary: `the percentage of missing values of ${columns.map((column) => `"${column.name}"`).join(", ")}`,
    fit: 0.96,
    parts: [...frame.mentions, ...frame.counts, ...frame.groups],
    also: [...(at === undefined ? [] : [at]), ...flagged(scope, "share", "versus", "columns")],
    ...(columns.length === 1 ? { answerColumn: shares[0]!.name } : {}),
  }];
}

/** A column of names takes one operation for each column. */
const MOST_COLUMNS = 60;

/** `which columns have missing values`, `which column has the most missing values`. */
export function missingColumns(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const at = frame.flags.get("missing");
  const columnsAt = frame.flags.get("columns");
  const extreme = frame.extremes[0];
  const asks = frame.ask === "which" || frame.ask === "list" || extreme !== undefined;
  if (at === undefined || columnsAt === undefined || !asks || frame.mentions.length > 0) return [];
  const { columns } = scope.mainTable;
  if (frame.conditions.length > 0 || columns.length > MOST_COLUMNS) return [];
  const rows = scope.rows(columns);
  if (rows === undefined) return [];
  const inputs = columns.map((column): Plan => ({
    op: "select",
    input: {
      op: "aggregate",
      input: rows.plan,
      groups: [],
      measures: [{
        name: "missing",
        function: "count",
        arguments: [],
        where: call("is_null", rows.of(column)),
      }],
    },
    columns: [{ name: "column", value: literal(column.name) }, { name: "missing", value: named("missing") }],
  }));
  const some: Plan = {
    op: "filter",
    input: { op: "union", inputs },
    where: call("gt", named("missing"), literal(0)),
  };
  const keys = [{ by: named("missing"), descending: extreme?.descending ?? true }];
  const all = walk.chunks.flatMap((_, index) => walk.sense(index, "group") === undefined ? [] : [index]);
  return [{
    plan: extreme === undefined ? { op: "sort", input: some, keys } : {
      op: "top",
      input: some,
      partition: [],
      keys,
      count: extreme.count ?? 1,
      ties: extreme.count === undefined,
    },
    kind: extreme === undefined ? "list" : "text",
    summary: extreme === undefined
      ? "the columns that have missing values"
      : `the column with the ${extreme.descending ? "most" : "fewest"} missing values`,
    fit: 0.97,
    parts: [...frame.counts, ...frame.extremes, ...frame.groups],
    also: [at, columnsAt, ...all],
    answerColumn: "column",
  }];
}

function flagged(scope: Scope, ...names: string[]): number[] {
  return names.flatMap((name) => scope.frame.flags.get(name) ?? []);
}

function freeName(wanted: string, taken: readonly string[]): string {
  return taken.includes(wanted) ? freeName(`${wanted} rows`, taken) : wanted;
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
