/**
 * Finds the columns that stretches of a question name.
 *
 * @module
 */
import { isMisspelling } from "../text/distance.ts";
import { stem } from "../text/stem.ts";
import type { Token } from "../text/token.ts";
import { FILLER_WORDS } from "../lexicon/phrases.ts";
import { phraseVocabulary } from "../lexicon/lexicon.ts";
import { expansionOf, relatedness } from "../lexicon/thesaurus.ts";
import type { ColumnInfo, TableContext } from "./table_context.ts";

/** A column that tokens `from` to `to` may name; `score` 1 is its exact name. */
export interface ColumnMatch {
  readonly from: number;
  readonly to: number;
  readonly column: ColumnInfo;
  readonly score: number;
  /** The name was given in full, apart from case, number and spelling of gaps. */
  readonly exact: boolean;
}

/** Words with their stems, for names are compared by stems. */
function stemmed(words: readonly string[]): Set<string> {
  return new Set(words.flatMap((word) => [word, stem(word)]));
}

/** Words that add little to a name: a column is nearly named without them. */
const LIGHT = stemmed([
  "number",
  "name",
  "id",
  "total",
  "count",
  "no",
  "code",
  "value",
  "rate",
  "date",
  "type",
  "level",
  "amount",
  "the",
  "of",
  "in",
  "per",
  "and",
  "a",
  "an",
  "for",
  "on",
  "by",
  "to",
  "at",
  "is",
  "has",
  "s",
  "s'",
  "unit",
]);
const LINKS = new Set([
  "of",
  "the",
  "in",
  "per",
  "and",
  "a",
  "for",
  "on",
  "-",
  "/",
  "(",
  ")",
  "'s",
  "by",
  "at",
  "to",
  "as",
  "%",
  "&",
  ".",
  "#",
]);

/** Last words of names that say nothing of their own: `country` is as good as `country name`. */
const TRANSPARENT = stemmed(["name", "id", "code", "no", "number", "title", "key", "value"]);
const UNITS = new Set([
  "g",
  "kg",
  "mg",
  "mm",
  "cm",
  "m",
  "km",
  "m2",
  "ft",
  "in",
  "lb",
  "usd",
  "eur",
  "c",
  "f",
  "s",
  "ms",
  "hr",
  "pct",
  "percent",
  "sqft",
  "mi",
  "l",
  "ml",
]);

/** What a column holds of its quantity: of `temp_max` and `temp_min` neither is more of a temperature. */
const QUALIFIERS = stemmed(["min", "max", "minimum", "maximum", "avg", "mean", "average", "median"]);

/** The place of the word that a name turns on: in English the last. Units and years after it do not count. */
function headOf(form: readonly string[]): number | undefined {
  let head = form.length - 1;
  while (
    head > 0 &&
    (UNITS.has(form[head]!) || QUALIFIERS.has(form[head]!) || /^\d+$/.test(form[head]!) ||
      LINKS.has(form[head]!))
  ) {
    head -= 1;
  }
  const link = form.indexOf("of");
  if (link > 0 || head <= 0) return undefined;
  return TRANSPARENT.has(form[head]!) ? undefined : head;
}

/** Words that may stand within a name in a question though the column has them not. */
const BRIDGES = new Set(["of", "the", "in", "a", "-", "/", "(", ")", "%", "&", ".", "#"]);

function weight(word: string): number {
  if (QUALIFIERS.has(word)) return 0.45;
  return UNITS.has(word) ? 0.2 : LIGHT.has(word) ? (LINKS.has(word) ? 0.12 : 0.45) : 1;
}

/** How well a token stands for a stem of a column: 1 equal, less for synonyms, abbreviations and slips. */
function tokenScore(token: Token, word: string, lenient: boolean): number {
  if (token.stem === word || token.word === word) return 1;
  if (token.kind !== "word") return 0;
  if (expansionOf(token.word)?.length === 1 && expansionOf(token.word)![0] === word) return 0.95;
  const related = relatedness(token.stem, word);
  if (related > 0) return related;
  if (!lenient) return 0;
  if (
    word.length >= 4 && token.stem.length > word.length && token.stem.startsWith(word) &&
    token.stem.length - word.length <= 7 && word.length >= token.stem.length * 0.45
  ) return 0.7;
  if (
    token.stem.length >= 4 && word.length > token.stem.length && word.startsWith(token.stem) &&
    token.stem.length >= word.length * 0.55
  ) return 0.7;
  return isMisspelling(token.word, word) || isMisspelling(token.stem, word) ? 0.8 : 0;
}

const UNNAMED = /^column \d+$/;

