/**
 * The chart of an answer in the terms of evaluation sets and of Vega-Lite: chart word, data rows, mark, encodings.
 *
 * @module
 */
import type { Answer, ChannelEncoding, Chart, Reading, Table, Value } from "../contract/mod.ts";

const MARKS: Record<string, string> = {
  bar: "bar",
  "stacked bar": "bar",
  "grouped bar": "bar",
  histogram: "bar",
  line: "line",
  "grouping line": "line",
  scatter: "point",
  "grouping scatter": "point",
  pie: "arc",
  area: "area",
  boxplot: "boxplot",
  heatmap: "rect",
};

/** Empty where there is neither a chart nor a wish for one. */
export function chartFields(
  chart: Chart | null,
  reading: Reading | null,
  table: Table,
): Pick<Answer, "chart" | "data" | "mark" | "encodings"> {
  const wish = reading?.chart;
  if (!chart && !wish) return {};
  const word = wish?.type ?? chart?.type;
  if (word === undefined) return {};
  const columns = [
    wish?.x ?? chart?.encoding.x?.column,
    wish?.y ?? chart?.encoding.y?.column,
    wish?.color ?? chart?.encoding.color?.column,
  ];
  const indexes = columns.filter((name) => name !== undefined).map((name) =>
    table.columns.findIndex((column) => column.name === name)
  ).filter((index) => index >= 0);
  const data: Value[][] = table.rows.map((row) => indexes.map((index) => row[index] ?? null));
  const encodings = Object.fromEntries(
    Object.entries(chart === null ? {} : facetedBars(chart)).map(([channel, encoding]) => [channel, {
      ...(encoding.field === undefined ? {} : { field: encoding.field }),
      ...(encoding.aggregate === undefined ? {} : { aggregate: encoding.aggregate }),
      ...(encoding.bin === undefined ? {} : { bin: true }),
      ...(encoding.timeUnit === undefined ? {} : { timeUnit: encoding.timeUnit }),
    }]),
  );
  return { chart: word, data, mark: MARKS[word] ?? word, ...(chart ? { encodings } : {}) };
}

/**
 * Channels as Vega-Lite names them. Bars side by side are a small plot for each value of x there: with the series as a colour alone it would
 * stack them, and stacked means mean nothing.
 */
function facetedBars({ type, variant, encoding }: Chart): Record<string, ChannelEncoding> {
  const { x, y, color, ...rest } = encoding;
  if (type !== "bar" || x === undefined || y === undefined || color === undefined) return encoding;
  const added = y.aggregate === "sum" || y.aggregate === "count";
  if (variant !== "grouped" && (added || variant === "stacked")) return encoding;
  return { ...rest, column: x, x: color, y, color };
}
