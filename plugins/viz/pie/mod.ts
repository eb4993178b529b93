/**
 * Pie charts: the parts of a whole.
 *
 * @module
 */
import { defineViz, type Figure, NexusError, type RenderInput } from "nexus";
import {
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
  shorten,
  truncationNotes,
} from "nexus/chart";
import manifest from "./plugin.json" with { type: "json" };

const PIE_CHART: Drawing = { name: "pie chart", needs: "x (the parts) and y (their sizes)" };
const SIZE = { maxRows: manifest.contributes.viz.maxRows, hint: "Group the rows further, or ask for bars." };
/** More parts than this cannot be told apart: the smallest stand together. */
const MAX_PARTS = 7;
const REST_COLOR = "#9aa3b2";

/** One part: its name, its size, and the row of the table that it is; null where it is several. */
interface Part {
  name: string;
  size: number;
  row: number | null;
}

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, PIE_CHART, SIZE);
  const x = required(input, "x", PIE_CHART);
  const y = measured(input, "y", PIE_CHART);
  const all = y.numbers.flatMap((size, row): Part[] =>
    size === null || size === 0 ? [] : [{ name: categoryLabel(x.values[row] ?? null, x.encoding), size, row }]
  );
  requireParts(all, input);
  const parts = withRest(all);
  const whole = all.reduce((sum, { size }) => sum + size, 0);
  const ink = inkOf(input);
  const say = (part: Part) =>
    `${numberLabel(part.size, y.encoding.unit)} (${
      numberLabel(Math.round(1000 * part.size / whole) / 10, "%")
    })`;
  return {
    data: [{
      type: "pie",
      labels: parts.map((part) => escapeLabel(part.name)),
      values: parts.map((part) => part.size),
      customdata: parts.map((part) => part.row),
      text: parts.map((part) =>
        `${escapeLabel(shorten(part.name, 26))}<br>${
          numberLabel(Math.round(1000 * part.size / whole) / 10, "%")
        }`
      ),
      textinfo: "text",
      textposition: parts.length <= 4 ? "auto" : "outside",
      insidetextorientation: "horizontal",
      hovertext: parts.map((part) =>
        `<b>${escapeLabel(shorten(part.name, 80))}</b><br>${escapeLabel(say(part))}`
      ),
      hoverinfo: "text",
      // The order of the table, clockwise from the top.
      sort: false,
      direction: "clockwise",
      automargin: true,
      marker: {
        colors: parts.map((part, index) => part.row === null ? REST_COLOR : colorOf(input, index)),
        line: { color: ink.surface, width: 1.5 },
      },
      outsidetextfont: { size: 12, color: ink.text },
      insidetextfont: { size: 12, color: "#ffffff" },
    }],
    layout: frame(input, {
      notes: notesOf(input, y, all.length - parts.length + 1),
      alt: altOf(input, parts, say),
      legend: undefined,
    }),
  };
}

/** Parts of a whole are more than nothing, and there is more than none. */
function requireParts(parts: Part[], { chart }: RenderInput): void {
  const below = parts.find(({ size }) => size < 0);
  if (below === undefined && parts.length > 0) return;
  const reason = below === undefined
    ? "all of its parts are 0 or missing"
    : `"${below.name}" is ${numberLabel(below.size)}, and no part of a whole is below 0`;
  throw new NexusError("chart.unsupported", `Cannot draw a pie of "${chart.title}": ${reason}`, {
    hint: "Ask for bars.",
  });
}

/** The largest parts in the order of the table, then all others as one. */
function withRest(all: Part[]): Part[] {
  if (all.length <= MAX_PARTS) return all;
  const kept = new Set(all.toSorted((a, b) => b.size - a.size).slice(0, MAX_PARTS - 1));
  const rest = all.filter((part) => !kept.has(part));
  const size = rest.reduce((sum, part) => sum + part.size, 0);
  return [...all.filter((part) => kept.has(part)), { name: `${rest.length} others`, size, row: null }];
}

function notesOf({ table }: RenderInput, y: Measured, together: number): string[] {
  const notes = truncationNotes(table);
  if (together > 1) notes.push(`The ${together} smallest parts together`);
  const left = y.numbers.filter((size) => size === null || size === 0).length;
  if (left > 0) notes.push(`${numberLabel(left)} without a size not shown`);
  const { aggregate } = y.encoding;
  if (aggregate !== undefined && aggregate !== "sum" && aggregate !== "count") {
    notes.push(`${y.encoding.title}: not parts that add up to a whole`);
  }
  return notes;
}

/** The chart in a sentence, for those who do not see it. */
function altOf({ chart }: RenderInput, parts: Part[], say: (part: Part) => string): string {
  const largest = parts.toSorted((a, b) => b.size - a.size)[0]!;
  return `Pie chart: ${chart.title}. ${parts.length} parts. Largest: ${largest.name}, ${say(largest)}.`;
}
