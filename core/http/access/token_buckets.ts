/**
 * Buckets of tokens: how often each client may do something.
 *
 * @module
 */

/** Most clients that are known at once; who was not seen for longest is forgotten, which leaves it a full bucket. */
const MAX_CLIENTS = 10_000;
const MINUTE_MS = 60_000;

/** A bucket for each client that fills at a steady pace. */
export class TokenBuckets {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** `perMinute` tokens fit a bucket, and as many come in a minute. */
  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes a token; where there is none, gives the seconds until there is one. */
  take(client: string): number {
    const left = this.#level(client);
    this.#buckets.delete(client);
    this.#buckets.set(client, { tokens: left >= 1 ? left - 1 : left, at: this.#now() });
    if (this.#buckets.size > MAX_CLIENTS) this.#buckets.delete(this.#buckets.keys().next().value!);
    return left >= 1 ? 0 : this.#wait(left);
  }

  /** Seconds until there is a token, 0 where there is one; takes none. */
  wait(client: string): number {
    const left = this.#level(client);
    return left >= 1 ? 0 : this.#wait(left);
  }

  #level(client: string): number {
    const bucket = this.#buckets.get(client);
    if (!bucket) return this.#perMinute;
    const came = (this.#now() - bucket.at) * this.#perMinute / MINUTE_MS;
    return Math.min(this.#perMinute, bucket.tokens + came);
  }

  #wait(tokens: number): number {
    return Math.max(1, Math.ceil((1 - tokens) * 60 / this.#perMinute));
  }
}
