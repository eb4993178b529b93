import type { Pdf } from "./pdf_file.ts";

/** The names of fonts are known to whoever draws a page; of so many pages that is asked. */
const MOST_PAGES = 6;
const BOLD = /bold|black|heavy|demi|[-,](?:bd|b)$/i;

/** Names of fonts, by the pages on which they were first seen. */
export class Fonts {
  readonly #bold = new Map<string, boolean>();
  #asked = 0;

  /** Looks up the names of those that are new on a page. A page that cannot be drawn tells none. */
  async see(names: Iterable<string>, page: Awaited<ReturnType<Pdf["getPage"]>>): Promise<void> {
    const fresh = [...names].filter((name) => !this.#bold.has(name));
    if (fresh.length === 0) return;
    for (const name of fresh) this.#bold.set(name, false);
    if (this.#asked++ >= MOST_PAGES) return;
    try {
      await page.getOperatorList();
      for (const name of fresh) {
        if (!page.commonObjs.has(name)) continue;
        const font = page.commonObjs.get(name) as { name?: unknown; bold?: unknown; black?: unknown };
        this.#bold.set(name, font.bold === true || font.black === true || BOLD.test(String(font.name ?? "")));
      }
    } catch {
      // The text is there all the same.
    }
  }

  isBold = (name: string): boolean => this.#bold.get(name) ?? false;
}
