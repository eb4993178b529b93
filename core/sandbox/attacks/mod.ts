/** Every attack, by what it is after. @module */
import type { Attack } from "./attack.ts";
import { DECEIVE } from "./deceive.ts";
import { FLOOD } from "./flood.ts";
import { LOAD } from "./load.ts";
import { INTERNAL, REACH } from "./reach.ts";
import { SHARE } from "./share.ts";
import { STAY } from "./stay.ts";

export type { Attack } from "./attack.ts";
export { besiege, type Target } from "./siege.ts";
export { goneAfter, HostWatch, processesWith } from "./watch.ts";

export const ATTACKS: Record<string, Attack[]> = {
  "what a process can reach": REACH,
  "what Deno keeps to itself": INTERNAL,
  "imports": LOAD,
  "what is shared": SHARE,
  "ways not to end": STAY,
  "bombs and floods": FLOOD,
  "results that deceive": DECEIVE,
};
