import type { CodeRun, ReportInput } from "../../contract/mod.ts";
import { count } from "./cell_format.ts";

/** What stands above a script. */
export function authorWords({ author }: CodeRun): string {
  return author === null ? "Written by a person." : `Written by ${author}.`;
}

/** What was said of a script before it ran, a sentence each, and how often it was written anew. */
export function reviewWords({ findings, reviews, attempts }: CodeRun): string[] {
  const verdicts = { pass: "has nothing against it", concern: "has doubts", refuse: "refuses it" };
  return [
    ...reviews.map(({ agent, model, verdict, remarks }) => {
      const said = remarks.map(({ message, line }) =>
        line === undefined ? message : `line ${line}: ${message}`
      );
      const named = model === null || said.some((text) => text.includes(`${model}:`));
      const who = named ? agent : `${agent}, with ${model},`;
      return sentence(`${who} ${verdicts[verdict]}${said.length > 0 ? `: ${said.join("; ")}` : ""}`);
    }),
    ...findings.map(({ line, message }) => sentence(`Line ${line}: ${message}`)),
    ...(attempts.length === 0 ? [] : [
      attempts.length === 1
        ? `One script before it came to nothing: ${attempts[0]!.error}`
        : `${attempts.length} scripts before it came to nothing; the last: ${attempts.at(-1)!.error}`,
    ]),
  ];
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** What a script asked of the data, in order. */
export function askedWords({ queries }: CodeRun): string[] {
  const kinds = { plan: "Plan", sql: "SQL", columns: "Columns" };
  return queries.map(({ kind, text, rows }) =>
    `${kinds[kind]}: ${text.replace(/\s+/g, " ").trim()} (${count(rows)} ${rows === 1 ? "row" : "rows"})`
  );
}

/** The heading of an answer: as it was written for the report, else the question. */
export function headingWords(
  { heading, question, answer }: Pick<ReportInput["answers"][number], "heading" | "question" | "answer">,
): string {
  return heading ?? question ?? (answer.code ? "A script that was given" : "A plan that was given");
}

/** Who wrote a summary, and where its numbers are from. */
export function bylineWords({ model }: NonNullable<ReportInput["summary"]>): string {
  return model === null
    ? "Put together from the sentences of the answers, without a model."
    : `Written by ${model}; every number was filled in from the results.`;
}
