/**
 * On whose behalf code runs.
 *
 * @module
 */
import { AsyncLocalStorage } from "node:async_hooks";

/** Who does something: a session, the key, a command, or Nexus by itself. */
export interface Actor {
  name: string;
  /** Network address, where it came over the network. */
  address?: string;
}

const actors = new AsyncLocalStorage<Actor>();

/** Who acts where nobody said so: whoever started the program. */
const OWNER: Actor = { name: "command line" };

/** Runs `work`, and all that it starts, on behalf of `actor`. */
export function withActor<T>(actor: Actor, work: () => T): T {
  return actors.run(actor, work);
}

/** On whose behalf this code runs. */
export function currentActor(): Actor {
  return actors.getStore() ?? OWNER;
}
