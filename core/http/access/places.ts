/**
 * How many event streams each client may keep open.
 *
 * @module
 */
import { NexusError } from "../../contract/mod.ts";
import { type Client, networkOf } from "./client.ts";

/** A page needs one or two, a browser has some tabs. */
const PLACES_A_CLIENT = 64;
const PLACES = 1000;

/** Places for what stays open. */
export class Places {
  readonly #taken = new Map<string, number>();
  #all = 0;

  get taken(): number {
    return this.#all;
  }

  /**
   * Takes a place; the result gives it back.
   *
   * @throws NexusError `request.rate_limited` where there is none
   */
  take({ session, address }: Client): () => void {
    const client = session ? `session ${session}` : networkOf(address);
    const own = this.#taken.get(client) ?? 0;
    if (own >= PLACES_A_CLIENT || this.#all >= PLACES) {
      throw new NexusError("request.rate_limited", `${own} event streams of this client are open`, {
        hint: "Close some of them.",
        details: { retryAfter: 10 },
      });
    }
    this.#taken.set(client, own + 1);
    this.#all++;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#all--;
      const left = this.#taken.get(client)! - 1;
      if (left > 0) this.#taken.set(client, left);
      else this.#taken.delete(client);
    };
  }
}
