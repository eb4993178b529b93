/**
 * What the disk or the database refused, as errors of the table.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";

const FULL = /no space left on device|disk is full|disk quota exceeded|not enough space on the disk/i;
const FULL_CODES: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT"]);
const FULL_HINT =
  "The disk of NEXUS_HOME is full: make room on it, or remove datasets. What was kept is whole.";
const HINT = "See that there is room on the disk of NEXUS_HOME, and that it can be written.";

/** Whether this is about a disk without room: of the system, of SQLite, or of an engine, which tells it in words alone. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return FULL_CODES.has((error as { code?: unknown }).code) || FULL.test(error.message) ||
    isDiskFull(error.cause);
}

/** An error of the disk or the database as one of the table; anything else as it is. */
export function asStoreError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const full = isDiskFull(error);
  if (error instanceof NexusError) {
    if (!full || (error.code === "store.failed" && error.hint === FULL_HINT)) return error;
    return new NexusError("store.failed", error.message, { cause: error, hint: FULL_HINT });
  }
  if ((error as { code?: unknown }).code === "ERR_SQLITE_ERROR") {
    return new NexusError("store.failed", `The database could not be read or written: ${error.message}`, {
      cause: error,
      hint: full ? FULL_HINT : HINT,
    });
  }
  if (!full) return error;
  return new NexusError("store.failed", `The disk could not be written: ${error.message}`, {
    cause: error,
    hint: FULL_HINT,
  });
}
