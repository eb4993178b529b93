/**
 * The native engines, in processes of their own. Nothing here loads one into the host.
 *
 * @module
 */
export type { BatchSession } from "./batch_session.ts";
export * from "./imports/types.ts";
export * from "./pool.ts";
export * from "./prefer.ts";
export * from "./request.ts";
export { MAX_SQL, MAX_SQL_ROWS, type NamedRelation } from "./sql/request.ts";
