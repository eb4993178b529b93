/**
 * The agent that decides whether a chart helps, and which.
 *
 * @module
 */
import {
  type AgentEvent,
  type AgentTask,
  type Channel,
  type ChannelEncoding,
  type Chart,
  defineAgent,
  NexusError,
  type VisualizeTask,
} from "nexus";
import { type Part, rowsOf, unitOf } from "./parts.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { chartTitle, titleOf } from "./titles.ts";

/** What stands in for a type that is not installed, nearest first. */
const STAND_INS: Record<string, string[]> = {
  area: ["line", "bar"],
  pie: ["bar"],
  boxplot: ["bar"],
  heatmap: ["bar"],
  histogram: ["bar"],
  line: ["bar"],
  bar: [],
  scatter: ["bar"],
};

export default defineAgent({ run });

async function* run(task: AgentTask): AsyncGenerator<AgentEvent> {
  if (task.intent !== "visualize") {
    throw new NexusError("plugin.contract", `The visualizer cannot do "${task.intent}"`);
  }
  const shape = shapeOf(task);
  if ("none" in shape) {
    yield { type: "step", title: "No chart", detail: shape.none };
    yield { type: "chart", chart: null };
    return;
  }
  const wanted = wantedType(shape, task);
  const type = [wanted, ...(STAND_INS[wanted] ?? ["bar"])].find((name) =>
    isDrawable(name, shape, { wanted, task })
  );
  if (type === undefined) {
    yield { type: "step", title: "No chart", detail: whyNot(wanted, task) };
    yield { type: "chart", chart: null };
    return;
  }
  const detail = type === wanted ? shape.reason : whyNot(wanted, task);
  yield { type: "step", title: `Chose a ${nameOfType(type, task)}`, detail };
  const limit = task.charts.find((chart) => chart.type === type)?.maxRows ?? Infinity;
  if (task.result.rowCount > limit) {
    const most = `it shows at most ${limit.toLocaleString("en-US")}`;
    yield {
      type: "step",
      title: "Too many rows for it",
      detail: `${most}, the result has ${rowsOf(task.result)}`,
    };
    // Who asked for this chart hears from the renderer why it cannot be; who did not is spared it.
    if (task.reading?.chart === undefined) {
      yield { type: "chart", chart: null };
      return;
    }
  }
  yield { type: "chart", chart: chartOf(type, shape, task) };
}

/** How the plugin that draws a type calls it. */
function nameOfType(type: string, { charts }: VisualizeTask): string {
  return charts.find((chart) => chart.type === type)?.title.toLowerCase() ?? `${type} chart`;
}

function whyNot(type: string, task: VisualizeTask): string {
  const installed = task.charts.some((chart) => chart.type === type);
  const name = nameOfType(type, task);
  return installed ? `a ${name} does not fit this result` : `nothing that is installed draws a ${name}`;
}

/** The type that was asked for, without the words for its series; else the one that fits the shape. */
function wantedType(shape: Shape, task: VisualizeTask): string {
  const asked = task.reading?.chart?.type;
  if (asked === undefined || asked === "") return shape.type;
  if (task.charts.some(({ type }) => type === asked)) return asked;
  return asked.replace(/^(stacked|grouped|grouping)\s+/, "");
}

/** Whether a type is installed and takes what the shape has. Bars do not stand in for points. */
function isDrawable(
  type: string,
  { x, y, color }: Shape,
  { wanted, task }: { wanted: string; task: VisualizeTask },
): boolean {
  if (!task.charts.some((chart) => chart.type === type)) return false;
  if (type === "pie") return color === undefined && x.kind !== "measure";
  if (type === "heatmap") return color !== undefined && color.kind !== "measure";
  if (type === "boxplot") return y.origin.role !== "measure" && x.kind !== "bin";
  if (type === "scatter") return x.type !== "text" && x.type !== "boolean";
  if (type === "histogram") return x.kind === "bin";
  return type === wanted || x.kind !== "measure";
}

function chartOf(type: string, shape: Shape, task: VisualizeTask): Chart {
  const encoding = channelsOf(type, shape, task);
  if (shape.label !== undefined && type === "scatter") encoding.label = encode(shape.label, task);
  const variants = task.charts.find((chart) => chart.type === type)?.variants ?? [];
  const variant = /^(stacked|grouped)\b/.exec(task.reading?.chart?.type ?? "")?.[1];
  return {
    type,
    ...(variant !== undefined && variants.includes(variant) ? { variant } : {}),
    encoding,
    title: chartTitle(shape, task),
  };
}

/** A heat map shows the number as the shade of its cells, a box of all rows has nothing across. */
function channelsOf(
  type: string,
  { x, y, color }: Shape,
  task: VisualizeTask,
): Partial<Record<Channel, ChannelEncoding>> {
  if (type === "heatmap" && color !== undefined) {
    return { x: encode(x, task), y: encode(color, task), color: encode(y, task) };
  }
  return {
    ...(type === "boxplot" && x === y ? {} : { x: encode(x, task) }),
    y: encode(y, task),
    ...(color === undefined || type === "boxplot" ? {} : { color: encode(color, task) }),
  };
}

function encode(part: Part, task: VisualizeTask): ChannelEncoding {
  const { column, type, origin } = part;
  const unit = unitOf(task, part);
  return {
    column,
    type,
    title: titleOf(part),
    ...(origin.field === undefined ? {} : { field: origin.field }),
    ...(origin.aggregate === undefined ? {} : { aggregate: origin.aggregate }),
    ...(origin.bin === undefined ? {} : { bin: origin.bin }),
    ...(origin.timeUnit === undefined ? {} : { timeUnit: origin.timeUnit }),
    ...(unit === undefined ? {} : { unit }),
  };
}
