/**
 * Words that would narrow the rows, or name what they are grouped by: a reading that leaves one aside answers another question.
 *
 * @module
 */
import type { SenseName } from "./lexicon/sense.ts";
import type { Ranked } from "./rank.ts";
import { isRowNoun } from "./row_nouns.ts";
import type { Walk } from "./frame/walk.ts";

/** `of the season` speaks of the whole table, `of senators` of some rows. */
const ARTICLES = /^(?:a|an|all|each|any)$/;
/** After these stands what rows are chosen by. */
const OPENERS = /^(?:of|for|in|on|at|among|amongst|with|from|during|within|under|by|per)$/;

/** What is done to the rows or the numbers: without it another question is answered. */
const OPERATIONS: readonly SenseName[] = ["not", "difference", "moving", "cumulative", "change", "aggregate"];

/** The words of an operation that the reading leaves aside; undefined where there is none, and of charts, whose words say it in many ways. */
export function droppedOperation({ candidate, walk, left }: Ranked): string | undefined {
  if (candidate.chart !== undefined) return undefined;
  const operations = candidate.kind === "boolean" ? [...OPERATIONS, "compare"] : OPERATIONS;
  for (const at of left) {
    const chunk = walk.chunks[at]!;
    if (/^correlat/i.test(chunk.text)) return chunk.text;
    // `how long` asks for a time, `by region` for groups.
    if ((walk.sense(at, "how_much")?.concepts?.length ?? 0) > 0) return chunk.text;
    const next = walk.next(at);
    const grouped = walk.column(next) !== undefined || walk.sense(next, "unit") !== undefined;
    if (
      grouped && walk.sense(at, "group") !== undefined &&
      /^(?:by|per|for (?:each|every))$/.test(walk.word(at))
    ) {
      return walk.chunks.slice(at, at + 2).map(({ text }) => text).join(" ");
    }
    if (chunk.kind === "phrase" && chunk.senses.every((sense) => operations.includes(sense.is))) {
      return chunk.text;
    }
  }
  return undefined;
}

/** The words of one such place, from the question; undefined where the reading leaves none aside. */
export function droppedNarrowing({ walk, left }: Ranked): string | undefined {
  for (const at of left) {
    if (walk.chunks[at]!.kind !== "unknown" || isRowNoun(walk, at)) continue;
    if (isSuperlative(walk.word(at))) return stretch(walk, at);
    if (DERIVED.test(walk.word(at)) && walk.column(at - 1) !== undefined) return stretch(walk, at);
    // `trading volume`: what it says of a column narrows no rows.
    if (walk.column(at + 1) !== undefined) continue;
    // `for finding the number of ...`
    if (walk.word(at).endsWith("ing")) continue;
    if (isOpened(walk, at) || describesRows(walk, at)) {
      return stretch(walk, at);
    }
  }
  return undefined;
}

function isOpened(walk: Walk, at: number): boolean {
  let before = at - 1;
  while (walk.chunks[before]?.kind === "filler" && ARTICLES.test(walk.word(before))) before -= 1;
  return OPENERS.test(walk.word(before));
}

/** `rainy days`, `senior players`. */
function describesRows(walk: Walk, at: number): boolean {
  const next = walk.chunks[at + 1];
  return next?.kind === "rows" || walk.sense(at + 1, "unit") !== undefined;
}

/** A word after the name of a column that makes another quantity of it: the margin is not the profit. */
const DERIVED =
  /^(?:margins?|yield|efficiency|productivity|density|churn|retention|turnover|deficit|surplus)$/;

/** Words that only end like superlatives. */
const NO_SUPERLATIVES = new Set(
  "interest forest rainforest deforest harvest contest protest request invest reinvest honest modest earnest manifest latest arrest digest suggest attest conquest inquest tempest southwest northwest midwest bequest everest"
    .split(" "),
);

/** `strongest`: an adjective that is not known has no column. */
function isSuperlative(word: string): boolean {
  return /^[a-z]{4,}est$/.test(word) && !NO_SUPERLATIVES.has(word);
}

function stretch(walk: Walk, at: number): string {
  let end = at;
  while (walk.chunks[end + 1]?.kind === "unknown") end += 1;
  return walk.chunks.slice(at, end + 1).map(({ text }) => text).join(" ");
}
