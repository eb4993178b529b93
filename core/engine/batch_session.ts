/**
 * An import by batches as the host sees it.
 *
 * @module
 */
import { NexusError, type Scan } from "../contract/mod.ts";
import type { PackedRows } from "../process/mod.ts";
import type { EngineCallOptions, EngineProcess } from "./engine_process.ts";
import type { ImportResult } from "./imports/types.ts";

/** An import by batches. One of `finish` and `abort` must be called. */
export interface BatchSession {
  append(batch: PackedRows): Promise<void>;
  finish(): Promise<ImportResult>;
  abort(): Promise<void>;
}

/** How a session is opened. */
export interface BatchSessionOptions {
  scan: Scan;
  out: string;
  call: EngineCallOptions;
  /** Called once, when the process is free again. */
  onEnd: () => Promise<void>;
}

/** Opens an import in a process that was taken for it. The process is given back when the session ends, or dies. */
export async function openBatchSession(
  process: EngineProcess,
  { scan, out, call, onEnd }: BatchSessionOptions,
): Promise<BatchSession> {
  let open = true;
  const end = async () => {
    if (!open) return;
    open = false;
    await onEnd();
  };
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!open) throw new NexusError("internal.error", "The import has ended already");
    try {
      return await work();
    } catch (error) {
      if (process.ended) await end();
      throw error;
    }
  };
  try {
    await process.call("import.begin", { scan, out }, call);
  } catch (error) {
    await end();
    throw error;
  }
  return {
    append: ({ rows, longest, slices }) =>
      guarded(async () => {
        const sizes = slices.map(({ cellBytes, escaped }) => ({ cellBytes, escaped }));
        const attachments = slices.map(({ bytes }) => bytes);
        await process.call("import.append", { rows, longest, slices: sizes }, { ...call, attachments });
      }),
    finish: () =>
      guarded(async () => {
        try {
          return await process.call("import.finish", null, call) as ImportResult;
        } finally {
          await end();
        }
      }),
    abort: async () => {
      if (!open) return;
      try {
        await process.call("import.abort", null);
      } catch {
        // It died: there is nothing left to forget.
      } finally {
        await end();
      }
    },
  };
}
