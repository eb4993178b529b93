/**
 * Scatter plots: two numbers of each row set against each other.
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
  required,
  roundOf,
  seriesOf,
  shorten,
  truncationNotes,
  valueAxis,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };

type Trace = Figure["data"][number];

const SCATTER_PLOT: Drawing = { name: "scatter plot", needs: "two numbers, x and y" };
const SIZE = {
  maxRows: manifest.contributes.viz.maxRows,
  hint: "Filter the rows, or group them first.",
};
/** Past this many groups no legend can be read. */
const MAX_SERIES = 24;
/** A number with more distinct values than this colours by a scale. */
const MAX_STEPS = 10;
const SYMBOLS = ["circle", "diamond", "square", "triangle-up"];

interface Channels {
  x: Bound;
  y: Measured;
  color: Bound | undefined;
  label: Bound | undefined;
}

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, SCATTER_PLOT, SIZE);
  const x = horizontal(input);
  const y = measured(input, "y", SCATTER_PLOT);
  const channels = {
    x,
    y,
    color: bound(input, "color", SCATTER_PLOT),
    label: bound(input, "label", SCATTER_PLOT),
  };
  const rows = input.table.rows.map((_, row) => row).filter((row) =>
    x.values[row] !== null && y.values[row] !== null
  );
  const scaled = channels.color !== undefined && isScale(channels.color);
  const groups = scaled ? new Map([["", rows]]) : groupsOf(input, channels.color, rows);
  return {
    data: [...groups].map(([name, members], index) =>
      traceOf(input, { channels, name, rows: members, index, total: rows.length })
    ),
    layout: {
      ...frame(input, {
        notes: notesOf(input, rows.length),
        alt: altOf(input, channels, rows),
        legend: channels.color === undefined || scaled
          ? undefined
          : { title: channels.color.encoding.title, names: [...groups.keys()] },
      }),
      xaxis: horizontalAxis(x, input),
      yaxis: valueAxis(y, input),
      hovermode: "closest",
    },
  };
}

/** The horizontal channel: a number or a time. */
function horizontal(input: RenderInput): Bound {
  const x = required(input, "x", SCATTER_PLOT);
  return x.encoding.type === "date" || x.encoding.type === "datetime"
    ? x
    : measured(input, "x", SCATTER_PLOT);
}

function isScale({ encoding, values }: Bound): boolean {
  const numeric = encoding.type === "number" || encoding.type === "integer";
  return numeric && new Set(values).size > MAX_STEPS;
}

function groupsOf(input: RenderInput, color: Bound | undefined, rows: number[]): Map<string, number[]> {
  const groups = seriesOf(rows, color);
  if (groups.size > MAX_SERIES) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw ${groups.size} groups in one scatter plot of "${input.chart.title}": at most ${MAX_SERIES} can be told apart`,
      { hint: `Ask for fewer values of "${color?.encoding.title}".` },
    );
  }
  return groups;
}

function traceOf(
  input: RenderInput,
  { channels, name, rows, index, total }: {
    channels: Channels;
    name: string;
    rows: number[];
    index: number;
    total: number;
  },
): Trace {
  const { x, y } = channels;
  const time = x.encoding.type === "date" || x.encoding.type === "datetime";
  return {
    type: "scatter",
    mode: "markers",
    ...(name === "" ? {} : { name: escapeLabel(shorten(name, 40)) }),
    x: rows.map((row) => time ? x.values[row] ?? null : Number(x.values[row])),
    y: rows.map((row) => y.numbers[row] ?? null),
    customdata: rows,
    hovertext: rows.map((row) => hoverOf(channels, row)),
    hoverinfo: "text",
    marker: {
      color: colorOf(input, index),
      symbol: SYMBOLS[roundOf(input, index) % SYMBOLS.length] ?? "circle",
      size: total <= 100 ? 9 : total <= 1000 ? 7 : 5,
      opacity: total <= 100 ? 0.85 : total <= 1000 ? 0.65 : 0.45,
      line: { width: total <= 1000 ? 1 : 0, color: inkOf(input).surface },
      ...(name === "" && channels.color !== undefined ? scaleOf(channels.color, rows, input) : {}),
    },
  };
}

/** Colours by a number: a scale that the colour-blind read too. */
function scaleOf({ encoding, values }: Bound, rows: number[], input: RenderInput): Trace {
  const muted = inkOf(input).muted;
  return {
    color: rows.map((row) => values[row] === null ? null : Number(values[row])),
    colorscale: "Cividis",
    reversescale: input.theme.mode === "light",
    showscale: true,
    colorbar: {
      title: { text: escapeLabel(encoding.title), font: { size: 12, color: muted } },
      tickfont: { color: muted },
      thickness: 12,
      outlinewidth: 0,
      exponentformat: "B",
      separatethousands: true,
    },
  };
}

function hoverOf({ x, y, color, label }: Channels, row: number): string {
  const line = ({ encoding, values }: Bound) =>
    `${encoding.title}: ${categoryLabel(values[row] ?? null, encoding)}`;
  const heading = label === undefined ? [] : [
    `<b>${escapeLabel(shorten(categoryLabel(label.values[row] ?? null, label.encoding), 80))}</b>`,
  ];
  const others = color === undefined ? [] : [color];
  return [...heading, ...[x, y, ...others].map((column) => escapeLabel(line(column)))].join("<br>");
}

function horizontalAxis(x: Bound, input: RenderInput): Figure["layout"] {
  const ink = inkOf(input);
  if (x.encoding.type === "date" || x.encoding.type === "datetime") {
    return {
      type: "date",
      title: axisTitle(x.encoding.title, input),
      gridcolor: ink.grid,
      tickfont: { color: ink.muted },
      nticks: 9,
      automargin: true,
    };
  }
  const axis = valueAxis(
    { ...x, numbers: x.values.map((value) => value === null ? null : Number(value)) },
    input,
  );
  return { ...axis, nticks: 10 };
}

function notesOf({ table }: RenderInput, drawn: number): string[] {
  const notes = truncationNotes(table);
  const missing = table.rows.length - drawn;
  if (missing > 0) {
    notes.push(`${numberLabel(missing)} ${missing === 1 ? "row" : "rows"} with a missing value not shown`);
  }
  return notes;
}

/** The chart in a sentence, for those who do not see it. */
function altOf(input: RenderInput, { x, y }: Channels, rows: number[]): string {
  const range = (column: Bound) => {
    const sorted = rows.map((row) => column.values[row] ?? null).sort((a, b) =>
      typeof a === "string" && typeof b === "string" ? (a < b ? -1 : 1) : Number(a) - Number(b)
    );
    return `${categoryLabel(sorted[0] ?? null, column.encoding)} to ${
      categoryLabel(sorted.at(-1) ?? null, column.encoding)
    }`;
  };
  const ranges = rows.length === 0
    ? ""
    : ` ${x.encoding.title} from ${range(x)}; ${y.encoding.title} from ${range(y)}.`;
  return `Scatter plot: ${input.chart.title}. ${numberLabel(rows.length)} points.${ranges}`;
}
