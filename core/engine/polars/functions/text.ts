/**
 * Functions of text. Positions count code points from 1; patterns are constants and literal.
 *
 * @module
 */
import pl, { type Expr } from "nodejs-polars";
import { integer } from "../literal.ts";
import { sliceText } from "../native.ts";
import type { Typed } from "../relation.ts";
import { lowerCase, upperCase } from "./letter_case.ts";
import { type Compile, text } from "./typing.ts";

/** What `trim` removes. */
const BLANKS = " \t\r\n\u00a0";

function words(value: Typed | undefined): string {
  return String(value?.constant ?? "");
}

function whole(value: Typed): number {
  return Number(value.constant);
}

function test(apply: (value: Expr, part: string) => Expr): Compile {
  return (value, part) => ({ expression: apply(text(value!), words(part)), type: "boolean" });
}

function change(apply: (value: Expr) => Expr): Compile {
  return (value) => ({ expression: apply(text(value!)), type: "text" });
}

function splitPart(value: Expr, separator: string, position: number): Expr {
  const parts = value.str.split(separator);
  return parts.list.get(position > 0 ? position - 1 : position);
}

/** Compilers of the functions of text. */
export const TEXT = {
  lower: change(lowerCase),
  upper: change(upperCase),
  trim: change((value) => value.str.stripChars(BLANKS)),
  length: (value) => ({ expression: text(value!).str.lengths().cast(pl.Int64), type: "integer" }),
  concat: (...values) => ({
    expression: values.map((value) => text(value!)).reduce((a, b) => a.add(b)),
    type: "text",
  }),
  contains: test((value, part) => value.str.contains(pl.lit(part), true)),
  starts_with: test((value, part) => value.str.startsWith(pl.lit(part))),
  ends_with: test((value, part) => value.str.endsWith(pl.lit(part))),
  substring: (value, start, length) => ({
    expression: sliceText(
      text(value!),
      integer(whole(start!) - 1),
      length === undefined ? pl.lit(null).cast(pl.UInt64) : integer(whole(length)),
    ),
    type: "text",
  }),
  replace: (value, from, to) => ({
    expression: text(value!).str.replaceAll(pl.lit(words(from)), pl.lit(words(to)), true),
    type: "text",
  }),
  split_part: (value, separator, position) => ({
    expression: splitPart(text(value!), words(separator), whole(position!)),
    type: "text",
  }),
} satisfies Record<string, Compile>;
