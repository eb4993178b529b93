import type { Figure, RenderInput } from "../../contract/mod.ts";
import { escapeLabel } from "./labels.ts";

type Layout = Figure["layout"];
type Ink = Record<"text" | "muted" | "grid" | "axis" | "surface", string>;

const INK: Record<"light" | "dark", Ink> = {
  light: { text: "#1f2937", muted: "#5b6575", grid: "#e6e9ef", axis: "#b9c0cc", surface: "#ffffff" },
  dark: { text: "#e7eaf0", muted: "#a3acba", grid: "#2d3543", axis: "#4d586b", surface: "#1d2430" },
};

/** Which colour or mark is which series. */
export interface Legend {
  title: string;
  names: string[];
  /** Lines keep their width in the legend; all other marks stand there at one size. */
  lines?: boolean;
}

/** What stands around the axes. */
export interface Frame {
  /** What the reader must know, shown under the title. */
  notes: string[];
  /** The chart in a sentence, for those who do not see it. */
  alt: string;
  legend: Legend | undefined;
}

/** Colours of text and lines for the mode of a theme. */
export function inkOf({ theme }: RenderInput): Ink {
  return INK[theme.mode];
}

/** Everything of a layout that does not depend on the axes. */
export function frame(input: RenderInput, { notes, alt, legend }: Frame): Layout {
  const ink = inkOf(input);
  const lines = wrap(input.chart.title, 64);
  const above = legend !== undefined && legend.names.length <= 6 && legend.names.join("").length <= 60;
  const font = { family: input.theme.font, size: 12, color: ink.text };
  return {
    title: {
      text: lines.map(escapeLabel).join("<br>"),
      x: 0,
      xref: "container",
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      pad: { t: 10 + (lines.length - 1) * 13, l: 12 },
      font: { size: 15, weight: 600, color: ink.text },
      subtitle: { text: notes.map(escapeLabel).join(" · "), font: { size: 12, color: ink.muted } },
    },
    margin: {
      t: 24 + (lines.length + (notes.length > 0 ? 1 : 0) + (above ? 1 : 0)) * 20,
      r: 36,
      b: 48,
      l: 56,
    },
    font,
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    hoverlabel: { align: "left", bgcolor: ink.surface, bordercolor: ink.axis, font, namelength: -1 },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: ink.axis, activecolor: ink.text },
    separators: ".,",
    showlegend: legend !== undefined,
    ...(legend === undefined ? {} : { legend: legendOf(legend, above, ink.muted) }),
    meta: { alt },
  };
}

/** Above the plot where it fits on a line, else beside it. */
function legendOf({ title, lines = false }: Legend, above: boolean, color: string): Layout {
  return {
    title: { text: escapeLabel(title) + (above ? "  " : ""), font: { size: 12, color } },
    ...(above
      ? { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom" }
      : { x: 1.02, xanchor: "left", y: 1, yanchor: "top" }),
    ...(lines ? {} : { itemsizing: "constant" }),
  };
}

/** Breaks text into lines at spaces. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + word.length + 1 > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
