/**
 * Draws a number for every pair of two groups as the colour of a cell: `x` across, `color` down, `y` in the cell.
 *
 * @module
 */
import { defineViz, type Figure, NexusError, type RenderInput, type Value } from "nexus";
import {
  axisTitle,
  type Bound,
  categoryLabel,
  checkSize,
  type Drawing,
  escapeLabel,
  frame,
  inkOf,
  measured,
  numberLabel,
  required,
  shorten,
  truncationNotes,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };

const HEAT_MAP: Drawing = { name: "heat map", needs: "two groups (x and color) and a number (y)" };
const SIZE = { maxRows: manifest.contributes.viz.maxRows, hint: "Group by something with fewer values." };
/** More stripes cannot be told apart. */
const MAX_STRIPES = 200;

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, HEAT_MAP, SIZE);
  const across = required(input, "x", HEAT_MAP);
  const down = required(input, "color", HEAT_MAP);
  const measure = measured(input, "y", HEAT_MAP);
  const [columns, rows] = [stripesOf(across), stripesOf(down)];
  const cells: (number | null)[][] = rows.map(() => columns.map(() => null));
  for (const [row, number] of measure.numbers.entries()) {
    const [i, j] = [rows.indexOf(down.values[row] ?? null), columns.indexOf(across.values[row] ?? null)];
    if (cells[i]![j] !== null) throw twice(across, down, input.table.rows[row]!);
    cells[i]![j] = number;
  }
  const { title, unit } = measure.encoding;
  const hover = rows.map((row, i) =>
    columns.map((column, j) =>
      [
        `${across.encoding.title}: ${categoryLabel(column, across.encoding)}`,
        `${down.encoding.title}: ${categoryLabel(row, down.encoding)}`,
        `${title}: ${cells[i]![j] === null ? "nothing" : numberLabel(cells[i]![j]!, unit)}`,
      ].map(escapeLabel).join("<br>")
    )
  );
  const muted = inkOf(input).muted;
  return {
    data: [{
      type: "heatmap",
      x: columns.map((_, j) => j),
      y: rows.map((_, i) => i),
      z: cells,
      hovertext: hover,
      hoverinfo: "text",
      colorscale: "Cividis",
      reversescale: input.theme.mode === "light",
      xgap: 1,
      ygap: 1,
      colorbar: {
        title: { text: escapeLabel(title), font: { size: 12, color: muted } },
        tickfont: { color: muted },
        thickness: 12,
        outlinewidth: 0,
      },
    }],
    layout: {
      ...frame(input, {
        notes: truncationNotes(input.table),
        alt: altOf(input, measure.numbers),
        legend: undefined,
      }),
      xaxis: stripeAxis(across, columns, input),
      yaxis: { ...stripeAxis(down, rows, input), autorange: "reversed" },
    },
  };
}

/** The values of a channel, once each, in order. */
function stripesOf({ encoding, values }: Bound): Value[] {
  const stripes = [...new Set(values)];
  if (stripes.length > MAX_STRIPES) {
    throw new NexusError(
      "chart.unsupported",
      `Cannot draw ${stripes.length} values of "${encoding.title}" in a heat map: at most ${MAX_STRIPES} can be told apart`,
      { hint: SIZE.hint },
    );
  }
  if (encoding.type === "text") return stripes; // as the result is sorted
  return stripes.sort((a, b) => a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
}

function stripeAxis({ encoding }: Bound, stripes: Value[], input: RenderInput): Figure["layout"] {
  const step = Math.ceil(stripes.length / 40);
  const shown = stripes.map((_, at) => at).filter((at) => at % step === 0);
  return {
    title: axisTitle(encoding.title, input),
    tickvals: shown,
    ticktext: shown.map((at) => escapeLabel(shorten(categoryLabel(stripes[at] ?? null, encoding), 24))),
    tickfont: { color: inkOf(input).muted },
    showgrid: false,
    zeroline: false,
    automargin: true,
  };
}

function twice(across: Bound, down: Bound, row: Value[]): NexusError {
  return new NexusError(
    "chart.unsupported",
    `Cannot draw a heat map: there are two numbers for one cell (${row.slice(0, 3).join(", ")})`,
    { hint: `Group by "${across.encoding.title}" and "${down.encoding.title}".` },
  );
}

/** The chart in a sentence, for those who do not see it. */
function altOf(input: RenderInput, numbers: (number | null)[]): string {
  const known = numbers.filter((number) => number !== null).sort((a, b) => a - b);
  const unit = input.encoding.y?.unit;
  return `Heat map: ${input.chart.title}. ${numberLabel(known.length)} cells, from ${
    numberLabel(known[0] ?? null, unit)
  } to ${numberLabel(known.at(-1) ?? null, unit)}.`;
}
