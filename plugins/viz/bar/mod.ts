/**
 * Bar charts: a number compared across categories.
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
  shorten,
  truncationNotes,
  valueAxis,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };
import { periodOf, position, type Spread, spreadAxis, spreadOf } from "./spread.ts";

type Trace = Figure["data"][number];

const BAR_CHART: Drawing = { name: "bar chart", needs: "x (what is compared) and y (a number)" };
const { maxRows } = manifest.contributes.viz;
const SIZE = {
  maxRows,
  limit: `past ${numberLabel(maxRows)} bars nothing can be read`,
  hint: "Group the rows further, or ask for the top 20.",
};
/** Past this many series no legend can be read. */
const MAX_SERIES = 24;
const PATTERNS = ["", "/", ".", "x"];

/** One bar: where it stands, how long it is, and the row of the table that it is. */
interface Bar {
  position: string | number | null;
  length: number | null;
  row: number;
  hover: string;
}

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, BAR_CHART, SIZE);
  const x = required(input, "x", BAR_CHART);
  const y = measured(input, "y", BAR_CHART);
  const color = bound(input, "color", BAR_CHART);
  const spread = spreadOf(x, color !== undefined);
  const labels = uniqueLabels(x);
  const categories = [...new Set(labels.values())];
  const lying = spread === "names" && (wants(input, "horizontal") || isCrowded(categories));
  const series = seriesOf(input, { x, y, color, labels, spread });
  const stacked = color !== undefined &&
    (wants(input, "stacked") || (!wants(input, "grouped") && isAdditive(y)));

  const data = [...series].map(([name, all], index): Trace => {
    const bars = all.filter((bar) => bar.position !== null);
    return {
      type: "bar",
      orientation: lying ? "h" : "v",
      [lying ? "y" : "x"]: bars.map((bar) => bar.position),
      [lying ? "x" : "y"]: bars.map((bar) => bar.length),
      ...(spread === "time" ? periodOf(x.encoding.timeUnit) : {}),
      ...(color === undefined ? {} : { name: escapeLabel(shorten(name, 40)) }),
      customdata: bars.map((bar) => bar.row),
      hovertext: bars.map((bar) => bar.hover),
      hoverinfo: "text",
      marker: markerOf(index, input),
      ...(color === undefined && bars.length <= (lying ? 24 : 12) ? valueLabels(bars, y, input) : {}),
    };
  });

  const categoryAxis = spread === "names"
    ? textAxis(x, categories, { lying, input })
    : spreadAxis(x, spread, input);
  return {
    data,
    layout: {
      ...frame(input, {
        notes: notesOf(input, x, spread),
        alt: altOf(input, { x, y, series }),
        legend: color === undefined ? undefined : { title: color.encoding.title, names: [...series.keys()] },
      }),
      xaxis: lying ? valueAxis(y, input) : categoryAxis,
      yaxis: lying ? categoryAxis : valueAxis(y, input),
      barmode: stacked ? "relative" : "group",
      // Few bars would be planks.
      bargap: categories.length <= 3 ? 0.6 : categories.length <= 6 ? 0.42 : 0.28,
      bargroupgap: 0.06,
      barcornerradius: 3,
      hovermode: "closest",
      ...(lying && categories.length > 12
        ? { height: 120 + categories.length * (stacked ? 24 : 24 * Math.min(3, series.size)) }
        : {}),
    },
  };
}

function wants({ chart }: RenderInput, word: string): boolean {
  return chart.variant?.includes(word) ?? false;
}

/** Sums and counts of parts add up to the whole, so they may be stacked; means may not. */
function isAdditive({ encoding }: Bound): boolean {
  return encoding.aggregate === "count" || encoding.aggregate === "sum";
}

/** Upright labels would collide: many of them, or long ones. */
function isCrowded(categories: string[]): boolean {
  const longest = Math.max(...categories.map((category) => category.length));
  return (categories.length > 4 && longest > 14) || longest > 28 || (categories.length > 14 && longest > 5);
}

/** A label for each distinct value, no two alike. */
function uniqueLabels({ encoding, values }: Bound): Map<unknown, string> {
  const labels = new Map<unknown, string>();
  const taken = new Set<string>();
  for (const value of values) {
    if (labels.has(value)) continue;
    let label = categoryLabel(value, encoding);
    while (taken.has(label)) label += "\u200b";
    taken.add(label);
    labels.set(value, label);
  }
  return labels;
}

