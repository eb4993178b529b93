/**
 * Cutting a question and its constraints into clauses, each of which may be a step of preparation.
 *
 * @module
 */
import { type Token, tokenize } from "../text/token.ts";
import { matchColumns } from "../link/column_match.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";

/** A clause, and whether it stands in the question itself or in what was said besides. */
export interface Clause {
  readonly text: string;
  readonly own: boolean;
}

const NEW_VERB =
  "calculate|compute|find|determine|perform|report|evaluate|analy[sz]e|create|generate|replace|fill|impute|normali[sz]e|standardi[sz]e|transform|remove|drop|conduct|test|check|apply|encode|convert|scale";
const GERUND =
  "handling|removing|replacing|filling|imputing|normali[sz]ing|standardi[sz]ing|encoding|dropping|converting|transforming|scaling|creating";
const SENTENCE = /(?<=[.?!;])\s+(?=["'“‘@-]?[\p{Lu}\d])|\s*\n+\s*/u;
const INNER = new RegExp(
  `,?\\s+(?:and\\s+)?then,?\\s+|,?\\s+and\\s+(?=(?:then\\s+)?(?:${NEW_VERB})\\b)|,?\\s+and\\s+(?=(?:${GERUND})\\b)|,\\s+(?=(?:after that|and also|finally)\\b)|,\\s+(?=(?:${NEW_VERB})\\b)`,
  "i",
);
/** `After filling the gaps, what is ...`: what is done, then what is asked. */
const LED =
  /(?<=^\s*(?:after|once|when|if we|by|first,?|excluding|ignoring|removing|dropping|without|filling|imputing|replacing)\b[^,]*),\s+(?=(?:what|which|how|is|are|calculate|compute|find|give|report|determine)\b)/i;
/** A full stop of an abbreviation ends no clause. */
const SHORT = /\b(?:Inc|Ltd|Corp|Co|No|vs|e\.g|i\.e|etc|approx)\.$/;

/** The sentences of a text; a full stop within a name, as in `No. of cases`, ends none. */
export function sentencesOf(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(SENTENCE)) {
    const last = parts.at(-1);
    if (last !== undefined && SHORT.test(last)) parts[parts.length - 1] = `${last} ${part}`;
    else parts.push(part);
  }
  return parts;
}

/** The clauses of a text in its order. */
export function clausesOf(text: string, own: boolean): Clause[] {
  return sentencesOf(text).flatMap((sentence) => sentence.split(LED)).flatMap((part) => part.split(INNER))
    .map((part) =>
      part.replace(/^[\s{}*-]*(?:\d+[.)]\s+|question \d+:\s*|constraints?:\s*)?/i, "")
        .replace(/^(?:then|next|after that|finally|afterwards|subsequently)\b,?\s*/i, "").trim()
    ).filter((part) =>
      /\p{L}{2}/u.test(part) && !/^(?:identify|then|next|first|finally|also)[.,]?$/i.test(part)
    ).map((part) => ({ text: part, own }));
}

/** A column that a text names, and where. */
export interface Named {
  readonly column: ColumnInfo;
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
}

/** The columns that a text names, in its order; of several that one stretch could name the best. Names in quotation marks win over others. */
export function columnsIn(
  text: string,
  table: TableContext,
  keep: (column: ColumnInfo) => boolean = () => true,
): Named[] {
  const { tokens } = tokenize(text);
  const found = matchColumns(tokens, table).filter((match) =>
    keep(match.column) && match.score >= 0.72 && (match.exact || match.column.fused.length > 1)
  ).map((match) => ({ ...match, from: wordFrom(tokens, match.from, match.to) }));
  const quoted = (from: number) => /["'“‘]/.test(text[tokens[from]!.start - 1] ?? "") ? 0.1 : 0;
  const written = (from: number, to: number, name: string) =>
    text.slice(tokens[from]!.start, tokens[to - 1]!.end) === name ? 0.05 : 0;
  const rated = found.map((match) => ({
    match,
    rate: (match.score + quoted(match.from) + written(match.from, match.to, match.column.name)) *
      Math.sqrt(match.to - match.from),
  })).sort((a, b) => b.rate - a.rate);
  const kept: typeof rated = [];
  for (const one of rated) {
    if (!kept.some(({ match }) => one.match.from < match.to && match.from < one.match.to)) kept.push(one);
  }
  return kept.map(({ match }) => ({
    column: match.column,
    start: tokens[match.from]!.start,
    end: tokens[match.to - 1]!.end,
    exact: match.exact,
  })).sort((a, b) => a.start - b.start);
}

/** A bracket or sign before a name is no part of it. */
function wordFrom(tokens: readonly Token[], from: number, to: number): number {
  let at = from;
  while (at + 1 < to && tokens[at]!.kind === "mark") at += 1;
  return at;
}

/** Each column once, in order. */
export function distinctColumns(found: readonly Named[]): ColumnInfo[] {
  return [...new Set(found.map(({ column }) => column))];
}
