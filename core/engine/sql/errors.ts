/**
 * What DuckDB says of SQL from outside, as errors of ours. Nothing of the machine goes out with them.
 *
 * @module
 */
import { NexusError } from "nexus";
import { duckdbError } from "../duckdb/errors.ts";
import { unknownColumn } from "./names.ts";
import type { NamedRelation, SqlRequest } from "./request.ts";

const COLUMN = [
  /^Binder Error: Referenced column "([^"]*)" not found/,
  /^Binder Error: (?:Values list|Table) "[^"]*" does not have a column named "([^"]*)"/,
];
/** Faults of the SQL, or of the values that it meets. */
const OF_THE_SQL =
  /^(Parser|Syntax|Binder|Catalog|Conversion|Out of Range|Invalid Input|Invalid|Mismatch Type|Not implemented|Expression|Permission) Error: /i;

/** An error of DuckDB while it ran a request. */
export function sqlError(error: unknown, request: SqlRequest, used: readonly NamedRelation[]): NexusError {
  if (error instanceof NexusError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const safe = (text: string) => withoutPaths(text, request.relations);
  for (const pattern of COLUMN) {
    const column = pattern.exec(message)?.[1];
    if (column !== undefined) return unknownColumn(column, used, error);
  }
  if (
    error instanceof RangeError ||
    /maximum length|Invalid string length|Cannot create a string/i.test(message)
  ) {
    return new NexusError("engine.memory", "A value in the result of the SQL is too long", { cause: error });
  }
  const kind = OF_THE_SQL.exec(message);
  if (kind === null) return withSafeText(duckdbError(error, "plan"), safe);
  const [what = "", ...more] = message.slice(kind[0].length).split(/\n\s*\n/)[0]!.split("\n");
  const place = placeOf(message);
  return new NexusError("plan.invalid", `Cannot run the SQL: ${safe(what).slice(0, 400)}`, {
    ...(more.length > 0 ? { hint: safe(more.map((line) => line.trim()).join(" ")).slice(0, 400) } : {}),
    ...(place === null ? {} : { details: place }),
    cause: error,
  });
}

/** A text without the places of files. */
export function withoutPaths(text: string, relations: readonly NamedRelation[]): string {
  let safe = text;
  for (const { path, name } of relations) safe = safe.replaceAll(path, name);
  return safe;
}

function withSafeText(error: NexusError, safe: (text: string) => string): NexusError {
  const { hint, cause } = error;
  const message = error.code === "engine.failed" && /\bIO Error\b/.test(error.message)
    ? "DuckDB could not read the data"
    : safe(error.message).replace("run the plan", "run the SQL");
  return new NexusError(error.code, message, hint === undefined ? { cause } : { hint, cause });
}

/** Line and column, from 1, that DuckDB's caret points to. */
function placeOf(message: string): { line: number; column: number } | null {
  const found = /\nLINE (\d+): (.*)\n( *)\^/.exec(message);
  if (found === null) return null;
  const lead = `LINE ${found[1]}: `.length;
  return { line: Number(found[1]), column: Math.max(1, found[3]!.length - lead + 1) };
}
