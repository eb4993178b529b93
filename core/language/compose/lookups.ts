/**
 * Cells and rows: `what is the capital of France`, `list the products cheaper than 5`, `who won in 1999`.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { conceptColumn, isTime, labelColumn } from "../frame/concepts.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { Measured } from "../frame/frame.ts";
import { call, column as cell, literal, measure, measureName } from "./expressions.ts";
import { chartOf } from "./group_plan.ts";
import { sortedRows } from "./ordering.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes selections of columns, and of whole rows. */
export function composeLookups(scope: Scope): Candidate[] {
  const { frame } = scope;
  const mentioned = [...new Set(frame.mentions.map((mention) => mention.column))];
  const dampen = (frame.measures.length > 0 ? 0.4 : 1) * (frame.groups.length > 0 ? 0.6 : 1) *
    (frame.extremes.length > 0 ? 0.6 : 1);
  if (
    frame.having.length > 0 && frame.groups.length === 0 &&
    frame.counts.length === 0 && frame.ask !== "whether" && mentioned.length <= 1
  ) {
    const target = mentioned[0] ?? impliedTarget(scope)?.column;
    if (target !== undefined) return frequent(scope, target);
  }
  const settled = mentioned.filter((column) =>
    frame.conditions.some((condition) =>
      condition.column === column && condition.test.kind === "in" && !condition.negated
    )
  );
  if (mentioned.length > 0 && settled.length === mentioned.length) {
    const label = impliedTarget(scope);
    return [
      ...(label === undefined ? [] : select(scope, [label.column], [...frame.mentions], label.fit * dampen)),
      ...select(scope, mentioned, [...frame.mentions], (fixesOne(scope) ? 0.45 : 0.9) * dampen),
    ];
  }
  const sized = frame.ask === "how_much"
    ? frame.mentions.find((mention) => scope.walk.sense(mention.at, "how_much") !== undefined)
    : undefined;
  if (sized !== undefined && mentioned.length > 1 && frame.chart === undefined) {
    return select(scope, [sized.column], [...frame.mentions], 0.88 * dampen);
  }
  const asked = mentioned.filter((column) =>
    !frame.conditions.some((condition) => condition.column === column)
  );
  if (single(frame.ask) && frame.chart === undefined && asked.length > 0 && asked.length < mentioned.length) {
    return select(scope, asked, [...frame.mentions], (frame.ask === "whether" ? 0.6 : 0.9) * dampen);
  }
  if (mentioned.length > 0) {
    return select(
      scope,
      mentioned,
      [...frame.mentions],
      (frame.ask === "count" ? 0.4 : frame.ask === "whether" ? 0.6 : 0.9) * dampen,
    );
  }
  if (frame.counts[0]?.noun?.quantity && frame.conditions.length > 0) {
    return select(scope, [frame.counts[0].noun], [...frame.counts], 0.8 * dampen);
  }
  if (frame.conditions.length === 0 || frame.counts.length > 0) return [];
  if (
    scope.namedTables.length > 0 && (frame.ask === undefined || frame.ask === "list" || frame.ask === "which")
  ) {
    const whole = wholeRows(scope, (frame.ask === "which" ? 0.7 : 0.9) * dampen);
    const label = impliedTarget(scope);
    return [
      ...whole,
      ...(label === undefined
        ? []
        : select(scope, [label.column], [], (frame.ask === "which" ? 1.1 : 0.8) * label.fit * dampen)),
    ];
  }
  const guess = impliedTarget(scope);
  if (guess !== undefined) return select(scope, [guess.column], [], guess.fit * dampen);
  return frame.ask === "list" || frame.ask === "which" || frame.ask === undefined
    ? wholeRows(scope, 0.6 * dampen)
    : [];
}

/** Whether every condition on a mentioned column leaves it one value: to answer with that tells nothing. */
function fixesOne({ frame }: Scope): boolean {
  return frame.mentions.every(({ column }) =>
    frame.conditions.some((one) =>
      one.column === column && one.test.kind === "in" && one.test.values.length === 1
    )
  );
}

/** Whether one thing is asked for, and no list of columns. */
function single(ask: Scope["frame"]["ask"]): boolean {
  return ask === "which" || ask === "who" || ask === "when" || ask === "where";
}

/** What `who`, `when`, `where` or a bare `which` is answered with. */
function impliedTarget(scope: Scope): { column: ColumnInfo; fit: number } | undefined {
  const { frame } = scope;
  const free = scope.columns.filter((column) =>
    !frame.conditions.some((condition) => condition.column === column)
  );
  if (frame.ask === "when") {
    const time = free.find(isTime) ?? conceptColumn(free, ["date", "year"])?.column;
    return time === undefined ? undefined : { column: time, fit: 0.85 };
  }
  if (frame.ask === "where") {
    const place = conceptColumn(free, ["location", "venue", "city", "country"]);
    return place && { column: place.column, fit: 0.85 };
  }
  const label = labelColumn(free, scope.rowCount, frame.ask === "who");
  return label && { column: label, fit: frame.ask === "who" ? 0.85 : 0.75 };
}

function wholeRows(scope: Scope, fit: number): Candidate[] {
  const rows = scope.rows([]);
  if (rows === undefined) return [];
  return [{ plan: rows.plan, kind: "table", summary: `the rows${scope.where()}`, fit, parts: [] }];
}

