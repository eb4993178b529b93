/**
 * Whether a column's values are to be added up or averaged when a question names no aggregate.
 *
 * @module
 */
import type { AggregateName } from "../../contract/mod.ts";
import type { ColumnInfo } from "../link/table_context.ts";

const ADDED =
  /revenue|sale|amount|quantity|qty|gross|profit|cost|spend|budget|income|total|units|volume|votes?|points?|goals?|medals?|gold|silver|bronze|wins?|loss|population|attendance|passenger|count|births?|deaths?|visits?|orders?|downloads?|clicks?|seats?|games|minutes|emission|production|consumption|earned|payment|expense|fatalit|cases|people|number|generation|output|supply|demand|exports?|imports?|rainfall|precipitation|snowfall|donation|funding|shipment|registration|enrol/;
const AVERAGED =
  /price|rate|rating|score|age|percent|pct|\bratio|temperature|temp|speed|mpg|acceleration|weight|height|length|width|depth|rank|horsepower|displacement|average|avg|mean|median|per |index|grade|gpa|duration|density|salary|wage|year|humidity|pressure|margin|discount|level|satisfaction|happiness|quality|latency|delay/;

/** `sum` for amounts and numbers of things, `mean` for rates, sizes and scores. */
export function naturalAggregate(column: ColumnInfo): AggregateName {
  const words = column.forms.map((form) => form.join(" ")).join(" ") + " " +
    column.name.toLowerCase().replace(/[_-]/g, " ");
  if (column.profile.unit === "%") return "mean";
  if (AVERAGED.test(words) && !/total|sum/.test(words)) return "mean";
  if (ADDED.test(words)) return "sum";
  return column.profile.type === "integer" && Number(column.profile.min) >= 0 ? "sum" : "mean";
}

const COMMONLY_ADDED =
  /\b(?:revenue|sales?|turnover|quantity|qty|votes?|downloads?|visits?|attendance|births?|deaths?|orders?|units)\b/;

/** Whether nobody would take anything but the sum, where a question names no aggregate: `revenue by month`. */
export function isCommonlyAdded(column: ColumnInfo): boolean {
  return naturalAggregate(column) === "sum" &&
    COMMONLY_ADDED.test(column.name.toLowerCase().replace(/[_-]/g, " "));
}

/** Whether a column's name says that it is an amount of something, which is added up. */
export function isAdded(column: ColumnInfo): boolean {
  const words = `${column.forms.map((form) => form.join(" ")).join(" ")} ${
    column.name.toLowerCase().replace(/[_-]/g, " ")
  }`;
  return column.quantity && !column.key && column.profile.unit !== "%" && ADDED.test(words) &&
    !AVERAGED.test(words);
}
