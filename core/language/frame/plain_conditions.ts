/**
 * Conditions without a word of comparison: a number beside a column, missing cells, flags.
 *
 * @module
 */
import type { Condition } from "./frame.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { Walk } from "./walk.ts";
import { stem } from "../text/stem.ts";
import { condition } from "./subject.ts";

export function numberEquals(walk: Walk, at: number): Condition | undefined {
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
  const key = keyOfNoun(walk, at);
  if (key !== undefined && fits(key)) {
    return condition(walk, { column: key, at: [], doubt: 0.02 }, [at], { kind: "compare", op: "eq", value });
  }
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

/** `department 80`, `customer 12`: the key that the noun right before a number names. */
function keyOfNoun(walk: Walk, at: number): ColumnInfo | undefined {
  const noun = walk.chunks[at - 1], chunk = walk.chunks[at];
  if (noun?.kind !== "rows" && noun?.kind !== "unknown") return undefined;
  if (chunk?.kind !== "number" || chunk.date !== undefined || !Number.isInteger(chunk.number.value)) {
    return undefined;
  }
  const word = stem(noun.text.toLowerCase());
  const keys = walk.columns.filter((column) =>
    column.key && column.forms[0]!.length === 2 && column.forms[0]![0] === word
  );
  return keys.find((column) => walk.tables[column.table]!.profile.rows > column.profile.distinct) ?? keys[0];
}

export function missing(walk: Walk, at: number): Condition | undefined {
  const lacking = walk.sense(at, "not") !== undefined &&
    /^(no|without|has no|have no|had no|with no|without any|without a)$/.test(walk.word(at));
  const lacked = lacking
    ? walk.columnWhere(walk.next(at), (column) => column.profile.missing > 0)
    : /^(not|never|is not|are not|was not|were not|has not|have not)$/.test(walk.word(at))
    ? walk.columnWhere(walk.next(at), (column) => column.temporal && column.profile.missing > 0)
    : undefined;
  if (lacked !== undefined && !walk.used(walk.next(at)) && walk.next(at) - at <= 2) {
    return condition(walk, { column: lacked, at: [walk.next(at)], doubt: 0.01 }, [at], { kind: "missing" });
  }
  const zero = lacking
    ? walk.columnWhere(
      walk.next(at),
      (column) => column.quantity && !column.key && column.flag === undefined && column.low === 0,
    )
    : undefined;
  if (zero !== undefined && !walk.used(walk.next(at)) && walk.next(at) - at <= 2) {
    return condition(walk, { column: zero, at: [walk.next(at)], doubt: 0.01 }, [at], {
      kind: "compare",
      op: "eq",
      value: 0,
    });
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

/** `a negative profit`, `profit is positive`; `with a discount` is more than none. */
export function signed(walk: Walk, at: number): Condition | undefined {
  const word = walk.word(at);
  const fits = (column: ColumnInfo) => column.quantity && !column.key && column.flag === undefined;
  if (word === "negative" || word === "positive") {
    for (const index of [walk.previous(at), walk.next(at)]) {
      const column = walk.columnWhere(index, fits);
      if (column === undefined || walk.used(index) || walk.broken(Math.min(index, at), Math.max(index, at))) {
        continue;
      }
      const op = word === "negative" ? "lt" : "gt";
      return condition(walk, { column, at: [index], doubt: 0 }, [at], { kind: "compare", op, value: 0 });
    }
    return undefined;
  }
  if (!/^(a|an|any|some)$/.test(word) || !/^(with|had|have|has|having|got|gave)$/.test(walk.word(at - 1))) {
    return undefined;
  }
  const column = walk.columnWhere(at + 1, (one) => fits(one) && one.low === 0);
  if (column === undefined || walk.used(at + 1)) return undefined;
  return condition(walk, { column, at: [at + 1], doubt: 0.02 }, [at], {
    kind: "compare",
    op: "gt",
    value: 0,
  });
}

export function flag(walk: Walk, at: number): Condition | undefined {
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
    // `the cheapest smart phone`: the adjective has a column of its own.
    if (name === "extreme" && (walk.sense(before, name)?.concepts?.length ?? 0) > 0) continue;
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
  return condition(walk, { column, at: [], doubt: 0.01 }, [at], {
    kind: "in",
    values: [column.flag!.positive],
  });
}