function select(
  scope: Scope,
  named: readonly ColumnInfo[],
  parts: readonly object[],
  given: number,
): Candidate[] {
  const { frame } = scope;
  const found = named.map((column) => beside(scope, column));
  const columns = found.map((one) => one.column);
  const fit = given * Math.min(1, ...found.map((one) => one.fit));
  const by = frame.order?.by;
  const sortColumn = by !== undefined && "column" in by ? [by.column] : [];
  const labels = columns.length === 1 && frame.chart === undefined ? labelsOf(scope, columns[0]!) : [];
  const rows = scope.rows([...labels, ...columns, ...sortColumn]);
  if (rows === undefined || new Set(columns.map((column) => column.name)).size < columns.length) return [];
  const sorted = sortedRows(scope, rows.plan, (name) => {
    const found = [...columns, ...sortColumn].find((column) => column.name === name);
    return found && rows.of(found);
  }, columns.map((column) => column.name));
  let plan: Plan = {
    op: "select",
    input: sorted.plan,
    columns: [...labels, ...columns].map((column) => ({ name: column.name, value: rows.of(column) })),
  };
  const distinct = frame.flags.get("distinct");
  if (columns.length === 1 && frame.chart === undefined) plan = { op: "distinct", input: plan, columns: [] };
  const [x, y, color] = columns;
  const one = columns.length === 1 && frame.chart === undefined && asksForOne(scope);
  if (one) plan = { op: "limit", input: plan, count: 1 };
  return [{
    plan,
    kind: one ? "text" : columns.length === 1 ? "list" : "table",
    summary: `${one ? "the first " : ""}${
      columns.map((column) => `"${column.name}"`).join(", ")
    }${scope.where()}${sorted.words}`,
    fit: one ? fit * 0.93 : frame.chart !== undefined && columns.length === 1 ? fit * 0.5 : fit,
    parts: [...parts, ...sorted.parts],
    also: distinct === undefined ? [] : [distinct],
    ...(columns.length === 1 ? { answerColumn: columns[0]!.name } : {}),
    ...(x !== undefined && y !== undefined
      ? chartOf(scope, { x: x.name, y: y.name, ...(color === undefined ? {} : { color: color.name }) })
      : {}),
  }];
}

/**
 * Of columns that share a name (`Winner`, `Time`, `Runner-up`, `Time (2)`), the one that follows what the question fixes: it belongs to that.
 */
function beside({ frame, columns }: Scope, column: ColumnInfo): { column: ColumnInfo; fit: number } {
  const base = (one: ColumnInfo) => one.name.replace(/ \(\d+\)$/, "");
  const same = columns.filter((one) => one.table === column.table && base(one) === base(column));
  if (same.length < 2 || frame.chart !== undefined || base(column) !== column.name) return { column, fit: 1 };
  const fixed = frame.conditions.filter((one) =>
    one.column.table === column.table && !same.includes(one.column)
  );
  const after = fixed.length === 1 ? same.find((one) => one.index > fixed[0]!.column.index) : undefined;
  return after === undefined ? { column, fit: 0.9 } : { column: after, fit: 0.95 };
}

/** `name a film from Spain`: any one will do. */
function asksForOne({ frame, walk }: Scope): boolean {
  const after = walk.chunks[frame.askAt + 1]?.text.toLowerCase() ?? "";
  return frame.ask === "list" && /^(name|tell me|give|give me|find)$/.test(walk.word(frame.askAt)) &&
    /^(an?|one)$/.test(after);
}

/** Where several things are named, what each value is of: `income of Ohio and Iowa`. */
function labelsOf({ frame }: Scope, column: ColumnInfo): ColumnInfo[] {
  if (!column.quantity) return [];
  const named = frame.conditions.filter((one) =>
    !one.negated && one.column !== column && one.column.table === column.table && one.test.kind === "in"
  );
  const several = named.filter((one, index) =>
    one.test.kind === "in" && one.test.values.length > 1 ||
    named.some((other, at) => at !== index && other.column === one.column)
  );
  return [...new Set(several.map((one) => one.column))];
}

/** `which directors made more than 2 films`: the values that occur so often. */
function frequent(scope: Scope, target: ColumnInfo): Candidate[] {
  const { frame } = scope;
  const rows = scope.rows([target, ...frame.having.flatMap((one) => one.column ?? [])]);
  const having = frame.having[0]!;
  const measured: Measured = {
    at: having.at[0]!,
    name: having.aggregate,
    ...(having.column === undefined || having.aggregate === "count" ? {} : { column: having.column }),
  };
  const name = measureName(measured);
  if (rows === undefined) return [];
  const grouped: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [{ name: target.name, value: rows.of(target) }],
    measures: [measure(measured, rows.of)],
  };
  const kept: Plan = {
    op: "filter",
    input: grouped,
    where: call(having.op, cell(name), literal(having.value)),
  };
  return [{
    plan: {
      op: "sort",
      input: kept,
      keys: [{ by: cell(name), descending: true }, { by: cell(target.name), descending: false }],
    },
    kind: "list",
    summary: `the "${target.name}" whose ${name === "count" ? "number of rows" : name} is ${
      having.op === "gt"
        ? "above"
        : having.op === "ge"
        ? "at least"
        : having.op === "lt"
        ? "below"
        : having.op === "le"
        ? "at most"
        : "equal to"
    } ${having.value}${scope.where()}`,
    fit: 0.93,
    parts: [...frame.mentions, ...frame.having],
    answerColumn: target.name,
  }];
}
