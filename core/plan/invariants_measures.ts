/**
 * Invariants between the measures of a grouping.
 *
 * @module
 */
import type { Check, Measure, Value } from "../contract/mod.ts";
import type { RunFacts } from "./invariants.ts";
import { canonicalJson } from "./normalise.ts";
import { numberOf, type Outputs } from "./outputs.ts";
import { isGrouping } from "./paths.ts";
import { numberWords } from "./word_lists.ts";

/** Doubles may be off by this share: means are sums of rounded terms. */
const SLACK = 1e-9;
const ROW_WISE = new Set(["filter", "derive", "select", "sort", "limit", "top", "window"]);

/** Counts of rows add up to the rows kept. */
export function countChecks(outputs: Outputs, { rowsKept }: RunFacts): Check[] {
  const { grouping } = outputs;
  if (!grouping || grouping.plan.op !== "aggregate" || rowsKept === undefined || !outputs.isWhole) return [];
  for (let part = grouping.plan.input; part.op !== "scan"; part = part.input) {
    if (isGrouping(part) || !ROW_WISE.has(part.op) || !("input" in part)) return [];
  }
  return grouping.plan.measures.flatMap((measure) => {
    if (measure.function !== "count" || measure.arguments.length > 0 || measure.where) return [];
    const at = outputs.position(grouping.names.get(measure.name));
    if (at === undefined) return [];
    const counts = outputs.table.rows.map((row) => numberOf(row[at]) ?? NaN);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const words = counts.length === 1 ? "The count is" : `The ${numberWords(counts.length)} counts add up to`;
    return [{
      name: "group counts",
      passed: total === rowsKept,
      message: `${words} ${numberWords(total)} of ${numberWords(rowsKept)} rows kept`,
    }];
  });
}

interface Shown {
  measure: Measure;
  at: number;
}

/** What holds between measures of the same values, and of single ones. */
export function measureChecks(outputs: Outputs): Check[] {
  const { grouping } = outputs;
  if (!grouping || grouping.plan.op !== "aggregate") return [];
  const shown: Shown[] = grouping.plan.measures.flatMap((measure) => {
    const at = outputs.position(grouping.names.get(measure.name));
    return at === undefined ? [] : [{ measure, at }];
  });
  const families = new Map<string, Shown[]>();
  for (const one of shown) {
    const key = canonicalJson([one.measure.arguments, one.measure.where]);
    families.set(key, [...(families.get(key) ?? []), one]);
  }
  return [
    ...shown.flatMap((one) => rangeCheck(outputs, one)),
    ...[...families.values()].flatMap((family) => familyChecks(outputs, family)),
  ];
}

function rangeCheck(outputs: Outputs, { measure, at }: Shown): Check[] {
  const name = measure.name;
  switch (measure.function) {
    case "count":
    case "count_distinct":
    case "stddev":
    case "stddev_population":
    case "variance":
    case "variance_population":
      return [holds(outputs, { name, says: "is not negative" }, (row) => above(row[at], 0))];
    case "correlation":
      return [
        holds(outputs, { name, says: "is from -1 to 1" }, (row) => above(row[at], -1) && above(1, row[at])),
      ];
    default:
      return [];
  }
}

function familyChecks(outputs: Outputs, family: readonly Shown[]): Check[] {
  const of = (name: Measure["function"]): Shown | undefined =>
    family.find((one) => one.measure.function === name);
  const [least, most, count, mean, sum] = [of("min"), of("max"), of("count"), of("mean"), of("sum")];
  const checks: Check[] = [];
  const middles = family.filter(({ measure }) =>
    ["mean", "median", "quantile", "mode"].includes(measure.function)
  );
  for (const { measure: { name }, at } of middles) {
    if (least) {
      checks.push(
        holds(
          outputs,
          { name, says: "is not below the smallest value" },
          (row) => above(row[at], row[least.at]),
        ),
      );
    }
    if (most) {
      checks.push(
        holds(
          outputs,
          { name, says: "is not above the largest value" },
          (row) => above(row[most.at], row[at]),
        ),
      );
    }
  }
  if (least && most) {
    const { name } = least.measure;
    checks.push(
      holds(
        outputs,
        { name, says: "is not above the largest value" },
        (row) => above(row[most.at], row[least.at]),
      ),
    );
  }
  const distinct = of("count_distinct");
  if (distinct && count) {
    const { name } = distinct.measure;
    checks.push(
      holds(
        outputs,
        { name, says: "is not above the count" },
        (row) => above(row[count.at], row[distinct.at]),
      ),
    );
  }
  if (count && mean && sum && least && most && count.measure.arguments.length > 0) {
    const says = "times the count is the total";
    checks.push(holds(outputs, { name: mean.measure.name, says }, (row) => {
      const [n, m, total, low, high] = [count, mean, sum, least, most].map(({ at }) => numberOf(row[at]));
      if (
        n === undefined || m === undefined || total === undefined || low === undefined || high === undefined
      ) return true;
      // Rounding grows with the terms, which may cancel out in the total.
      return Math.abs(n * m - total) <= SLACK * n * Math.max(Math.abs(low), Math.abs(high));
    }));
  }
  return checks;
}

function holds(
  outputs: Outputs,
  { name, says }: { name: string; says: string },
  test: (row: readonly Value[]) => boolean,
): Check {
  const at = outputs.table.rows.findIndex((row) => !test(row));
  return {
    name: `bounds of "${name}"`,
    passed: at < 0,
    message: at < 0 ? `"${name}" ${says}` : `"${name}" ${says}: not so in row ${at + 1}`,
  };
}

/** Whether a >= b, as far as doubles can tell; true where either is missing or no number. */
function above(a: Value | undefined, b: Value | undefined): boolean {
  if (typeof a === "number" && typeof b === "number") {
    return a >= b - SLACK * Math.max(Math.abs(a), Math.abs(b));
  }
  return true;
}
