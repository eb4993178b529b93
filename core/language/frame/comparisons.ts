/**
 * Conditions that compare: `more than 5`, `older than 60`, `between 1 and 2`, `more than Canada`, `above average`.
 *
 * @module
 */
import type { Condition } from "./frame.ts";
import type { Comparison } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { conceptColumn, isTime, timeColumn, turns } from "./concepts.ts";
import type { Walk } from "./walk.ts";
import type { Conditions } from "./conditions.ts";
import { condition, literalFor, subjectOf } from "./subject.ts";

export function comparison(walk: Walk, at: number, out: Conditions): Condition | undefined {
  const sense = walk.sense(at, "compare");
  if (sense === undefined) return undefined;
  // `the moving average over 30 days`
  const moves = walk.chunks.some((_, index) => walk.sense(index, "moving") !== undefined);
  if (moves && walk.sense(at, "over") !== undefined) return undefined;
  let number = walk.next(at);
  if (walk.sense(number, "all") !== undefined) number = walk.next(number);
  const chunk = walk.chunks[number];
  if (chunk === undefined || number - at > 4) return undefined;
  if (chunk.kind === "date" || (chunk.kind === "number" && chunk.date !== undefined && sense.time)) {
    return undefined;
  }
  const mean = walk.sense(number, "aggregate");
  if (mean?.name === "mean") return againstMean(walk, at, number, sense.op, sense.concepts);
  const numeric = chunk.kind === "value" && /^\d[\d,.]*(?:\s|$)/.test(chunk.text)
    ? Number(/^\d[\d,.]*/.exec(chunk.text)![0].replace(/,/g, ""))
    : undefined;
  if (numeric === undefined && chunk.kind === "value" && sense.concepts === undefined && !sense.time) {
    return againstEntity(walk, at, number, sense.op);
  }
  if (numeric === undefined && (chunk.kind !== "number" || chunk.number.ordinal)) return undefined;
  const value = chunk.kind === "number" ? chunk.number.value : numeric!;
  const times = countNoun(walk, at, number);
  if (times !== undefined) {
    out.having.push({
      at: [at, number],
      aggregate: "count",
      op: sense.op,
      value,
      ...(times.column === undefined ? {} : { column: times.column }),
    });
    [at, number, ...times.at].forEach((index) => walk.use(index, `count ${sense.op} ${value}`));
    return undefined;
  }
  const lean = sense.op === "lt" || sense.op === "le" ? "low" : "high";
  const subject = subjectOf(walk, at, number, sense.concepts, value, lean);
  if (subject === undefined) return undefined;
  const aggregateAt = subject.at.length > 0 && subject.at[0]! < at ? walk.previous(subject.at[0]!) : -1;
  const aggregate = aggregateAt >= 0 ? walk.sense(aggregateAt, "aggregate") : undefined;
  if (
    aggregate !== undefined && (walk.sense(walk.previous(aggregateAt), "sort") === undefined) &&
    !/^(what|calculate|show|find)/.test(walk.word(walk.previous(aggregateAt))) && aggregateAt > 1
  ) {
    out.having.push({
      at: [aggregateAt, at, number],
      aggregate: aggregate.name,
      column: subject.column,
      op: sense.op,
      value,
    });
    [aggregateAt, ...subject.at, at, number].forEach((index) =>
      walk.use(index, `${aggregate.name} of "${subject.column.name}" ${sense.op} ${value}`)
    );
    return undefined;
  }
  return condition(walk, subject, [at, number], {
    kind: "compare",
    op: turned(subject.column, walk.word(at), sense.op),
    value: literalFor(subject.column, value),
  });
}

const OPPOSITE = { gt: "lt", lt: "gt", ge: "le", le: "ge", eq: "eq", ne: "ne" } as const;

/** `10th or better`, `ranked above Lee`: of places the smaller numbers. */
function turned(column: ColumnInfo, word: string, op: Comparison): Comparison {
  return turns(column, word) && !/^(great|large)/.test(word) ? OPPOSITE[op] : op;
}

function countNoun(
  walk: Walk,
  at: number,
  number: number,
): { at: number[]; column?: ColumnInfo } | undefined {
  const after = walk.next(number);
  if (/^(once|twice|thrice)$/.test(walk.word(number))) return { at: [] };
  const numericLeft = walk.columnWhere(walk.previous(at), (candidate) => candidate.quantity) !== undefined;
  if (
    walk.chunks[number + 1]?.kind === "rows" && !numericLeft && walk.column(walk.previous(at)) !== undefined
  ) return { at: [number + 1] };
  if (walk.word(number + 1) === "times" || walk.word(after) === "times") return { at: [after] };
  const column = walk.column(after);
  if (column === undefined || after - number > 2 || walk.used(after)) return undefined;
  const before = walk.previous(at);
  if (walk.columnWhere(before, (candidate) => candidate.quantity) !== undefined) return undefined;
  return column.text && !column.quantity && !column.category ? { at: [after], column } : undefined;
}

