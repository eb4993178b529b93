/**
 * Numbers that depend on a convention which nobody stated. A reading that rests on one may be right, but is not sure.
 *
 * @module
 */
import type { Reading } from "../../contract/mod.ts";
import type { TableContext } from "../link/table_context.ts";

/** Whether a reading rests on a convention that neither the question nor its constraints state. */
export function leavesConvention(
  { plan, values }: Pick<Reading, "plan" | "values">,
  { summary, said, contexts }: { summary: string; said: string; contexts: readonly TableContext[] },
): boolean {
  // Standard deviations with n or n - 1 tell other outliers.
  if (
    /standard deviations from (?:the|its) mean/.test(summary) &&
    !/\b(?:population|sample|ddof|numpy|scipy)\b/i.test(said)
  ) {
    return true;
  }
  // Rows that follow on one another do so by the dates, unless the file's own order was meant.
  const plain = JSON.stringify(plan);
  if (plain.includes('"function":"lag"') && !/\b(?:sort|order|chronolog|ascending)\w*/i.test(said)) {
    return true;
  }
  // How a figure under a fixed name is to be rounded.
  const means = /"function":"(?:mean|median|stddev|stddev_population|variance|skewness|kurtosis|correlation)"/
    .test(plain);
  if (means && values?.some(({ decimals, judgement }) => decimals === undefined && judgement === undefined)) {
    return true;
  }
  // A test over rows that lack values leaves them out; who asks may have filled them.
  const strict = /\bstatistics'? module\b/i.test(said);
  const correlates = strict || plan.op === "statistic" || plain.includes('"function":"correlation"');
  if (!correlates || /\b(?:missing|null|nan|na|drop|complete)\b/i.test(said)) return false;
  const names = new Set(
    [...plain.matchAll(/"kind":"column","name":("(?:[^"\\]|\\.)*")/g)].map((match) => JSON.parse(match[1]!)),
  );
  return contexts.some((table) =>
    table.columns.some((column) => names.has(column.name) && column.profile.missing > 0)
  );
}
