/**
 * From a proposal to an answer: a draft at once, then the second engine, the chart, trust and the receipt.
 *
 * @module
 */
import type { Answer } from "../contract/mod.ts";
import { phraseAnswer } from "../language/mod.ts";
import { datasetsOf } from "../plan/mod.ts";
import { chartFields } from "./chart_fields.ts";
import type { AnalysisContext } from "./context.ts";
import { drawAnswer } from "./draw.ts";
import { disagreementAnswer } from "./outcomes.ts";
import type { ResultProposal } from "./propose.ts";
import { makeReceipt } from "./receipt.ts";
import { trustOf } from "./trust.ts";
import type { Visualizer } from "./visual.ts";

/** Settles status, trust and receipt of a result. */
export async function settle(
  proposal: ResultProposal,
  context: AnalysisContext,
  visualizer: Visualizer,
): Promise<Answer> {
  const { input, hooks, elapsed, options } = context;
  const { execution, reading } = proposal;
  const draft = draftOf(proposal, context);
  hooks.onAnswer(draft);
  const confirming = execution.confirm(hooks.signal);
  const drawing = drawAnswer(proposal, context, visualizer);
  const confirmation = await confirming;
  if (confirmation.disagreement !== null) {
    await drawing;
    return disagreementAnswer(draft, confirmation, elapsed());
  }
  hooks.onStep({
    actor: "nexus",
    title: confirmation.computation === "confirmed"
      ? "A second engine gave the same result"
      : "Computed by one engine",
  });
  const { visual, chart, notice, shown } = await drawing;
  const trust = trustOf(confirmation.computation, proposal.certainty, confirmation.checks, {
    byModel: proposal.model !== null,
  });
  const answer: Answer = {
    ...draft,
    trust,
    computation: confirmation.computation,
    checks: confirmation.checks,
    excluded: confirmation.excluded,
    notices: [...draft.notices, ...[confirmation.notice, notice].filter((text) => text !== null)],
    ...(visual ? { visual } : {}),
    ...chartFields(chart, reading, shown ?? execution.table),
  };
  const used = new Set(datasetsOf(execution.plan));
  const receipt = makeReceipt({
    run: input.run,
    question: input.question?.text ?? null,
    answer,
    execution,
    confirmation,
    datasets: [...used].map((id) => options.catalogue.get(id)),
    agents: proposal.agent ? [{ id: proposal.agent.id, version: proposal.agent.version }] : [],
    model: proposal.model &&
      { name: proposal.model.model, prompt: proposal.model.prompt, digest: proposal.model.digest },
  });
  return { ...answer, receipt, ms: elapsed() };
}

function draftOf(proposal: ResultProposal, { input, elapsed }: AnalysisContext): Answer {
  const { execution, reading, certainty } = proposal;
  const { table } = execution;
  const phrase = phraseAnswer({ question: input.question, reading, table, schema: execution.schema });
  const notices = [...proposal.notices];
  if (table.truncated) {
    notices.push(
      `The result has ${table.rowCount.toLocaleString("en")} rows; the first ${
        table.rows.length.toLocaleString("en")
      } are shown here.`,
    );
  }
  return {
    status: "answered",
    trust: trustOf("single", certainty, [], { byModel: proposal.model !== null }),
    computation: "single",
    reading: certainty,
    kind: phrase.kind,
    answer: phrase.answer as Answer["answer"],
    ...(phrase.values === undefined ? {} : { values: phrase.values }),
    ...(phrase.response === undefined ? {} : { response: phrase.response }),
    text: phrase.text,
    plan: execution.plan,
    words: execution.words,
    sql: execution.sql,
    used: reading?.used ?? [],
    unused: reading?.unused ?? [],
    confidence: reading?.confidence ?? null,
    result: table,
    receipt: null,
    checks: [],
    excluded: [],
    notices,
    ms: elapsed(),
  };
}
