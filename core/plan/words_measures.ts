/**
 * Groups and aggregates in words.
 *
 * @module
 */
import type { AggregateName, Derived, Measure } from "../contract/mod.ts";
import { normaliseName } from "./nearest.ts";
import type { Operation } from "./operations.ts";
import { combinationWords, listWords, ordinalWords, quoted } from "./word_lists.ts";
import { conditionWords, expressionWords, type WordScope } from "./words_expressions.ts";

/** Adds the name that something gets, unless the words already say it. */
export function named(words: string, name: string): string {
  const said = new Set(normaliseName(words).split(" "));
  return normaliseName(name).split(" ").every((word) => said.has(word))
    ? words
    : `${words} (as ${quoted(name)})`;
}

function groupWords(groups: readonly Derived[], scope: WordScope): string {
  const words = groups.map(({ name, value }) =>
    named(expressionWords(value, scope).replace(/^the /, ""), name)
  );
  return `for each ${words.length === 1 ? words[0] : combinationWords(words)}`;
}

/** An `aggregate` in words. */
export function aggregateWords(plan: Operation<"aggregate">, scope: WordScope): string {
  const groups = plan.groups.length > 0 ? `${groupWords(plan.groups, scope)}, ` : "";
  if (plan.measures.length === 0) {
    return `take ${groupWords(plan.groups, scope).replace(/^for each/, "each different")} once`;
  }
  const [only, ...others] = plan.measures;
  if (only!.function === "count" && only!.arguments.length === 0 && others.length === 0) {
    return `${groups}count the rows${only!.where ? ` where ${conditionWords(only!.where, scope)}` : ""}`;
  }
  return `${groups}compute ${listWords(plan.measures.map((measure) => measureWords(measure, scope)))}`;
}

const AGGREGATE_WORDS: Record<
  Exclude<AggregateName, "count" | "quantile" | "correlation" | "covariance" | "any" | "all">,
  string
> = {
  count_distinct: "the number of different values of",
  sum: "the total of",
  mean: "the mean of",
  median: "the median of",
  min: "the smallest",
  max: "the largest",
  stddev: "the standard deviation of",
  stddev_population: "the standard deviation (of a whole population) of",
  variance: "the variance of",
  variance_population: "the variance (of a whole population) of",
  skewness: "the skewness of",
  kurtosis: "the kurtosis of",
  mode: "the most frequent",
  first: "the first",
  last: "the last",
};

/** One aggregate in words: `the mean of "price" over the rows where "sold" is true`. */
export function measureWords(measure: Measure, scope?: WordScope): string {
  const where = measure.where ? ` over the rows where ${conditionWords(measure.where, scope)}` : "";
  return named(measuredWords(measure, scope) + where, measure.name);
}

/** What a measure computes, without its name and its condition. */
export function measuredWords(measure: Measure, scope?: WordScope): string {
  const [a, b] = measure.arguments.map((argument) => expressionWords(argument, scope));
  switch (measure.function) {
    case "count":
      return a === undefined ? "the number of rows" : `the number of rows that have ${a}`;
    case "quantile":
      return `the ${
        ordinalWords(Number(((measure.parameter ?? 0) * 100).toPrecision(12)))
      } percentile of ${a}`;
    case "correlation":
    case "covariance":
      return `the ${measure.function} of ${a} and ${b}`;
    case "any":
      return `whether ${conditionWords(measure.arguments[0]!, scope)} in any row`;
    case "all":
      return `whether ${conditionWords(measure.arguments[0]!, scope)} in all rows`;
    default:
      return `${AGGREGATE_WORDS[measure.function]} ${a}`;
  }
}
