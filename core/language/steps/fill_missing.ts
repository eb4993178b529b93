/**
 * Missing cells that are filled, or whose rows are left out: `fill missing values of age with the median`, `drop rows without a price`.
 *
 * @module
 */
import type { AggregateName, Expression, Measure, Plan, Value } from "../../contract/mod.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { call, column as named, every, literal, numberOf } from "../compose/expressions.ts";
import { type Clause, columnsIn, distinctColumns, type Named } from "./clauses.ts";
import { type Prepared, withCells, withRows } from "./prepared.ts";

const MISSING = /\b(?:missing|null|nan|n\/a|na|empty|blank|absent)s?\b/i;
const FILL =
  /\b(?:fill(?:ed|ing|s)?|imput\w*|replac(?:e|ed|ing)|substitut\w*|set(?:ting)?|mean[- ]imputation)\b/i;
const DROP = /\b(?:drop(?:ped|ping)?|remov(?:e|ed|ing)|delet(?:e|ed|ing)|discard\w*|eliminat\w*)\b/i;
const LEAVE = /\b(?:exclud(?:e|ed|ing)|ignor(?:e|ed|ing)|omit\w*|skip\w*|filter(?:ed|ing)? out)\b/i;

/** `the distribution before and after imputation` asks for two results, and fills nothing. */
const COMPARES = /\b(?:before and after|before or after|affected|impact of|effect of)\b/i;

/** What missing cells get. */
type Filling =
  | { kind: "aggregate"; name: Extract<AggregateName, "mean" | "median" | "mode">; words: string }
  | { kind: "value"; value: Value; words: string };

interface Placed {
  readonly filling: Filling;
  readonly at: number;
}

function fillings(text: string): Placed[] {
  const out: Placed[] = [];
  const find = (pattern: RegExp, filling: (match: RegExpMatchArray) => Filling | undefined) => {
    for (const match of text.matchAll(pattern)) {
      const made = filling(match);
      if (made !== undefined) out.push({ filling: made, at: match.index });
    }
  };
  find(/\b(?:mean|average)\b/gi, () => ({ kind: "aggregate", name: "mean", words: "mean" }));
  find(/\bmedian\b/gi, () => ({ kind: "aggregate", name: "median", words: "median" }));
  find(
    /\b(?:mode|most (?:frequent|common|frequently occurring|commonly occurring))\b/gi,
    () => ({ kind: "aggregate", name: "mode", words: "most frequent value" }),
  );
  find(/\b(?:zeros?|with (?:a )?0|by 0)\b/gi, () => ({ kind: "value", value: 0, words: "0" }));
  find(
    /\b(?:with|by|as|to)\s+(?:the (?:value|string|word|label|text|category)\s+)?["'“‘]([^"'”’]{1,40})["'”’]/gi,
    (match) => ({ kind: "value", value: match[1]!, words: `"${match[1]}"` }),
  );
  return out.sort((a, b) => a.at - b.at);
}

/** The steps of a clause that fills cells (of `lacking`, where it names no column) or leaves rows out for want of a value; undefined where it does neither. */
export function fillMissing(
  prepared: Prepared,
  { text }: Clause,
  lacking: readonly ColumnInfo[],
): Prepared | undefined {
  const imputes = /\bimput/i.test(text);
  if (!MISSING.test(text) && !imputes || COMPARES.test(text)) return undefined;
  const { table } = prepared;
  const found = columnsIn(text, table);
  if (FILL.test(text)) {
    const placed = fillings(text);
    if (placed.length > 0) return filled(prepared, text, found, { placed, lacking });
  }
  const verb = Math.max(text.search(DROP), text.search(LEAVE));
  const after = found.filter(({ start }) => start > verb);
  const columns = distinctColumns(after.length > 0 ? after : found);
  const rows = /\b(?:rows?|records?|entries|observations?|samples?|instances?|cases|dataset|data ?frame)\b/i
    .test(text);
  if (DROP.test(text) && (rows || columns.length > 0)) return dropped(prepared, columns);
  // `ignore the null values of price` is what every figure of the price does.
  const ignores = /\b(?:ignor|skip)\w*/i.test(text) && !rows;
  if (LEAVE.test(text) && columns.length > 0 && !ignores) return dropped(prepared, columns);
  return undefined;
}

/** Rows that lack a value of one of the columns go; of any column, where none is named. */
function dropped(prepared: Prepared, columns: readonly ColumnInfo[]): Prepared | undefined {
  const known = columns.length > 0 ? columns : prepared.table.columns;
  const lacking = known.filter((column) => column.profile.missing > 0 || column.profile.min === null);
  const words = columns.length > 0
    ? `rows without ${columns.map(({ name }) => `"${name}"`).join(" or ")} are left out`
    : "rows that lack a value are left out";
  if (lacking.length === 0) return { ...prepared, said: [...prepared.said, words] };
  const where = every(lacking.map((column) => call("not", call("is_null", named(column.name)))))!;
  return withRows(prepared, where, words);
}

