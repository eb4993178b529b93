import type { Figure, RenderInput, Value } from "nexus";
import { axisTitle, type Bound, inkOf, valueAxis } from "nexus/chart";

const PERIODS: Record<string, string | number> = {
  year: "M12",
  quarter: "M3",
  month: "M1",
  week: 7 * 86_400_000,
  day: 86_400_000,
  hour: 3_600_000,
};

/** How bars are spread: along time or along numbers, at their distance, or as names side by side. */
export type Spread = "time" | "numbers" | "names";

/** More numbers than this stand on a scale rather than as names. */
const MAX_NAMES = 30;

/** The spread that fits a column. A table in another order (the best months first) keeps its order as names. */
export function spreadOf({ encoding, values }: Bound, series: boolean): Spread {
  const { type, timeUnit, bin } = encoding;
  const known = values.filter((value) => value !== null);
  const distinct = new Set(known).size;
  if (type === "date" || type === "datetime") {
    const inOrder = series ||
      known.every((value, index) => index === 0 || String(known[index - 1]) < String(value));
    return distinct > 1 && inOrder ? "time" : "names";
  }
  const numeric = (type === "integer" || type === "number") && timeUnit === undefined && bin === undefined;
  const inOrder = series ||
    known.every((value, index) => index === 0 || Number(known[index - 1]) < Number(value));
  return numeric && distinct > MAX_NAMES && inOrder ? "numbers" : "names";
}

/** The value as Plotly places it; names are placed by their label. */
export function position(value: Value, spread: Spread, label: string): string | number | null {
  if (spread === "names") return label;
  if (value === null) return null;
  return spread === "numbers" ? Number(value) : String(value);
}

/** Makes a bar as wide as its time bucket. */
export function periodOf(unit: string | undefined): Figure["data"][number] {
  const period = PERIODS[unit ?? ""];
  return period === undefined ? {} : { xperiod: period, xperiodalignment: "middle" };
}

/** Buckets without a row stay visible as gaps. */
function timeAxis(x: Bound, input: RenderInput): Figure["layout"] {
  const ink = inkOf(input);
  const unit = x.encoding.timeUnit ?? "";
  const few = new Set(x.values).size <= 16;
  return {
    type: "date",
    title: axisTitle(x.encoding.title, input),
    ...(unit === "year" ? { tickformat: "%Y", ...(few ? { dtick: "M12" } : {}) } : {}),
    ...(unit === "quarter" ? { tickformat: "Q%q<br>%Y", ...(few ? { dtick: "M3" } : {}) } : {}),
    ...(unit === "month" && few ? { tickformat: "%b\n%Y", dtick: "M1" } : {}),
    ticklabelmode: "period",
    tickfont: { color: ink.text },
    showgrid: false,
    showline: true,
    linecolor: ink.axis,
    automargin: true,
  };
}

/** The axis along which bars are spread by time or by numbers. */
export function spreadAxis(x: Bound, spread: Spread, input: RenderInput): Figure["layout"] {
  if (spread === "time") return timeAxis(x, input);
  const ink = inkOf(input);
  const numbers = x.values.map((value) => value === null ? null : Number(value));
  return {
    ...valueAxis({ ...x, numbers }, input),
    showgrid: false,
    showline: true,
    linecolor: ink.axis,
    zeroline: false,
  };
}
