/**
 * Two named entities and what they are compared by.
 *
 * @module
 */
import type { AggregateName, Expression, Plan, Value } from "../../contract/mod.ts";
import type { Condition } from "../frame/frame.ts";
import { conceptColumn, isRank, isTime, turns } from "../frame/concepts.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { call, literal, numberOf } from "./expressions.ts";
import { naturalAggregate } from "./additive.ts";
import type { Scope } from "./scope.ts";

interface Pair {
  readonly entity: ColumnInfo;
  readonly sides: readonly (readonly Value[])[];
  readonly others: readonly Condition[];
  readonly conditions: readonly Condition[];
}

export function pairOf(scope: Scope): Pair | undefined {
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

export function keyOf(scope: Scope, pair: Pair): Key | undefined {
  const { frame, walk } = scope;
  const extreme = frame.extremes[0];
  const at = frame.flags.get("comparative");
  const sense = at === undefined ? undefined : walk.sense(at, "comparative");
  const numbers = frame.mentions.filter((mention) =>
    mention.column !== pair.entity && (mention.column.quantity || mention.column.temporal)
  );
  const named = (at: number) => {
    const chunk = walk.chunks[at];
    return chunk?.kind === "column" ? chunk.matches[0]!.score : 0;
  };
  numbers.sort((a, b) => named(b.at) - named(a.at));
  const counted = frame.counts.filter((count) => count.noun?.quantity);
  if (extreme !== undefined) {
    const column = extreme.key ?? extreme.measure?.column ?? numbers[0]?.column ?? counted[0]?.noun;
    return {
      column,
      descending: extreme.descending,
      parts: [extreme, ...numbers, ...frame.counts],
      also: [],
      // `the most places`: of places there is no more and less.
      fit: column === undefined
        ? 0.8
        : isRank(column) && /most|least|fewest/.test(walk.word(extreme.at))
        ? 0.6
        : 0.95,
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
  const column = concept ?? time ?? born ?? speed ?? numbers[0]?.column ?? counted[0]?.noun ??
    (/better|worse|high|low/.test(walk.word(at!)) && saysPlace(scope)
      ? scope.columns.find(isRank)
      : undefined);
  const placed = column !== undefined && turns(column, walk.word(at!));
  const descending = (born ?? speed) !== undefined && concept === undefined || placed
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

/** `who placed higher`, `which finished better`: by the place, which no column was named for. */
function saysPlace({ walk }: Scope): boolean {
  return walk.chunks.some((chunk) =>
    /^(placed?|ranked|rank|finish|finished|finishes)$/.test(chunk.text.toLowerCase())
  );
}

export function offers(scope: Scope): boolean {
  return scope.walk.chunks.some((chunk) => chunk.text.toLowerCase() === "or");
}

export function sideValue(
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