function filled(
  prepared: Prepared,
  text: string,
  found: readonly Named[],
  { placed, lacking }: { placed: readonly Placed[]; lacking: readonly ColumnInfo[] },
): Prepared | undefined {
  const groups = groupsIn(text, found);
  const targets = found.filter(({ column }) => !groups.includes(column));
  const whole = targets.length === 0 && lacking.length === 0;
  const columns = whole
    ? prepared.table.columns
    : targets.length > 0
    ? distinctColumns(targets)
    : prepared.table.columns.filter((column) => lacking.some((one) => one.name === column.name));
  let out = prepared;
  for (const column of columns) {
    const at = targets.find((one) => one.column === column)?.end ?? 0;
    const { filling } = placed.find((one) => one.at >= at) ?? placed.at(-1)!;
    const current = out.table.columns.find((one) => one.name === column.name)!;
    const next = filledColumn(out, current, { filling, groups, whole, text, rows: prepared.rows });
    if (next === undefined) return undefined;
    out = next;
  }
  return out === prepared && whole
    ? { ...prepared, said: [...prepared.said, "no column lacks a value"] }
    : out;
}

/** `the mean of the same country`, `the median for each class`: columns whose groups are filled apart. */
function groupsIn(text: string, found: readonly Named[]): ColumnInfo[] {
  return found.filter(({ start, column }) =>
    (column.category || column.text) &&
    /\b(?:same|each|every|per|respective|corresponding|within(?: (?:the|each))?|group(?:ed)? by)\s+["'“‘]?$/i
      .test(text.slice(0, start))
  ).map(({ column }) => column);
}

function filledColumn(
  prepared: Prepared,
  column: ColumnInfo,
  how: { filling: Filling; groups: readonly ColumnInfo[]; whole: boolean; text: string; rows: Plan },
): Prepared | undefined {
  const { filling, groups, whole } = how;
  const counts = filling.kind === "aggregate" && filling.name !== "mode";
  if (whole && (counts && !column.numeric || column.profile.missing === 0)) return prepared;
  if (counts && !column.quantity) return undefined;
  const cell = counts ? numberOf(column, named(column.name)) : named(column.name);
  const words = `missing values of "${column.name}" are filled with ${
    filling.kind === "value" ? filling.words : `the ${filling.words}`
  }${groups.length === 0 ? "" : ` of the same ${groups.map(({ name }) => `"${name}"`).join(" and ")}`}`;
  if (filling.kind === "value") {
    const value = fitting(filling.value, column);
    return value === undefined
      ? undefined
      : withCells(prepared, column, call("coalesce", cell, literal(value)), { missing: 0, words });
  }
  // Each column is filled from the rows before this step, so that plans stay small.
  const overall = aggregateOf(how.rows, filling.name, cell);
  const type = filling.name === "mode" ? column.profile.type : "number";
  if (groups.length === 0) {
    return withCells(prepared, column, call("coalesce", cell, overall), { type, missing: 0, words });
  }
  // A window has no median and no mode.
  if (filling.name !== "mean") return undefined;
  const helper = `mean of ${column.name} in its group`;
  const input: Plan = {
    op: "window",
    input: prepared.rows,
    columns: [{
      name: helper,
      function: "mean",
      argument: cell,
      partition: groups.map(({ name }) => named(name)),
      order: [],
    }],
  };
  const fallback = /\b(?:entire|whole|overall|all)\b/i.test(how.text) ? [overall] : [];
  const value = call("coalesce", cell, named(helper), ...fallback);
  return withCells({ ...prepared, rows: input }, column, value, {
    type,
    missing: fallback.length > 0 ? 0 : column.profile.missing,
    words,
  });
}

/** A value as a column of its type takes it; undefined where it takes none such. */
function fitting(value: Value, column: ColumnInfo): Value | undefined {
  if (column.profile.type === "boolean") {
    if (/^(?:yes|true|y|1)$/i.test(String(value))) return true;
    return /^(?:no|false|n|0)$/i.test(String(value)) ? false : undefined;
  }
  return (typeof value === "number") === column.numeric ? value : undefined;
}

function aggregateOf(rows: Plan, name: AggregateName, value: Expression): Expression {
  const measure: Measure = { name: "value", function: name, arguments: [value] };
  return { kind: "scalar", plan: { op: "aggregate", input: rows, groups: [], measures: [measure] } };
}
