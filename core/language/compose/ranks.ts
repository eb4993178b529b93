/**
 * The rank of a named thing among all: `rank of Germany in beer`, `where does Ohio rank by income`.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { isRank, isTime } from "../frame/concepts.ts";
import { whereOf, whereWords } from "./conditions.ts";
import { call, column as named, numberOf } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes ranks of one row, or of each of several that are named; the highest number is the first. */
export function composeRanks(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const at = walk.chunks.findIndex((_, index) => walk.sense(index, "rank") !== undefined);
  const key = frame.mentions.find(({ column }) => column.quantity && !isTime(column) && !isRank(column));
  const things = frame.conditions.filter(({ column, test, negated }) =>
    column.text && !negated && test.kind === "in"
  );
  if (at < 0 || key === undefined || things.length !== 1) return [];
  const [thing] = things;
  const others = frame.conditions.filter((condition) => condition !== thing);
  const rows = scope.rows([thing!.column, key.column], others);
  if (rows === undefined) return [];
  const [number, name] = [numberOf(key.column, rows.of(key.column)), thing!.column.name];
  const present: Plan = {
    op: "filter",
    input: rows.plan,
    where: call("not", call("is_null", number)),
  };
  const lowest = frame.extremes.some(({ descending }) => !descending);
  const ranked: Plan = {
    op: "window",
    input: {
      op: "select",
      input: present,
      columns: [{ name, value: rows.of(thing!.column) }, { name: key.column.name, value: number }],
    },
    columns: [{
      name: "rank",
      function: "rank",
      partition: [],
      order: [{ by: named(key.column.name), descending: !lowest }],
    }],
  };
  const where = whereOf([thing!], (column) => named(column.name), ranked)!;
  return [{
    plan: {
      op: "select",
      input: { op: "filter", input: ranked, where },
      columns: ["rank", name, key.column.name].map((one) => ({ name: one, value: named(one) })),
    },
    kind: "number",
    summary: `the rank by "${key.column.name}" (${lowest ? "lowest" : "highest"} first)${
      whereWords([thing!])
    }${others.length === 0 ? "" : `, among those${whereWords(others)}`}`,
    fit: 0.96,
    parts: [
      key,
      ...frame.extremes.filter(({ key: own, measure }) => own === undefined && measure === undefined),
    ],
    also: [at],
    answerColumn: "rank",
  }];
}
