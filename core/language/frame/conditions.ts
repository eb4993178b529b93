/**
 * Finds the conditions of a question: comparisons, values, periods, missing cells, flags.
 *
 * @module
 */
import type { Condition, Having, Test } from "./frame.ts";
import type { Comparison } from "../lexicon/sense.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import { conceptColumn, isTime, timeColumn } from "./concepts.ts";
import { periodCondition } from "./periods.ts";
import { valueCondition } from "./value_conditions.ts";
import type { Walk } from "./walk.ts";

/** What {@linkcode parseConditions} found. */
export interface Conditions {
  conditions: Condition[];
  having: Having[];
  doubt: number;
}

/** Reads every condition and marks its chunks as used. */
export function parseConditions(walk: Walk): Conditions {
  const out: Conditions = { conditions: [], having: [], doubt: 0 };
  const choosing = /^(?:is|are|was|were|did|does|do|has|have|had)$/.test(walk.word(0)) ||
    walk.chunks.some((_, index) => walk.sense(index, "difference") !== undefined);
  for (let at = 0; at < walk.length; at++) {
    if (walk.used(at)) continue;
    const several = letters(walk, at);
    if (several !== undefined) {
      const negated = negatedBefore(walk, at);
      const connector = connectorBefore(walk, at, out.conditions.at(-1));
      several.forEach((one, index) =>
        out.conditions.push({ ...one, negated, connector: index === 0 ? connector : one.connector })
      );
      continue;
    }
    const found = between(walk, at) ?? comparison(walk, at, out) ??
      (choosing ? undefined : thanEntity(walk, at)) ?? trailing(walk, at) ??
      textTest(walk, at) ??
      missing(walk, at) ?? periodCondition(walk, at) ?? valueCondition(walk, at) ?? numberEquals(walk, at) ??
      flag(walk, at);
    if (found === undefined) continue;
    const negated = found.negated || negatedBefore(walk, Math.min(...found.at));
    const connector = connectorBefore(walk, Math.min(...found.at), out.conditions.at(-1));
    const before = out.conditions.at(-1);
    const spread = connector === "or" && before?.negated === true && before.column === found.column &&
      before.test.kind === found.test.kind && !negated;
    out.conditions.push(
      spread ? { ...found, negated: true, connector: "and" } : { ...found, negated, connector },
    );
    out.doubt += found.doubt;
  }
  return out;
}

/** Looks back over filler for a negation, and uses it. */
function negatedBefore(walk: Walk, first: number): boolean {
  for (let at = first - 1; at >= 0 && at >= first - 4; at--) {
    if (walk.sense(at, "not") !== undefined) {
      if (walk.used(at)) return false;
      walk.use(at, "not");
      return true;
    }
    if (!walk.isFiller(at) && walk.sense(at, "ask") === undefined) return false;
  }
  return false;
}

function connectorBefore(walk: Walk, first: number, before: Condition | undefined): "and" | "or" {
  if (before === undefined) return "and";
  for (let at = first - 1; at > Math.max(...before.at); at--) {
    if (walk.sense(at, "or") !== undefined) {
      walk.use(at, "or");
      return "or";
    }
    if (walk.sense(at, "and") !== undefined) walk.use(at, "and");
  }
  return "and";
}

/** The numeric or dated column that a comparison at `at` (its number at `number`) speaks of. */
export function subjectOf(
  walk: Walk,
  at: number,
  number: number,
  concepts: readonly string[] | undefined,
  value: number,
): { column: ColumnInfo; at: number[]; doubt: number } | undefined {
  const before = walk.previous(at);
  const fits = (column: ColumnInfo) => column.quantity || column.temporal;
  const left = before >= 0 && !walk.broken(before, at) ? walk.columnWhere(before, fits) : undefined;
  const holdsValue = (column: ColumnInfo) =>
    column.quantity && !column.key && column.flag === undefined && !(column.high < value);
  const after = walk.next(number);
  const right = after < walk.length && !walk.broken(number, after)
    ? walk.columnWhere(after, holdsValue)
    : undefined;
  const outside = left !== undefined && left.quantity && (value > left.high || value < left.low) &&
    Number.isFinite(left.high);
  if (outside && right !== undefined && !walk.used(after) && after - number <= 2 && value >= right.low) {
    return { column: right, at: [after], doubt: 0.02 };
  }
  if (left !== undefined && !walk.used(before)) return { column: left, at: [before], doubt: 0 };
  if (concepts !== undefined) {
    const found = conceptColumn(walk.columns, concepts, fits);
    if (found !== undefined) return { column: found.column, at: [], doubt: 0.15 * (1 - found.score) };
  }
  if (right !== undefined && !walk.used(after) && after - number <= 3) {
    return { column: right, at: [after], doubt: 0 };
  }
  if (left !== undefined) return { column: left, at: [], doubt: 0.05 };
  for (let back = before; back >= 0 && before - back < 5; back--) {
    const column = walk.columnWhere(back, fits);
    if (column !== undefined && !walk.used(back) && !walk.broken(back, at)) {
      return { column, at: [back], doubt: 0.12 };
    }
  }
  const holds = walk.columns.filter((column) =>
    column.quantity && !column.key && column.low <= value &&
    column.high >= value
  );
  return holds.length === 1 ? { column: holds[0]!, at: [], doubt: 0.3 } : undefined;
}

