/**
 * The first frame of an isolate. Its parts are modules in JavaScript: first the runtime, whose default export is called with the
 * namespaces of the others.
 *
 * @module
 */

import type { Openings } from "./landlock.ts";

/** Head of the first frame. */
export interface StartHead {
  type: "start";
  permissions: Deno.PermissionOptions;
  /** The process ends itself where its resident memory passes this. */
  maxRssMb: number;
  /** What stays open behind the wall of the kernel; without, there is none. */
  wall?: Openings;
}

/** Bytes of the key with which both sides sign; they come before the first frame. */
export const KEY_BYTES = 32;