function againstMean(
  walk: Walk,
  at: number,
  mean: number,
  op: Comparison,
  concepts: readonly string[] | undefined,
): Condition | undefined {
  const subject = subjectOf(walk, at, mean, concepts, Number.NaN);
  if (subject === undefined) return undefined;
  const repeated = walk.next(mean);
  if (walk.column(repeated)?.name === subject.column.name) {
    walk.use(repeated, `column "${subject.column.name}"`);
  }
  return condition(walk, subject, [at, mean], { kind: "against_mean", op });
}

function againstEntity(walk: Walk, at: number, entity: number, op: Comparison): Condition | undefined {
  const chunk = walk.chunks[entity];
  if (chunk?.kind !== "value") return undefined;
  const match = chunk.matches[0]!;
  const before = walk.previous(at);
  const subject = walk.columnWhere(before, (column) => column.quantity || column.temporal);
  const after = walk.columnWhere(walk.next(entity), (column) => column.quantity || column.temporal);
  const column = subject ?? after;
  if (column === undefined || match.values.length !== 1) return undefined;
  walk.use(subject === undefined ? walk.next(entity) : before, `column "${column.name}"`);
  return condition(walk, { column, at: [], doubt: 0.1 }, [at, entity], {
    kind: "against_entity",
    op: turned(column, walk.word(at), op),
    entity: match.column,
    values: match.values,
  });
}

export function thanEntity(walk: Walk, at: number): Condition | undefined {
  const sense = walk.sense(at, "comparative");
  if (sense === undefined || walk.sense(at, "compare") !== undefined && walk.chunks[at]!.text.includes(" ")) {
    return undefined;
  }
  const than = walk.chunks.findIndex((chunk, index) =>
    index > at && index <= at + 7 && chunk.text.toLowerCase() === "than"
  );
  const entity = than < 0 ? -1 : walk.next(than);
  const chunk = walk.chunks[entity];
  if (chunk?.kind !== "value" || chunk.matches[0]!.values.length !== 1 || walk.broken(at, entity)) {
    return undefined;
  }
  const fits = (column: ColumnInfo) => column.quantity || column.temporal;
  const between = walk.chunks.findIndex((_, index) =>
    index > at && index < than && walk.columnWhere(index, fits) !== undefined
  );
  const column = between >= 0
    ? walk.columnWhere(between, fits)
    : sense.concepts === undefined
    ? undefined
    : conceptColumn(walk.columns, sense.concepts, fits)?.column;
  if (column === undefined) return undefined;
  const match = chunk.matches[0]!;
  return condition(walk, { column, at: between >= 0 ? [between] : [], doubt: 0.02 }, [at, entity], {
    kind: "against_entity",
    op: turned(column, walk.word(at), sense.descending ? "gt" : "lt"),
    entity: match.column,
    values: match.values,
  });
}

export function trailing(walk: Walk, at: number): Condition | undefined {
  const sense = walk.sense(at, "or_more");
  const chunk = walk.chunks[at - 1];
  if (sense === undefined || chunk?.kind !== "number" || walk.used(at - 1)) return undefined;
  const subject = subjectOf(walk, at - 1, at, undefined, chunk.number.value) ??
    subjectOf(walk, at - 1, at, /old|young/.test(walk.word(at)) ? ["age"] : undefined, chunk.number.value);
  return subject &&
    condition(walk, subject, [at - 1, at], {
      kind: "compare",
      op: turned(subject.column, walk.word(at), sense.op),
      value: literalFor(subject.column, chunk.number.value),
    });
}

export function between(walk: Walk, at: number): Condition | undefined {
  const opener = walk.sense(at, "between") !== undefined || walk.word(at) === "from";
  if (!opener) return undefined;
  const low = walk.next(at);
  const first = walk.chunks[low];
  const joint = walk.next(low);
  const high = walk.sense(joint, "and") !== undefined ? walk.next(joint) : joint;
  const second = walk.chunks[high];
  if (
    first?.kind !== "number" || second?.kind !== "number" ||
    (walk.word(at) === "from" && !/^(to|-|until|through)$/.test(walk.word(high - 1)))
  ) return undefined;
  if (first.date !== undefined && second.date !== undefined) {
    const column = walk.columnWhere(walk.previous(at), isTime) ?? timeColumn(walk.columns);
    if (column !== undefined) return undefined;
  }
  const subject = subjectOf(walk, at, high, undefined, first.number.value);
  if (subject === undefined) return undefined;
  const ends = [first.number.value, second.number.value].sort((a, b) => a - b);
  return condition(walk, subject, [at, low, ...(joint === high ? [] : [joint]), high], {
    kind: "range",
    low: ends[0]!,
    high: ends[1]!,
  });
}
