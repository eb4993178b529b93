/**
 * Files of the home folder: uploads by hash, tables, and everything that must never be half-written.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { asStoreError } from "./failure.ts";
import type { Removals } from "./removals.ts";

/** Writes to a temporary name, syncs, renames: after a crash the file is whole or not there. */
export async function writeAtomically(path: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    using file = await Deno.open(temporary, { write: true, createNew: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let offset = 0; offset < bytes.length;) offset += await file.write(bytes.subarray(offset));
    await file.sync();
    await Deno.rename(temporary, path);
  } catch (cause) {
    await Deno.remove(temporary).catch(() => {});
    throw asStoreError(
      new NexusError("store.failed", `Cannot write ${path}: ${(cause as Error).message}`, { cause }),
    );
  }
}

/** A file that was received. */
export interface ReceivedFile {
  sha256: string;
  bytes: number;
  path: string;
  /** True where the same content was already here. */
  duplicate: boolean;
}

/** Keeps uploads under their SHA-256. */
export class FileStore {
  readonly #folder: string;
  readonly #removals: Removals;
  /** How many users each content has that is not in the catalogue yet. */
  readonly #claims = new Map<string, number>();

  constructor(folder: string, removals: Removals) {
    this.#folder = folder;
    this.#removals = removals;
  }

  path(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new TypeError("Not a SHA-256");
    return `${this.#folder}/${sha256}`;
  }

  async has(sha256: string): Promise<boolean> {
    try {
      return (await Deno.stat(this.path(sha256))).isFile;
    } catch {
      return false;
    }
  }

  /**
   * Takes a stream, hashing it on the way. Nothing is kept of a file that is too large or whose sender hangs up. The content stays until
   * it is given up with {@linkcode release}, whatever others do with the same content.
   *
   * @throws NexusError `file.too_large`, `store.failed`
   */
  async receive(
    stream: ReadableStream<Uint8Array>,
    options: { name: string; maxBytes: number },
  ): Promise<ReceivedFile> {
    const temporary = `${this.#folder}/${crypto.randomUUID()}.tmp`;
    const { createHash } = await import("node:crypto"); // takes as long to load as the rest of the store
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      using file = await Deno.open(temporary, { write: true, createNew: true });
      for await (const chunk of stream) {
        bytes += chunk.length;
        if (bytes > options.maxBytes) {
          throw new NexusError(
            "file.too_large",
            `"${options.name}" is larger than ${formatBytes(options.maxBytes)}`,
            {
              hint: "Raise MAX_FILE_SIZE, or split the file.",
              details: { limit: options.maxBytes },
            },
          );
        }
        const written = writeAll(file, chunk);
        hash.update(chunk);
        await written;
      }
      await file.sync();
      const sha256 = hash.digest("hex");
      const path = this.path(sha256);
      const duplicate = await this.has(sha256);
      this.claim(sha256);
      await Deno.rename(temporary, path);
      return { sha256, bytes, path, duplicate };
    } catch (cause) {
      await Deno.remove(temporary).catch(() => {});
      if (cause instanceof NexusError) throw cause;
      throw asStoreError(
        new NexusError("store.failed", `Cannot keep "${options.name}": ${(cause as Error).message}`, {
          cause,
        }),
      );
    }
  }

  /** Keeps content from being removed. */
  claim(sha256: string): void {
    this.#claims.set(sha256, (this.#claims.get(sha256) ?? 0) + 1);
  }

  /** Takes back one claim. */
  release(sha256: string): void {
    const left = (this.#claims.get(sha256) ?? 1) - 1;
    if (left > 0) this.#claims.set(sha256, left);
    else this.#claims.delete(sha256);
  }

  /** Removes content that nobody has a claim on. At once, so that nobody can come in between. */
  remove(sha256: string): void {
    if (!this.isClaimed(sha256)) this.#removals.remove(this.path(sha256));
  }

  isClaimed(sha256: string): boolean {
    return this.#claims.has(sha256);
  }
}

/** A size for people: `1.5 MB`, units of 1024. */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let unit = 0;
  while (bytes >= 1024 && unit < units.length - 1) {
    bytes /= 1024;
    unit++;
  }
  return `${Number(bytes.toFixed(unit === 0 ? 0 : 1))} ${units[unit]}`;
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let offset = 0; offset < bytes.length;) offset += await file.write(bytes.subarray(offset));
}
