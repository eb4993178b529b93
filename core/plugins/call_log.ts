/**
 * The last calls of a plugin, in both directions.
 *
 * @module
 */
import type { PluginCallRecord } from "../contract/mod.ts";

const KEPT = 100;

/** Keeps the last hundred calls, and counts all. */
export class CallLog {
  #last: PluginCallRecord[] = [];
  #next = 0;
  #count = 0;
  #failed = 0;

  add(method: string, ms: number, outcome: string): PluginCallRecord {
    const record = { at: new Date().toISOString(), method, ms: Math.round(ms * 10) / 10, outcome };
    this.#last[this.#next] = record;
    this.#next = (this.#next + 1) % KEPT;
    this.#count++;
    if (outcome !== "ok") this.#failed++;
    return record;
  }

  /** The newest first. */
  last(limit = KEPT): PluginCallRecord[] {
    return [...this.#last.slice(this.#next), ...this.#last.slice(0, this.#next)].reverse().slice(0, limit);
  }

  summary(): { count: number; failed: number; last: PluginCallRecord[] } {
    return { count: this.#count, failed: this.#failed, last: this.last(5) };
  }
}
