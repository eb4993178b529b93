/**
 * Questions that fit a dataset, made from its profile alone.
 *
 * @module
 */
import type { ColumnProfile, Dataset } from "../contract/mod.ts";

/** At most five questions that the built-in language reads with certainty, simplest first. */
export function suggestQuestions(dataset: Dataset): string[] {
  const identifier = (column: ColumnProfile) =>
    /(^|[\s_.-])(id|code|key|zip|index|no|number|nr)$/i.test(column.name) ||
    (column.type === "integer" && column.distinct === dataset.rows);
  const measures = dataset.columns.filter((column) =>
    (column.type === "number" || column.type === "integer") && !identifier(column) && column.distinct > 5 &&
    !isYear(column)
  ).sort((a, b) => measureRank(b) - measureRank(a));
  const categories = dataset.columns.filter((column) =>
    column.type === "text" && column.distinct >= 2 && column.distinct <= Math.min(50, dataset.rows / 2)
  )
    .sort((a, b) => Math.abs(a.distinct - 6) - Math.abs(b.distinct - 6));
  const time = dataset.columns.find((column) => column.type === "date" || column.type === "datetime");
  const [measure, second] = measures;
  const [category] = categories;
  const questions = ["How many rows?"];
  if (measure && category) questions.push(`Average ${words(measure)} by ${words(category)}`);
  if (category && measure && measureRank(measure) > 0) {
    questions.push(
      `Top 5 ${plural(words(categories.find((c) => c.distinct > 5) ?? category))} by total ${words(measure)}`,
    );
  }
  if (time && measure) questions.push(`Plot ${words(measure)} by month`);
  if (category?.top[0]) questions.push(`How many rows where ${words(category)} is ${category.top[0].value}?`);
  if (measure && second) questions.push(`Correlation between ${words(measure)} and ${words(second)}`);
  return questions.slice(0, 5);
}

/** English plural of the last word, well enough for a suggestion; names in capitals stay. */
function plural(name: string): string {
  if (/s$|[A-Z]$/.test(name)) return name;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}

function words(column: ColumnProfile): string {
  return /^[A-Z0-9_]+$/.test(column.name)
    ? column.name
    : column.name.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}

function isYear(column: ColumnProfile): boolean {
  return column.type === "integer" && Number(column.min) >= 1500 && Number(column.max) <= 2200;
}

/** Amounts that people add up come before those that they only average. */
function measureRank(column: ColumnProfile): number {
  return /revenue|sales|amount|total|profit|cost|gross|income|spend|value/i.test(column.name)
    ? 2
    : /price|units|quantity|count|population|budget/i.test(column.name)
    ? 1
    : 0;
}
