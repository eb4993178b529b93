/**
 * Conversions between types. A text that does not fit gives null.
 *
 * @module
 */
import pl, { type Expr } from "nodejs-polars";
import { integer } from "../literal.ts";
import { POLARS_TYPES, type Typed } from "../relation.ts";
import { type Compile, finite, only, text } from "./typing.ts";

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

/** A double in its shortest digits, with an exponent of two digits below 0.0001 (Polars: below 0.00001, of one) and from 1e16 on. */
function numberText(value: Expr): Expr {
  return value.cast(pl.String)
    .str.replace("\\.0$", "")
    .str.replace("^(-?)0\\.0000([0-9])$", "${1}${2}e-05")
    .str.replace("^(-?)0\\.0000([0-9])([0-9]+)$", "${1}${2}.${3}e-05")
    .str.replace("e-([0-9])$", "e-0${1}");
}

/** A datetime as the contract writes it: three or six digits of a fraction, and none where there is none. */
export function isoDatetime(value: Expr): Expr {
  return value.dt.strftime("%Y-%m-%dT%H:%M:%S%.6f").str.replace("000$", "").str.replace("\\.000$", "");
}

function toText(value: Typed): Expr {
  switch (value.type) {
    case "number":
      return numberText(value.expression);
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
