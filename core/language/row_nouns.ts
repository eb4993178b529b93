/**
 * Nouns that stand for the rows of a table: `passengers` of a table of passengers.
 *
 * @module
 */
import type { Token } from "./text/token.ts";
import type { Walk } from "./frame/walk.ts";
import { stem } from "./text/stem.ts";

const GENERAL = new Set(
  "person people individual one item entry row record thing member user customer client passenger patient employee worker student player guest order transaction sale event case unit sample game match team movie film song country city state product company car vehicle house home property store shop hotel restaurant book article report measurement reading example instance observation participant respondent subject visitor guest driver athlete  instance entity dataset"
    .split(" ").map(stem),
);

/** Whether a word is a common noun for what rows hold. */
export function isGeneralNoun(token: Token): boolean {
  return token.kind === "word" && GENERAL.has(token.stem);
}

/** Whether an unknown word is the noun for what the rows are. */
export function isRowNoun(walk: Walk, at: number): boolean {
  const chunk = walk.chunks[at];
  if (chunk?.kind !== "unknown") return false;
  const word = stem(chunk.word);
  for (const table of walk.tables) {
    if (table.nameStems.includes(word)) return true;
    if (table.columns.some((column) => column.key && column.forms.some((form) => form.includes(word)))) {
      return true;
    }
  }
  if (!GENERAL.has(word)) return false;
  const before = walk.previous(at), after = walk.next(at);
  const counted = walk.sense(before, "count") !== undefined || walk.sense(before, "ask") !== undefined ||
    walk.sense(before, "all") !== undefined ||
    walk.sense(before, "group") !== undefined || walk.chunks[before]?.kind === "value" ||
    walk.chunks[before]?.kind === "number" || before < 0 || after >= walk.length ||
    walk.chunks[after]?.kind === "column" || walk.sense(after, "compare") !== undefined;
  return counted;
}

const PLAIN = new Set(
  "item entry row record line case instance observation entity example".split(" ").map(stem),
);

/** Whether a word means nothing but a row. */
export function isPlainRow(word: string): boolean {
  return PLAIN.has(stem(word.toLowerCase()));
}

/** Whether a noun is taken for the rows though neither the table's name nor its key says so. */
export function isGuessedNoun(walk: Walk, at: number): boolean {
  const chunk = walk.chunks[at];
  if (chunk?.kind !== "unknown") return false;
  const word = stem(chunk.word);
  const said = walk.tables.some((table) =>
    table.nameStems.includes(word) ||
    table.columns.some((column) => column.key && column.forms.some((form) => form.includes(word)))
  );
  return !said && GENERAL.has(word) && !PLAIN.has(word);
}
