/**
 * Runs attacks against something that holds untrusted code, a few at once, and says what did not hold. What was late and nothing worse is
 * tried once more: other programs of the machine may have had the processor.
 *
 * @module
 */
import { NexusError } from "../../contract/mod.ts";
import type { Attack } from "./attack.ts";
import { Canaries } from "./canaries.ts";
import { goneAfter, HostWatch } from "./watch.ts";

/** What is attacked: a sandbox, or a plugin. One attack at a time. */
export interface Target {
  /** Makes everything ready and gives the attack's own milliseconds and the processes that will hold it. */
  prepare(
    attack: Attack,
    fill: (code: string) => string,
  ): Promise<{ timeoutMs: number; processes: () => number[] }>;
  /** Runs the attack; what it returned or threw. */
  run(attack: Attack): Promise<unknown>;
  /** Ends what an attack that came to its end has left. */
  stop(attack: Attack): void;
  /** Runs something harmless. */
  next(): Promise<void>;
  close(): Promise<void>;
}

/** How late a process may be gone after its deadline, and how late the host may be. */
const LATE_MS = 250;
const GROWN_MIB = 32;
/** Codes with which an attack may end. */
const ENDS = /^(code|plugin|process)\./;

/** Everything that did not hold, in words; and how often attacks ended how. */
export async function besiege(
  attacks: Attack[],
  targets: Target[],
  log: (line: string) => void = () => {},
): Promise<{ problems: string[]; ends: Record<string, number> }> {
  const canaries = await Canaries.open();
  const watch = new HostWatch();
  const queue = [...attacks];
  const problems: string[] = [];
  const ends: Record<string, number> = {};
  const one = async (target: Target, attack: Attack, again = false): Promise<void> => {
    const found: string[] = [];
    const slow: string[] = [];
    const problem = (what: string) => found.push(`${attack.name}: ${what}`);
    const late = (what: string) => slow.push(`${attack.name}: ${what}`);
    const { timeoutMs, processes } = await target.prepare(attack, (code) => canaries.fill(code));
    const felt = await watch.begin();
    const started = performance.now();
    const running = target.run(attack).catch((error) => error);
    const own = processes();
    const came = await running;
    const tookMs = performance.now() - started;
    const end = came instanceof NexusError ? came.code : came instanceof Error ? String(came) : "returned";
    ends[end] = (ends[end] ?? 0) + 1;
    own.push(...processes());
    target.stop(attack);
    const goneMs = await goneAfter(own, 5000);
    const { lateMs, waitedMs, grownMiB } = await felt();
    log(
      `${attack.name}: ${end} in ${
        Math.round(tookMs)
      } ms, gone ${goneMs}, late ${lateMs} (waited ${waitedMs}), grown ${grownMiB}: ${
        JSON.stringify(seen(came)).slice(0, 200)
      }`,
    );
    if (came instanceof Error && !(came instanceof NexusError && ENDS.test(came.code))) {
      problem(`it ended with ${came}`);
    }
    if (goneMs === null || goneMs - waitedMs > LATE_MS) {
      late(`its process was there ${goneMs} ms after it`);
    }
    const over = tookMs - timeoutMs - waitedMs;
    if (/\.deadline$/.test(end) && over > LATE_MS) {
      late(`it ended ${Math.round(over)} ms after its deadline`);
    }
    if (lateMs >= LATE_MS) late(`the host was ${lateMs} ms late`);
    if (grownMiB >= GROWN_MIB) problem(`the host grew by ${grownMiB} MiB`);
    for (const touched of await canaries.touched(seen(came))) problem(touched);
    if (end !== "code.rejected") {
      await target.next().catch((error) => {
        const say = /\.deadline$/.test(error.code) ? late : problem;
        say(`what came next failed: ${error.message}`);
      });
    }
    if (slow.length > 0 && found.length === 0 && !again) {
      log(`once more: ${slow.join("; ")}`);
      return await one(target, attack, true);
    }
    problems.push(...found, ...slow);
  };
  try {
    await Promise.all(targets.map(async (target) => {
      for (let attack = queue.shift(); attack; attack = queue.shift()) await one(target, attack);
    }));
    return { problems, ends };
  } finally {
    await Promise.all(targets.map((target) => target.close()));
    watch.close();
    await canaries.close();
  }
}

function seen(came: unknown): unknown {
  return came instanceof NexusError ? [came.code, came.message, came.hint, came.details] : came ?? null;
}
