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
import { COMPANION_ROWS, companionOf } from "./companion.ts";
import type { ResultProposal } from "./propose.ts";
import { SCRIPT_REF } from "./scripts/phrase_script.ts";
import type { Visual, VisualInput, Visualizer } from "./visual.ts";

const PREVIEW_ROWS = 50;

/** What drawing gave; `notice` says why there is no chart, or what it leaves out. */
export interface Drawing {
  visual: Visual | null;
  chart: Chart | null;
  notice: string | null;
  /** The rows that the chart shows, where they are others than the answer's. */
  shown?: Table;
}

/** The chart of a plan's result. */
export async function drawAnswer(
  { execution, reading }: Pick<ResultProposal, "execution" | "reading">,
  context: AnalysisContext,
  visualizer: Visualizer,
): Promise<Drawing> {
  const { plan, schema, table } = execution;
  const beside = await besideAnswer({ plan, table, reading }, context.options, context.hooks.signal);
  if (beside !== undefined) {
    return { ...await draw(beside, context, visualizer), shown: beside.table };
  }
  return await draw({ reading, plan, schema, table }, context, visualizer);
}

/** What is drawn beside an answer of one row: the row among the others. Both engines must agree on it as on the answer. */
async function besideAnswer(
  { plan, table, reading }: Omit<Drawn, "schema">,
  { executor }: AnalysisOptions,
  signal: AbortSignal,
): Promise<Drawn | undefined> {
  const companion = table.rowCount === 1 && reading?.chart?.type === undefined
    ? companionOf(plan)
    : undefined;
  if (companion === undefined) return undefined;
  try {
    const execution = await executor.execute(companion.plan, signal);
    const { rowCount } = execution.table;
    const most = companion.chart === undefined ? COMPANION_ROWS.groups : COMPANION_ROWS.points;
    if (rowCount < 2 || rowCount > most) return undefined;
    if ((await execution.confirm(signal)).disagreement !== null) return undefined;
    const { chart: _, ...rest } = reading ?? asked(plan);
    return {
      reading: { ...rest, ...(companion.chart === undefined ? {} : { chart: companion.chart }) },
      plan: execution.plan,
      schema: execution.schema,
      table: execution.table,
    };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** The reading of a plan that nobody put in words. */
function asked(plan: Plan): Reading {
  return { plan, confidence: 1, kind: "table", summary: "", used: [], unused: [] };
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
  const own = answer.plan ? await options.executor.execute(answer.plan, signal) : {
    plan: { op: "result" as const, ref: SCRIPT_REF },
    schema: answer.result.columns,
    table: answer.result,
  };
  const { plan, schema, table } = await besideAnswer({ ...own, reading: null }, options, signal) ?? own;
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
