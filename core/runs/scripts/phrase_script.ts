/**
 * The result of a script in words. The sentence that an agent gives says what was computed, never how it came out.
 *
 * @module
 */
import type { Answer, Question, Reading } from "../../contract/mod.ts";
import { type Phrase, phraseAnswer } from "../../language/mod.ts";
import type { ScriptOutcome } from "./parts.ts";

/** What stands for the plan of a result that has none: the result itself. */
export const SCRIPT_REF = "script";

/** The reading that a script's result is told by. */
export function readingOf(summary: string, outcome: ScriptOutcome): Reading {
  return {
    plan: { op: "result", ref: SCRIPT_REF },
    confidence: 0.5,
    kind: outcome.kind,
    summary,
    used: [],
    unused: [],
  };
}

/** Value and sentence of a script's result. */
export function phraseScript(
  outcome: ScriptOutcome,
  summary: string,
): Pick<Phrase, "text"> & Pick<Answer, "kind" | "answer"> {
  const { table, kind, value } = outcome;
  const reading = readingOf(summary, outcome);
  const { text } = phraseAnswer({ question: null, reading, table, schema: table.columns });
  const answer = kind === "table"
    ? { columns: table.columns.map(({ name }) => name), rows: table.rows }
    : value;
  return { kind, answer, text };
}

/**
 * An agent's summary, where its numbers stand in the question or in names; else words of our own. A model may write its own guess of the
 * result there.
 */
export function safeSummary(
  summary: string | null,
  { question, names }: { question: Question | null; names: string[] },
): string {
  const otherwise = "the script's result";
  const said = summary?.trim().replace(/\s+/g, " ").replace(/[.:!?]+$/, "") ?? "";
  if (said === "") return otherwise;
  const known = new Set([question?.text ?? "", ...names].flatMap(numbersOf));
  return numbersOf(said).every((number) => known.has(number)) ? said : otherwise;
}

function numbersOf(text: string): string[] {
  return text.match(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu) ?? [];
}
