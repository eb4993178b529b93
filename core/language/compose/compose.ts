/**
 * All ways to compose a frame into plans.
 *
 * @module
 */
import { composeCompared } from "./compared.ts";
import { composeComparisons } from "./comparisons.ts";
import { composeDurations } from "./durations.ts";
import { composeElapsed } from "./elapsed.ts";
import { composeGrouped } from "./grouped.ts";
import { composeLookups } from "./lookups.ts";
import { composeOutlierLists } from "./outlier_lists.ts";
import { composeNeighbours } from "./neighbours.ts";
import { composeNamedResults } from "./named_results.ts";
import { composeOthers } from "./others.ts";
import { composeRanks } from "./ranks.ts";
import { composeRawCharts } from "./raw_charts.ts";
import { composeSame } from "./same.ts";
import { composeScalars } from "./scalars.ts";
import type { Candidate, Composer, Scope } from "./scope.ts";
import { composeStatistics } from "./statistics.ts";
import { composeStreaks } from "./streaks.ts";
import { composeSuperlatives } from "./superlatives.ts";
import { composeTests } from "./tests.ts";

const COMPOSERS: readonly Composer[] = [
  composeGrouped,
  composeScalars,
  composeSuperlatives,
  composeLookups,
  composeStatistics,
  composeTests,
  composeRawCharts,
  composeComparisons,
  composeCompared,
  composeElapsed,
  composeRanks,
  composeNeighbours,
  composeSame,
  composeNamedResults,
  composeOutlierLists,
  composeDurations,
  composeOthers,
  composeStreaks,
];

/** Every plan that the composers make of a frame. */
export function compose(scope: Scope): Candidate[] {
  return COMPOSERS.flatMap((composer) => composer(scope));
}
