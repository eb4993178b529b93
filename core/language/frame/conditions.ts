/**
 * Finds the conditions of a question: comparisons, values, periods, missing cells, flags.
 *
 * @module
 */
import type { Condition, Having } from "./frame.ts";
import { periodCondition } from "./periods.ts";
import { valueCondition } from "./value_conditions.ts";
import type { Walk } from "./walk.ts";
import { between, comparison, thanEntity, trailing } from "./comparisons.ts";
import { againstColumn } from "./column_comparisons.ts";
import { letters, textTest } from "./text_conditions.ts";
import { flag, missing, numberEquals, signed } from "./plain_conditions.ts";

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
    const found = between(walk, at) ?? againstColumn(walk, at) ?? comparison(walk, at, out) ??
      (choosing ? undefined : thanEntity(walk, at)) ?? trailing(walk, at) ??
      textTest(walk, at) ??
      missing(walk, at) ?? periodCondition(walk, at) ?? valueCondition(walk, at) ?? numberEquals(walk, at) ??
      signed(walk, at) ?? flag(walk, at);
    if (found === undefined) continue;
    const negated = found.negated || negatedBefore(walk, Math.min(...found.at));
    const connector = connectorBefore(walk, Math.min(...found.at), out.conditions.at(-1));
    const before = out.conditions.at(-1);
    const spread = connector === "or" && before?.negated === true && before.column === found.column &&
      before.test.kind === found.test.kind && !negated;
    out.conditions.push(
      spread ? { ...found, negated: true, connector: "and" } : { ...found, negated, connector },
    );
    out.doubt += found.doubt + (negated && isPartial(walk, found) ? 0.12 : 0);
  }
  return out;
}

/** `without a gas station` beside a cell "Oil and gas": a cell that is named in part, and denied, may be none. */
function isPartial(walk: Walk, found: Condition): boolean {
  return found.test.kind === "in" && found.at.some((at) => {
    const chunk = walk.chunks[at];
    return chunk?.kind === "value" && !chunk.matches[0]!.exact;
  });
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
