/**
 * Rows that share a value with a named one: `which ship has the same nationality as the Stancor`.
 *
 * @module
 */
import type { Expression, Plan } from "../../contract/mod.ts";
import { whereOf } from "./conditions.ts";
import { call, literal } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";
import { labelColumn } from "../frame/concepts.ts";

/** Composes rows that equal a named row in one column. */
export function composeSame(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("same");
  const anchor = frame.conditions.findLast((condition) => condition.test.kind === "in" && !condition.negated);
  if (at === undefined || anchor === undefined || anchor.test.kind !== "in") return [];
  const named = [
    ...frame.mentions.map((mention) => ({ column: mention.column, at: mention.at, part: mention as object })),
    ...frame.counts.flatMap((count) =>
      count.noun === undefined ? [] : [{ column: count.noun, at: count.at, part: count as object }]
    ),
  ].filter((one) => one.column !== anchor.column);
  const shared = named.find((one) => one.at > at) ?? named.at(-1);
  if (shared === undefined) return [];
  const others = frame.conditions.filter((condition) => condition !== anchor);
  const source = scope.source([shared.column, anchor.column]);
  if (source === undefined) return [];
  const entity = call("in", source.of(anchor.column), ...anchor.test.values.map((value) => literal(value)));
  const like: Plan = {
    op: "select",
    input: { op: "filter", input: source.plan, where: entity },
    columns: [{ name: "shared", value: source.of(shared.column) }],
  };
  const member: Expression = { kind: "member", value: source.of(shared.column), plan: like };
  const rest = whereOf(others, source.of, source.plan);
  const where = call("and", member, call("not", entity), ...(rest === undefined ? [] : [rest]));
  const rows: Plan = { op: "filter", input: source.plan, where };
  const words = `with the same "${shared.column.name}" as ${
    anchor.test.values.slice(0, 2).map((value) => `"${value}"`).join(", ")
  }`;
  const parts = [shared.part, ...frame.counts];
  if (frame.ask === "count" && shared.part !== frame.counts[0]) {
    return [{
      plan: {
        op: "aggregate",
        input: rows,
        groups: [],
        measures: [{ name: "count", function: "count", arguments: [] }],
      },
      kind: "number",
      summary: `the number of other rows ${words}`,
      fit: 0.9,
      parts,
      also: [at],
      answerColumn: "count",
    }];
  }
  const asked = frame.mentions.find((mention) => mention.column !== shared.column);
  const target = asked?.column ??
    (anchor.column.text ? anchor.column : labelColumn(scope.columns, scope.rowCount));
  if (target === undefined) return [];
  const selected: Plan = {
    op: "select",
    input: rows,
    columns: [{ name: target.name, value: source.of(target) }],
  };
  return [{
    plan: { op: "distinct", input: selected, columns: [] },
    kind: "list",
    summary: `the "${target.name}" of other rows ${words}`,
    fit: 0.88,
    parts: [...parts, ...(asked === undefined ? [] : [asked])],
    also: [at],
    answerColumn: target.name,
  }];
}
