/**
 * Sessions of pages that signed in. They are kept in memory: a start ends them all.
 *
 * @module
 */
import { createHash } from "node:crypto";

/** A session that is not used for so long has ended. */
export const IDLE_MS = 12 * 60 * 60 * 1000;
/** No session lasts longer. */
export const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;
const MAX_SESSIONS = 1000;

/** A session that goes on. */
export interface OpenSession {
  /** Names it in the log; nobody can sign in with it. */
  name: string;
  expiresAt: number;
  /** Aborted when the session ends, so that its event streams end with it. */
  ended: AbortSignal;
}

interface Kept {
  startedAt: number;
  usedAt: number;
  end: AbortController;
}

/** Who is signed in. Only hashes of the ids are kept. */
export class Sessions {
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(now: () => number = () => Date.now()) {
    this.#now = now;
  }

  /** A new session; the id is for the cookie alone. */
  open(): { id: string; session: OpenSession } {
    const id = crypto.getRandomValues(new Uint8Array(32)).toHex();
    const now = this.#now();
    for (const [hash, { startedAt, usedAt }] of this.#kept) {
      if (expiry(startedAt, usedAt) <= now) this.#end(hash);
    }
    if (this.#kept.size >= MAX_SESSIONS) this.#end(this.#kept.keys().next().value!);
    const hash = hashOf(id);
    this.#kept.set(hash, { startedAt: now, usedAt: now, end: new AbortController() });
    return { id, session: this.find(id)! };
  }

  /** The session of an id; using it keeps it open. */
  find(id: string): OpenSession | undefined {
    const hash = hashOf(id);
    const kept = this.#kept.get(hash);
    if (!kept) return undefined;
    const now = this.#now();
    if (expiry(kept.startedAt, kept.usedAt) <= now) {
      this.#end(hash);
      return undefined;
    }
    kept.usedAt = now;
    return { name: hash.slice(0, 8), expiresAt: expiry(kept.startedAt, now), ended: kept.end.signal };
  }

  close(id: string): void {
    this.#end(hashOf(id));
  }

  #end(hash: string): void {
    this.#kept.get(hash)?.end.abort();
    this.#kept.delete(hash);
  }
}

function expiry(startedAt: number, usedAt: number): number {
  return Math.min(usedAt + IDLE_MS, startedAt + LONGEST_MS);
}

/** Looking an id up by its hash tells nothing by the time it takes. */
function hashOf(id: string): string {
  return createHash("sha256").update(id).digest("hex");
}
