import type { Figure, RenderInput, Value } from "nexus";
import type { Bound } from "./channels.ts";
import { axisTitle, inkOf } from "./layout.ts";

const PERIODS: Record<string, string | number> = {
  year: "M12",
  quarter: "M3",
  month: "M1",
  week: 7 * 86_400_000,
  day: 86_400_000,
  hour: 3_600_000,
};

/** Whether times stand in order, or in series; a table in another order (the best months first) keeps its order as categories. */
export function isTimeline(values: Value[], series: boolean): boolean {
  const times = values.filter((value) => value !== null).map(String);
  if (new Set(times).size < 2) return false;
  return series || times.every((time, index) => index === 0 || (times[index - 1] ?? "") < time);
}

/** Makes a bar as wide as its time bucket. */
export function periodOf(unit: string | undefined): Figure["data"][number] {
  const period = PERIODS[unit ?? ""];
  return period === undefined ? {} : { xperiod: period, xperiodalignment: "middle" };
}

/** The axis of times. Buckets without a row stay visible as gaps. */
export function timeAxis(x: Bound, input: RenderInput): Figure["layout"] {
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
