/**
 * One running process a home folder.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";

/** What the holder of the lock says of itself. */
export interface LockHolder {
  pid: number;
  /** Address of its HTTP server, once it listens. */
  url: string | null;
}

/** A held lock. The operating system lets go of it when the process dies, however it dies. */
export interface HomeLock {
  /** Tells others where this process can be reached. */
  announce(url: string): void;
  release(): void;
}

/**
 * Takes the lock of a home folder.
 *
 * @throws NexusError `store.locked` with the holder in `details`, when another process has it.
 */
export async function lockHome(home: string): Promise<HomeLock> {
  const path = `${home}/nexus.lock`;
  const file = await Deno.open(path, { read: true, write: true, create: true });
  if (!await file.tryLock(true) && !await triedAgain(file)) {
    file.close();
    const holder = await readHolder(home);
    throw new NexusError(
      "store.locked",
      `Another Nexus${holder ? ` (process ${holder.pid})` : ""} is using ${home}`,
      {
        hint: holder?.url
          ? `It listens on ${holder.url}.`
          : "End it, or choose another folder with NEXUS_HOME.",
        details: { holder },
      },
    );
  }
  const write = (holder: LockHolder) => Deno.writeTextFileSync(`${home}/nexus.pid`, JSON.stringify(holder));
  write({ pid: Deno.pid, url: null });
  return {
    announce: (url) => write({ pid: Deno.pid, url }),
    release() {
      try {
        Deno.removeSync(`${home}/nexus.pid`);
      } catch {
        // It only tells; the lock is what counts.
      }
      file.close();
    },
  };
}

/** A process that is ending keeps its lock for a moment. */
async function triedAgain(file: Deno.FsFile): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 250));
  return await file.tryLock(true);
}

/** Who holds the lock, as far as it said so. */
export async function readHolder(home: string): Promise<LockHolder | null> {
  try {
    return JSON.parse(await Deno.readTextFile(`${home}/nexus.pid`));
  } catch {
    return null; // no file yet, or half-written: the lock itself is what counts
  }
}
