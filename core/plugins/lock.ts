/**
 * The lock file: what was installed, byte by byte, from where, signed by whom, and what its owner granted and when.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { z } from "zod";
import { NexusError } from "../contract/mod.ts";
import { writeAtomically } from "../store/mod.ts";

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Dated = z.strictObject({ permission: z.string(), at: z.string() });

/** One plugin that was installed. */
export const LockEntry = z.strictObject({
  version: z.string(),
  /** Inside the folder of installed plugins. */
  folder: z.string().regex(/^[a-z0-9-]+\/[0-9a-f]{12}$/),
  /** File, folder or address it came from. */
  source: z.string(),
  installedAt: z.string(),
  /** Public key of who signed it. */
  signer: z.string().nullable(),
  /** SHA-256 of its `hashes.json`. */
  sha256: Hash,
  /** SHA-256 of every file; there are no others. */
  files: z.record(z.string(), Hash),
  granted: z.array(Dated),
});
export type LockEntry = z.infer<typeof LockEntry>;

const Lock = z.strictObject({
  lock: z.literal(1),
  plugins: z.record(z.string(), LockEntry),
  /** What the owner took back from plugins that are not in the list, as those that come with Nexus. */
  revoked: z.record(z.string(), z.array(Dated)),
});
type Lock = z.infer<typeof Lock>;

/** Name of the lock file in the folder of installed plugins. */
export const LOCK_FILE = "plugins.lock.json";
const EMPTY: Lock = { lock: 1, plugins: {}, revoked: {} };

/** Reads and changes the lock file. One process has it: the one that holds the home folder. */
export class LockFile {
  readonly #path: string;
  #text: string | null = null;
  #lock: Lock = EMPTY;
  #problem: string | null = null;

  constructor(root: string) {
    this.#path = join(root, LOCK_FILE);
  }

  /** Why it cannot be used; null where it can. Nothing that was installed runs without it. */
  get problem(): string | null {
    return this.#problem;
  }

  /** Whether there is a lock file at all. */
  get exists(): boolean {
    return this.#text !== null;
  }

  get plugins(): Readonly<Record<string, LockEntry>> {
    return this.#lock.plugins;
  }

  /** What was taken back from a plugin that is not in the list. */
  revoked(id: string): string[] {
    return (Object.hasOwn(this.#lock.revoked, id) ? this.#lock.revoked[id]! : []).map(({ permission }) =>
      permission
    );
  }

  /** Reads it again where it has changed. */
  async load(): Promise<void> {
    let text: string | null = null;
    try {
      text = await Deno.readTextFile(this.#path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) {
        this.#lock = EMPTY;
        this.#problem = `${LOCK_FILE} cannot be read: ${(error as Error).message}`;
        return;
      }
    }
    if (text === this.#text && this.#problem === null) return;
    this.#text = text;
    try {
      this.#lock = text === null ? EMPTY : Lock.parse(JSON.parse(text));
      this.#problem = null;
    } catch (error) {
      const why = error instanceof z.ZodError ? error.issues[0]?.message : (error as Error).message;
      this.#lock = EMPTY;
      this.#problem = `${LOCK_FILE} is damaged, or of a newer Nexus: ${why}`;
    }
  }

  /**
   * Writes it anew. What it says then is true when this resolves.
   *
   * @throws {NexusError} `plugin.invalid` where the file that is there cannot be read: it is not written over.
   */
  async change(edit: (lock: Pick<Lock, "plugins" | "revoked">) => void): Promise<void> {
    await this.load();
    if (this.#problem !== null) {
      throw new NexusError("plugin.invalid", this.#problem, {
        hint: `Restore ${this.#path}, or delete it and install the plugins again.`,
      });
    }
    const lock = structuredClone(this.#lock);
    edit(lock);
    const text = JSON.stringify(lock, null, 2) + "\n";
    await Deno.mkdir(dirname(this.#path), { recursive: true });
    await writeAtomically(this.#path, text);
    this.#lock = lock;
    this.#text = text;
  }
}
