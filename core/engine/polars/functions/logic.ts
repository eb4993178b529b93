/**
 * Comparison, logic and choice.
 *
 * @module
 */
import pl, { type Expr } from "nodejs-polars";
import { FALSE, NULL } from "../literal.ts";
import type { Typed } from "../relation.ts";
import { choose, type Compile, truth, unify } from "./typing.ts";

function defined(values: readonly (Typed | undefined)[]): Typed[] {
  return values.filter((value) => value !== undefined);
}

function compare(apply: (a: Expr, b: Expr) => Expr): Compile {
  return (a, b) => {
    const { type, expressions: [x, y] } = unify([a!, b!]);
    // Polars refuses to compare two columns of type null.
    if (type === "null") return { expression: NULL.cast(pl.Bool), type: "boolean" };
    return { expression: apply(x!, y!), type: "boolean" };
  };
}

/** True where a value equals one of the others; null where none does and a null is among them. */
function among(value: Typed, others: readonly Typed[]): Typed {
  const [first = { expression: FALSE, type: "boolean" } as Typed, ...rest] = others.map((other) =>
    COMPARE.eq(value, other)
  );
  return {
    expression: rest.reduce((all, one) => all.or(one.expression), truth(first)),
    type: "boolean",
  };
}

function coalesce(values: readonly Typed[]): Typed {
  const { type, expressions } = unify(values);
  return { expression: expressions.reduceRight((rest, one) => choose(one.isNotNull(), one, rest)), type };
}

/** The smallest or largest of the values that are not null. */
function extreme(wins: (a: Expr, b: Expr) => Expr): Compile {
  return (...values) => {
    const { type, expressions } = unify(defined(values));
    if (type === "null") return values[0]!;
    const expression = expressions.reduce((best, one) =>
      choose(best.isNull(), one, choose(wins(one, best).fillNull(FALSE), one, best))
    );
    return { expression, type };
  };
}

const COMPARE = {
  eq: compare((a, b) => a.eq(b)),
  ne: compare((a, b) => a.neq(b)),
  lt: compare((a, b) => a.lt(b)),
  le: compare((a, b) => a.ltEq(b)),
  gt: compare((a, b) => a.gt(b)),
  ge: compare((a, b) => a.gtEq(b)),
} satisfies Record<string, Compile>;

/** Compilers of comparison, logic and choice. */
export const LOGIC = {
  ...COMPARE,
  and: (...values) => ({
    expression: defined(values).map(truth).reduce((a, b) => a.and(b)),
    type: "boolean",
  }),
  or: (...values) => ({ expression: defined(values).map(truth).reduce((a, b) => a.or(b)), type: "boolean" }),
  not: (value) => ({ expression: truth(value!).not(), type: "boolean" }),
  is_null: (value) => ({ expression: value!.expression.isNull(), type: "boolean" }),
  in: (value, ...others) => among(value!, defined(others)),
  if: (condition, yes, no) => {
    const { type, expressions: [a, b] } = unify([yes!, no!]);
    return { expression: choose(truth(condition!).fillNull(FALSE), a!, b!), type };
  },
  coalesce: (...values) => coalesce(defined(values)),
  least: extreme((a, b) => a.lt(b)),
  greatest: extreme((a, b) => a.gt(b)),
} satisfies Record<string, Compile>;
