/**
 * Questions that are answered with yes or no.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { call, column as named, literal } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";
import { keyOf, offers, oneValue, pairOf, sideValue } from "./pairs.ts";

export function whether(scope: Scope): Candidate[] {
  const { frame } = scope;
  if (frame.ask !== "whether") return [];
  const pair = pairOf(scope);
  const key = pair && keyOf(scope, pair);
  if (pair !== undefined && key !== undefined && !offers(scope)) {
    const [a, b] = pair.sides.map((side) => sideValue(scope, side, pair.entity, key.column, pair.others));
    if (a === undefined || b === undefined) return [];
    return [{
      plan: oneValue(scope, "answer", call(key.descending ? "gt" : "lt", a, b)),
      kind: "boolean",
      summary: `"${pair.sides[0]![0]}" has a ${key.descending ? "higher" : "lower"} ${
        key.column === undefined ? "number of rows" : `"${key.column.name}"`
      } than "${pair.sides[1]![0]}"`,
      fit: key.fit,
      parts: key.parts,
      also: key.also,
      answerColumn: "answer",
    }];
  }
  const often = frame.having.find((one) => one.aggregate === "count" && one.column === undefined);
  if (frame.conditions.length === 0) return [];
  const rows = scope.rows([]);
  if (rows === undefined) return [];
  const counted: Plan = {
    op: "aggregate",
    input: rows.plan,
    groups: [],
    measures: [{ name: "rows", function: "count", arguments: [] }],
  };
  return [{
    plan: {
      op: "select",
      input: counted,
      columns: [{
        name: "answer",
        value: often === undefined
          ? call("gt", named("rows"), literal(0))
          : call(often.op, named("rows"), literal(often.value)),
      }],
    },
    kind: "boolean",
    summary: often === undefined
      ? `whether there are rows${scope.where()}`
      : `whether the number of rows${scope.where()} is ${
        often.op === "ge"
          ? "at least"
          : often.op === "gt"
          ? "above"
          : often.op === "le"
          ? "at most"
          : often.op === "lt"
          ? "below"
          : "equal to"
      } ${often.value}`,
    fit: often !== undefined ? 0.96 : frame.conditions.length > 1 ? 0.85 : 0.7,
    parts: [
      ...frame.having,
      ...frame.mentions.filter((mention) =>
        frame.conditions.some((condition) => condition.column === mention.column)
      ),
    ],
    answerColumn: "answer",
  }];
}
