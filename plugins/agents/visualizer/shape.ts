import type { VisualizeTask } from "nexus";
import { type Part, partsOf, rowsOf } from "./parts.ts";

/** A chart in terms of the result's columns, before it is known what can be drawn here. */
export interface Shape {
  type: "bar" | "line" | "scatter" | "histogram";
  x: Part;
  y: Part;
  color?: Part;
  label?: Part;
  /** Why this chart: for the step that the user sees. */
  reason: string;
}

/** Series that a legend can tell apart. */
const MAX_SERIES = 20;
/** Bars that are worth a look where nobody asked for a chart. */
const MAX_BARS = 60;

/** The chart that fits the columns of a result, or why none does. */
export function shapeOf(task: VisualizeTask): Shape | { none: string } {
  const parts = partsOf(task);
  const asked = task.reading?.chart;
  const { rowCount } = task.result;
  if (rowCount === 0 || (rowCount === 1 && asked === undefined)) {
    return { none: `a result of ${rowsOf(task.result)} is read without one` };
  }
  const named = namedShape(parts, task);
  if (named !== undefined) return named;
  const measures = parts.filter(({ kind }) => kind === "measure");
  const keys = parts.filter(({ kind }) => kind !== "measure" && kind !== "other");
  const [y, second] = measures;
  if (y === undefined) return { none: "the result has no number to draw" };
  if (asked?.type === "boxplot" && !keys.some(({ origin }) => origin.role === "group")) {
    const [across] = keys.filter(({ kind }) => kind === "category");
    return { type: "bar", x: across ?? y, y, reason: "how the numbers of rows are spread" };
  }
  if (keys.length === 0) return withoutKeys(measures, task);
  if (keys.some(({ origin }) => origin.role === "group")) {
    const [key] = keys;
    const pairs = asked === undefined ? rowCount >= 8 : asked.type?.includes("scatter");
    if (keys.length === 1 && key?.kind === "category" && second !== undefined && pairs) {
      const series = asked?.type?.startsWith("grouping") && key.distinct <= MAX_SERIES
        ? { color: key }
        : { label: key };
      return scatter(y, second, { ...series, reason: "two numbers for each group" });
    }
    return grouped(keys, y, task);
  }
  return ofRows(keys, measures, task);
}

/** The channels that the reading names, where it names both axes. */
function namedShape(parts: Part[], task: VisualizeTask): Shape | undefined {
  const { x, y, color } = task.reading?.chart ?? {};
  const find = (name: string | undefined) => parts.find(({ column }) => column === name);
  const [partX, partY, series] = [find(x), find(y), find(color)];
  if (partX === undefined || partY === undefined) return undefined;
  const numeric = ({ type }: Part) => type === "integer" || type === "number";
  if (!numeric(partY) && !numeric(partX)) return undefined;
  const [across, up] = numeric(partY) ? [partX, partY] : [partY, partX];
  // Names make the series and numbers the axis, whichever way the question put it.
  const turned = series?.kind === "scale" && across.kind === "category" && across.distinct <= MAX_SERIES;
  const [axis, group] = turned ? [series, across] : [across, series];
  return {
    type: naturalType(axis, up),
    x: axis,
    y: up,
    ...(group === undefined ? {} : { color: group }),
    reason: "as the question says",
  };
}

function naturalType({ kind }: Part, y: Part): Shape["type"] {
  if (kind === "bin") return "histogram";
  if (kind === "time") return "line";
  return kind === "measure" || (kind === "scale" && y.origin.aggregate !== "count") ? "scatter" : "bar";
}

function scatter(x: Part, y: Part, rest: { color?: Part; label?: Part; reason: string }): Shape {
  return { type: "scatter", x, y, ...rest };
}

function withoutKeys(measures: Part[], task: VisualizeTask): Shape | { none: string } {
  const [x, y] = measures;
  if (x === undefined || y === undefined) {
    return { none: "one column of numbers has nothing to be set against" };
  }
  if (measures.length > 2 && task.reading?.chart === undefined) {
    return { none: "the result is a list of rows" };
  }
  return scatter(x, y, { reason: "two numbers for each row" });
}

/** A result that was grouped: one number for each group, or for each pair of groups. */
function grouped(keys: Part[], y: Part, task: VisualizeTask): Shape | { none: string } {
  if (keys.length > 2) return { none: `${keys.length} groupings are more than a chart can show` };
  const [first, second] = keys;
  if (first === undefined) return { none: "nothing to compare" };
  const [x, color] = second === undefined ? [first, undefined] : orderKeys(first, second);
  if (color !== undefined && color.distinct > MAX_SERIES) {
    return { none: `${color.distinct} values of "${color.column}" are more than a legend can tell apart` };
  }
  const groups = color === undefined ? task.result.rowCount : x.distinct;
  if (x.kind === "category" && groups > MAX_BARS && task.reading?.chart === undefined) {
    return { none: `${groups} bars are more than anyone reads` };
  }
  const type = naturalType(x, y);
  const each = {
    line: "one number along time",
    histogram: "counts of bins",
    bar: x.kind === "scale" ? "counts along numbers" : "one number for each group",
    scatter: "one number for each of many others",
  };
  return {
    type: type === "line" && x.distinct < 3 ? "bar" : type,
    x,
    y,
    ...(color === undefined ? {} : { color }),
    reason: color === undefined ? each[type] : `${each[type]}, in series by "${color.column}"`,
  };
}

/** Time and bins run along the axis; of two groupings the one with fewer values makes the series. */
function orderKeys(a: Part, b: Part): [x: Part, color: Part] {
  const runs = ({ kind, origin }: Part) =>
    kind === "time" || kind === "bin" || kind === "scale" || origin.timeUnit !== undefined;
  if (runs(a) !== runs(b)) return runs(a) ? [a, b] : [b, a];
  // Years as series of months: the months come round, the years run on.
  if (a.kind === "time" && b.kind === "category" && a.distinct <= MAX_SERIES) return [b, a];
  return b.distinct > MAX_SERIES && a.distinct < b.distinct ? [b, a] : [a, b];
}

/** Rows as they are in the data, not grouped. */
function ofRows(keys: Part[], measures: Part[], task: VisualizeTask): Shape | { none: string } {
  const asked = task.reading?.chart;
  const [y, second] = measures;
  const name = keys.find(({ kind, unique }) => kind === "category" && unique);
  const time = keys.find(({ kind }) => kind === "time");
  const series = keys.find((part) =>
    part !== time && part.kind === "category" && !part.unique && part.distinct <= MAX_SERIES
  );
  const group = series === undefined ? {} : { color: series };
  if (y === undefined) return { none: "the result has no number to draw" };
  const wantsPairs = asked?.type?.includes("scatter") ?? measures.length === 2;
  if (second !== undefined && wantsPairs && task.result.rowCount >= 5) {
    return scatter(y, second, {
      ...group,
      ...(name === undefined ? {} : { label: name }),
      reason: "two numbers for each row",
    });
  }
  if (time?.unique || (time !== undefined && series !== undefined)) {
    return { type: "line", x: time, y, ...(time.unique ? {} : group), reason: "one number along time" };
  }
  if (name !== undefined && (asked !== undefined || task.result.rowCount <= 30)) {
    return { type: "bar", x: name, y, reason: "one number for each row" };
  }
  const [first] = keys;
  if (asked !== undefined && first !== undefined) {
    return { type: naturalType(first, y), x: first, y, reason: "asked for, though rows repeat" };
  }
  return { none: "the result is a list of rows" };
}
