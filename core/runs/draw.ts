/**
 * The chart of an answer: with the answer, and again as another type.
 *
 * @module
 */
import {
  type Answer,
  type Chart,
  NexusError,
  type Plan,
  type Reading,
  type Schema,
  type Table,
} from "../contract/mod.ts";
import { datasetsOf } from "../plan/mod.ts";
import { type AnalysisContext, type AnalysisOptions, hostFor } from "./context.ts";
import type { ResultProposal } from "./propose.ts";
import { SCRIPT_REF } from "./scripts/phrase_script.ts";
import type { Visual, VisualInput, Visualizer } from "./visual.ts";

const PREVIEW_ROWS = 50;

/** What drawing gave; `notice` says why there is no chart, or what it leaves out. */
export interface Drawing {
  visual: Visual | null;
  chart: Chart | null;
  notice: string | null;
}

/** The chart of a plan's result. */
export async function drawAnswer(
  { execution, reading }: Pick<ResultProposal, "execution" | "reading">,
  context: AnalysisContext,
  visualizer: Visualizer,
): Promise<Drawing> {
  const { plan, schema, table } = execution;
  return await draw({ reading, plan, schema, table }, context, visualizer);
}

/** The chart of a script's result, which has no plan behind it: rows as they are. A reading says which chart was asked for. */
export async function drawScript(
  { table, reading }: { table: Table; reading: Reading | null },
  context: AnalysisContext,
  visualizer: Visualizer,
): Promise<Drawing> {
  const plan: Plan = { op: "result", ref: SCRIPT_REF };
  return await draw({ reading, plan, schema: table.columns, table }, context, visualizer);
}

/** What is drawn. */
interface Drawn {
  reading: Reading | null;
  plan: Plan;
  schema: Schema;
  table: Table;
}

/** A chart is an extra: where it fails, the answer stands and says so. */
async function draw(
  drawn: Drawn,
  { input, options, host, hooks }: AnalysisContext,
  visualizer: Visualizer,
): Promise<Drawing> {
  const { table } = drawn;
  let chart: Chart | null = null;
  try {
    const question = input.question?.text ?? null;
    chart = await visualizer.choose(visualInput({ question, ...drawn }, options), host, hooks);
    if (!chart || input.drawing === "choice") return { visual: null, chart, notice: null };
    const visual = await visualizer.draw(chart, table, hooks.signal);
    return {
      visual,
      chart,
      notice: table.truncated
        ? `The chart shows the first ${table.rows.length.toLocaleString("en")} rows.`
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
  if (!answer.result || (!answer.plan && !answer.code)) {
    throw new NexusError("chart.unsupported", "This answer has no result that could be drawn");
  }
  if (type !== undefined) visualizer.require(type);
  let reason: string | undefined;
  const plan = answer.plan ?? { op: "result" as const, ref: SCRIPT_REF };
  const { schema, table } = answer.plan
    ? await options.executor.execute(answer.plan, signal)
    : { schema: answer.result.columns, table: answer.result };
  const wish: Reading = {
    plan,
    confidence: 1,
    kind: answer.kind,
    summary: answer.text,
    used: [],
    unused: [],
    chart: { ...(type === undefined ? {} : { type }) },
  };
  const chart = await visualizer.choose(
    visualInput({ question: null, reading: wish, plan, schema, table }, options),
    hostFor(options, {
      question: null,
      datasets: [...new Set(datasetsOf(plan))],
      documents: [],
      signal,
      onStep: () => {},
    }),
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
  return await visualizer.draw(chart, table, signal);
}

function visualInput(
  { question, reading, plan, schema, table }: Drawn & { question: string | null },
  { catalogue }: AnalysisOptions,
): VisualInput {
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
