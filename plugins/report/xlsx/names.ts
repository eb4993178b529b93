/** Excel's limit. */
const MAX_LENGTH = 31;

/** Hands out names that Excel takes for sheets: at most 31 characters, none of `\ / ? * [ ] :`, no quote at the ends, each name once. */
export class SheetNames {
  readonly #taken = new Set<string>(["history"]);

  /** The wish, made safe and unique. */
  take(wish: string): string {
    const safe = wish.replace(/[\p{Cc}\p{Cs}\\/?*[\]:]+/gu, " ").replace(/\s+/g, " ").replace(
      /^['\s]+|['\s]+$/g,
      "",
    );
    const base = cut(safe, MAX_LENGTH) || "Sheet";
    let name = base;
    for (let count = 2; this.#taken.has(name.toLowerCase()); count++) {
      const suffix = ` (${count})`;
      name = cut(base, MAX_LENGTH - suffix.length) + suffix;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

/** Cuts to a length in UTF-16 units, which Excel counts, never inside a character. */
function cut(text: string, length: number): string {
  let result = "";
  for (const character of text) {
    if (result.length + character.length > length) break;
    result += character;
  }
  return result.replace(/['\s]+$/, "");
}
