/**
 * The time that calls have used. Time in which the host owes the code a reply does not count, up to a wall that no call passes.
 *
 * @module
 */

/** One call's allowance. */
export interface Allowance {
  /** Milliseconds of the code's own time. */
  ownMs: number;
  /** Milliseconds in all. */
  wallMs: number;
  onOver(): void;
}

const TICK_MS = 20;
/** A longer gap between two ticks means that the host itself was held up; the code is not charged for more. */
const MAX_CHARGE_MS = 200;

/** Runs only while there are calls. */
export class CallClock {
  #paused: () => boolean;
  #calls = new Set<{ allowance: Allowance; ownMs: number; startedAt: number }>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #lastTick = 0;

  /** `paused` tells whether the host owes a reply now. */
  constructor(paused: () => boolean) {
    this.#paused = paused;
  }

  /** Starts the time of a call; the result stops it. */
  start(allowance: Allowance): () => void {
    const call = { allowance, ownMs: 0, startedAt: performance.now() };
    this.#calls.add(call);
    if (this.#timer === undefined) {
      this.#lastTick = performance.now();
      this.#timer = setInterval(() => this.#tick(), TICK_MS);
    }
    return () => {
      this.#calls.delete(call);
      if (this.#calls.size === 0) this.#stop();
    };
  }

  #tick(): void {
    const now = performance.now();
    const charge = this.#paused() ? 0 : Math.min(now - this.#lastTick, MAX_CHARGE_MS);
    this.#lastTick = now;
    for (const call of this.#calls) {
      call.ownMs += charge;
      const { ownMs, wallMs, onOver } = call.allowance;
      if (call.ownMs > ownMs || now - call.startedAt > wallMs) onOver();
    }
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
