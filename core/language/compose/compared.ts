/**
 * Values that a question sets against one another: `budget of passing and failing films`, `rain in July compared to December`. Each is a
 * group of its own; one number over all of them would compare nothing.
 *
 * @module
 */
import { isTime } from "../frame/concepts.ts";
import type { Condition, Group, Measured } from "../frame/frame.ts";
import { naturalAggregate } from "./additive.ts";
import { groupedCandidate } from "./group_plan.ts";
import { type Candidate, Scope } from "./scope.ts";
import { repeats } from "./superlative_plans.ts";

/** What is compared, and the conditions that stay. */
interface Compared {
  readonly group: Group;
  readonly conditions: readonly Condition[];
  /** Chunks that say so. */
  readonly also: readonly number[];
  readonly fit: number;
}

/** Composes measures for each of the values that are compared. */
export function composeCompared(scope: Scope): Candidate[] {
  const { frame, walk } = scope;
  if (frame.ask === "whether" || frame.flags.has("difference") || frame.extremes.length > 0) return [];
  const compared = comparedIn(scope);
  const what = compared === undefined ? undefined : measuresOf(scope, compared);
  if (compared === undefined || what === undefined) return [];
  if (frame.groups.some((group) => group.column === compared.group.column)) return [];
  const narrowed = new Scope({ ...frame, conditions: [...compared.conditions] }, walk, scope);
  const groups = frame.groups.length === 0
    ? [compared.group]
    : [...frame.groups, { ...compared.group, color: true }];
  const found = groupedCandidate(narrowed, {
    groups,
    measures: what.measures,
    parts: [...what.parts, ...frame.groups],
    fit: compared.fit,
    also: compared.also,
  });
  return found === undefined ? [] : [found];
}

function comparedIn(scope: Scope): Compared | undefined {
  const { frame, walk } = scope;
  const versus = frame.flags.get("versus");
  const said = walk.chunks.findIndex((chunk) => /^compar/.test(chunk.text.toLowerCase()));
  const also = [versus, said].filter((at) => at !== undefined && at >= 0) as number[];
  const stated = also.length > 0;
  // `the total of A and B` is one number; a mean of both would be of neither.
  const apart = frame.measures.length > 0 &&
    frame.measures.every(({ name }) => name !== "sum" && name !== "count");
  if (!stated && !apart) return undefined;
  const fit = stated ? 0.985 : frame.groups.length > 0 ? 0.98 : 0.97;
  const { conditions } = frame;
  for (const [index, condition] of conditions.entries()) {
    if (condition.negated) continue;
    const twin = conditions.find((other, at) => at > index && other.column === condition.column);
    const at = condition.at[0]!;
    if (condition.test.kind === "in") {
      const opposite = twin?.negated === true && twin.test.kind === "in" &&
        condition.column.flag !== undefined;
      if (opposite) {
        const rest = conditions.filter((other) => other !== condition && other !== twin);
        return { group: { at, column: condition.column }, conditions: rest, also, fit };
      }
      const several = twin !== undefined && !twin.negated && twin.test.kind === "in" ||
        condition.test.values.length > 1 && condition.at.length > 1;
      if (
        several && condition.connector !== "or" && twin?.connector !== "or" && !joinedByOr(scope, condition)
      ) {
        return { group: { at, column: condition.column }, conditions, also, fit };
      }
    }
    const periods = stated && twin !== undefined && !twin.negated && condition.test.kind === "period" &&
      twin.test.kind === "period" && condition.test.op === "in" && twin.test.op === "in";
    const unit = periods ? unitOf(scope, condition) : undefined;
    if (unit !== undefined) {
      const group: Group = { at, column: condition.column, ...(condition.column.temporal ? { unit } : {}) };
      return { group, conditions, also, fit };
    }
    const parts = twin !== undefined && !twin.negated && condition.test.kind === "part" &&
      twin.test.kind === "part" && condition.test.day === undefined;
    if (parts && isTime(condition.column)) {
      return { group: { at, column: condition.column, unit: "month_name" }, conditions, also, fit };
    }
  }
  return undefined;
}

/** The unit in which a period was named. */
function unitOf({ walk }: Scope, { at }: Condition): "year" | "quarter" | "month" | undefined {
  for (const index of at) {
    const chunk = walk.chunks[index]!;
    const date = chunk.kind === "date" || chunk.kind === "number" ? chunk.date : undefined;
    if (date?.unit === "year" || date?.unit === "quarter" || date?.unit === "month") return date.unit;
  }
  return undefined;
}

function joinedByOr({ walk }: Scope, { at }: Condition): boolean {
  return at.some((index) => walk.sense(index, "or") !== undefined);
}

function measuresOf(
  scope: Scope,
  { group }: Compared,
): { measures: Measured[]; parts: object[] } | undefined {
  const { frame } = scope;
  if (frame.measures.length > 0) return { measures: frame.measures, parts: frame.measures };
  const mention = frame.mentions.find(({ column }) => column.quantity && !column.key && !isTime(column));
  if (mention !== undefined && (frame.groups.length > 0 || group.unit || repeats(scope, group.column))) {
    const name = naturalAggregate(mention.column);
    return { measures: [{ at: mention.at, name, column: mention.column }], parts: [mention] };
  }
  const [count] = frame.counts;
  if (count === undefined) return undefined;
  const noun = count.noun?.quantity === true ? count.noun : undefined;
  return {
    measures: [{ at: count.at, name: noun === undefined ? "count" : "sum", ...(noun && { column: noun }) }],
    parts: frame.counts,
  };
}
