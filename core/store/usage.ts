/**
 * How much room the home folder takes.
 *
 * @module
 */
import { statfs } from "node:fs/promises";

/** Bytes by part, and what is free on the disk. */
export interface HomeUsage {
  parts: Record<"database" | "files" | "tables" | "index" | "plugins" | "cache", number | null>;
  freeBytes: number | null;
}

/** Counting is not repeated sooner. */
const FRESH_MS = 60_000;
const FOLDERS = ["files", "tables", "index", "plugins", "cache"] as const;

/** Counts the bytes of a home folder now and then. */
export class UsageMeter {
  readonly #home: string;
  #counted: { at: number; done: Promise<void> } | undefined;
  #last: HomeUsage = {
    parts: { database: null, files: null, tables: null, index: null, plugins: null, cache: null },
    freeBytes: null,
  };

  constructor(home: string) {
    this.#home = home;
  }

  /** What was counted last. */
  last(): HomeUsage {
    return this.#last;
  }

  /** Counts again where the last count is old. */
  refresh(): Promise<void> {
    const now = performance.now();
    if (!this.#counted || now - this.#counted.at > FRESH_MS) this.#counted = { at: now, done: this.#count() };
    return this.#counted.done;
  }

  async #count(): Promise<void> {
    const parts = { ...this.#last.parts };
    for (const folder of FOLDERS) parts[folder] = await bytesUnder(`${this.#home}/${folder}`);
    const database = ["nexus.db", "nexus.db-wal"].map((name) => bytesOf(`${this.#home}/${name}`));
    parts.database = (await Promise.all(database)).reduce((sum, bytes) => sum + bytes, 0);
    const freeBytes = await statfs(this.#home).then(({ bavail, bsize }) => bavail * bsize, () => null);
    this.#last = { parts, freeBytes };
  }
}

async function bytesUnder(folder: string): Promise<number> {
  let bytes = 0;
  try {
    for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) bytes += await bytesUnder(`${folder}/${name}`);
      else if (isFile) bytes += await bytesOf(`${folder}/${name}`);
    }
  } catch {
    // It went while it was counted.
  }
  return bytes;
}

async function bytesOf(path: string): Promise<number> {
  return await Deno.stat(path).then(({ size }) => size, () => 0);
}
