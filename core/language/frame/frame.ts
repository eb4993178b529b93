/**
 * A frame: the parts of a question, each found but not yet composed: conditions, groups, measures, order, and what is asked.
 *
 * @module
 */
import type { AggregateName, Value } from "../../contract/mod.ts";
import type { BucketUnit, Comparison } from "../lexicon/sense.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import type { Chunk } from "../link/segment.ts";

/** What a condition asks of its column. */
export type Test =
  | { readonly kind: "compare"; readonly op: Comparison; readonly value: Value }
  | { readonly kind: "against_mean"; readonly op: Comparison }
  | {
    readonly kind: "against_entity";
    readonly op: Comparison;
    readonly entity: ColumnInfo;
    readonly values: readonly Value[];
  }
  /** Another column of the same row. */
  | { readonly kind: "against_column"; readonly op: Comparison; readonly other: ColumnInfo }
  | { readonly kind: "range"; readonly low: Value; readonly high: Value }
  /** A period of ISO days: `begin` inclusive, `end` exclusive. */
  | {
    readonly kind: "period";
    readonly op: "in" | "before" | "after" | "since" | "until";
    readonly begin: string;
    readonly end: string;
  }
  | {
    readonly kind: "part";
    readonly op: "in" | "before" | "after" | "since" | "until";
    readonly month: number;
    readonly day?: number;
  }
  | { readonly kind: "in"; readonly values: readonly Value[] }
  | { readonly kind: "text"; readonly how: "contains" | "starts_with" | "ends_with"; readonly text: string }
  | { readonly kind: "missing" }
  /** Any of several: `in 2011 and 2013`. */
  | { readonly kind: "any"; readonly tests: readonly Test[] }
  /** Beyond `reach` interquartile ranges from the quartiles, or standard deviations (`population`: with n) from the mean. */
  | {
    readonly kind: "outlier";
    readonly rule: "quartiles" | "deviations";
    readonly reach: number;
    readonly population: boolean;
  };

/** A condition on rows, or, with `having`, on groups. */
export interface Condition {
  /** Positions of its chunks. */
  readonly at: readonly number[];
  readonly column: ColumnInfo;
  readonly test: Test;
  readonly negated: boolean;
  /** How it joins the condition before it. */
  readonly connector: "and" | "or";
  /** What was uncertain in placing it, 0 to 1. */
  readonly doubt: number;
}

/** A condition on groups: `more than 5 times`, `average price above 10`. */
export interface Having {
  readonly at: readonly number[];
  readonly aggregate: AggregateName;
  readonly column?: ColumnInfo;
  readonly op: Comparison;
  readonly value: number;
}

/** A column by which rows are grouped, with the bucket it is put into. */
export interface Group {
  readonly at: number;
  readonly column: ColumnInfo;
  readonly unit?: BucketUnit;
  readonly width?: number;
  /** Said in so many words: `group by`. */
  readonly stated?: boolean;
  /** Named as a colour, legend or facet. */
  readonly color?: boolean;
  /** Named as what charts stand beside one another for: `separate charts for each`, `small multiples by`. */
  readonly facet?: boolean;
}

/** An aggregate of a column; without a column, of rows. */
export interface Measured {
  readonly at: number;
  readonly name: AggregateName;
  readonly column?: ColumnInfo;
  readonly second?: ColumnInfo;
  readonly parameter?: number;
  readonly distinct?: boolean;
}

/** A superlative: `highest`, `oldest`, `top 5`, `first`. */
export interface Extreme {
  readonly at: number;
  readonly descending: boolean;
  readonly count?: number;
  /** `second highest`: 2. */
  readonly nth?: number;
  /** What is compared. Neither: rows are counted. */
  readonly key?: ColumnInfo;
  readonly measure?: Measured;
  /** Table order: `first`, `last`. */
  readonly edge?: boolean;
  /** The noun after it, where that is a column: `top 5 products`. */
  readonly noun?: ColumnInfo;
  /** It counts how often: `most common`, `most frequently`. */
  readonly counts?: boolean;
}

/** A mention of a column that no other part took. */
export interface Mention {
  readonly at: number;
  readonly column: ColumnInfo;
}

/** Order asked for in so many words. */
export interface Order {
  readonly at: number;
  readonly by:
    | { readonly axis: "x" | "y" }
    | { readonly column: ColumnInfo }
    | { readonly measure: Measured }
    | undefined;
  readonly descending: boolean;
}

/** The parts of a question under one segmentation. */
export interface Frame {
  readonly chunks: readonly Chunk[];
  ask: "which" | "who" | "when" | "where" | "list" | "whether" | "how" | "count" | "how_much" | undefined;
  askAt: number;
  /** The unknown noun after `which` or `what`: what the rows are called, where the table has no word for it. */
  noun: number | undefined;
  chart: { type: string; soft: boolean } | undefined;
  conditions: Condition[];
  having: Having[];
  groups: Group[];
  measures: Measured[];
  counts: { at: number; distinct: boolean; noun?: ColumnInfo }[];
  extremes: Extreme[];
  order: Order | undefined;
  mentions: Mention[];
  /** Tables that the question says to join. */
  sources: TableContext[];
  /** Share, ratio, difference, correlation and the like: senses that the composers look for, with positions. */
  flags: Map<string, number>;
  doubt: number;
}
