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
  const offered = choice(scope) ?? moreOrLess(scope, pair);
  if (offered !== undefined) return [offered];
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

/** `is Lee from Norland or Sudria`: the one of the two that stands in the row. */
function choice(scope: Scope): Candidate | undefined {
  const { conditions } = scope.frame;
  const either = conditions.find(({ test, negated }) =>
    test.kind === "in" && !negated && test.values.length > 1
  );
  const entity = conditions.find((one) => one !== either && one.test.kind === "in" && !one.negated);
  const rows = either === undefined || entity === undefined || !offers(scope)
    ? undefined
    : scope.rows([either.column]);
  if (rows === undefined || either === undefined) return undefined;
  const selected: Plan = {
    op: "select",
    input: rows.plan,
    columns: [{ name: either.column.name, value: rows.of(either.column) }],
  };
  return {
    plan: { op: "distinct", input: selected, columns: [] },
    kind: "text",
    summary: `"${either.column.name}"${scope.where()}`,
    fit: 0.93,
    parts: scope.frame.mentions.filter((mention) => mention.column === either.column),
    also: scope.frame.flags.has("or") ? [scope.frame.flags.get("or")!] : [],
    answerColumn: either.column.name,
  };
}

/** `did A win more or less than B`: one of the two words. */
function moreOrLess(scope: Scope, pair: ReturnType<typeof pairOf>): Candidate | undefined {
  const { walk } = scope;
  const first = walk.chunks.findIndex((_, at) => walk.sense(at, "comparative") !== undefined);
  const second = walk.chunks.findIndex((_, at) =>
    at > first && at <= first + 2 && walk.sense(at, "comparative") !== undefined
  );
  const key = pair && keyOf(scope, pair);
  if (first < 0 || second < 0 || pair === undefined || key === undefined) return undefined;
  const [a, b] = pair.sides.map((side) => sideValue(scope, side, pair.entity, key.column, pair.others));
  if (a === undefined || b === undefined) return undefined;
  const [one, other] = [literal(walk.word(first)), literal(walk.word(second))];
  const equal = call("if", call("eq", a, b), literal("equal"), other);
  return {
    plan: oneValue(scope, "answer", call("if", call(key.descending ? "gt" : "lt", a, b), one, equal)),
    kind: "text",
    summary: `whether "${pair.sides[0]![0]}" has ${walk.word(first)} or ${walk.word(second)} ${
      key.column === undefined ? "rows" : `"${key.column.name}"`
    } than "${pair.sides[1]![0]}"`,
    fit: key.fit,
    parts: key.parts,
    also: [
      ...key.also,
      first,
      second,
      ...(scope.frame.flags.has("or") ? [scope.frame.flags.get("or")!] : []),
    ],
    answerColumn: "answer",
  };
}
