/**
 * From a script that ran to an answer: a draft at once, then a plan that may confirm it, the chart, and the receipt.
 *
 * @module
 */
import type { Answer, Reading } from "../../contract/mod.ts";
import { chartFields } from "../chart_fields.ts";
import type { AnalysisContext } from "../context.ts";
import { drawScript } from "../draw.ts";
import { NOTHING } from "../outcomes.ts";
import type { ScriptProposal } from "../propose.ts";
import { makeScriptReceipt } from "../receipt.ts";
import { trustOf } from "../trust.ts";
import type { Visualizer } from "../visual.ts";
import { confirmScript } from "./confirm_script.ts";
import { phraseScript, readingOf, safeSummary } from "./phrase_script.ts";

/** Settles status, trust and receipt of what a script computed. */
export async function settleScript(
  proposal: ScriptProposal,
  context: AnalysisContext,
  visualizer: Visualizer,
): Promise<Answer> {
  const { input, host, hooks, elapsed, options } = context;
  const { outcome, code } = proposal.execution;
  const { datasets } = input;
  const summary = safeSummary(proposal.summary, {
    question: input.question,
    names: datasets.flatMap(({ name, columns }) => [name, ...columns.map((column) => column.name)]),
  });
  const draft = draftOf(proposal, summary, elapsed());
  hooks.onAnswer(draft);
  const reading: Reading = readingOf(summary, outcome);
  const wish = host.reading?.chart?.type;
  const wanted: Reading | null = wish === undefined ? null : { ...reading, chart: { type: wish } };
  const drawing = drawScript({ table: outcome.table, reading: wanted }, context, visualizer);
  const check = await confirmScript(outcome.table, host.reading, {
    executor: options.executor,
    signal: hooks.signal,
  });
  if (check?.passed) hooks.onStep({ actor: "nexus", title: "A plan gives the same result" });
  const { visual, chart, notice } = await drawing;
  const checks = check?.passed ? [check] : [];
  const answer: Answer = {
    ...draft,
    trust: trustOf("generated", proposal.certainty, checks, { byPlan: check?.passed ?? false }),
    checks,
    notices: [
      ...draft.notices,
      ...(check && !check.passed ? [`${check.message}.`] : []),
      ...(notice === null ? [] : [notice]),
    ],
    ...(visual ? { visual } : {}),
    ...chartFields(chart, wanted, outcome.table),
  };
  const receipt = makeScriptReceipt({
    run: input.run,
    question: input.question?.text ?? null,
    answer,
    code,
    table: outcome.table,
    datasets,
    read: proposal.execution.read,
    agents: proposal.agent ? [{ id: proposal.agent.id, version: proposal.agent.version }] : [],
    model: proposal.model &&
      { name: proposal.model.model, prompt: proposal.model.prompt, digest: proposal.model.digest },
  });
  return { ...answer, receipt, ms: elapsed() };
}

function draftOf({ execution, certainty, notices }: ScriptProposal, summary: string, ms: number): Answer {
  const { outcome, code } = execution;
  const { table } = outcome;
  return {
    ...NOTHING,
    ...phraseScript(outcome, summary),
    status: "answered",
    trust: trustOf("generated", certainty, []),
    computation: "generated",
    reading: certainty,
    code,
    result: table,
    notices: [
      ...notices,
      ...execution.notices,
      ...(table.truncated
        ? [
          `The result has ${table.rowCount.toLocaleString("en")} rows; the first ${
            table.rows.length.toLocaleString("en")
          } are shown here.`,
        ]
        : []),
    ],
    ms,
  };
}
