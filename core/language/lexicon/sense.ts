/**
 * What a phrase of the language can mean, apart from the words of the data.
 *
 * @module
 */
import type { AggregateName, StatisticName } from "../../contract/mod.ts";

/** Unit of a time bucket; `weekday` and `month_name` recur, the others follow the calendar. */
export type BucketUnit = "year" | "quarter" | "month" | "week" | "day" | "hour" | "weekday" | "month_name";

/** A comparison by name of the plan's function. */
export type Comparison = "gt" | "ge" | "lt" | "le" | "eq" | "ne";

/** One meaning of a phrase. `concepts` are words of the thesaurus that name the column an adjective speaks of. */
export type Sense =
  | { is: "aggregate"; name: AggregateName; parameter?: number }
  | { is: "count" }
  | { is: "how_much"; concepts?: readonly string[] }
  | { is: "distinct" }
  | { is: "share" }
  | { is: "rate" }
  | { is: "compare"; op: Comparison; concepts?: readonly string[]; time?: boolean }
  | { is: "comparative"; descending: boolean; concepts?: readonly string[] }
  | { is: "extreme"; descending: boolean; concepts?: readonly string[]; plain?: boolean }
  | { is: "edge"; last: boolean }
  | { is: "between" }
  | { is: "or_more"; op: Comparison }
  | { is: "not" }
  | { is: "or" }
  | { is: "and" }
  | { is: "group" }
  | { is: "over" }
  | { is: "unit"; unit: BucketUnit; adverb?: boolean }
  | { is: "bin" }
  | { is: "chart"; type: string; soft?: boolean }
  | { is: "axis"; axis: "x" | "y" }
  | { is: "versus" }
  | { is: "color" }
  | { is: "stacked"; word: "stacked" | "grouped" }
  | { is: "sort" }
  | { is: "direction"; descending: boolean }
  | { is: "missing" }
  | { is: "present" }
  | { is: "ask"; of: "which" | "who" | "when" | "where" | "list" | "whether" | "how" }
  | { is: "correlation" }
  | { is: "distribution" }
  | { is: "trend" }
  | { is: "difference" }
  | { is: "ratio" }
  | { is: "neighbour"; offset: 1 | -1 }
  | { is: "rows" }
  | { is: "columns" }
  | { is: "all" }
  | { is: "same" }
  | { is: "only" }
  | { is: "text"; how: "contains" | "starts_with" | "ends_with" }
  | { is: "outliers" }
  | { is: "z_score" }
  | { is: "describe" }
  | { is: "cumulative" }
  | { is: "change"; falls?: boolean }
  | { is: "rank" }
  | { is: "moving" }
  | { is: "consecutive" }
  | { is: "normality"; method?: StatisticName }
  | { is: "test"; asks: "difference" | "association" | "correlation" | "regression"; method?: StatisticName }
  | { is: "source" }
  | { is: "range" }
  | { is: "filler" };

/** The word that names a sense. */
export type SenseName = Sense["is"];
