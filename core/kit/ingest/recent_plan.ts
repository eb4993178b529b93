import type { Source } from "../../contract/mod.ts";

/**
 * How a file was found to be read, kept from `read` for the calls of `rows` that follow: without it a large file would be surveyed twice. One plan is
 * kept, the last.
 */
export class RecentPlan<Plan> {
  readonly #rebind: (plan: Plan, source: Source) => Plan;
  #recent: { key: string; plan: Plan } | undefined;

  /** `rebind` gives the plan with the source of the call that goes on: that of `read` is closed by then. */
  constructor(rebind: (plan: Plan, source: Source) => Plan) {
    this.#rebind = rebind;
  }

  /** Keeps a plan for the calls of `rows` that follow. */
  async remember(source: Source, plan: Plan): Promise<void> {
    this.#recent = { key: await fingerprint(source), plan };
  }

  /** The plan for a file, where it is the one that was read last; it reads from the source given now. */
  async recall(source: Source): Promise<Plan | undefined> {
    const recent = this.#recent;
    if (recent === undefined || recent.key !== await fingerprint(source)) return undefined;
    return this.#rebind(recent.plan, source);
  }
}

/** A hash over name, size and pieces of the content. */
async function fingerprint(source: Source): Promise<string> {
  const piece = 64 * 1024;
  const middle = Math.floor(source.size / 2);
  const pieces = await Promise.all([
    source.slice(0, piece),
    source.slice(middle, middle + piece),
    source.slice(Math.max(0, source.size - piece), source.size),
  ]);
  const hashes = await Promise.all(
    pieces.map((bytes) => crypto.subtle.digest("SHA-256", new Uint8Array(bytes))),
  );
  const words = hashes.map((hash) =>
    Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("")
  );
  return [source.name, source.size, ...words].join(":");
}
