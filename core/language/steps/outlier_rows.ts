/**
 * Rows that are left out, or cells that are replaced, because they are outliers.
 *
 * @module
 */
import { outlierRule } from "../compose/outliers.ts";
import { outlierTest } from "../compose/conditions.ts";
import { call, column as named, literal, numberOf } from "../compose/expressions.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { type Clause, columnsIn } from "./clauses.ts";
import { type Prepared, withCells, withRows } from "./prepared.ts";

const REMOVE = /\b(?:remov\w*|exclud\w*|drop\w*|filter(?:ed|ing)? out|eliminat\w*|discard\w*|clean\w*)\b/i;
const FAR =
  /\boutliers?\b|\b(?:standard deviations|iqr|interquartile)\b[^.]{0,40}\b(?:away|from|beyond|outside|above|below)\b/i;
const REPLACE = /\b(?:replac(?:e|es|ing)|cap(?:ped|ping)?|clip(?:ped|ping)?|substitut\w*)\b/i;

/** `remove them`, where another clause says what they are. */
const THEM = /\b(?:remov\w*|exclud\w*|drop\w*|eliminat\w*|discard\w*)\s+(?:them|these|those|such)\b/i;

/** Whether a clause finds outliers, or says what counts as one. */
export function findsOutliers({ text }: Clause): boolean {
  return /\boutliers?\b/i.test(text) &&
    /\b(?:identif\w*|detect\w*|find\w*|check\w*|consider\w*|assum\w*|defin\w*|are there|use|using|method)\b/i
      .test(
        text,
      );
}

/** Whether a clause puts another value in the place of outliers. */
export function replacesOutliers({ text }: Clause): boolean {
  return FAR.test(text) && REPLACE.test(text);
}

/** A clause that leaves outliers out, or puts another value in their place; `hints` may name the rule, `suspect` is the column that another clause names. */
export function outlierRows(
  prepared: Prepared,
  { text }: Clause,
  { hints, suspect }: { hints: string; suspect: ColumnInfo | undefined },
): Prepared | undefined {
  if (!FAR.test(text) && !(suspect !== undefined && THEM.test(text))) return undefined;
  const [found] = columnsIn(text, prepared.table, (one) => one.quantity);
  const column = found?.column ?? prepared.table.columns.find(({ name }) => name === suspect?.name);
  if (column === undefined) return undefined;
  const cell = numberOf(column, named(column.name));
  const rule = outlierRule(text, hints);
  const test = { kind: "outlier" as const, ...rule };
  const far = outlierTest(test, prepared.rows, cell);
  const reach = rule.rule === "quartiles"
    ? `${rule.reach} interquartile ranges from the quartiles`
    : `${rule.reach} standard deviations from the mean`;
  if (REPLACE.test(text)) {
    const name = /\bwith (?:the |its )?(?:column'?s? )?(mean|average|median)\b/i.exec(
      text.replaceAll(/["'“”]/g, ""),
    )?.[1];
    if (name === undefined) return undefined;
    const centre = /median/i.test(name) ? "median" as const : "mean" as const;
    const value = call("if", far, {
      kind: "scalar",
      plan: {
        op: "aggregate",
        input: prepared.rows,
        groups: [],
        measures: [{ name: "value", function: centre, arguments: [cell] }],
      },
    }, cell);
    return withCells(prepared, column, value, {
      type: "number",
      missing: column.profile.missing,
      words: `outliers of "${column.name}" (beyond ${reach}) are replaced by the ${centre}`,
    });
  }
  if (!REMOVE.test(text)) return undefined;
  const kept = call("not", call("coalesce", far, literal(false)));
  return withRows(prepared, kept, `rows whose "${column.name}" is an outlier (beyond ${reach}) are left out`);
}
