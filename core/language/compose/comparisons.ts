/**
 * Comparing named entities: which of two has more, by how much, and whether.
 *
 * @module
 */
import type { AggregateName, Expression, Plan, Value } from "../../contract/mod.ts";
import type { Condition } from "../frame/frame.ts";
import { conceptColumn, isTime, labelColumn } from "../frame/concepts.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { call, column as named, literal, numberOf } from "./expressions.ts";
import { naturalAggregate } from "./additive.ts";
import type { Candidate, Scope } from "./scope.ts";

/** Composes choices between entities, differences, and yes-or-no questions. */
export function composeComparisons(scope: Scope): Candidate[] {
  return [...choices(scope), ...differences(scope), ...spans(scope), ...whether(scope)];
}

interface Pair {
  readonly entity: ColumnInfo;
  readonly sides: readonly (readonly Value[])[];
  readonly others: readonly Condition[];
  readonly conditions: readonly Condition[];
}

/** Two entities: two values of one condition, or two conditions on one column. */
function pairOf(scope: Scope): Pair | undefined {
  const { conditions } = scope.frame;
  const named = conditions.filter((condition) => condition.test.kind === "in" && !condition.negated);
  for (const condition of named) {
    const twin = named.find((other) => other !== condition && other.column === condition.column);
    if (twin !== undefined) {
      return {
        entity: condition.column,
        sides: [valuesOf(condition), valuesOf(twin)],
        conditions: [condition, twin],
        others: conditions.filter((other) => other !== condition && other !== twin),
      };
    }
    const values = valuesOf(condition);
    if (values.length === 2) {
      return {
        entity: condition.column,
        sides: values.map((value) => [value]),
        conditions: [condition],
        others: conditions.filter((other) => other !== condition),
      };
    }
  }
  return undefined;
}

function valuesOf(condition: Condition): readonly Value[] {
  return condition.test.kind === "in" ? condition.test.values : [];
}

interface Key {
  readonly column: ColumnInfo | undefined;
  readonly descending: boolean;
  readonly parts: readonly object[];
  readonly also: readonly number[];
  readonly fit: number;
}

/** What the entities are compared by. */
function keyOf(scope: Scope, pair: Pair): Key | undefined {
  const { frame, walk } = scope;
  const extreme = frame.extremes[0];
  const at = frame.flags.get("comparative");
  const sense = at === undefined ? undefined : walk.sense(at, "comparative");
  const numbers = frame.mentions.filter((mention) =>
    mention.column !== pair.entity && (mention.column.quantity || mention.column.temporal)
  );
  const counted = frame.counts.filter((count) => count.noun?.quantity);
  if (extreme !== undefined) {
    const column = extreme.key ?? extreme.measure?.column ?? numbers[0]?.column ?? counted[0]?.noun;
    return {
      column,
      descending: extreme.descending,
      parts: [extreme, ...numbers, ...frame.counts],
      also: [],
      fit: column === undefined ? 0.8 : 0.95,
    };
  }
  if (sense === undefined) return undefined;
  const concept = sense.concepts === undefined
    ? undefined
    : conceptColumn(scope.columns, sense.concepts, (column) => column.quantity || column.temporal)?.column;
  const time = sense.concepts?.[0] === "date" ? scope.columns.find(isTime) : undefined;
  const born = sense.concepts?.[0] === "age" && concept === undefined
    ? scope.columns.find(isTime)
    : undefined;
  const speed = sense.concepts?.[0] === "speed" && concept === undefined
    ? conceptColumn(scope.columns, ["time", "duration"])?.column
    : undefined;
  const column = concept ?? time ?? born ?? speed ?? numbers[0]?.column ?? counted[0]?.noun;
  const descending = (born ?? speed) !== undefined && concept === undefined
    ? !sense.descending
    : sense.descending;
  return {
    column,
    descending,
    parts: [...numbers, ...frame.counts],
    also: [at!],
    fit: column === undefined ? 0.75 : 0.94,
  };
}

/** Whether the question offers one thing or another. */
function offers(scope: Scope): boolean {
  return scope.walk.chunks.some((chunk) => chunk.text.toLowerCase() === "or");
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

/** One number for a side of a comparison. */
function sideValue(
  scope: Scope,
  values: readonly Value[],
  entity: ColumnInfo,
  key: ColumnInfo | undefined,
  others: readonly Condition[],
): Expression | undefined {
  const rows = scope.rows([entity, ...(key === undefined ? [] : [key])], others);
  if (rows === undefined) return undefined;
  const where = call("in", rows.of(entity), ...values.map((value) => literal(value)));
  const name: AggregateName = key === undefined
    ? "count"
    : key.quantity
    ? naturalAggregate(key) === "sum" ? "sum" : "mean"
    : "max";
  const measures = [{
    name: "value",
    function: name,
    arguments: key === undefined ? [] : [numberOf(key, rows.of(key))],
  }];
  return {
    kind: "scalar",
    plan: { op: "aggregate", input: { op: "filter", input: rows.plan, where }, groups: [], measures },
  };
}

/** A row with one computed value. */
export function oneValue(scope: Scope, name: string, value: Expression): Plan {
  const table = scope.mainTable.profile.id;
  const one: Plan = {
    op: "aggregate",
    input: { op: "scan", dataset: table },
    groups: [],
    measures: [{ name: "rows", function: "count", arguments: [] }],
  };
  return { op: "select", input: one, columns: [{ name, value }] };
}

/** `the difference in points between A and B`, `how many more points did A score than B`. */
function differences(scope: Scope): Candidate[] {
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
  const key = numbers[0]?.column ?? frame.counts.find((count) => count.noun?.quantity)?.noun ??
    (concept && conceptColumn(scope.columns, concept, (column) => column.quantity)?.column);
  const [a, b] = pair.sides.map((side) => sideValue(scope, side, pair.entity, key, pair.others));
  if (a === undefined || b === undefined) return [];
  const value = key?.temporal
    ? call("abs", call("difference", a, b, literal("day")))
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

/** `difference between the highest and lowest price`; `range of prices`; of two columns of one row. */
function spans(scope: Scope): Candidate[] {
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

/** `did A score more than B`, `is there a film from Spain`. */
function whether(scope: Scope): Candidate[] {
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