/** All stretches that name a column. */
export function matchColumns(tokens: readonly Token[], table: TableContext): ColumnMatch[] {
  const vocabulary = phraseVocabulary();
  const exactStems = new Set(table.columns.flatMap((column) => column.forms.flat()));
  const lenient = tokens.map((token) =>
    !FILLER_WORDS.has(token.word) && !vocabulary.has(token.word) && !exactStems.has(token.stem) &&
    token.word.length >= 4
  );
  const found: ColumnMatch[] = [];
  for (const column of table.columns) {
    const best = new Map<string, ColumnMatch>();
    for (const form of column.forms) {
      for (const match of matchForm(tokens, column, form, lenient)) {
        const key = `${match.from}:${match.to}`;
        if ((best.get(key)?.score ?? 0) < match.score) best.set(key, match);
      }
    }
    for (const match of matchFused(tokens, column)) {
      const key = `${match.from}:${match.to}`;
      if ((best.get(key)?.score ?? 0) < match.score) best.set(key, match);
    }
    // A column that has no name in its file is meant only where its number is said.
    const kept = UNNAMED.test(column.name)
      ? [...best.values()].filter((match) => match.exact)
      : best.values();
    found.push(...kept);
  }
  return found;
}

function matchForm(
  tokens: readonly Token[],
  column: ColumnInfo,
  form: readonly string[],
  lenient: readonly boolean[],
): ColumnMatch[] {
  const matches: ColumnMatch[] = [];
  const whole = form.reduce((sum, word) => sum + weight(word), 0);
  const head = headOf(form);
  const scores = tokens.map((token, i) => form.map((word) => tokenScore(token, word, lenient[i]!)));
  for (let from = 0; from < tokens.length; from++) {
    if (!scores[from]!.some((score) => score > 0)) continue;
    if (LINKS.has(tokens[from]!.word) && form[0] !== tokens[from]!.word) continue;
    const taken = new Set<number>();
    let covered = 0, quality = 0, count = 0, ordered = true, last = -1;
    for (let at = from; at < Math.min(tokens.length, from + 12); at++) {
      const row = scores[at]!;
      let pick = -1;
      for (let i = 0; i < row.length; i++) {
        if (!taken.has(i) && row[i]! > 0 && (pick < 0 || row[i]! > row[pick]!)) pick = i;
      }
      if (pick < 0) {
        if (
          (BRIDGES.has(tokens[at]!.word) ||
            tokens[at]!.word === "year" && tokens[at + 1]?.kind === "number") &&
          at > from
        ) continue;
        break;
      }
      taken.add(pick);
      if (pick < last) ordered = false;
      last = pick;
      covered += weight(form[pick]!) * row[pick]!;
      quality += row[pick]!;
      count += 1;
      const heavy = [...taken].some((i) => weight(form[i]!) >= 0.45);
      if (!heavy && !(taken.size === form.length && isLightName(form, tokens[at + 1]))) continue;
      const recall = covered / whole;
      const headless = head !== undefined && !taken.has(head) ? 0.75 : 1;
      const mean = quality / count;
      const exact = count === form.length && mean > 0.99 && ordered;
      const score = exact ? 1 : mean * (0.5 + 0.45 * recall) * (ordered ? 1 : 0.93) * headless;
      if (score >= 0.4) matches.push({ from, to: at + 1, column, score, exact });
    }
  }
  return matches;
}

/** A column may be called `c` or `m`, and even `a` where no noun follows that it could be the article of. */
function isLightName(form: readonly string[], next: Token | undefined): boolean {
  if (form.some((word) => !LINKS.has(word))) return true;
  return form.length === 1 && form[0] === "a" &&
    (next === undefined || next.kind !== "word" || LINKS.has(next.word));
}

/** Names written without gaps: `hire date` for `hiredate`, `med inc` for `MedInc`. */
function matchFused(tokens: readonly Token[], column: ColumnInfo): ColumnMatch[] {
  if (column.fused.length < 2) return [];
  const matches: ColumnMatch[] = [];
  for (let from = 0; from < tokens.length; from++) {
    let text = "";
    for (let at = from; at < Math.min(tokens.length, from + 8); at++) {
      if (tokens[at]!.kind === "mark") continue;
      text += tokens[at]!.word.replace(/[.,]/g, "");
      if (text.length > column.fused.length) {
        // `life expectancy` for `lifeexp`: the last word is cut short in the name.
        const over = text.length - column.fused.length, last = tokens[at]!.word.length;
        if (
          at > from && column.fused.length >= 6 && text.startsWith(column.fused) && last - over >= 3 &&
          over <= 8
        ) matches.push({ from, to: at + 1, column, score: 0.88, exact: false });
        break;
      }
      if (text === column.fused) matches.push({ from, to: at + 1, column, score: 1, exact: true });
    }
  }
  return matches;
}
