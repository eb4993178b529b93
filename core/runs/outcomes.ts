/**
 * Answers without a result: asked back, refused, failed, and two engines that disagree.
 *
 * @module
 */
import { type Answer, type ReadOutcome, toErrorData } from "../contract/mod.ts";
import { asStoreError } from "../store/mod.ts";
import type { Confirmation } from "./execute.ts";

/** The parts of an answer that only a result fills. */
export const NOTHING = {
  trust: "none",
  computation: "none",
  reading: "none",
  kind: "none",
  answer: null,
  plan: null,
  words: [],
  sql: null,
  used: [],
  unused: [],
  confidence: null,
  result: null,
  receipt: null,
  checks: [],
  excluded: [],
  notices: [],
} satisfies Partial<Answer>;

/** What came of reading a question that gives nothing to compute. */
export function outcomeAnswer(outcome: Exclude<ReadOutcome, { status: "read" }>, ms: number): Answer {
  if (outcome.status === "clarify") {
    const readings = outcome.readings.map(({ plan, summary, confidence }) => ({ plan, summary, confidence }));
    return { ...NOTHING, status: "clarify", text: outcome.message, readings, ms };
  }
  const code = outcome.reason === "unknown_column" ? "plan.unknown_column" : "question.unreadable";
  return {
    ...NOTHING,
    status: "refused",
    text: outcome.message,
    unused: outcome.words,
    nearest: outcome.nearest,
    error: { code, message: outcome.message, details: { reason: outcome.reason, words: outcome.words } },
    ms,
  };
}

/** The answer of an analysis that broke. */
export function failedAnswer(error: unknown, ms: number): Answer {
  const data = toErrorData(asStoreError(error), "run.failed");
  return {
    ...NOTHING,
    status: "failed",
    text: data.message,
    error: data as NonNullable<Answer["error"]>,
    ms,
  };
}

/** Two engines, two results: neither is shown, and the plan is kept so that the fault can be found. */
export function disagreementAnswer(draft: Answer, confirmation: Confirmation, ms: number): Answer {
  const message = `DuckDB and Polars give different results: ${confirmation.disagreement}`;
  return {
    ...draft,
    ...{ status: "failed", trust: "none", computation: "none", kind: "none", answer: null, result: null },
    text: message,
    checks: confirmation.checks,
    error: {
      code: "engine.disagreement",
      message,
      hint: "Neither result is shown as right. Please report the plan.",
    },
    ms,
  };
}
