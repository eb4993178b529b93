/**
 * Analysis as data: what can be said of a plan without running it.
 *
 * @module
 */
export * from "./aggregates.ts";
export * from "./check.ts";
export * from "./functions.ts";
export * from "./limits.ts";
export * from "./map.ts";
export * from "./nearest.ts";
export * from "./operations.ts";
export * from "./type_of.ts";
export * from "./walk.ts";
export * from "./sql.ts";
export * from "./words.ts";
export { MONTHS } from "./word_lists.ts";
export { conditionWords, expressionWords } from "./words_expressions.ts";
export * from "./lineage.ts";
export * from "./compare.ts";
export * from "./normalise.ts";
export * from "./exclusions.ts";
export { STATISTIC_METHODS, statisticMeasures, statisticRows } from "./statistics.ts";
export { checkInvariants, type RunFacts } from "./invariants.ts";
