/**
 * Line charts: a number followed over time or another order.
 *
 * @module
 */
import { defineViz, type Figure, NexusError, type RenderInput } from "nexus";
import {
  type Bound,
  bound,
  categoryLabel,
  checkSize,
  colorOf,
  compareAlong,
  type Drawing,
  escapeLabel,
  frame,
  type Measured,
  measured,
  numberLabel,
  orderAxis,
  placeAlong,
  required,
  roundOf,
  type Scale,
  scaleOf,
  seriesOf,
  shorten,
  truncationNotes,
  valueAxis,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };

type Trace = Figure["data"][number];

const LINE_CHART: Drawing = { name: "line chart", needs: "x (time, or another order) and y (a number)" };
const SIZE = {
  maxRows: manifest.contributes.viz.maxRows,
  hint: "Ask for a longer time unit, such as by month.",
};
/** Past this many lines no legend can be read. */
const MAX_SERIES = 24;
const DASHES = ["solid", "dash", "dot", "dashdot"];

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, LINE_CHART, SIZE);
  const x = required(input, "x", LINE_CHART);
  const y = measured(input, "y", LINE_CHART);
  const color = bound(input, "color", LINE_CHART);
  const scale = scaleOf(x);
  const series = linesOf(input, { x, color, scale });
  const data = [...series].map(([name, rows], index) => traceOf(input, { x, y, scale, name, rows, index }));
  return {
    data,
    layout: {
      ...frame(input, {
        notes: notesOf(input, x, scale),
        alt: altOf(input, x, y, series),
        legend: color && { title: color.encoding.title, names: [...series.keys()], lines: true },
      }),
      xaxis: orderAxis(x, scale, input),
      yaxis: { ...valueAxis(y, input), rangemode: isFromZero(y) ? "tozero" : "normal" },
      hovermode: "x unified",
    },
  };
}

/** The rows of each line, along the axis. */
function linesOf(
  input: RenderInput,
  { x, color, scale }: { x: Bound; color: Bound | undefined; scale: Scale },
): Map<string, number[]> {
  const placed = [...x.values.keys()].filter((row) => x.values[row] !== null || scale === "order");
  const series = seriesOf(placed, color);
  if (series.size > MAX_SERIES) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw ${series.size} lines in one chart of "${input.chart.title}": at most ${MAX_SERIES} can be told apart`,
      { hint: `Ask for the top ${MAX_SERIES / 2} values of "${color?.encoding.title}".` },
    );
  }
  const order = compareAlong(scale, x.encoding);
  if (order !== undefined) {
    for (const rows of series.values()) {
      rows.sort((a, b) => order(x.values[a] ?? null, x.values[b] ?? null) || a - b);
    }
  }
  return series;
}

function traceOf(
  input: RenderInput,
  { x, y, scale, name, rows, index }: {
    x: Bound;
    y: Measured;
    scale: Scale;
    name: string;
    rows: number[];
    index: number;
  },
): Trace {
  const color = colorOf(input, index);
  const label = name === "" ? y.encoding.title : shorten(name, 40);
  return {
    type: "scatter",
    mode: rows.length <= 60 ? "lines+markers" : "lines",
    x: rows.map((row) => placeAlong(x.values[row] ?? null, scale, x.encoding)),
    y: rows.map((row) => y.numbers[row] ?? null),
    name: escapeLabel(label),
    customdata: rows,
    hovertext: rows.map((row) => {
      const value = y.values[row] ?? null;
      return escapeLabel(`${label}: ${value === null ? "no value" : numberLabel(value, y.encoding.unit)}`);
    }),
    hoverinfo: "x+text",
    connectgaps: false,
    line: {
      color,
      width: 2.25,
      dash: DASHES[roundOf(input, index) % DASHES.length] ?? "solid",
    },
    marker: { color, size: rows.length <= 30 ? 6 : 4 },
  };
}

/** Sums and counts are read against nothing; a mean may be read against its own range. */
function isFromZero({ encoding, numbers }: Measured): boolean {
  const known = numbers.filter((number) => number !== null);
  const [low, high] = [
    known.reduce((a, b) => Math.min(a, b), Infinity),
    known.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
  return encoding.aggregate === "count" || encoding.aggregate === "sum" || low < high / 2;
}

function notesOf({ table }: RenderInput, x: Bound, scale: Scale): string[] {
  const notes = truncationNotes(table);
  const missing = scale === "order" ? 0 : x.values.filter((value) => value === null).length;
  if (missing > 0) notes.push(`${numberLabel(missing)} without ${x.encoding.title} not shown`);
  return notes;
}

/** The chart in a sentence or two, for those who do not see it. */
function altOf(input: RenderInput, x: Bound, y: Measured, series: Map<string, number[]>): string {
  const [name, rows] = [...series][0] ?? ["", []];
  const drawn = rows.filter((row) => y.numbers[row] !== null);
  const say = (row: number) =>
    `${numberLabel(y.values[row] ?? null, y.encoding.unit)} at ${
      categoryLabel(x.values[row] ?? null, x.encoding)
    }`;
  const count = series.size > 1 ? `${series.size} lines` : "One line";
  const [start, end] = [drawn[0], drawn.at(-1)];
  const course = start === undefined || end === undefined || start === end
    ? ""
    : ` ${name === "" ? "It" : name} goes from ${say(start)} to ${say(end)}.`;
  return `Line chart: ${input.chart.title}. ${count} of ${y.encoding.title} by ${x.encoding.title}.${course}`;
}
