import { PARTED } from "./blocks.ts";

/** Which words a document has, for those that the end of a line parted. */
export class Words {
  readonly #counts = new Map<string, number>();

  add(text: string): void {
    for (const [word] of text.toLowerCase().matchAll(/\p{L}+(?:-\p{L}+)*/gu)) {
      this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    }
  }

  /** Makes parted words whole: `gener-ated` is one word, `long-term` keeps its hyphen where the document writes it so elsewhere. */
  whole(text: string): string {
    if (!text.includes(PARTED)) return text;
    return text.replace(/(\p{L}+)\u00ad(\p{L}+)/gu, (_, first: string, second: string) => {
      const [a, b] = [first.toLowerCase(), second.toLowerCase()];
      const [hyphened, plain] = [this.#count(`${a}-${b}`), this.#count(a + b)];
      const twoWords = this.#count(a) > 1 && this.#count(b) > 1 && a.length > 2 && b.length > 2;
      const keeps = hyphened > plain || (hyphened === plain && plain === 0 && twoWords);
      return keeps ? `${first}-${second}` : first + second;
    }).replaceAll(PARTED, "");
  }

  #count(word: string): number {
    return this.#counts.get(word) ?? 0;
  }
}
