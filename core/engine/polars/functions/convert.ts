/**
 * Conversions between types. A text that does not fit gives null.
 *
 * @module
 */
import pl, { type Expr } from "nodejs-polars";
import { integer, number } from "../literal.ts";
import { sliceText } from "../native.ts";
import { POLARS_TYPES, type Typed } from "../relation.ts";
import { choose, type Compile, finite, only, text } from "./typing.ts";

const SPACE = "[ \\t\\r\\n\\f]*";
const INTEGER = `^${SPACE}[+-]?[0-9]+${SPACE}$`;
const NUMBER = `^${SPACE}[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?${SPACE}$`;
const DAY = "([0-9]{4}-[0-9]{2}-[0-9]{2})";
const DATE = `^${SPACE}${DAY}${SPACE}$`;
const CLOCK = "([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,6}))?)?";
const DATETIME = `^${SPACE}${DAY}(?:[T ]${CLOCK})?${SPACE}$`;

function bare(value: Expr): Expr {
  return value.str.stripChars(" \t\r\n\f");
}

function toNumber(value: Typed): Expr {
  if (value.type !== "text" && value.type !== "null") return value.expression.cast(pl.Float64);
  const source = text(value);
  return finite(bare(only(source.str.contains(NUMBER), source)).cast(pl.Float64));
}

function toInteger(value: Typed): Expr {
  if (value.type === "number") return value.expression.cast(pl.Int64);
  if (value.type !== "text" && value.type !== "null") return value.expression.cast(pl.Int64);
  const source = text(value);
  return bare(only(source.str.contains(INTEGER), source)).cast(pl.Int64);
}

function parseDate(source: Expr): Expr {
  return source.str.extract(DATE, 1).str.strptime(pl.Date, "%Y-%m-%d");
}

function toDate(value: Typed): Expr {
  return value.type === "text" || value.type === "null"
    ? parseDate(text(value))
    : value.expression.cast(pl.Date);
}

function toDatetime(value: Typed): Expr {
  if (value.type !== "text" && value.type !== "null") return value.expression.cast(POLARS_TYPES.datetime);
  const source = text(value);
  const group = (at: number): Expr => source.str.extract(DATETIME, at);
  const part = (at: number): Expr => group(at).cast(pl.Int64).fillNull(integer(0));
  const fraction = group(5).fillNull(pl.lit("")).add(pl.lit("000000")).str.slice(0, 6);
  const [hours, minutes, seconds] = [part(2), part(3), part(4)];
  const valid = hours.lt(integer(24)).and(minutes.lt(integer(60))).and(seconds.lt(integer(60)));
  const clock = hours.mul(integer(3600)).add(minutes.mul(integer(60))).add(seconds).mul(integer(1_000_000));
  const day = group(1).str.strptime(pl.Date, "%Y-%m-%d").cast(POLARS_TYPES.datetime).cast(pl.Int64);
  return only(valid, day.add(clock).add(fraction.cast(pl.Int64))).cast(POLARS_TYPES.datetime);
}

/**
 * A double as JSON writes it. Polars writes `12.0` for 12, `-0.0` for 0, and an exponent from 1e16 on, where JSON writes digits up to 1e21.
 */
function numberText(value: Expr): Expr {
  const shortest = value.cast(pl.String).str.replace("\\.0$", "");
  const digits = shortest.str.extract("^-?([0-9.]+)e", 1).str.replaceAll(".", "", true);
  const exponent = shortest.str.extract("e\\+([0-9]+)$", 1).cast(pl.Int64);
  const written = sliceText(digits.add(pl.lit("0".repeat(21))), integer(0), exponent.add(integer(1)));
  const signed = choose(value.lt(number(0)), pl.lit("-").add(written), written);
  const large = value.abs().gtEq(number(1e16)).and(value.abs().lt(number(1e21)));
  return choose(value.eq(number(0)), pl.lit("0"), choose(large, signed, shortest));
}

/** A datetime as the contract writes it: three or six digits of a fraction, and none where there is none. */
export function isoDatetime(value: Expr): Expr {
  return value.dt.strftime("%Y-%m-%dT%H:%M:%S%.6f").str.replace("000$", "").str.replace("\\.000$", "");
}

function toText(value: Typed): Expr {
  switch (value.type) {
    case "number":
      return only(value.expression.isNotNull(), numberText(value.expression));
    case "date":
      return value.expression.dt.strftime("%Y-%m-%d");
    case "datetime":
      return isoDatetime(value.expression);
    default:
      return text(value);
  }
}

/** Compilers of the conversions. */
export const CONVERT = {
  to_text: (value) => ({ expression: toText(value!), type: "text" }),
  to_number: (value) => ({ expression: toNumber(value!), type: "number" }),
  to_integer: (value) => ({ expression: toInteger(value!), type: "integer" }),
  to_date: (value) => ({ expression: toDate(value!), type: "date" }),
  to_datetime: (value) => ({ expression: toDatetime(value!), type: "datetime" }),
} satisfies Record<string, Compile>;