function comparison(walk: Walk, at: number, out: Conditions): Condition | undefined {
  const sense = walk.sense(at, "compare");
  if (sense === undefined) return undefined;
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
  const subject = subjectOf(walk, at, number, sense.concepts, value);
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
    op: sense.op,
    value: literalFor(subject.column, value),
  });
}

/** `more than 5 times`, `at least 3 players`: a count, where the noun is no number. */
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
    op,
    entity: match.column,
    values: match.values,
  });
}

/** `more records than Canada`, `a higher score than Lee`: against the value of a named row. */
function thanEntity(walk: Walk, at: number): Condition | undefined {
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
    op: sense.descending ? "gt" : "lt",
    entity: match.column,
    values: match.values,
  });
}

function trailing(walk: Walk, at: number): Condition | undefined {
  const sense = walk.sense(at, "or_more");
  const chunk = walk.chunks[at - 1];
  if (sense === undefined || chunk?.kind !== "number" || walk.used(at - 1)) return undefined;
  const subject = subjectOf(walk, at - 1, at, undefined, chunk.number.value) ??
    subjectOf(walk, at - 1, at, /old|young/.test(walk.word(at)) ? ["age"] : undefined, chunk.number.value);
  return subject &&
    condition(walk, subject, [at - 1, at], {
      kind: "compare",
      op: sense.op,
      value: literalFor(subject.column, chunk.number.value),
    });
}