function seriesOf(
  input: RenderInput,
  { x, y, color, labels, spread }: {
    x: Bound;
    y: Measured;
    color: Bound | undefined;
    labels: Map<unknown, string>;
    spread: Spread;
  },
): Map<string, Bar[]> {
  const series = new Map<string, Bar[]>();
  x.values.forEach((value, row) => {
    const category = labels.get(value) ?? "";
    const name = color === undefined ? "" : categoryLabel(color.values[row] ?? null, color.encoding);
    const length = y.numbers[row] ?? null;
    const shown = length === null ? "no value" : numberLabel(y.values[row] ?? null, y.encoding.unit);
    const heading = name === "" ? shorten(category, 80) : `${shorten(category, 80)} · ${shorten(name, 60)}`;
    const hover = `<b>${escapeLabel(heading)}</b><br>${escapeLabel(`${y.encoding.title}: ${shown}`)}`;
    const bars = series.get(name) ?? [];
    bars.push({ position: position(value, spread, escapeLabel(category)), length, row, hover });
    series.set(name, bars);
  });
  if (series.size > MAX_SERIES) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw ${series.size} series in one bar chart of "${input.chart.title}": at most ${MAX_SERIES} can be told apart`,
      { hint: `Ask for the top ${MAX_SERIES / 2} values of "${color?.encoding.title}".` },
    );
  }
  return series;
}

/** Colours first; past the end of the palette the same colours hatched. */
function markerOf(index: number, input: RenderInput): Trace {
  const shape = PATTERNS[roundOf(input, index) % PATTERNS.length] ?? "";
  return {
    color: colorOf(input, index),
    ...(shape === ""
      ? {}
      : { pattern: { shape, fillmode: "overlay", fgcolor: inkOf(input).surface, size: 6, solidity: 0.25 } }),
  };
}

function valueLabels(bars: Bar[], y: Measured, input: RenderInput): Trace {
  return {
    text: bars.map((bar) =>
      bar.length === null ? "" : escapeLabel(numberLabel(bar.length, y.encoding.unit, true))
    ),
    textposition: "outside",
    textangle: 0,
    cliponaxis: false,
    textfont: { size: 11, color: inkOf(input).muted },
  };
}

function textAxis(
  x: Bound,
  categories: string[],
  { lying, input }: { lying: boolean; input: RenderInput },
): Figure["layout"] {
  const ink = inkOf(input);
  const step = lying ? 1 : Math.ceil(categories.length / 30);
  const shown = categories.filter((_, index) => index % step === 0);
  return {
    type: "category",
    title: axisTitle(x.encoding.title, input),
    categoryorder: "array",
    categoryarray: categories.map(escapeLabel),
    tickmode: "array",
    tickvals: shown.map(escapeLabel),
    ticktext: shown.map((label) => escapeLabel(shorten(label, 34))),
    tickfont: { color: ink.text },
    ticks: "",
    ticklabelstandoff: 4,
    showgrid: false,
    linecolor: ink.axis,
    showline: true,
    automargin: true,
    ...(lying ? { autorange: "reversed" } : {}),
  };
}

function notesOf({ table }: RenderInput, x: Bound, spread: Spread): string[] {
  const notes = truncationNotes(table);
  const unplaced = spread === "names" ? 0 : x.values.filter((value) => value === null).length;
  if (unplaced > 0) notes.push(`${numberLabel(unplaced)} without ${x.encoding.title} not shown`);
  return notes;
}

/** The chart in a sentence, for those who do not see it. */
function altOf(
  input: RenderInput,
  { x, y, series }: { x: Bound; y: Measured; series: Map<string, Bar[]> },
): string {
  const drawn = [...series.values()].flat().filter((bar) => bar.length !== null);
  const first =
    `Bar chart: ${input.chart.title}. ${drawn.length} bars of ${y.encoding.title} by ${x.encoding.title}` +
    (series.size > 1 ? ` in ${series.size} series` : "");
  const sorted = drawn.toSorted((a, b) => (b.length ?? 0) - (a.length ?? 0));
  const [highest, lowest] = [sorted[0], sorted.at(-1)];
  if (highest === undefined || lowest === undefined || highest === lowest) return `${first}.`;
  const say = (bar: Bar) =>
    `${categoryLabel(x.values[bar.row] ?? null, x.encoding)} (${numberLabel(bar.length, y.encoding.unit)})`;
  return `${first}. Highest: ${say(highest)}; lowest: ${say(lowest)}.`;
}
