/**
 * Times of day that stand in text: `8:11 PM`, `14:05`.
 *
 * @module
 */
import type { Expression } from "../../contract/mod.ts";
import { call, column as named, literal } from "../compose/expressions.ts";
import type { ColumnInfo } from "../link/table_context.ts";

const CLOCK = /^\s*\d{1,2}:\d{2}(?::\d{2})?\s*(?:([ap])\.?m\.?)?\s*$/i;

/** The hour from 0 to 23 of a column that holds times of day as text; undefined where it holds something else. */
export function clockHour(column: ColumnInfo): Expression | undefined {
  const samples = column.profile.top.map(({ value }) => String(value));
  if (!column.text || samples.length === 0) return undefined;
  const found = samples.map((sample) => CLOCK.exec(sample));
  if (found.some((match) => match === null)) return undefined;
  const cell = call("lower", named(column.name));
  const hour = call("to_integer", call("trim", call("split_part", cell, literal(":"), literal(1))));
  if (found.every((match) => match![1] === undefined)) return hour;
  const afternoon = call("contains", cell, literal("p"));
  return call(
    "add",
    call("modulo", hour, literal(12)),
    call("if", afternoon, literal(12), literal(0)),
  );
}
