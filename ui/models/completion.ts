import type { Dataset } from "nexus";

/** Something that can be put in for the words before the caret. */
export interface Completion {
  /** What is put in. */
  text: string;
  /** What it is, in words: `column of sales`, `value of region`. */
  detail: string;
}

/** Completions for a caret, and the range of the text that they replace. */
export interface CompletionList {
  start: number;
  end: number;
  items: Completion[];
}

const LONGEST_LIST = 6;
const SHORTEST_PREFIX = 2;
const MOST_WORDS = 3;

/**
 * Finds columns, and frequent values of text columns, that continue what stands before the caret. Takes the longest run of up to three words
 * that something continues, so that `order da` finds `order date`.
 */
export function completionsFor(
  text: string,
  caret: number,
  datasets: readonly Dataset[],
): CompletionList | null {
  const after = text[caret];
  if (after !== undefined && /[\p{L}\p{N}_]/u.test(after)) return null;
  const words = [...text.slice(0, caret).matchAll(/[\p{L}\p{N}_]+/gu)].slice(-MOST_WORDS);
  const last = words.at(-1);
  if (!last || last.index + last[0].length !== caret) return null;
  const candidates = candidatesOf(datasets);
  for (const word of words) {
    const prefix = text.slice(word.index, caret);
    if (prefix.length < SHORTEST_PREFIX || /[.,;?!"]/.test(prefix)) continue;
    const items = matches(candidates, prefix);
    if (items.length > 0) return { start: word.index, end: caret, items };
  }
  return null;
}

function candidatesOf(datasets: readonly Dataset[]): Completion[] {
  const columns: Completion[] = [];
  const values: Completion[] = [];
  for (const dataset of datasets) {
    for (const column of dataset.columns) {
      columns.push({
        text: column.name,
        detail: datasets.length > 1 ? `column of ${dataset.name}` : "column",
      });
      if (column.type !== "text" || column.distinct > 1000) continue;
      for (const { value } of column.top) {
        if (typeof value === "string" && value.length <= 40) {
          values.push({ text: value, detail: `value of ${column.name}` });
        }
      }
    }
  }
  return [...columns, ...values];
}

function matches(candidates: readonly Completion[], prefix: string): Completion[] {
  const wanted = plain(prefix);
  const seen = new Set<string>();
  const found: { item: Completion; rank: number }[] = [];
  for (const item of candidates) {
    const name = plain(item.text);
    const rank = name.startsWith(wanted) ? 0 : name.includes(` ${wanted}`) ? 1 : -1;
    if (rank < 0 || name === wanted || seen.has(name)) continue;
    seen.add(name);
    found.push({ item, rank });
  }
  return found.sort((a, b) => a.rank - b.rank).slice(0, LONGEST_LIST).map(({ item }) => item);
}

/** Compares without case, and takes `_`, `-` and camel case for spaces. */
function plain(name: string): string {
  return name.replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").replace(/[_\-.\s]+/g, " ").trim().toLowerCase();
}
