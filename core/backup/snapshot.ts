/**
 * A copy of the database, made beside the work that goes on.
 *
 * @module
 */
import { z } from "zod";
import { NexusError } from "../contract/mod.ts";
import { spawnChild } from "../process/mod.ts";

/** What a copy of the database names. */
const Snapshot = z.object({
  /** SHA-256 of uploads. */
  contents: z.array(z.string()),
  /** Ids of datasets. */
  tables: z.array(z.string()),
});
export type Snapshot = z.infer<typeof Snapshot>;

const DEADLINE_MS = 10 * 60 * 1000;

/**
 * Copies the database of a home folder to the file `out`.
 *
 * @throws NexusError `store.failed`
 */
export async function snapshotDatabase(
  home: string,
  out: string,
  options: { signal?: AbortSignal } = {},
): Promise<Snapshot> {
  const child = spawnChild({
    entry: "snapshot",
    permissions: [`--allow-read=${home}`, `--allow-write=${home}`],
    maxFrameBytes: 256 * 1024 * 1024,
  });
  try {
    const { value } = await child.channel.call("snapshot", { database: `${home}/nexus.db`, out }, {
      timeoutMs: DEADLINE_MS,
      ...options,
    });
    return Snapshot.parse(value);
  } catch (cause) {
    throw new NexusError("store.failed", `The database could not be copied: ${(cause as Error).message}`, {
      cause,
      hint: "See that the disk of NEXUS_HOME has room for a second copy of nexus.db.",
    });
  } finally {
    child.kill("copied");
  }
}
