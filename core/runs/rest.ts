/**
 * Children rest while nobody is there: their memory goes back, and the first sign of somebody has them ready again.
 *
 * @module
 */

/** What rests, and when. */
export interface RestOptions {
  /** Rests after so long without a sign of anybody. */
  afterMs: number;
  /** Whether something is at work; nothing rests then. */
  busy: () => boolean;
  onRest: () => void;
  onWake: () => void;
}

/** Watches for signs of somebody. */
export class Rest {
  readonly #options: RestOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #last = performance.now();
  #resting = false;

  constructor(options: RestOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#look(), Math.max(10, options.afterMs / 10));
    Deno.unrefTimer(Number(this.#timer));
  }

  /** Whether children rest. */
  get resting(): boolean {
    return this.#resting;
  }

  /** Somebody is there. */
  touch(): void {
    this.#last = performance.now();
    if (!this.#resting) return;
    this.#resting = false;
    this.#options.onWake();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { afterMs, busy, onRest } = this.#options;
    if (this.#resting || performance.now() - this.#last < afterMs) return;
    if (busy()) {
      this.#last = performance.now();
      return;
    }
    this.#resting = true;
    onRest();
  }
}
