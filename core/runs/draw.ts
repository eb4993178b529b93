/**
 * The chart of an answer: with the answer, and again as another type.
 *
 * @module
 */
import { type Answer, type Chart, NexusError, type Plan, type Reading } from "../contract/mod.ts";
import { datasetsOf } from "../plan/mod.ts";
import { type AnalysisContext, type AnalysisOptions, hostFor } from "./context.ts";
import type { Execution } from "./execute.ts";
import type { ResultProposal } from "./propose.ts";
import type { Visual, VisualInput, Visualizer } from "./visual.ts";

const PREVIEW_ROWS = 50;

/** What drawing gave; `notice` says why there is no chart, or what it leaves out. */
export interface Drawing {
  visual: Visual | null;
  chart: Chart | null;
  notice: string | null;
}

/** A chart is an extra: where it fails, the answer stands and says so. */
export async function drawAnswer(
  { execution, reading }: Pick<ResultProposal, "execution" | "reading">,
  { input, options, host, hooks }: AnalysisContext,
  visualizer: Visualizer,
): Promise<Drawing> {
  let chart: Chart | null = null;
  try {
    const question = input.question?.text ?? null;
    chart = await visualizer.choose(visualInput({ question, reading, execution }, options), host, hooks);
    if (!chart || input.drawing === "choice") return { visual: null, chart, notice: null };
    const visual = await visualizer.draw(chart, execution.table, hooks.signal);
    return {
      visual,
      chart,
      notice: execution.table.truncated
        ? `The chart shows the first ${execution.table.rows.length.toLocaleString("en")} rows.`
        : null,
    };
  } catch (error) {
    return { visual: null, chart, notice: `No chart could be drawn: ${(error as Error).message}` };
  }
}

/**
 * Draws an answer again as another type of chart.
 *
 * @throws NexusError `chart.unsupported`
 */
export async function redrawAnswer(
  answer: Answer,
  type: string | undefined,
  context: { options: AnalysisOptions; visualizer: Visualizer; signal: AbortSignal },
): Promise<Visual> {
  const { options, visualizer, signal } = context;
  if (!answer.result || !answer.plan) {
    throw new NexusError("chart.unsupported", "This answer has no result that could be drawn");
  }
  if (type !== undefined) visualizer.require(type);
  let reason: string | undefined;
  const execution = await options.executor.execute(answer.plan, signal);
  const wish: Reading = {
    plan: answer.plan,
    confidence: 1,
    kind: answer.kind,
    summary: answer.text,
    used: [],
    unused: [],
    chart: { ...(type === undefined ? {} : { type }) },
  };
  const chart = await visualizer.choose(
    visualInput({ question: null, reading: wish, execution }, options, answer.plan),
    hostFor(options, { datasets: [], documents: [], signal }),
    { signal, onStep: ({ detail }) => reason = detail },
  );
  if (!chart) {
    throw new NexusError("chart.unsupported", reason ?? "No installed chart fits this result", {
      hint: "A chart needs at least two columns, one of them a number.",
    });
  }
  if (type !== undefined && chart.type !== type) {
    throw new NexusError("chart.unsupported", reason ?? `A ${type} chart does not fit this result`, {
      hint: `A ${chart.type} chart would.`,
    });
  }
  return await visualizer.draw(chart, execution.table, signal);
}

function visualInput(
  { question, reading, execution }: {
    question: string | null;
    reading: Reading | null;
    execution: Execution;
  },
  { catalogue }: AnalysisOptions,
  plan: Plan = execution.plan,
): VisualInput {
  const { schema, table } = execution;
  return {
    question,
    reading,
    plan,
    result: {
      ref: "answer",
      columns: schema,
      rowCount: table.rowCount,
      preview: table.rows.slice(0, PREVIEW_ROWS),
    },
    table,
    datasets: [...new Set(datasetsOf(plan))].map((id) => catalogue.profile(id)),
  };
}
