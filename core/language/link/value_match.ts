/**
 * Stretches of a question that name cells.
 *
 * @module
 */
import type { Token, TokenizedText } from "../text/token.ts";
import { wordsOf } from "../text/token.ts";
import { FILLER_WORDS } from "../lexicon/phrases.ts";
import { phraseVocabulary } from "../lexicon/lexicon.ts";
import { rootsOf, valueSynonyms } from "../lexicon/value_words.ts";
import type { ColumnInfo, TableContext } from "./table_context.ts";
import { outcomeWord } from "./outcomes.ts";
import type { ValueEntry } from "./value_lookup.ts";

/** Values of one column that tokens `from` to `to` name. */
export interface ValueMatch {
  readonly from: number;
  readonly to: number;
  readonly column: ColumnInfo;
  /** The cells' texts as they stand in the table. */
  readonly values: readonly string[];
  /** The whole cell was named; otherwise a part of it. */
  readonly exact: boolean;
  /** Other cells of the column hold these words too: `Office` beside `Home Office`. */
  readonly shared?: true;
  /** 1: the cell's own text in full. */
  readonly score: number;
}

const MAX_WORDS = 12;

/** Words that hold sentences together; written small they never name a cell. */
const FUNCTION_WORDS = new Set(
  "the a an of in on at for to from with as is are was were be been do does did has have had that this it its his her he she they them and or by who what which how when where"
    .split(" "),
);

/** All stretches that name a value. */
export function matchValues(question: TokenizedText, table: TableContext): ValueMatch[] {
  const { tokens } = question;
  const found: ValueMatch[] = [];
  for (let from = 0; from < tokens.length; from++) {
    if (tokens[from]!.kind === "mark") continue;
    for (let to = Math.min(tokens.length, from + MAX_WORDS); to > from; to--) {
      if (tokens[to - 1]!.kind === "mark") continue;
      const quoted = question.quotes.some((quote) => quote.from === from && quote.to === to);
      found.push(...matchSpan(tokens.slice(from, to), from, to, table, quoted));
    }
  }
  return found;
}

function matchSpan(
  span: readonly Token[],
  from: number,
  to: number,
  table: TableContext,
  quoted: boolean,
): ValueMatch[] {
  const words = span.filter((token) => token.kind !== "mark").flatMap((token) => wordsOf(token.text));
  const single = span.length === 1 ? span[0]! : undefined;
  const capital = span.some((token, i) => /^\p{Lu}/u.test(token.text) && (from + i > 0));
  if (single !== undefined && !quoted && isPoor(single, capital)) return [];
  const whole = table.values.exact(words);
  const exact = whole.length > 0
    ? whole
    : table.values.stemmed(span.filter((token) => token.kind !== "mark").map((token) => token.stem));
  const plural = whole.length > 0 ? 1 : 0.96;
  const found = group(exact, from, to, table, true, quoted ? 1.05 : plural);
  for (const other of valueSynonyms(words.join(" "))) {
    if (other.length === 1 && single !== undefined && single.word.length === 1) continue;
    // A letter stands for a word where few values classify the rows, not among initials.
    const entries = table.values.exact(other.split(" ")).filter(({ column }) =>
      other.length > 1 || (table.columns.find(({ name }) => name === column)?.profile.distinct ?? 0) <= 12
    );
    found.push(...group(entries, from, to, table, true, 0.93));
  }
  if (single !== undefined && exact.length === 0) {
    for (const root of rootsOf(single.word)) {
      found.push(...group(table.values.exact([root]), from, to, table, true, 0.9));
    }
  }
  const outcome = single === undefined ? undefined : outcomeWord(single.word);
  if (outcome !== undefined) {
    for (const { column, values: cells } of table.outcomes) {
      const values = cells.get(outcome);
      if (values !== undefined && !found.some((match) => match.column === column)) {
        found.push({ from, to, column, values, exact: true, score: 0.93 });
      }
    }
  }
  const content = span.filter((token) => token.kind !== "mark");
  if (content.every((token) => isWeak(token)) && !quoted && !capital) return found;
  if (isWeak(content[0]!) && !quoted || isWeak(content.at(-1)!) && !quoted) {
    if (!capital) return found;
  }
  const stems = content.flatMap((token) =>
    wordsOf(token.text).length > 1 ? wordsOf(token.text) : [token.stem]
  );
  if (stems.length === 1 && stems[0]!.length < 3 && !quoted) return found;
  const partial = table.values.holding(stems);
  const rest = partial.filter((entry) => !exact.includes(entry));
  for (const [place, match] of found.entries()) {
    const shared = match.exact &&
      rest.some((entry) => entry.column === match.column.name && !match.values.includes(entry.value));
    if (shared) found[place] = { ...match, shared: true };
  }
  for (const match of group(rest, from, to, table, false, quoted ? 0.9 : capital ? 0.8 : 0.7)) {
    const share = stems.length / Math.max(...match.values.slice(0, 1).map((value) => wordsOf(value).length));
    const many = match.values.length > 60 ? 0.7 : 1;
    found.push({
      ...match,
      score: match.score * (share < 0.25 ? 0.6 : 0.75 + 0.25 * Math.min(1, share)) * many,
    });
  }
  return found;
}

/** A lone word that also is a word of the language or of sentences names a cell only when it is marked as one. */
function isPoor(token: Token, capital: boolean): boolean {
  if (token.kind === "number") return false;
  return !capital &&
    (FUNCTION_WORDS.has(token.word) || FILLER_WORDS.has(token.word) && token.word.length < 3);
}

function isWeak(token: Token): boolean {
  if (token.kind === "number") return token.word.length < 3;
  return FILLER_WORDS.has(token.word) || phraseVocabulary().has(token.word);
}

function group(
  entries: readonly ValueEntry[],
  from: number,
  to: number,
  table: TableContext,
  exact: boolean,
  score: number,
): ValueMatch[] {
  const byColumn = new Map<string, string[]>();
  for (const entry of entries) {
    const list = byColumn.get(entry.column);
    if (list === undefined) byColumn.set(entry.column, [entry.value]);
    else list.push(entry.value);
  }
  return [...byColumn].flatMap(([name, values]) => {
    const column = table.columns.find((candidate) => candidate.name === name);
    return column === undefined ? [] : [{ from, to, column, values, exact, score }];
  });
}
