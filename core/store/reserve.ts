/**
 * A file that is given up when the disk is full, so that something can still be removed: a database needs room also to forget.
 *
 * @module
 */

const BYTES = 2 * 1024 * 1024;

/** Room that is kept free. */
export class Reserve {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** Takes the room where it is not taken yet. Where there is none, nothing is kept. */
  async take(): Promise<void> {
    const size = await Deno.stat(this.#path).then(({ size }) => size, () => 0);
    if (size === BYTES) return;
    try {
      // Not zeros: some file systems keep no room for them.
      const bytes = new Uint8Array(BYTES).map((_, index) => (index * 31) % 251);
      await Deno.writeFile(this.#path, bytes);
    } catch {
      this.giveUp();
    }
  }

  /** Gives the room back; false where there was none. At once. */
  giveUp(): boolean {
    try {
      Deno.removeSync(this.#path);
      return true;
    } catch {
      return false;
    }
  }
}
