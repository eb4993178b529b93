/**
 * What a model is told: the task in our words, and the question, the columns and some of their values as data.
 *
 * @module
 */
import type { ColumnProfile, DatasetProfile, ModelPrompt, Question } from "nexus";
import { MAX_COLUMNS, MAX_TABLES, tableLabel } from "./form.ts";

const TASK =
  `You turn a question about tables into a form that a program runs. You never compute and never answer yourself.

- table: the table to ask.
- way: "form" where this form says all that is asked. "none" where the columns cannot answer; never stretch a column to fit.{{script}}
- filters: conditions on rows. values holds one value, several for any of them, none for is_missing and is_present. Write values as the
  columns have them, dates as 2024-01-31. match joins the conditions: all or any.
- groups: what the result has one row for each of; unit is none but for dates. Empty for one result in all.
- measures: what is computed; count takes the column "*". Empty for a list of rows.
- columns: what a list of rows shows; empty where there are measures.
- sort: by "measure 1", a group's column, or a column of a list. limit: how many rows, null for all.

"Which region has the most revenue": groups [region], measures [sum revenue], sort [measure 1, descending], limit 1.`;

const MAX_VALUES = 8;
const MAX_CELL = 60;

const SCRIPT_WAY =
  ` "script" where the columns can answer but this form cannot say how: relations between columns, tests, trends, forecasts, shares, running
  totals, ranks within groups, several steps. Then leave the rest empty.`;

/** The prompt for the form of one question. */
export function promptOf(
  question: Question,
  datasets: readonly DatasetProfile[],
  options: { scripts: boolean },
): ModelPrompt {
  return {
    task: TASK.replace("{{script}}", options.scripts ? SCRIPT_WAY : ""),
    data: dataOf(question, datasets),
  };
}

/** What a model is shown of the tables and the question: data, whatever it says. */
export function dataOf(question: Question, datasets: readonly DatasetProfile[]): ModelPrompt["data"] {
  const tables = datasets.slice(0, MAX_TABLES).map((dataset, index) => ({
    label: `Columns of ${tableLabel(index)}`,
    text: describe(dataset),
  }));
  const previous = question.previous?.map(({ text }) => text).join("\n") ?? "";
  return [
    ...tables,
    ...(previous ? [{ label: "Earlier questions", text: previous }] : []),
    ...(question.constraints ? [{ label: "Conditions on the answer", text: question.constraints }] : []),
    { label: "Question", text: question.text },
  ];
}

function describe(dataset: DatasetProfile): string {
  return [
    `name: ${JSON.stringify(dataset.name)}, ${dataset.rows} rows`,
    ...dataset.columns.slice(0, MAX_COLUMNS).map(describeColumn),
  ].join("\n");
}

function describeColumn(column: ColumnProfile): string {
  const { name, type, unit, distinct, min, max, top } = column;
  const about = type === "text" || type === "boolean"
    ? `${distinct} values, such as ${
      top.slice(0, MAX_VALUES).map(({ value }) => JSON.stringify(String(value).slice(0, MAX_CELL))).join(", ")
    }`
    : `from ${min} to ${max}`;
  return `${JSON.stringify(name)}: ${type}${unit ? ` in ${unit}` : ""}, ${about}`;
}
