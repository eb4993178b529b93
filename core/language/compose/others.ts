/**
 * The others beside a named one: `besides Lee, who came from Norland`, `Lee and which other driver`.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import type { Condition } from "../frame/frame.ts";
import { labelColumn } from "../frame/concepts.ts";
import type { Candidate, Scope } from "./scope.ts";

const OTHERS = /^(?:other|others|another|else)$/;

/** Composes rows that meet the other conditions, without the one that the question names. */
export function composeOthers(scope: Scope): Candidate[] {
  const { frame } = scope;
  const single = frame.ask === "which" || frame.ask === "who" || frame.ask === "list" ||
    frame.ask === "count";
  if (!single || othersAt(scope) < 0 || frame.flags.has("same")) return [];
  const label = frame.mentions.find((mention) => mention.column.text && !mention.column.quantity);
  const target = label?.column ?? frame.counts[0]?.noun ??
    labelColumn(scope.columns, scope.rowCount, frame.ask === "who");
  const anchor = frame.conditions.find((one) =>
    Math.min(...one.at) < othersAt(scope) && one.column === target && one.test.kind === "in" && !one.negated
  );
  if (target === undefined || anchor === undefined || frame.conditions.length < 2) return [];
  const conditions = frame.conditions.map((one): Condition =>
    one === anchor ? { ...one, negated: true } : one
  );
  const rows = scope.rows([target], conditions);
  if (rows === undefined) return [];
  const parts = [...frame.mentions.filter((mention) => mention.column === target), ...frame.counts];
  if (frame.ask === "count") {
    return [{
      plan: {
        op: "aggregate",
        input: rows.plan,
        groups: [],
        measures: [{ name: "count", function: "count", arguments: [] }],
      },
      kind: "number",
      summary: `the number of rows${scope.where(conditions)}`,
      fit: 0.96,
      parts,
      answerColumn: "count",
    }];
  }
  const selected: Plan = {
    op: "select",
    input: rows.plan,
    columns: [{ name: target.name, value: rows.of(target) }],
  };
  return [{
    plan: { op: "distinct", input: selected, columns: [] },
    kind: "list",
    summary: `"${target.name}"${scope.where(conditions)}`,
    fit: 0.92,
    parts,
    answerColumn: target.name,
  }];
}

/** Where `another`, `else`, or the `who` of `Lee and who` stands; -1 where nothing says so. The named one stands before it. */
function othersAt({ walk, frame }: Scope): number {
  const at = walk.chunks.findIndex((chunk) => OTHERS.test(chunk.text.toLowerCase()));
  if (at >= 0) return at;
  return frame.askAt > 1 && walk.sense(frame.askAt - 1, "and") !== undefined ? frame.askAt : -1;
}
