/**
 * Differences and ratios: between entities, between the highest and the lowest, between columns.
 *
 * @module
 */
import type { Plan } from "../../contract/mod.ts";
import { conceptColumn, isTime, labelColumn } from "../frame/concepts.ts";
import { call, column as named, literal, numberOf } from "./expressions.ts";
import type { Candidate, Scope } from "./scope.ts";
import { oneValue, pairOf, sideValue } from "./pairs.ts";

export function differences(scope: Scope): Candidate[] {
  const { frame } = scope;
  const at = frame.flags.get("difference") ?? frame.flags.get("ratio");
  const pair = at === undefined ? undefined : pairOf(scope);
  if (at === undefined || pair === undefined) return [];
  const ratio = !frame.flags.has("difference");
  const numbers = frame.mentions.filter((mention) =>
    mention.column !== pair.entity && (mention.column.quantity || mention.column.temporal)
  );
  const concept = /longer/.test(scope.walk.word(at))
    ? ["length", "duration"]
    : /older/.test(scope.walk.word(at))
    ? ["age"]
    : /taller/.test(scope.walk.word(at))
    ? ["height"]
    : undefined;
  const said = scope.walk.word(at);
  const wantsTime = /older|younger|earlier|later|sooner|apart|between|passed|before|after/.test(said) &&
    /year|month|week|day/.test(said);
  const time = wantsTime
    ? scope.columns.find((column) => isTime(column) && column !== pair.entity)
    : undefined;
  const key = numbers[0]?.column ?? time ?? frame.counts.find((count) => count.noun?.quantity)?.noun ??
    (concept && conceptColumn(scope.columns, concept, (column) => column.quantity)?.column);
  if (wantsTime && (key === undefined || !isTime(key) && !(key.low >= 1000 && key.high <= 2200))) return [];
  const [a, b] = pair.sides.map((side) => sideValue(scope, side, pair.entity, key, pair.others));
  if (a === undefined || b === undefined) return [];
  const value = key?.temporal
    ? call("abs", call("difference", a, b, literal(/year|month|week/.exec(said)?.[0] ?? "day")))
    : ratio
    ? call("divide", a, b)
    : call("abs", call("subtract", a, b));
  const words = `${ratio ? "ratio" : "difference"} of ${
    key === undefined ? "the number of rows" : `"${key.name}"`
  }`;
  return [{
    plan: oneValue(scope, ratio ? "ratio" : "difference", value),
    kind: "number",
    summary: `the ${words} between ${pair.sides.map((side) => `"${side[0]}"`).join(" and ")}`,
    fit: key === undefined ? 0.85 : 0.95,
    parts: [
      ...numbers,
      ...frame.counts,
      ...frame.mentions.filter((mention) => mention.column === pair.entity),
    ],
    also: [at, ...(frame.flags.has("comparative") ? [frame.flags.get("comparative")!] : [])],
    answerColumn: ratio ? "ratio" : "difference",
  }];
}

export function spans(scope: Scope): Candidate[] {
  const { frame } = scope;
  const range = frame.flags.get("range");
  const at = frame.flags.get("difference") ?? range;
  if (at === undefined) return [];
  const [high, low] = frame.extremes;
  const column =
    (range === undefined ? undefined : frame.mentions.find((mention) => mention.column.quantity)?.column) ??
      high?.key ?? low?.key ??
      frame.measures.find((one) => one.name === "max" || one.name === "min")?.column;
  const spread = range !== undefined
    ? frame.mentions.find((mention) => mention.column.quantity)?.column
    : undefined;
  const ends = spread !== undefined ||
    high !== undefined && low !== undefined && high.descending !== low.descending ||
    frame.measures.filter((one) => one.name === "max" || one.name === "min").length === 2;
  if (ends && column !== undefined && column.quantity) {
    const rows = scope.rows([column]);
    if (rows === undefined) return [];
    const both: Plan = {
      op: "aggregate",
      input: rows.plan,
      groups: [],
      measures: [{ name: "highest", function: "max", arguments: [numberOf(column, rows.of(column))] }, {
        name: "lowest",
        function: "min",
        arguments: [numberOf(column, rows.of(column))],
      }],
    };
    return [{
      plan: {
        op: "select",
        input: both,
        columns: [{ name: "difference", value: call("subtract", named("highest"), named("lowest")) }],
      },
      kind: "number",
      summary: `the difference between the highest and the lowest "${column.name}"${scope.where()}`,
      fit: 0.95,
      parts: [
        ...frame.extremes,
        ...frame.measures,
        ...frame.mentions.filter((mention) => mention.column === column),
      ],
      also: [at],
      answerColumn: "difference",
    }];
  }
  const numbers = frame.mentions.filter((mention) => mention.column.quantity);
  if (numbers.length !== 2) return [];
  const label = frame.conditions.length > 0
    ? undefined
    : frame.mentions.find((mention) => !mention.column.numeric)?.column ??
      labelColumn(scope.columns, scope.rowCount);
  const rows = scope.rows([
    ...numbers.map((mention) => mention.column),
    ...(label === undefined ? [] : [label]),
  ]);
  if (rows === undefined) return [];
  const value = call(
    "abs",
    call(
      "subtract",
      numberOf(numbers[0]!.column, rows.of(numbers[0]!.column)),
      numberOf(numbers[1]!.column, rows.of(numbers[1]!.column)),
    ),
  );
  return [{
    plan: {
      op: "select",
      input: rows.plan,
      columns: [...(label === undefined ? [] : [{ name: label.name, value: rows.of(label) }]), {
        name: "difference",
        value,
      }],
    },
    kind: "number",
    summary: `the difference between "${numbers[0]!.column.name}" and "${
      numbers[1]!.column.name
    }"${scope.where()}`,
    fit: label === undefined ? 0.93 : 0.85,
    parts: [...numbers, ...frame.mentions.filter((mention) => mention.column === label)],
    also: [at],
    answerColumn: "difference",
  }];
}
