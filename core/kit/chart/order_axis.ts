import type { Figure, RenderInput, Value } from "../../contract/mod.ts";
import type { Bound } from "./channels.ts";
import { inkOf } from "./frame.ts";
import { categoryLabel, escapeLabel, isYear, shorten } from "./labels.ts";
import { axisTitle } from "./value_axis.ts";

/** How the horizontal axis takes its values: as moments, as numbers at their distance, or as names in the table's order. */
export type Scale = "time" | "number" | "order";

/** The scale that fits a column. Months and weekdays come round again, so they are names in order. */
export function scaleOf({ encoding }: Bound): Scale {
  if (encoding.type === "date" || encoding.type === "datetime") return "time";
  if (encoding.type === "number") return "number";
  if (encoding.type === "integer") {
    return encoding.timeUnit === undefined || encoding.timeUnit === "year" ? "number" : "order";
  }
  return "order";
}

/** The value as Plotly places it. */
export function placeAlong(
  value: Value,
  scale: Scale,
  encoding: Bound["encoding"],
): string | number | null {
  if (scale === "order") return escapeLabel(categoryLabel(value, encoding));
  if (value === null) return null;
  return scale === "number" ? Number(value) : String(value);
}

/** Orders values along the axis; names in the table's order need none, but cycles of time do. */
export function compareAlong(
  scale: Scale,
  encoding: Bound["encoding"],
): ((a: Value, b: Value) => number) | undefined {
  if (scale === "number" || (scale === "order" && encoding.type === "integer")) {
    return (a, b) => Number(a) - Number(b);
  }
  if (scale === "time") return (a, b) => String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
  return undefined;
}

/** The horizontal axis. */
export function orderAxis(x: Bound, scale: Scale, input: RenderInput): Figure["layout"] {
  const ink = inkOf(input);
  const distinct = new Set(x.values).size;
  return {
    title: axisTitle(
      x.encoding.title + (scale === "number" && x.encoding.unit ? ` (${x.encoding.unit})` : ""),
      input,
    ),
    tickfont: { color: ink.muted },
    gridcolor: ink.grid,
    showgrid: false,
    zeroline: false,
    showline: true,
    linecolor: ink.axis,
    ticks: "outside",
    tickcolor: ink.axis,
    ticklen: 4,
    tickangle: 0,
    nticks: 7,
    spikecolor: ink.axis,
    spikethickness: 1,
    spikedash: "dot",
    automargin: true,
    ...(scale === "time" ? timeTicks(x, distinct <= 16) : scale === "order" ? orderTicks(x) : numberTicks(x)),
  };
}

function timeTicks({ encoding }: Bound, few: boolean): Figure["layout"] {
  const hover: Record<string, string> = {
    year: "%Y",
    quarter: "Q%q %Y",
    month: "%b %Y",
    hour: "%-d %b %Y, %H:%M",
    minute: "%-d %b %Y, %H:%M",
  };
  const unit = encoding.timeUnit ?? (encoding.type === "datetime" ? "minute" : "day");
  return {
    type: "date",
    hoverformat: hover[unit] ?? "%-d %b %Y",
    ...(unit === "year" && few ? { dtick: "M12", tickformat: "%Y" } : {}),
    ...(unit === "quarter" && few ? { dtick: "M3", tickformat: "Q%q\n%Y" } : {}),
    ...(unit === "month" && few ? { dtick: "M1", tickformat: "%b\n%Y" } : {}),
  };
}

function numberTicks({ encoding, values }: Bound): Figure["layout"] {
  const years = values.filter((value) => value !== null && isYear(value, encoding)).map(Number);
  if (years.length === 0) {
    return { type: "linear", exponentformat: "B", minexponent: 4, separatethousands: true };
  }
  const span = years.reduce((a, b) => Math.max(a, b)) - years.reduce((a, b) => Math.min(a, b));
  return { type: "linear", tickformat: "d", hoverformat: "d", ...(span <= 12 ? { dtick: 1 } : {}) };
}

function orderTicks({ encoding, values }: Bound): Figure["layout"] {
  const compareValues = compareAlong("order", encoding);
  const distinct = [...new Set(values)];
  const sorted = compareValues === undefined ? distinct : distinct.sort(compareValues);
  const names = sorted.map((value) => categoryLabel(value, encoding));
  const step = Math.ceil(names.length / 24);
  const shown = names.filter((_, index) => index % step === 0);
  return {
    type: "category",
    categoryorder: "array",
    categoryarray: names.map(escapeLabel),
    tickmode: "array",
    tickvals: shown.map(escapeLabel),
    ticktext: shown.map((name) => escapeLabel(shorten(name, 24))),
  };
}
