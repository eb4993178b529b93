/**
 * What a native engine is asked to do and what it gives back. Both back ends share only these types, so that each can check the other.
 *
 * @module
 */
import { z } from "zod";
import { Plan, Schema, Table } from "../contract/mod.ts";

/** A dataset or an earlier result that a plan may read, by the id that the plan uses. */
export const Relation = z.object({
  id: z.string(),
  /** Parquet file. A dataset's file has the hidden `ROW_ID` column besides those of `schema`; a result's has its rows in order. */
  path: z.string(),
  schema: Schema,
});
export type Relation = z.infer<typeof Relation>;

/** A plan that has been checked already, and all that it reads. */
export const RunRequest = z.object({
  plan: Plan,
  relations: z.array(Relation),
  /** Rows to return; the count of the full result comes with them. */
  limit: z.number().int().nonnegative(),
  /** Writes the full result, in order, to this Parquet file, so that later plans can scan it. */
  saveAs: z.string().optional(),
});
export type RunRequest = z.infer<typeof RunRequest>;

/** The result of a plan on one engine. */
export const RunResult = z.object({
  table: Table,
  /** Version of the engine. */
  version: z.string(),
  /** Milliseconds in the engine. */
  ms: z.number(),
});
export type RunResult = z.infer<typeof RunResult>;

/** Name of one of the native engines. */
export const EngineName = z.enum(["duckdb", "polars"]);
export type EngineName = z.infer<typeof EngineName>;
