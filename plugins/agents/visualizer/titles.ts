import type { VisualizeTask } from "nexus";
import { leftOut } from "./origin.ts";
import type { Part } from "./parts.ts";
import type { Shape } from "./shape.ts";

const AGGREGATES: Record<string, string> = {
  sum: "total",
  mean: "average",
  median: "median",
  min: "lowest",
  max: "highest",
  stddev: "standard deviation of",
  stddev_population: "standard deviation of",
  variance: "variance of",
  variance_population: "variance of",
  skewness: "skewness of",
  kurtosis: "kurtosis of",
  count_distinct: "number of different",
  cumulative_sum: "running total of",
  moving_mean: "moving average of",
};

/** The title of an axis or a legend. */
export function titleOf(part: Part): string {
  return capital(nameOf(part));
}

/** What a column is, for the middle of a sentence: `average unit price`. */
export function nameOf({ column, origin }: Part): string {
  const field = origin.field === undefined ? undefined : spaced(origin.field);
  if (origin.aggregate === "count") {
    return field === undefined ? "number of rows" : `number of ${field} values`;
  }
  if (field === undefined) return spaced(column);
  if (origin.aggregate !== undefined) {
    const words = AGGREGATES[origin.aggregate];
    return words === undefined ? spaced(column) : `${words} ${field}`;
  }
  return origin.timeUnit === undefined ? field : `${field} (${origin.timeUnit})`;
}

/** The title of the chart. Where rows were left out it says which, for the columns alone would claim too much. */
export function chartTitle(shape: Shape, task: VisualizeTask): string {
  const summary = task.reading?.summary.trim() ?? "";
  const { filtered, first } = leftOut(task.plan);
  const condition = filtered ? /\bwhere .+$/.exec(summary)?.[0] : undefined;
  if (filtered && condition === undefined && summary !== "") return capital(summary);
  const rank = first === undefined ? undefined : `${first.descending ? "top" : "lowest"} ${first.count}`;
  return capital([columnTitle(shape), rank, condition].filter((part) => part !== undefined).join(", "));
}

function columnTitle({ type, x, y, color }: Shape): string {
  if (x === y) return `distribution of ${nameOf(y)}`;
  const by = color === undefined ? "" : `, by ${nameOf(color)}`;
  if (type === "histogram") return `distribution of ${spaced(x.origin.field ?? x.column)}${by}`;
  if (x.kind === "measure") return `${nameOf(y)} against ${nameOf(x)}${by}`;
  return `${nameOf(y)} by ${x.origin.timeUnit ?? nameOf(x)}${by}`;
}

function spaced(name: string): string {
  return name.replaceAll("_", " ").replace(/\s+/g, " ").trim();
}

function capital(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase("en-US") + rest.join("");
}
