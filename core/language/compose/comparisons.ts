/**
 * Comparing named entities: which of two has more, by how much, and whether.
 *
 * @module
 */
import type { AggregateName, Plan } from "../../contract/mod.ts";
import { call, column as named, literal, numberOf } from "./expressions.ts";
import { naturalAggregate } from "./additive.ts";
import type { Candidate, Scope } from "./scope.ts";
import { keyOf, offers, pairOf } from "./pairs.ts";
import { differences, spans } from "./differences.ts";
import { whether } from "./whether.ts";

/** Composes choices between entities, differences, and yes-or-no questions. */
export function composeComparisons(scope: Scope): Candidate[] {
  return [...choices(scope), ...differences(scope), ...spans(scope), ...whether(scope)];
}

/** `who has more points, A or B`: the one that comes first. */
function choices(scope: Scope): Candidate[] {
  if (scope.frame.ask === "whether" && !offers(scope) || scope.frame.flags.has("difference")) {
    return [];
  }
  const pair = pairOf(scope);
  const key = pair && keyOf(scope, pair);
  if (pair === undefined || key === undefined) return [];
  const or = scope.frame.flags.get("or");
  const rows = scope.rows([pair.entity, ...(key.column === undefined ? [] : [key.column])], pair.others);
  if (rows === undefined) return [];
  const all = pair.sides.flat();
  const either: Plan = {
    op: "filter",
    input: rows.plan,
    where: call("in", rows.of(pair.entity), ...all.map((value) => literal(value))),
  };
  const name: AggregateName = key.column === undefined
    ? "count"
    : key.column.quantity && naturalAggregate(key.column) === "sum"
    ? "sum"
    : key.descending
    ? "max"
    : "min";
  const shown = key.column?.name ?? "count";
  const grouped: Plan = {
    op: "aggregate",
    input: either,
    groups: [{ name: pair.entity.name, value: rows.of(pair.entity) }],
    measures: [{
      name: shown,
      function: name,
      arguments: key.column === undefined ? [] : [numberOf(key.column, rows.of(key.column))],
    }],
  };
  const plan: Plan = {
    op: "top",
    input: grouped,
    partition: [],
    keys: [{ by: named(shown), descending: key.descending }],
    count: 1,
    ties: true,
  };
  return [{
    plan,
    kind: "text",
    summary: `which of ${all.slice(0, 4).map((value) => `"${value}"`).join(" and ")} has the ${
      key.descending ? "higher" : "lower"
    } ${shown}`,
    fit: key.fit,
    parts: [...key.parts, ...scope.frame.mentions.filter((mention) => mention.column === pair.entity)],
    also: [...key.also, ...(or === undefined ? [] : [or])],
    answerColumn: pair.entity.name,
  }];
}
