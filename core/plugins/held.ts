/**
 * Whether added plugins can be held to their permissions here.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { kernelWall } from "../isolate/mod.ts";
import { selfCommand } from "../process/mod.ts";

/**
 * A compiled binary loads modules of the disk without asking for permission. Where no wall of the system stops that, only the plugins
 * that come with Nexus run.
 *
 * @throws {NexusError} `plugin.invalid`
 */
export function checkHeld(): void {
  if (selfCommand() === null || kernelWall()) return;
  throw new NexusError(
    "plugin.invalid",
    "A compiled Nexus cannot hold added plugins to their permissions on this system: " +
      "that needs Linux with Landlock, or Nexus run from source",
  );
}
