/**
 * Box plots: how a number is spread, for all rows or for each group.
 *
 * @module
 */
import { defineViz, type Figure, NexusError, type RenderInput } from "nexus";
import {
  axisTitle,
  type Bound,
  bound,
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

const BOX_PLOT: Drawing = { name: "box plot", needs: "y (the numbers of rows)" };
const SIZE = { maxRows: manifest.contributes.viz.maxRows, hint: "Ask for a histogram, or for fewer rows." };
/** Past this many boxes none is wide enough to be read. */
const MAX_BOXES = 40;

export default defineViz({ render });

function render(input: RenderInput): Figure {
  checkSize(input, BOX_PLOT, SIZE);
  const x = bound(input, "x", BOX_PLOT);
  const y = measured(input, "y", BOX_PLOT);
  const known = [...y.numbers.keys()].filter((row) => y.numbers[row] !== null);
  const boxes = seriesOf(known, x);
  requireBoxes(boxes, input, x);
  const names = [...boxes.keys()].map((name) => name === "" ? y.encoding.title : name);
  const lying = names.length > 8 || names.some((name) => name.length > 16);
  const ink = inkOf(input);
  const axis = lying ? "y" : "x", scale = lying ? "x" : "y";
  const data = [...boxes.values()].map((rows, index): Figure["data"][number] => ({
    type: "box",
    [scale]: rows.map((row) => y.numbers[row]!),
    name: escapeLabel(names[index]!),
    orientation: lying ? "h" : "v",
    customdata: rows,
    boxpoints: "outliers",
    quartilemethod: "linear",
    line: { color: colorOf(input, 0), width: 1.75 },
    marker: { color: colorOf(input, 1), size: 4, opacity: 0.7 },
    whiskerwidth: 0.5,
    hoverinfo: axis + "+" + scale,
    showlegend: false,
  }));
  const groups: Figure["layout"] = {
    type: "category",
    ...(x === undefined ? {} : { title: axisTitle(x.encoding.title, input) }),
    tickvals: names.map((_, index) => index),
    ticktext: names.map((name) => escapeLabel(shorten(name, 30))),
    tickfont: { color: ink.text },
    showgrid: false,
    showline: true,
    linecolor: ink.axis,
    automargin: true,
    ...(lying ? { autorange: "reversed" } : {}),
  };
  return {
    data,
    layout: {
      ...frame(input, {
        notes: notesOf(input, y),
        alt: altOf(input, { boxes, names, y }),
        legend: undefined,
      }),
      [`${axis}axis`]: groups,
      [`${scale}axis`]: { ...valueAxis(y, input), zeroline: false },
      hovermode: "closest",
      ...(lying ? { height: 140 + names.length * 30 } : {}),
    },
  };
}

function requireBoxes(boxes: Map<string, number[]>, { chart }: RenderInput, x: Bound | undefined): void {
  if (boxes.size > 0 && boxes.size <= MAX_BOXES) return;
  const reason = boxes.size === 0
    ? "no row has a number"
    : `${boxes.size} boxes cannot be read beside one another`;
  throw new NexusError("chart.unsupported", `Cannot draw a box plot of "${chart.title}": ${reason}`, {
    hint: boxes.size === 0
      ? "Choose another column."
      : `Ask for the top ${MAX_BOXES / 2} values of "${x?.encoding.title}".`,
  });
}

function notesOf({ table }: RenderInput, y: Measured): string[] {
  const notes = truncationNotes(table);
  const missing = y.numbers.filter((number) => number === null).length;
  if (missing > 0) notes.push(`${numberLabel(missing)} without ${y.encoding.title} not shown`);
  notes.push("Box: middle half and median; whiskers: up to 1.5 times its length");
  return notes;
}

/** The chart in a sentence or two, for those who do not see it. */
function altOf(
  { chart }: RenderInput,
  { boxes, names, y }: { boxes: Map<string, number[]>; names: string[]; y: Measured },
): string {
  const say = [...boxes.values()].slice(0, 6).map((rows, index) => {
    const numbers = rows.map((row) => y.numbers[row]!).sort((a, b) => a - b);
    const middle = (numbers.length - 1) / 2;
    const median = (numbers[Math.floor(middle)]! + numbers[Math.ceil(middle)]!) / 2;
    return `${names[index]}: ${numberLabel(median, y.encoding.unit)}`;
  });
  const more = boxes.size > 6 ? `, and ${boxes.size - 6} more` : "";
  return `Box plot: ${chart.title}. Median of ${y.encoding.title}: ${say.join("; ")}${more}.`;
}
