import type { Figure, RenderInput } from "../../contract/mod.ts";
import type { Measured } from "./channels.ts";
import { inkOf } from "./frame.ts";
import { escapeLabel, isYear, unitParts } from "./labels.ts";

type Layout = Figure["layout"];

/** The axis of a number. */
export function valueAxis({ encoding, numbers }: Measured, input: RenderInput): Layout {
  const ink = inkOf(input);
  const negative = numbers.some((number) => number !== null && number < 0);
  const years = numbers.length > 0 && numbers.every((number) => number === null || isYear(number, encoding));
  const { prefix, suffix, inTitle } = unitParts(encoding.unit, negative);
  return {
    title: axisTitle(encoding.title + inTitle, input),
    tickprefix: escapeLabel(prefix),
    ticksuffix: suffix,
    exponentformat: "B",
    minexponent: 4,
    separatethousands: true,
    ...(years ? { tickformat: "d" } : {}),
    nticks: 8,
    gridcolor: ink.grid,
    zerolinecolor: ink.axis,
    zerolinewidth: 1,
    tickfont: { color: ink.muted },
    automargin: true,
  };
}

/** The title of an axis. */
export function axisTitle(text: string, input: RenderInput): Layout {
  return { text: escapeLabel(text), standoff: 12, font: { size: 12, color: inkOf(input).muted } };
}
