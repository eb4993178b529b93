/**
 * Files that go when nobody reads them any more.
 *
 * @module
 */

/** Removes files at once, or, while they are held, when they are let go. */
export class Removals {
  readonly #waiting = new Set<string>();
  readonly #wanted: (path: string) => boolean;
  #held = false;

  /** `wanted` says of a file that waited whether it is named again by then. */
  constructor(wanted: (path: string) => boolean) {
    this.#wanted = wanted;
  }

  /** Removes a file, which may be gone already. At once, so that nobody can come in between. */
  remove(path: string): void {
    if (this.#held) {
      this.#waiting.add(path);
      return;
    }
    try {
      Deno.removeSync(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }

  /** Keeps every file from now on until the result is called; null where they are held already. */
  hold(): (() => void) | null {
    if (this.#held) return null;
    this.#held = true;
    return () => {
      if (!this.#held) return;
      this.#held = false;
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const path of waiting) {
        try {
          if (!this.#wanted(path)) this.remove(path);
        } catch {
          // What could not be removed is removed at the next start.
        }
      }
    };
  }
}
