/**
 * What an import gives back.
 *
 * @module
 */
import type { ColumnProfile, ImportNote, Scan, ValueIndex } from "nexus";
import type { Misfit } from "./census.ts";

export type { Misfit };

/** A cell that did not fit its column's type and became null. */
export interface Reject {
  /** The row's place in the dataset, counted from 0, as in the hidden row id. */
  row: number;
  column: string;
  text: string;
}

/** A table that was converted and written. */
export interface ImportResult {
  rows: number;
  columns: ColumnProfile[];
  /** As finally used, after columns were widened. */
  scan: Scan;
  values: ValueIndex["columns"];
  notes: ImportNote[];
  /** At most {@linkcode MAX_REJECTS}; the exact count of each column stands in its profile. */
  rejects: Reject[];
}

/** How far an import is. */
export interface ImportProgress {
  stage: "reading" | "converting" | "profiling";
  rows?: number;
}

/** Rejected cells that are kept with their text, of all columns and of one. */
export const MAX_REJECTS = 1000;
export const MAX_REJECTS_OF_COLUMN = 100;
