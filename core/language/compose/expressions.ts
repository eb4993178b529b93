/**
 * Short ways to write the pieces of plans, and names for what they compute.
 *
 * @module
 */
import type { AggregateName, Expression, FunctionName, Measure, Plan, Value } from "../../contract/mod.ts";
import type { BucketUnit } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { Measured } from "../frame/frame.ts";

export function column(name: string): Expression {
  return { kind: "column", name };
}

/** A constant of a column's type. */
export function literal(value: Value, like?: ColumnInfo): Expression {
  if (like?.temporal && typeof value === "string") {
    return { kind: "literal", value: fitMoment(value, like), type: like.profile.type };
  }
  return { kind: "literal", value };
}

function fitMoment(value: string, like: ColumnInfo): string {
  return like.profile.type === "datetime" && value.length === 10 ? `${value}T00:00:00` : value;
}

export function call(name: FunctionName, ...args: Expression[]): Expression {
  return { kind: "call", function: name, arguments: args };
}

/** A column's cells as numbers: text that holds numbers is cut down to them. */
export function numberOf(info: ColumnInfo, value: Expression): Expression {
  if (info.recipe === undefined) return value;
  let text = value;
  for (const mark of info.recipe.remove) text = call("replace", text, literal(mark), literal(""));
  for (const mark of info.recipe.cut) text = call("split_part", text, literal(mark), literal(1));
  const number = (part: Expression) => call("to_number", call("trim", part));
  if (info.recipe.clock !== true) return number(text);
  const part = (place: number) => number(call("split_part", text, literal(":"), literal(place)));
  const more = (place: number, seconds: number) =>
    call("multiply", call("coalesce", part(place), literal(0)), literal(seconds));
  return call("add", call("add", part(-1), more(-2, 60)), more(-3, 3600));
}

/** All hold; one alone stands for itself. */
export function every(conditions: readonly Expression[]): Expression | undefined {
  if (conditions.length < 2) return conditions[0];
  return { kind: "call", function: "and", arguments: [...conditions] };
}

export function filter(input: Plan, where: Expression | undefined): Plan {
  return where === undefined ? input : { op: "filter", input, where };
}

const AGGREGATE_WORDS: Partial<Record<AggregateName, string>> = {
  sum: "total",
  mean: "average",
  min: "minimum",
  max: "maximum",
  stddev: "standard deviation of",
  variance: "variance of",
  stddev_population: "population standard deviation of",
  variance_population: "population variance of",
  median: "median",
  mode: "most common",
  skewness: "skewness of",
  kurtosis: "kurtosis of",
  correlation: "correlation of",
  covariance: "covariance of",
  first: "first",
  last: "last",
};

/** The name of a measure's result column, in words: `average Fare`, `count`. */
export function measureName(
  measure: Pick<Measured, "name" | "column" | "second" | "parameter" | "distinct">,
): string {
  const name = measure.column?.name;
  if (measure.name === "count" && measure.distinct !== true || name === undefined) return "count";
  if (measure.name === "count_distinct" || measure.distinct) return `different ${name}`;
  if (measure.name === "quantile") return `${quantileWords(measure.parameter ?? 0.5)} of ${name}`;
  const second = measure.second === undefined ? "" : ` and ${measure.second.name}`;
  return `${AGGREGATE_WORDS[measure.name] ?? measure.name} ${name}${second}`;
}

function quantileWords(parameter: number): string {
  if (parameter === 0.25) return "first quartile";
  if (parameter === 0.75) return "third quartile";
  return `${Math.round(parameter * 100)}th percentile`;
}

function takesNumbers(measured: Measured): boolean {
  return !["count", "count_distinct", "mode", "first", "last"].includes(measured.name) &&
    measured.distinct !== true;
}

/** An aggregate as the plan writes it. */
export function measure(
  measured: Measured,
  of: (column: ColumnInfo) => Expression,
  name = measureName(measured),
): Measure {
  const distinct = measured.distinct === true || measured.name === "count_distinct";
  const args = [measured.column, measured.second].flatMap((one) =>
    one === undefined ? [] : [takesNumbers(measured) ? numberOf(one, of(one)) : of(one)]
  );
  return {
    name,
    function: distinct ? "count_distinct" : measured.name,
    arguments: measured.name === "count" && !distinct ? [] : args,
    ...(measured.parameter === undefined ? {} : { parameter: measured.parameter }),
  };
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thur", "Fri", "Sat", "Sun"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];

/** The start of a bucket, or the number of a recurring one. */
export function bucket(value: Expression, unit: BucketUnit): Expression {
  if (unit === "weekday") return call("weekday", value);
  if (unit === "month_name") return call("month", value);
  if (unit === "year") return call("year", value);
  if (unit === "hour") return call("hour", value);
  return call("truncate", value, literal(unit));
}

/** The name of a weekday or month by its number; undefined for units that need none. */
export function bucketLabel(value: Expression, unit: BucketUnit): Expression | undefined {
  const names = unit === "weekday" ? WEEKDAYS : unit === "month_name" ? MONTHS : undefined;
  if (names === undefined) return undefined;
  return names.slice(0, -1).reduceRight<Expression>(
    (otherwise, name, index) => call("if", call("eq", value, literal(index + 1)), literal(name), otherwise),
    literal(names.at(-1)!),
  );
}
