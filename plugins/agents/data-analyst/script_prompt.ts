/**
 * What a model is told when it writes a script: the scope in our words; tables, question and an earlier script as data.
 *
 * @module
 */
import type { AnalyzeTask, ModelPrompt } from "nexus";
import { dataOf } from "./prompt.ts";
import type { Attempt } from "./write_script.ts";

const TASK =
  `You write a script that computes the answer to a question about tables. A program runs it and shows what it returns.
The script is the body of one async function in JavaScript. In scope are only these, and ECMAScript itself:

- tables: [{id, name, rowCount, columns: [{name, type}]}], in the order in which the tables are described below
- await sql(text): one SELECT in DuckDB's SQL. A table is named by its name, names in double quotes: SELECT "region", sum("revenue") AS total FROM "sales" GROUP BY ALL ORDER BY total DESC
  gives {columns: [{name, type}], rows: [[...]], rowCount, truncated}
- await columns(table, names): {name: [values]} of one table, in the order of the file; missing values are null; only for small tables
- await query(plan): a plan of table operations; sql() does the same
- stats: functions listed below; they leave out missing values themselves
- input, console

Rules:
- Read the data with sql or columns. Never write values of the data, or an answer, into the script.
- Use the column names exactly as described. Leave out missing values (null) before you compute.
- Do in SQL what SQL can do; fetch only the columns and rows that are needed. Check truncated where rows could be many.
- Order results by the value, then by the name, so that ties are stable.
- No import, no require, no fetch, no eval, no Date.now, no Math.random. Do not catch errors.
- Return a number, a text, a list, a flat record, or a list of flat records with speaking names. Do not round.
- summary says what the script computes, without any number.

Example, "correlation of price and weight":
const { price, weight } = await columns(tables[0].name, ["price", "weight"]);
return stats.correlation(price, weight).r;`;

const REPAIR = `

The script below did not do; the error says why. Write it anew.`;
const MAX_TASK = 20_000;
const MAX_DESCRIPTION = 70;

/** The prompt for a script; with an attempt, for its repair. */
export function scriptPrompt(task: AnalyzeTask, attempt: Attempt | null): ModelPrompt {
  const functions = (task.scripts?.statistics ?? []).map(({ signature, description }) =>
    `- stats.${signature}: ${brief(description)}`
  );
  const statistics = functions.length === 0 ? "" : `\n\nFunctions of stats:\n${functions.join("\n")}`;
  const text = TASK + (attempt === null ? "" : REPAIR);
  return {
    task: `${text}${statistics}`.slice(0, MAX_TASK),
    data: [
      ...dataOf(task.question, task.datasets),
      ...(attempt === null ? [] : [
        { label: "Script that did not do", text: attempt.source },
        { label: "Its error", text: attempt.error },
      ]),
    ],
  };
}

/** Its first part: every word that a model reads costs the user time. */
function brief(description: string): string {
  const first = description.split(/[;.(]/)[0]!.trim();
  return first.length > MAX_DESCRIPTION ? `${first.slice(0, MAX_DESCRIPTION)}…` : first;
}
