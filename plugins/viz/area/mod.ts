/**
 * Area charts: an amount over time or another order, its parts on top of one another.
 *
 * @module
 */
import { defineViz, type Figure, NexusError, type RenderInput } from "nexus";
import {
  type Bound,
  bound,
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
  type Scale,
  scaleOf,
  seriesOf,
  shorten,
  truncationNotes,
  valueAxis,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };

const AREA_CHART: Drawing = { name: "area chart", needs: "x (time, or another order) and y (an amount)" };
const SIZE = {
  maxRows: manifest.contributes.viz.maxRows,
  hint: "Ask for a longer time unit, such as by month.",
};
/** Past this many areas no eye follows one of them. */
const MAX_SERIES = 12;

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, AREA_CHART, SIZE);
  const x = required(input, "x", AREA_CHART);
  const y = measured(input, "y", AREA_CHART);
  const color = bound(input, "color", AREA_CHART);
  const scale = scaleOf(x);
  const placed = [...x.values.keys()].filter((row) => x.values[row] !== null || scale === "order");
  const series = seriesOf(placed, color);
  if (series.size > MAX_SERIES) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw ${series.size} areas in one chart of "${input.chart.title}": at most ${MAX_SERIES} can be followed`,
      {
        hint: `Ask for a line chart, or for the top ${MAX_SERIES / 2} values of "${color?.encoding.title}".`,
      },
    );
  }
  // Counts and sums of parts lie on top of one another; means would add up to nothing.
  const stacked = series.size > 1 && isAdditive(y) && y.numbers.every((number) => (number ?? 0) >= 0);
  const order = compareAlong(scale, x.encoding);
  const data = [...series].map(([name, rows], index) => {
    if (order !== undefined) rows.sort((a, b) => order(x.values[a] ?? null, x.values[b] ?? null) || a - b);
    return traceOf(input, { x, y, scale, name, rows, index, stacked });
  });
  return {
    data,
    layout: {
      ...frame(input, {
        notes: notesOf(input, x, { scale, overlaid: series.size > 1 && !stacked }),
        alt:
          `Area chart: ${input.chart.title}. ${series.size === 1 ? "One area" : `${series.size} areas`} of ` +
          `${y.encoding.title} by ${x.encoding.title}${stacked ? ", stacked" : ""}.`,
        legend: color && { title: color.encoding.title, names: [...series.keys()] },
      }),
      xaxis: orderAxis(x, scale, input),
      yaxis: { ...valueAxis(y, input), rangemode: "tozero" },
      hovermode: "x unified",
    },
  };
}

function isAdditive({ encoding: { aggregate } }: Measured): boolean {
  return aggregate === "count" || aggregate === "sum";
}

function traceOf(
  input: RenderInput,
  { x, y, scale, name, rows, index, stacked }: {
    x: Bound;
    y: Measured;
    scale: Scale;
    name: string;
    rows: number[];
    index: number;
    stacked: boolean;
  },
): Figure["data"][number] {
  const color = colorOf(input, index);
  const label = name === "" ? y.encoding.title : shorten(name, 40);
  return {
    type: "scatter",
    mode: "lines",
    x: rows.map((row) => placeAlong(x.values[row] ?? null, scale, x.encoding)),
    y: rows.map((row) => y.numbers[row] ?? null),
    name: escapeLabel(label),
    customdata: rows,
    hovertext: rows.map((row) => {
      const value = y.values[row] ?? null;
      return escapeLabel(`${label}: ${value === null ? "no value" : numberLabel(value, y.encoding.unit)}`);
    }),
    hoverinfo: "x+text",
    line: { color, width: stacked ? 1 : 2 },
    ...(stacked
      ? { stackgroup: "all", stackgaps: "infer zero" }
      : { fill: "tozeroy", fillcolor: translucent(color) }),
  };
}

/** The colour of an area through which others are seen. */
function translucent(color: string): string {
  return /^#[0-9a-f]{6}$/i.test(color) ? `${color}40` : color;
}

function notesOf(
  { table }: RenderInput,
  x: Bound,
  { scale, overlaid }: { scale: Scale; overlaid: boolean },
): string[] {
  const notes = truncationNotes(table);
  const missing = scale === "order" ? 0 : x.values.filter((value) => value === null).length;
  if (missing > 0) notes.push(`${numberLabel(missing)} without ${x.encoding.title} not shown`);
  if (overlaid) notes.push("Areas lie over one another, for they do not add up");
  return notes;
}
