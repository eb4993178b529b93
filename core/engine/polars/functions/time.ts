/**
 * Functions of dates and datetimes. Weeks begin on Monday.
 *
 * @module
 */
import type { TimeUnit } from "nexus";
import pl, { type Expr } from "nodejs-polars";
import { integer } from "../literal.ts";
import { fromWide, toWide } from "../native.ts";
import { POLARS_TYPES, type Typed } from "../relation.ts";
import type { Compile } from "./typing.ts";

const DAY_MICROS = 86_400_000_000;
const EVERY: Record<TimeUnit, string> = {
  year: "1y",
  quarter: "1q",
  month: "1mo",
  week: "1w",
  day: "1d",
  hour: "1h",
  minute: "1m",
};

function datetime(value: Typed): Expr {
  return value.type === "datetime" ? value.expression : value.expression.cast(POLARS_TYPES.datetime);
}

function part(apply: (date: Expr) => Expr): Compile {
  return (value) => ({
    expression: apply(value!.expression).cast(pl.Int64),
    type: "integer",
  });
}

/** Quarter from 1 to 4, which the Node API lacks. */
function quarter(date: Expr): Expr {
  return date.dt.month().cast(pl.Float64).add(pl.lit(2)).div(pl.lit(3)).floor().cast(pl.Int64);
}

/** The start of the unit that holds the value; the type stays. */
function truncate(value: Typed, unit: TimeUnit): Typed {
  if (value.type === "datetime") {
    return { expression: datetime(value).dt.truncate(EVERY[unit]), type: "datetime" };
  }
  const date = value.expression;
  const whole = unit === "day" || unit === "hour" || unit === "minute";
  return { expression: whole ? date : date.dt.truncate(EVERY[unit]), type: "date" };
}

/** A count of units since a fixed start, so that a difference of two counts is the number of boundaries between them. */
function ordinal(value: Typed, unit: TimeUnit): Expr {
  const at = datetime(value);
  const year = at.dt.year().cast(pl.Int64);
  switch (unit) {
    case "year":
      return year;
    case "quarter":
      return year.mul(integer(4)).add(quarter(at));
    case "month":
      return year.mul(integer(12)).add(at.dt.month().cast(pl.Int64));
    case "week":
      return days(at.dt.truncate("1w")).div(pl.lit(7)).round({ decimals: 0 } as never).cast(pl.Int64);
    case "day":
      return days(at.dt.truncate("1d")).cast(pl.Int64);
    case "hour":
      return micros(at.dt.truncate("1h")).div(pl.lit(3_600_000_000)).round({ decimals: 0 } as never).cast(
        pl.Int64,
      );
    case "minute":
      return micros(at.dt.truncate("1m")).div(pl.lit(60_000_000)).round({ decimals: 0 } as never).cast(
        pl.Int64,
      );
  }
}

function micros(at: Expr): Expr {
  return at.cast(pl.Int64).cast(pl.Float64);
}

function days(at: Expr): Expr {
  return at.cast(pl.Date).cast(pl.Int32).cast(pl.Float64);
}

/** Unit boundaries crossed between two moments. */
function difference(from: Typed, to: Typed, unit: TimeUnit): Typed {
  return { expression: ordinal(to, unit).sub(ordinal(from, unit)), type: "integer" };
}

function addDays(value: Typed, count: Typed): Typed {
  if (value.type === "datetime") {
    const at = toWide(datetime(value).cast(pl.Int64)).add(
      toWide(count.expression).mul(toWide(integer(DAY_MICROS))),
    );
    return { expression: fromWide(at).cast(POLARS_TYPES.datetime), type: "datetime" };
  }
  const day = value.expression.cast(pl.Int32).cast(pl.Int64).add(count.expression);
  return { expression: day.cast(pl.Int32, true).cast(pl.Date), type: "date" };
}

/** Compilers of the functions of dates. */
export const TIME = {
  year: part((date) => date.dt.year()),
  quarter: part((date) => quarter(date)),
  month: part((date) => date.dt.month()),
  day: part((date) => date.dt.day()),
  weekday: part((date) => date.dt.weekday()),
  week: part((date) => date.dt.week()),
  hour: (value) => ({ expression: datetime(value!).dt.hour().cast(pl.Int64), type: "integer" }),
  minute: (value) => ({ expression: datetime(value!).dt.minute().cast(pl.Int64), type: "integer" }),
  truncate: (value, unit) => truncate(value!, unit!.constant as TimeUnit),
  difference: (from, to, unit) => difference(from!, to!, unit!.constant as TimeUnit),
  add_days: (value, count) => addDays(value!, count!),
} satisfies Record<string, Compile>;
