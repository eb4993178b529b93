/**
 * What the SQL process is asked to do.
 *
 * @module
 */
import type { Relation } from "../request.ts";

/** A relation under the name that SQL calls it by. */
export interface NamedRelation extends Relation {
  name: string;
}

/** One SELECT over relations. */
export interface SqlRequest {
  text: string;
  relations: NamedRelation[];
  /** Rows to return; the others are counted. */
  limit: number;
  /** Bytes of the rows that are returned, as JSON. */
  maxBytes: number;
}

/** Characters of an SQL text. */
export const MAX_SQL = 100_000;
/** Columns of a result. */
export const MAX_SQL_COLUMNS = 2_000;
/** A result of more rows is an error: its rows could not even be counted in time. */
export const MAX_SQL_ROWS = 10_000_000;
