/**
 * The result of a test in a sentence: what it says at the level of 5 %, then its numbers.
 *
 * @module
 */
import type { Plan, Reading, Schema, Table } from "../../contract/mod.ts";
import { STATISTIC_METHODS } from "../../plan/mod.ts";
import { formatNumber } from "./number_format.ts";

const ALPHA = 0.05;

/** The sentence; null where the reading is no test with one row. */
export function statisticText(
  { reading, table, schema }: { reading: Reading | null; table: Table; schema: Schema },
): string | null {
  const plan = reading?.plan;
  const [row] = table.rows;
  if (
    plan?.op !== "statistic" || plan.per !== undefined || row === undefined ||
    schema.some(({ name }) => name === "term")
  ) {
    return null;
  }
  const of = (name: string) => row[schema.findIndex((field) => field.name === name)] ?? null;
  const p = of("p-value");
  const numbers = schema.flatMap(({ name }) => {
    const value = of(name);
    if (typeof value !== "number" || name.startsWith("mean of")) return [];
    if (name === "p-value") {
      return [value < 0.0001 ? "p-value below 0.0001" : `p-value ${formatNumber(value)}`];
    }
    return [`${name === "n" ? "n" : name} ${formatNumber(value)}`];
  });
  const means = [1, 2].flatMap((side) => {
    const [name, mean] = side === 1 ? ["first", "mean of first"] : ["second", "mean of second"];
    return typeof of(mean!) === "number"
      ? [`mean ${formatNumber(of(mean!) as number)} for ${of(name!)}`]
      : [];
  });
  const { title } = STATISTIC_METHODS[plan.method];
  const says = typeof p === "number" ? conclusion(plan, p < ALPHA) : "No probability could be computed";
  const beside = means.length > 0 ? `: ${means.join(", ")}` : "";
  return `${says}${beside} (${title}: ${numbers.join(", ")}).`;
}

function conclusion(plan: Extract<Plan, { op: "statistic" }>, significant: boolean): string {
  const [a, b] = plan.values.map(({ name }) => `"${name}"`);
  const level = "at the 5 % level";
  if (plan.method === "chi_square") {
    return significant
      ? `${a} and ${b} depend on each other ${level}`
      : `${a} and ${b} show no dependence ${level}`;
  }
  if (plan.by !== undefined) {
    const what = plan.method === "levene" ? `The variance of ${a}` : a;
    return significant
      ? `${what} differs between the groups of "${plan.by.name}" ${level}`
      : `${what} shows no difference between the groups of "${plan.by.name}" ${level}`;
  }
  if (b === undefined) {
    return significant
      ? `${a} is not normally distributed ${level}`
      : `Nothing speaks against ${a} being normally distributed ${level}`;
  }
  if (["pearson", "spearman", "kendall"].includes(plan.method)) {
    return significant
      ? `${a} and ${b} are significantly correlated ${level}`
      : `${a} and ${b} show no significant correlation ${level}`;
  }
  return significant ? `${a} and ${b} differ ${level}` : `${a} and ${b} show no difference ${level}`;
}
