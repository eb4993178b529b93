/**
 * What a conformance suite is made of: sentences that hold or do not.
 *
 * @module
 */
import { type Manifest, NexusError } from "../../contract/mod.ts";

/** One sentence, and whether it holds. `remark` is for what is no fault and should be known. */
export interface Check {
  name: string;
  outcome: "held" | "failed" | "remark";
  message?: string;
  ms: number;
}

/** Why a sentence does not hold. */
export class Broken extends Error {}

/** Why a sentence does not quite hold, and nobody need mind. */
export class Remark extends Error {}

/** What every suite is given. */
export interface SuiteContext {
  manifest: Manifest;
  /** Files of the plugin's `testdata` folder. */
  samples: { name: string; bytes: Uint8Array<ArrayBuffer> }[];
  /** Runs one check and keeps its outcome. */
  check(name: string, run: () => Promise<void>): Promise<void>;
}

/** Collects checks and tells of each. */
export function collector(
  onCheck: (check: Check) => void,
): { checks: Check[]; check: SuiteContext["check"] } {
  const checks: Check[] = [];
  return {
    checks,
    async check(name, run) {
      const started = performance.now();
      let check: Check;
      try {
        await run();
        check = { name, outcome: "held", ms: performance.now() - started };
      } catch (error) {
        const message = error instanceof NexusError
          ? `${error.code}: ${error.message}`
          : (error as Error).message;
        const outcome = error instanceof Remark ? "remark" : "failed";
        check = { name, outcome, message, ms: performance.now() - started };
      }
      checks.push(check);
      onCheck(check);
    },
  };
}

/** Lets a call fail with the codes that say something of its input, and with no other. Undefined where it failed so. */
export async function allowing<T>(
  codes: RegExp,
  what: string,
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof NexusError && codes.test(error.code)) return undefined;
    const told = error instanceof NexusError ? `${error.code}: ${error.message}` : String(error);
    throw new Broken(`${what}: ${told}. Throw a NexusError with a code that fits ${codes.source} instead`);
  }
}

/** @throws {Broken} where the condition does not hold. */
export function hold(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Broken(message);
}

/** A call that is cancelled must end at once, one way or the other. */
export async function endsWhenCancelled(call: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  const work = call(controller.signal).then(() => null, (error) => error);
  setTimeout(() => controller.abort(), 5);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => timer = setTimeout(() => resolve("late"), 3000));
  const outcome = await Promise.race([work, late]);
  clearTimeout(timer);
  hold(outcome !== "late", "a call that was cancelled went on for three seconds");
}

/** Text that a careless plugin lets through. */
export const HOSTILE = `<img src=x onerror=alert(1)>"'&\\u202e=1+1`;
