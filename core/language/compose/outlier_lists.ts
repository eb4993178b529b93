/**
 * Outliers by name: `which countries are outliers`, `list the outlying fares`, `the row numbers of the outliers`.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { asksSeveral } from "../answer/wanted_names.ts";
import type { Condition } from "../frame/frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { columnsIn } from "../steps/clauses.ts";
import { overPrepared } from "../steps/over_prepared.ts";
import { whereWords } from "./conditions.ts";
import { call, column as named, literal } from "./expressions.ts";
import { outlierCondition } from "./outliers.ts";
import type { Candidate, Scope } from "./scope.ts";

const LISTS = /\b(?:lists?|ids?|values|names|numbers|rows?|indices|indexes|locations)\b/i;

/** The outliers themselves, where the one name that is fixed asks for a list of them. */
export function composeOutlierLists(scope: Scope): Candidate[] {
  const { frame, wanted, walk, tables } = scope;
  const at = frame.flags.get("outliers");
  const [want] = wanted;
  if (at === undefined || want === undefined || wanted.length > 1 || tables.length > 1) return [];
  const spelled = want.name.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  const lists = LISTS.test(`${spelled} ${want.placeholder.replaceAll("_", " ")}`) || asksSeveral(want);
  const condition = outlierCondition(scope);
  if (!lists || condition === undefined || /\b(?:count|number of)\b/i.test(spelled)) return [];
  const shown = shownColumn(scope, spelled, condition);
  const rows = scope.rows([condition.column, ...(shown === "row" ? [] : [shown])], []);
  const kept = scope.rows([condition.column], [...frame.conditions, condition]);
  if (rows === undefined || kept === undefined) return [];
  const name = shown === "row" ? "row" : shown.name;
  const from = shown === "row" && /\bfrom (?:0|zero)\b/i.test(scope.hints) ? 0 : 1;
  const plan = shown === "row"
    ? rowNumbers(kept.plan, from)
    : sorted({ op: "select", input: kept.plan, columns: [{ name, value: rows.of(shown) }] }, name, scope);
  return [{
    plan: overPrepared(plan, tables),
    final: true,
    named: [{ name: want.name, column: name, list: true }],
    kind: "list",
    summary: `the ${shown === "row" ? "numbers of the rows" : `"${name}"`}${
      whereWords([...frame.conditions, condition])
    }`,
    fit: 0.95,
    parts: [...frame.counts, ...frame.mentions, ...frame.measures, ...frame.groups],
    also: [at, ...walk.chunks.keys()].filter((place) => walk.chunks[place]!.kind !== "unknown"),
    answerColumn: name,
  }];
}

/** What is listed: a column that the name speaks of, the row's number or key, or the outlying values. */
function shownColumn(
  { tables, walk, hints }: Scope,
  spelled: string,
  { column }: Condition,
): ColumnInfo | "row" {
  const [table] = tables;
  const said = `${spelled} ${walk.chunks.map(({ text }) => text).join(" ")} ${hints}`;
  const other = columnsIn(spelled.replace(/\boutliers?\b/g, " "), table!).find((one) =>
    one.column !== column
  );
  if (other !== undefined) return other.column;
  if (/\brow (?:numbers?|ind)/i.test(said)) return "row";
  const key = table!.columns.find((one) => one.key);
  return /\bids?\b/i.test(spelled) && key !== undefined ? key : column;
}

function sorted(plan: Plan, name: string, { hints, walk }: Scope): Plan {
  const said = `${walk.chunks.map(({ text }) => text).join(" ")} ${hints}`;
  if (!/\b(?:ascending|alphabetical|sorted)\b/i.test(said)) return plan;
  return { op: "sort", input: plan, keys: [{ by: named(name), descending: /\bdescending\b/i.test(said) }] };
}

/** Numbers of rows as they stand in the file. */
function rowNumbers(kept: Plan, from: number): Plan {
  if (kept.op !== "filter") return kept;
  const numbered: Plan = {
    op: "window",
    input: kept.input,
    columns: [{ name: "row", function: "row_number", partition: [], order: [] }],
  };
  const value = from === 1 ? named("row") : call("subtract", named("row"), literal(1));
  return { op: "select", input: { ...kept, input: numbered }, columns: [{ name: "row", value }] };
}
