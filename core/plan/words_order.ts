/**
 * Orders, top rows and windows in words.
 *
 * @module
 */
import type { SortKey, WindowColumn } from "../contract/mod.ts";
import type { Kind } from "./column_types.ts";
import type { Operation } from "./operations.ts";
import { combinationWords, countWords, numberWords } from "./word_lists.ts";
import { expressionWords, type WordScope } from "./words_expressions.ts";

/** `"price", largest first, then "name", A to Z`. */
export function sortWords(keys: readonly SortKey[], scope: WordScope): string {
  return keys.map(({ by, descending }) =>
    `${expressionWords(by, scope)}, ${direction(scope.kind(by), descending)}`
  )
    .join(", then by ");
}

function direction(kind: Kind | undefined, descending: boolean): string {
  if (kind === "text") return descending ? "Z to A" : "A to Z";
  if (kind === "date" || kind === "datetime") return descending ? "latest first" : "earliest first";
  if (kind === "boolean") return descending ? "true first" : "false first";
  return descending ? "largest first" : "smallest first";
}

/** The rows that a `top` keeps. */
export function topWords(plan: Operation<"top">, scope: WordScope): string {
  const partition = plan.partition.map((part) => expressionWords(part, scope).replace(/^the /, ""));
  const each = partition.length > 0 ? `for each ${combinationWords(partition)}, ` : "";
  const ties = plan.ties ? ", and those that equal the last of them" : "";
  const rows = plan.count === 1 ? "row" : `${numberWords(plan.count)} rows`;
  const [key, ...others] = plan.keys;
  if (others.length > 0) return `${each}keep the first ${rows} by ${sortWords(plan.keys, scope)}${ties}`;
  const extreme = direction(scope.kind(key!.by), key!.descending).replace(/ first$/, "");
  return /^[AZ] to/.test(extreme)
    ? `${each}keep the first ${rows} by ${sortWords(plan.keys, scope)}${ties}`
    : `${each}keep the ${rows} with the ${extreme} ${
      expressionWords(key!.by, scope).replace(/^the /, "")
    }${ties}`;
}

/** One window column. */
export function windowWords(column: WindowColumn, scope: WordScope): string {
  const x = column.argument ? expressionWords(column.argument, scope) : "";
  const offset = column.offset ?? 1;
  const rows = countWords(offset, "row");
  const values: Record<WindowColumn["function"], string> = {
    row_number: "the row number",
    rank: "the rank",
    dense_rank: "the rank (without gaps)",
    lag: `${x} of ${offset === 1 ? "the row before" : `the row ${rows} before`}`,
    lead: `${x} of ${offset === 1 ? "the row after" : `the row ${rows} after`}`,
    cumulative_sum: `the running total of ${x}`,
    moving_mean: `the mean of ${x} over the last ${rows}`,
    sum: `the total of ${x}`,
    mean: `the mean of ${x}`,
    min: `the smallest ${x}`,
    max: `the largest ${x}`,
    count: x ? `the number of rows that have ${x}` : "the number of rows",
  };
  const order = column.order.length > 0 ? ` by ${sortWords(column.order, scope)}` : "";
  const partition = column.partition.map((part) => expressionWords(part, scope).replace(/^the /, ""));
  const spans = ["sum", "mean", "min", "max", "count"].includes(column.function);
  const within = partition.length > 0
    ? ` within each ${combinationWords(partition)}`
    : spans
    ? " over all rows"
    : "";
  return `${values[column.function]}${spans ? "" : order}${within}`;
}
