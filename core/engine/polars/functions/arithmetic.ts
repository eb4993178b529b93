/**
 * Arithmetic: 64-bit integers that never wrap, doubles that are never NaN or infinite.
 *
 * @module
 */
import type { Expr } from "nodejs-polars";
import { integer, number } from "../literal.ts";
import { fromWide, pow, toWide } from "../native.ts";
import type { Typed } from "../relation.ts";
import { choose, type Compile, double, finite, only } from "./typing.ts";

/** Exact on integers (overflow is an error), IEEE on doubles. */
function exact(combine: (a: Expr, b: Expr) => Expr): Compile {
  return (a, b) => {
    if (a!.type === "integer" && b!.type === "integer") {
      return { expression: fromWide(combine(toWide(a!.expression), toWide(b!.expression))), type: "integer" };
    }
    return { expression: finite(combine(double(a!), double(b!))), type: "number" };
  };
}

/** A function of one double that gives null outside its domain. */
function real(apply: (x: Expr) => Expr): Compile {
  return (x) => ({ expression: finite(apply(double(x!))), type: "number" });
}

/** Rounding to a whole: integers stay as they are. */
function whole(apply: (x: Expr) => Expr): Compile {
  return (x) => x!.type === "integer" ? x! : { expression: apply(double(x!)), type: "number" };
}

/** The remainder of Polars has the sign of the divisor; ours has that of the dividend. */
function modulo(a: Typed, b: Typed): Typed {
  if (a.type === "integer" && b.type === "integer") {
    const zero = integer(0);
    const divisor = only(b.expression.neq(zero), b.expression);
    const floored = a.expression.rem(divisor);
    const shifted = floored.neq(zero).and(floored.lt(zero).neq(a.expression.lt(zero)));
    return { expression: choose(shifted, floored.sub(divisor), floored), type: "integer" };
  }
  const [x, y] = [double(a), double(b)];
  const quotient = x.div(only(y.neq(number(0)), y));
  const whole = choose(quotient.lt(number(0)), quotient.ceil(), quotient.floor());
  return { expression: finite(x.sub(whole.mul(y))), type: "number" };
}

/** Halves go away from zero. The type stays. */
function round(x: Typed, digits: Typed | undefined): Typed {
  const places = Number(digits?.constant ?? 0);
  if (x.type === "integer" && places >= 0) return x;
  if (x.type === "integer") {
    return { expression: roundInteger(x.expression, 10n ** BigInt(-places)), type: "integer" };
  }
  const unit = number(10 ** Math.abs(places));
  const scaled = places < 0 ? double(x).div(unit) : double(x).mul(unit);
  const rounded = scaled.round({ decimals: 0, mode: "halfawayfromzero" } as never);
  const result = places < 0 ? rounded.mul(unit) : rounded.div(unit);
  // Scaling a number near the end of the range overflows; it has no decimals to round.
  return { expression: choose(result.isFinite(), result, double(x)), type: "number" };
}

function roundInteger(x: Expr, unit: bigint): Expr {
  const half = integer(String(unit / 2n));
  const size = toWide(x).abs().add(toWide(half));
  const rest = size.rem(toWide(integer(String(unit))));
  const whole = size.sub(rest);
  return fromWide(choose(x.lt(integer(0)), toWide(integer(0)).sub(whole), whole));
}

/** A power with a constant exponent, as the API has it, or with another column. */
function power(x: Typed, y: Typed): Expr {
  const [base, exponent] = [double(x), double(y)];
  if (typeof y.constant === "number") return base.pow(y.constant);
  try {
    return pow(base, exponent);
  } catch {
    // Changes of case and lengths of text have no JSON.
    return powerByLogarithm(base, exponent);
  }
}

/** A power by `exp(y ln |x|)`, right to about 13 digits, with the cases that a logarithm does not know. */
function powerByLogarithm(base: Expr, exponent: Expr): Expr {
  const [zero, one] = [number(0), number(1)];
  const size = exponent.mul(base.abs().log(Math.E)).exp();
  const odd = exponent.rem(number(2)).abs().eq(one);
  const negative = only(exponent.floor().eq(exponent), choose(odd, size.mul(number(-1)), size));
  const ofZero = choose(exponent.gt(zero), zero, only(exponent.eq(zero), one));
  return choose(base.eq(zero), ofZero, choose(base.lt(zero), negative, size));
}

/** The lower edge of a class: `floor((x - origin) / width) * width + origin`. */
function bin(x: Typed, width: Typed, origin: Typed | undefined): Typed {
  const start = Number(origin?.constant ?? 0);
  if ([x, width, origin ?? width].every((value) => value.type === "integer")) {
    // The remainder of Polars is that of a floored division, as the width is above zero.
    const past = toWide(x.expression).sub(toWide(integer(start)));
    const rest = past.rem(toWide(integer(Number(width.constant))));
    return { expression: fromWide(toWide(x.expression).sub(rest)), type: "integer" };
  }
  const size = number(Number(width.constant));
  const edge = double(x).sub(number(start)).div(size).floor().mul(size).add(number(start));
  return { expression: finite(edge), type: "number" };
}

/** Compilers of the arithmetic functions. */
export const ARITHMETIC = {
  add: exact((a, b) => a.add(b)),
  subtract: exact((a, b) => a.sub(b)),
  multiply: exact((a, b) => a.mul(b)),
  divide: (a, b) => {
    const divisor = double(b!);
    return { expression: finite(double(a!).div(only(divisor.neq(number(0)), divisor))), type: "number" };
  },
  modulo: (a, b) => modulo(a!, b!),
  negate: (x) =>
    x!.type === "integer"
      ? { expression: fromWide(toWide(integer(0)).sub(toWide(x!.expression))), type: "integer" }
      : { expression: double(x!).mul(number(-1)), type: "number" },
  abs: (x) =>
    x!.type === "integer"
      ? { expression: fromWide(toWide(x!.expression).abs()), type: "integer" }
      : { expression: double(x!).abs(), type: "number" },
  round: (x, digits) => round(x!, digits),
  floor: whole((x) => x.floor()),
  ceil: whole((x) => x.ceil()),
  sqrt: real((x) => only(x.gtEq(number(0)), x).pow(0.5)),
  ln: real((x) => only(x.gt(number(0)), x).log(Math.E)),
  log10: real((x) => only(x.gt(number(0)), x).log(10)),
  exp: real((x) => x.exp()),
  bin: (x, width, origin) => bin(x!, width!, origin),
  power: (x, y) => ({ expression: finite(power(x!, y!)), type: "number" }),
} satisfies Record<string, Compile>;
