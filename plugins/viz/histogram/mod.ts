/**
 * Histograms: how a number is spread. The engine counts the bins; the chart draws each between its edges.
 *
 * @module
 */
import { defineViz, type Figure, NexusError, type RenderInput } from "nexus";
import {
  axisTitle,
  type Bound,
  bound,
  categoryLabel,
  checkSize,
  colorOf,
  type Drawing,
  escapeLabel,
  frame,
  inkOf,
  type Measured,
  measured,
  numberLabel,
  seriesOf,
  shorten,
  truncationNotes,
  valueAxis,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };

type Trace = Figure["data"][number];

const HISTOGRAM: Drawing = {
  name: "histogram",
  needs: "x (lower edges of bins) and y (how many fall into each)",
};
const SIZE = { maxRows: manifest.contributes.viz.maxRows, rows: "bins", hint: "Choose wider bins." };
/** Past this many series no legend can be read. */
const MAX_SERIES = 12;

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, HISTOGRAM, SIZE);
  const x = measured(input, "x", HISTOGRAM);
  const y = measured(input, "y", HISTOGRAM);
  const color = bound(input, "color", HISTOGRAM);
  const width = widthOf(input, x);
  const series = binsOf(input, x, color);
  return {
    data: [...series].map(([name, rows], index) => traceOf(input, { x, y, width, name, rows, index })),
    layout: {
      ...frame(input, {
        notes: notesOf(input, x, y),
        alt: altOf(input, { x, y, width }),
        legend: color === undefined ? undefined : { title: color.encoding.title, names: [...series.keys()] },
      }),
      xaxis: edgeAxis(input, x, width),
      yaxis: valueAxis(y, input),
      barmode: "stack",
      bargap: 0,
      hovermode: "closest",
    },
  };
}

function widthOf(input: RenderInput, { encoding }: Bound): number {
  if (encoding.bin !== undefined && encoding.bin > 0) return encoding.bin;
  throw new NexusError(
    "chart.unsupported",
    `Cannot draw the histogram "${input.chart.title}": "${encoding.column}" does not hold bins`,
    {
      hint: `Group the rows by bins of "${encoding.field ?? encoding.column}" and count them, or draw bars.`,
    },
  );
}

/** The rows of each series; a bin without a value has no place on the axis and is told in a note. */
function binsOf(input: RenderInput, x: Measured, color: Bound | undefined): Map<string, number[]> {
  const placed = [...x.numbers.keys()].filter((row) => x.numbers[row] !== null);
  const series = seriesOf(placed, color);
  if (series.size > MAX_SERIES) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot stack ${series.size} series in the histogram "${input.chart.title}": at most ${MAX_SERIES} can be told apart`,
      { hint: `Ask for fewer values of "${color?.encoding.title}".` },
    );
  }
  return series;
}

function traceOf(
  input: RenderInput,
  { x, y, width, name, rows, index }: {
    x: Measured;
    y: Measured;
    width: number;
    name: string;
    rows: number[];
    index: number;
  },
): Trace {
  return {
    type: "bar",
    x: rows.map((row) => (x.numbers[row] ?? 0) + width / 2),
    y: rows.map((row) => y.numbers[row] ?? null),
    width,
    ...(name === "" ? {} : { name: escapeLabel(shorten(name, 40)) }),
    customdata: rows,
    hovertext: rows.map((row) => {
      const range = categoryLabel(x.values[row] ?? null, x.encoding);
      const heading = name === "" ? range : `${range} · ${shorten(name, 60)}`;
      const value = numberLabel(y.values[row] ?? null, y.encoding.unit);
      return `<b>${escapeLabel(heading)}</b><br>${escapeLabel(`${y.encoding.title}: ${value}`)}`;
    }),
    hoverinfo: "text",
    marker: {
      color: colorOf(input, index),
      line: { width: 1, color: inkOf(input).surface },
    },
  };
}

/** The axis has its ticks at edges of bins, as many as can be read. */
function edgeAxis(input: RenderInput, x: Measured, width: number): Figure["layout"] {
  const edges = x.numbers.filter((edge) => edge !== null);
  const first = edges.reduce((a, b) => Math.min(a, b), Infinity);
  const last = edges.reduce((a, b) => Math.max(a, b), -Infinity);
  const bins = edges.length === 0 ? 1 : Math.round((last - first) / width) + 1;
  const ink = inkOf(input);
  return {
    ...valueAxis(x, input),
    title: axisTitle(x.encoding.title + (x.encoding.unit ? ` (${x.encoding.unit})` : ""), input),
    tickprefix: "",
    ticksuffix: "",
    ...(edges.length === 0 ? {} : { tick0: first, dtick: width * Math.ceil(bins / 12) }),
    showgrid: false,
    zeroline: false,
    showline: true,
    linecolor: ink.axis,
    ticks: "outside",
    tickcolor: ink.axis,
    ticklen: 4,
  };
}

function notesOf({ table }: RenderInput, x: Measured, y: Measured): string[] {
  const notes = truncationNotes(table, "bins");
  const missing = x.numbers.reduce(
    (sum: number, edge, row) => sum + (edge === null ? y.numbers[row] ?? 0 : 0),
    0,
  );
  if (x.numbers.includes(null)) {
    const rows = y.encoding.aggregate === "count" ? `${numberLabel(missing)} rows` : "Rows";
    notes.push(`${rows} without ${x.encoding.title} not shown`);
  }
  return notes;
}

/** The chart in a sentence, for those who do not see it. */
function altOf(input: RenderInput, { x, y, width }: { x: Measured; y: Measured; width: number }): string {
  const rows = x.numbers.map((_, row) => row).filter((row) => x.numbers[row] !== null);
  const fullest = rows.toSorted((a, b) => (y.numbers[b] ?? 0) - (y.numbers[a] ?? 0))[0];
  const peak = fullest === undefined
    ? ""
    : ` Most in ${categoryLabel(x.values[fullest] ?? null, x.encoding)}: ${
      numberLabel(y.values[fullest] ?? null, y.encoding.unit)
    }.`;
  return `Histogram: ${input.chart.title}. ${rows.length} bins of ${numberLabel(width)}.${peak}`;
}