function between(walk: Walk, at: number): Condition | undefined {
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

/** A number beside a column: `class 3`, `cylinders is 8`, `8 cylinders`, `3rd class`. */
function numberEquals(walk: Walk, at: number): Condition | undefined {
  const chunk = walk.chunks[at];
  if (chunk?.kind !== "number" || walk.used(at)) return undefined;
  const value = chunk.number.value;
  const fits = (column: ColumnInfo) => column.quantity && column.low <= value && column.high >= value;
  const before = walk.previous(at), after = walk.next(at);
  if (
    walk.sense(before, "extreme") !== undefined || walk.sense(before, "edge") !== undefined ||
    walk.sense(before, "bin") !== undefined
  ) return undefined;
  if (
    walk.sense(after, "extreme") !== undefined || walk.sense(after, "bin") !== undefined ||
    walk.sense(after, "or_more") !== undefined
  ) return undefined;
  const left = walk.columnWhere(before, fits);
  const apart = at - before;
  if (
    left !== undefined && !walk.broken(before, at) &&
    (apart <= 1 || /^(is|was|are|were|of|value|equals?|=|as|has|to|at|no|number|#)$/.test(walk.word(at - 1)))
  ) {
    return condition(
      walk,
      { column: left, at: walk.used(before) ? [] : [before], doubt: walk.used(before) ? 0.1 : 0 },
      [at],
      { kind: "compare", op: "eq", value },
    );
  }
  const right = walk.columnWhere(after, fits);
  if (
    right !== undefined && after - at <= 1 && !walk.used(after) &&
    (right.profile.distinct <= 60 || !chunk.number.ordinal)
  ) {
    return condition(walk, { column: right, at: [after], doubt: 0.02 }, [at], {
      kind: "compare",
      op: "eq",
      value,
    });
  }
  return undefined;
}

/** `the letters D or S in their first name`: one of several texts. */
function letters(walk: Walk, at: number): Condition[] | undefined {
  if (walk.sense(at, "text") === undefined || !/letters?$/.test(walk.word(at))) return undefined;
  const texts: number[] = [];
  let index = walk.next(at);
  if (index === at + 1 || walk.chunks[at + 1]?.kind === "filler") {
    for (let cursor = at + 1; cursor < walk.length && cursor <= at + 7; cursor++) {
      const text = walk.chunks[cursor]!.text;
      if (
        /^\p{L}$/u.test(text) &&
        !(text === "a" && texts.length === 0 && /^\p{L}$/u.test(walk.chunks[cursor + 1]?.text ?? ""))
      ) texts.push(cursor);
      else if (
        walk.sense(cursor, "or") === undefined && walk.sense(cursor, "and") === undefined &&
        walk.word(cursor) !== ","
      ) break;
      index = cursor;
    }
  }
  if (texts.length === 0) return undefined;
  const after = walk.next(index), before = walk.previous(at);
  const column = walk.columnWhere(after, (one) => one.text) ?? walk.columnWhere(before, (one) => one.text);
  if (column === undefined) return undefined;
  const place = walk.columnWhere(after, (one) => one.text) === undefined ? before : after;
  for (let cursor = at; cursor <= index; cursor++) {
    if (!walk.isFiller(cursor)) walk.use(cursor, `letters in "${column.name}"`);
  }
  return texts.map((text, i) => ({
    ...condition(walk, { column, at: i === 0 ? [place] : [], doubt: 0.01 }, [text], {
      kind: "text",
      how: "contains",
      text: walk.chunks[text]!.text,
    }),
    connector: i === 0 ? "and" : "or",
  }));
}

function textTest(walk: Walk, at: number): Condition | undefined {
  const sense = walk.sense(at, "text");
  if (sense === undefined) return undefined;
  let before = walk.previous(at);
  if (walk.sense(before, "not") !== undefined) before = walk.previous(before);
  const subject = walk.columnWhere(before, (column) => column.text);
  const target = walk.next(at);
  const chunk = walk.chunks[target];
  if (chunk === undefined || target - at > 3) return undefined;
  const explicit = /letter|word|text|substring|start|begin|end/.test(walk.word(at));
  if (subject === undefined && !explicit) return undefined;
  if (!explicit && chunk.kind === "value" && chunk.matches[0]!.exact) return undefined;
  const after = walk.columnWhere(walk.next(target), (column) => column.text);
  const column = subject ?? after ??
    walk.columns.find((candidate) => candidate.text && candidate.profile.distinct > 5);
  if (column === undefined || chunk.kind === "phrase" && !explicit) return undefined;
  walk.use(before, `column "${column.name}"`);
  if (subject === undefined && after !== undefined) walk.use(walk.next(target), `column "${column.name}"`);
  return condition(
    walk,
    { column, at: subject === undefined ? [] : [before], doubt: subject === undefined ? 0.15 : 0.02 },
    [at, target],
    { kind: "text", how: sense.how, text: chunk.text },
  );
}

function missing(walk: Walk, at: number): Condition | undefined {
  const lacking = walk.sense(at, "not") !== undefined &&
    /^(no|without|has no|have no|had no|with no|without any|without a)$/.test(walk.word(at));
  const lacked = lacking
    ? walk.columnWhere(walk.next(at), (column) => column.profile.missing > 0)
    : undefined;
  if (lacked !== undefined && !walk.used(walk.next(at)) && walk.next(at) - at <= 2) {
    return condition(walk, { column: lacked, at: [walk.next(at)], doubt: 0.03 }, [at], { kind: "missing" });
  }
  const absent = walk.sense(at, "missing") !== undefined;
  if (!absent && walk.sense(at, "present") === undefined) return undefined;
  const after = walk.next(at), before = walk.previous(at);
  const left = walk.column(before), right = walk.column(after);
  const column = left ?? (after - at <= 3 ? right : undefined);
  if (column === undefined) return undefined;
  const found = condition(walk, { column, at: [left === undefined ? after : before], doubt: 0 }, [at], {
    kind: "missing",
  });
  return absent ? found : { ...found, negated: true };
}

/** A two-valued column named by what it affirms: `survived`, `smokers`. */
function flag(walk: Walk, at: number): Condition | undefined {
  const column = walk.columnWhere(at, (candidate) => candidate.flag !== undefined);
  if (column === undefined || walk.used(at)) return undefined;
  const before = walk.previous(at);
  for (
    const name of [
      "group",
      "color",
      "aggregate",
      "share",
      "rate",
      "extreme",
      "correlation",
      "distribution",
      "over",
      "sort",
      "versus",
    ] as const
  ) {
    if (walk.sense(before, name) !== undefined) return undefined;
  }
  if (walk.sense(walk.next(at), "rate") !== undefined || walk.word(walk.next(at)) === "rate") {
    return undefined;
  }
  if (
    walk.sense(before, "and") !== undefined &&
    walk.chunks.some((_, index) =>
      walk.sense(index, "chart") !== undefined || walk.sense(index, "distribution") !== undefined
    )
  ) return undefined;
  const asked = walk.sense(before, "ask");
  if (asked !== undefined && (asked.of === "which" || asked.of === "list") && at <= 3) return undefined;
  if (walk.sense(before, "distinct") !== undefined || walk.sense(walk.next(at), "count") !== undefined) {
    return undefined;
  }
  return condition(walk, { column, at: [], doubt: 0.03 }, [at], {
    kind: "in",
    values: [column.flag!.positive],
  });
}

function condition(
  walk: Walk,
  subject: { column: ColumnInfo; at: readonly number[]; doubt: number },
  at: readonly number[],
  test: Test,
): Condition {
  for (const index of subject.at) walk.use(index, `column "${subject.column.name}"`);
  const text = at.map((index) => walk.chunks[index]!.text).join(" ");
  for (const index of at) walk.use(index, `condition on "${subject.column.name}": ${text}`);
  return {
    at: [...subject.at, ...at],
    column: subject.column,
    test,
    negated: false,
    connector: "and",
    doubt: subject.doubt,
  };
}

/** A number as the column's type needs it: a year for a date. */
function literalFor(column: ColumnInfo, value: number): number | string {
  if (column.temporal) return value >= 1000 && value <= 2200 ? `${value}-01-01` : value;
  const scale = /billion|\bbn\b/i.test(column.name)
    ? 1e9
    : /million|\bmn\b/i.test(column.name)
    ? 1e6
    : /thousand|\b000/i.test(column.name)
    ? 1e3
    : 1;
  return scale > 1 && value >= scale && value > column.high ? value / scale : value;
}
