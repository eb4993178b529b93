/**
 * The row before or after another, in the table's order: `who came after Lee`, `the film before "Dot"`.
 *
 * @module
 */
import type { Measure, Plan } from "../../contract/mod.ts";
import type { Condition } from "../frame/frame.ts";
import { isAmount, isRank, labelColumn } from "../frame/concepts.ts";
import { whereOf } from "./conditions.ts";
import { call, column, numberOf } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes neighbours of the row that the conditions find. */
export function composeNeighbours(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  const at = frame.flags.get("neighbour");
  const sense = at === undefined ? undefined : walk.sense(at, "neighbour") ?? timeNeighbour(scope, at);
  if (at === undefined || sense === undefined) return [];
  const anchor = frame.conditions.filter((condition) => condition.test.kind === "in" && !condition.negated);
  if (anchor.length === 0) return nextInTime(scope, at, sense.offset);
  if (frame.ask === "count" && frame.counts.length > 0) return countBeyond(scope, at, sense.offset, anchor);
  const person = frame.ask === "who" || frame.ask === "which" && /^which/.test(walk.word(frame.askAt));
  const named = frame.mentions.filter((mention) => !person || !mention.column.quantity);
  const mention = named.find((one) => one.at > frame.askAt) ?? named[0];
  const spent = frame.mentions.filter((one) => isRank(one.column));
  const target = mention?.column ??
    (anchor[0]!.column.text
      ? anchor[0]!.column
      : labelColumn(scope.columns, scope.rowCount, frame.ask === "who"));
  if (target === undefined) return [];
  const source = scope.source([target]);
  if (source === undefined || source.tables.length > 1) return [];
  const moved: Plan = {
    op: "window",
    input: source.plan,
    columns: [{
      name: "neighbour",
      function: sense.offset === 1 ? "lead" : "lag",
      argument: source.of(target),
      partition: [],
      order: [],
    }],
  };
  const where = whereOf(frame.conditions, source.of, source.plan)!;
  return [{
    plan: {
      op: "select",
      input: { op: "filter", input: moved, where },
      columns: [{ name: target.name, value: column("neighbour") }],
    },
    kind: "text",
    summary: `the "${target.name}" in the row ${
      sense.offset === 1 ? "after" : "before"
    } the one${scope.where()}`,
    fit: LISTED.test(walk.word(at)) || walk.chunks.some((chunk) => LISTED.test(chunk.text.toLowerCase()))
      ? 0.93
      : 0.86,
    parts: [
      ...(mention === undefined ? [] : [mention]),
      ...spent,
      ...frame.extremes.filter((extreme) => extreme.edge),
    ],
    also: [at],
    answerColumn: target.name,
  }];
}

/** `how many runners finished before Lee`: the rows on that side of the first that is meant. */
function countBeyond(scope: Scope, at: number, offset: 1 | -1, anchor: readonly Condition[]): Candidate[] {
  const { frame } = scope;
  const source = scope.source([]);
  if (source === undefined || source.tables.length > 1) return [];
  const others = frame.conditions.filter((condition) => !anchor.includes(condition));
  const numbered: Plan = {
    op: "window",
    input: source.plan,
    columns: [{ name: "place from the top", function: "row_number", partition: [], order: [] }],
  };
  const place: Plan = {
    op: "aggregate",
    input: { op: "filter", input: numbered, where: whereOf(anchor, source.of, source.plan)! },
    groups: [],
    measures: [{ name: "place", function: "min", arguments: [column("place from the top")] }],
  };
  const beyond = call(offset === 1 ? "gt" : "lt", column("place from the top"), {
    kind: "scalar",
    plan: place,
  });
  const rest = whereOf(others, source.of, source.plan);
  const noun = frame.counts[0]?.noun;
  const amount = noun !== undefined && isAmount(noun, scope.rowCount) ? noun : undefined;
  const counted: Measure = amount === undefined
    ? { name: "count", function: "count", arguments: [] }
    : { name: "count", function: "sum", arguments: [numberOf(amount, source.of(amount))] };
  return [{
    plan: {
      op: "aggregate",
      input: {
        op: "filter",
        input: numbered,
        where: rest === undefined ? beyond : call("and", beyond, rest),
      },
      groups: [],
      measures: [counted],
    },
    kind: "number",
    summary: `the ${amount === undefined ? "number" : `total "${amount.name}"`} of rows ${
      offset === 1 ? "after" : "before"
    } the one${scope.where(anchor)}`,
    fit: 0.9,
    parts: [...frame.counts, ...frame.mentions.filter((mention) => isRank(mention.column))],
    also: [at],
    answerColumn: "count",
  }];
}

/** Words that say the table's own order; otherwise time may be meant, and run the other way. */
const LISTED = /listed|\blist\b|above|below|table|chart|row/;

function timeNeighbour(scope: Scope, at: number): { offset: 1 | -1 } | undefined {
  const compare = scope.walk.sense(at, "compare");
  if (compare === undefined) return undefined;
  const later = compare.op === "gt" || compare.op === "ge";
  // What is above a row stands before it.
  return { offset: later === (compare.time === true) ? 1 : -1 };
}

/** `the next race after 2009`: the first row of a later time, or the last of an earlier one. */
function nextInTime(scope: Scope, at: number, offset: 1 | -1): Candidate[] {
  const { frame } = scope;
  const period = frame.conditions.find((condition) =>
    condition.test.kind === "period" && (condition.test.op === "after" || condition.test.op === "before")
  );
  const mention = frame.mentions[0];
  const target = mention?.column ?? labelColumn(scope.columns, scope.rowCount, frame.ask === "who");
  const rows = target === undefined || period === undefined ? undefined : scope.rows([target, period.column]);
  if (rows === undefined || target === undefined || period === undefined) return [];
  const top: Plan = {
    op: "top",
    input: rows.plan,
    partition: [],
    keys: [{ by: numberOf(period.column, rows.of(period.column)), descending: offset === -1 }],
    count: 1,
    ties: false,
  };
  return [{
    plan: { op: "select", input: top, columns: [{ name: target.name, value: rows.of(target) }] },
    kind: "text",
    summary: `the "${target.name}" of the ${offset === 1 ? "first" : "last"} row${scope.where()}`,
    fit: 0.95,
    parts: mention === undefined ? [] : [mention],
    also: [at],
    answerColumn: target.name,
  }];
}
