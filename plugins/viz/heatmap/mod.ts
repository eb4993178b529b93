/**
 * Heat maps: a number for each pair of two groupings.
 *
 * @module
 */
import { defineViz, type Figure, type RenderInput, type Value } from "nexus";
import {
  axisTitle,
  type Bound,
  categoryLabel,
  checkSize,
  type Drawing,
  escapeLabel,
  frame,
  inkOf,
  type Measured,
  measured,
  numberLabel,
  required,
  shorten,
  truncationNotes,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };

const HEAT_MAP: Drawing = { name: "heat map", needs: "x and y (two groupings) and color (a number)" };
const SIZE = {
  maxRows: manifest.contributes.viz.maxRows,
  rows: "cells",
  hint: "Group the rows further, or ask for the top 20 of one grouping.",
};
/** Numbers are written into cells up to this many. */
const MAX_LABELS = 150;
/** From nothing to much, and from below zero to above, for any colour vision. */
const SEQUENTIAL = {
  light: [[0, "#eef5fb"], [0.5, "#5aa2d1"], [1, "#08406e"]],
  dark: [[0, "#1f2c3d"], [0.5, "#2f7fb8"], [1, "#cfe8fb"]],
};
const DIVERGING = {
  light: [[0, "#b35806"], [0.5, "#f7f7f7"], [1, "#2166ac"]],
  dark: [[0, "#e08214"], [0.5, "#2a3240"], [1, "#67a9cf"]],
};

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, HEAT_MAP, SIZE);
  const x = required(input, "x", HEAT_MAP);
  const y = required(input, "y", HEAT_MAP);
  const z = measured(input, "color", HEAT_MAP);
  const across = placesOf(x), up = placesOf(y);
  const rows = cells(x, y, { across, up });
  const value = (row: number | null) => row === null ? null : z.numbers[row] ?? null;
  const labels = across.size * up.size <= MAX_LABELS;
  const ink = inkOf(input);
  return {
    data: [{
      type: "heatmap",
      x: [...across.values()].map(escapeLabel),
      y: [...up.values()].map(escapeLabel),
      z: rows.map((line) => line.map(value)),
      customdata: rows,
      hovertext: rows.map((line, j) =>
        line.map((row, i) => {
          const heading = `${[...across.values()][i]} · ${[...up.values()][j]}`;
          const shown = value(row) === null
            ? "no value"
            : numberLabel(z.values[row!] ?? null, z.encoding.unit);
          return `<b>${escapeLabel(shorten(heading, 90))}</b><br>${
            escapeLabel(`${z.encoding.title}: ${shown}`)
          }`;
        })
      ),
      hoverinfo: "text",
      ...(labels
        ? {
          text: rows.map((line) => line.map((row) => label(value(row), z))),
          texttemplate: "%{text}",
          textfont: { size: 11 },
        }
        : {}),
      ...colorsOf(z, input),
      xgap: 1,
      ygap: 1,
      colorbar: {
        title: { text: escapeLabel(z.encoding.title), side: "right", font: { size: 12, color: ink.muted } },
        thickness: 12,
        outlinewidth: 0,
        tickfont: { color: ink.muted },
        exponentformat: "B",
        separatethousands: true,
      },
    }],
    layout: {
      ...frame(input, {
        notes: notesOf(input, rows),
        alt: altOf(input, { x, y, z, across, up }),
        legend: undefined,
      }),
      xaxis: axis(x, across, input),
      yaxis: { ...axis(y, up, input), autorange: "reversed" },
      hovermode: "closest",
      ...(up.size > 14 ? { height: 150 + up.size * 22 } : {}),
    },
  };
}

/** The distinct values of a column in the order of the table, each with a label of its own. */
function placesOf({ encoding, values }: Bound): Map<Value, string> {
  const places = new Map<Value, string>();
  const taken = new Set<string>();
  const distinct = [...new Set(values)];
  const cycle = encoding.type === "integer" || encoding.type === "number" || encoding.type === "date" ||
    encoding.type === "datetime";
  if (cycle) {
    distinct.sort((a, b) => a === null ? 1 : b === null ? -1 : a < b ? -1 : a > b ? 1 : 0);
  }
  for (const value of distinct) {
    let name = categoryLabel(value, encoding);
    while (taken.has(name)) name += "\u200b";
    taken.add(name);
    places.set(value, name);
  }
  return places;
}

/** The row of the table behind each cell; null where there is none. */
function cells(
  x: Bound,
  y: Bound,
  { across, up }: { across: Map<Value, string>; up: Map<Value, string> },
): (number | null)[][] {
  const columns = new Map([...across.keys()].map((value, index) => [value, index]));
  const lines = new Map([...up.keys()].map((value, index) => [value, index]));
  const grid = Array.from({ length: up.size }, () => new Array<number | null>(across.size).fill(null));
  x.values.forEach((value, row) => {
    const line = grid[lines.get(y.values[row] ?? null) ?? -1];
    if (line !== undefined) line[columns.get(value) ?? 0] ??= row;
  });
  return grid;
}

function label(value: number | null, { encoding }: Measured): string {
  return value === null ? "" : escapeLabel(numberLabel(value, encoding.unit, true));
}

function colorsOf({ numbers }: Measured, { theme }: RenderInput): Figure["data"][number] {
  const known = numbers.filter((number) => number !== null);
  const reach = known.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
  const signed = known.some((number) => number < 0) && known.some((number) => number > 0);
  return signed
    ? { colorscale: DIVERGING[theme.mode], zmin: -reach, zmax: reach }
    : { colorscale: SEQUENTIAL[theme.mode] };
}

function axis(column: Bound, places: Map<Value, string>, input: RenderInput): Figure["layout"] {
  const names = [...places.values()];
  const step = Math.ceil(names.length / 40);
  const shown = names.filter((_, index) => index % step === 0);
  return {
    type: "category",
    title: axisTitle(column.encoding.title, input),
    tickmode: "array",
    tickvals: shown.map(escapeLabel),
    ticktext: shown.map((name) => escapeLabel(shorten(name, 26))),
    tickfont: { color: inkOf(input).text },
    ticks: "",
    showgrid: false,
    automargin: true,
  };
}

function notesOf({ table }: RenderInput, rows: (number | null)[][]): string[] {
  const notes = truncationNotes(table, "cells");
  const empty = rows.flat().filter((row) => row === null).length;
  if (empty > 0) notes.push(`${numberLabel(empty)} of ${numberLabel(rows.flat().length)} pairs do not occur`);
  return notes;
}

/** The chart in a sentence, for those who do not see it. */
function altOf(
  { chart }: RenderInput,
  { x, y, z, across, up }: {
    x: Bound;
    y: Bound;
    z: Measured;
    across: Map<Value, string>;
    up: Map<Value, string>;
  },
): string {
  const first =
    `Heat map: ${chart.title}. ${z.encoding.title} for ${across.size} values of ${x.encoding.title} ` +
    `and ${up.size} of ${y.encoding.title}.`;
  const most = z.numbers.reduce<number>(
    (best, number, row) => number !== null && number > (z.numbers[best] ?? -Infinity) ? row : best,
    0,
  );
  return `${first} Highest: ${across.get(x.values[most] ?? null)}, ${up.get(y.values[most] ?? null)} ` +
    `(${numberLabel(z.values[most] ?? null, z.encoding.unit)}).`;
}
