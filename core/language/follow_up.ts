/**
 * Questions that lean on the one before: `and for women?`, `by month instead`, `same for 2022`. They are completed by putting their
 * words in the place of what they change.
 *
 * @module
 */
import type { Question } from "../contract/mod.ts";
import type { Frame } from "./frame/frame.ts";
import { parseFrame } from "./frame/parse.ts";
import { Walk } from "./frame/walk.ts";
import { segment } from "./link/segment.ts";
import type { TableContext } from "./link/table_context.ts";
import { tokenize } from "./text/token.ts";

/** A completed question. */
export interface Completed {
  readonly text: string;
  /** Where the words of the question itself begin in it, and by how much they moved. */
  readonly from: number;
  readonly shift: number;
}

const OPENER =
  /^\s*(?:ok(?:ay)?[,\s]+)?(?:(?:and|but|now|then|also|instead|only|just|again|same|what about|how about|do (?:the same|it)|the same)\b[\s,]*)+(?:thing|but|only|show|for|do it)?\b\s*/i;
const COMPLETE =
  /\b(?:how many|what (?:is|are|was|were)|which|who|when|where|show me|list|count|calculate)\b/i;

/** What changes how a chart is split, and leaves the rest: `color by origin`, `facet it by year`, `add origin to the legend`. */
const SPLITS =
  /^\s*(?:please\s+|group and\s+)?(?:colou?r|facet|trellis|slice|split|segregate|stack|separate|break|shade|distinguish)\w*\b[^.?!]*\b(?:by|into|for each|per)\b/i;
const ADDS =
  /^\s*(?:please\s+)?add\s+(.+?)\s+(?:to|as)\s+(?:the\s+|a\s+)?(?:legend|colou?rs?|groups?|series|facets?)\b[\s.!]*$/i;

/** Completes a question from those before it; undefined where it stands by itself. */
export function completeQuestion(
  question: Question,
  contexts: readonly TableContext[],
  now: Date,
): Completed | undefined {
  const previous = (question.previous ?? []).map((one) => one.text).filter((text) => text.trim() !== "");
  if (previous.length === 0 || contexts.length === 0) return undefined;
  let base = previous[0]!;
  for (const text of previous.slice(1)) base = complete(base, text, contexts, now)?.text ?? text;
  return complete(base, question.text, contexts, now);
}

interface Parsed {
  readonly walk: Walk;
  readonly frame: Frame;
  readonly place: (chunk: number) => { start: number; end: number };
}

function parse(source: string, contexts: readonly TableContext[], now: Date): Parsed | undefined {
  const text = tokenize(source);
  const best = text.tokens.length === 0 ? undefined : segment(text, contexts, now, 1)[0];
  if (best === undefined) return undefined;
  const walk = new Walk(best.chunks, contexts);
  const place = (at: number) => ({
    start: text.tokens[best.chunks[at]!.from]!.start,
    end: text.tokens[best.chunks[at]!.to - 1]!.end,
  });
  return { walk, frame: parseFrame(walk), place };
}

function complete(
  base: string,
  text: string,
  contexts: readonly TableContext[],
  now: Date,
): Completed | undefined {
  const split = splitOf(base, text, contexts, now);
  if (split !== undefined) return split;
  const opener = OPENER.exec(text)?.[0] ?? "";
  const tail = /[\s,]*\b(?:instead|as well|too)\b[\s?.!]*$/i.exec(text);
  const fragment = text.slice(opener.length, tail?.index ?? text.length).replace(/[?.!\s]+$/, "");
  const leaning = opener !== "" || tail !== null ||
    /^(?:by|per|for|in|without|excluding|sort|sorted|as a|only)\b/i.test(text.trim());
  if (!leaning || fragment.trim() === "" || COMPLETE.test(fragment)) return undefined;
  const old = parse(base, contexts, now), added = parse(fragment, contexts, now);
  if (old === undefined || added === undefined) return undefined;
  const swap = swapped(old, added);
  if (swap !== undefined) {
    const { start, end } = old.place(swap);
    return {
      text: base.slice(0, start) + fragment.trim() + base.slice(end),
      from: start,
      shift: start - text.indexOf(fragment.trim()),
    };
  }
  const kept = without(
    base,
    dropped(
      old,
      added,
      /^\s*(?:and|also)\b/i.test(text) && tail === null || /too|as well/.test(tail?.[0] ?? ""),
    ).map(old.place),
  );
  const words =
    /^\s*(?:by|per|for|in|on|as|with|without|sort|since|before|after|between|from|over|under|where|excluding|only|of|at|each|monthly|yearly|weekly|daily)\b/i
        .test(fragment)
      ? fragment.trim()
      : `for ${fragment.trim()}`;
  const start = kept.length + 1 + (words.length - fragment.trim().length);
  return { text: `${kept} ${words}`, from: start, shift: start - text.indexOf(fragment.trim()) };
}

/** The chart of before, with one more split; or the chart that was named before of what is named now. */
function splitOf(
  base: string,
  text: string,
  contexts: readonly TableContext[],
  now: Date,
): Completed | undefined {
  const kept = base.replace(/[?.!\s]+$/, "");
  const old = parse(base, contexts, now);
  if (old?.frame.chart !== undefined && isBareChart(old) && !parse(text, contexts, now)?.frame.chart) {
    return { text: `${kept} of ${text}`, from: kept.length + 4, shift: kept.length + 4 };
  }
  const next = old === undefined || !isOpenChart(old) ? undefined : parse(text, contexts, now);
  if (next !== undefined && addsOne(next)) {
    return { text: `${kept} and ${text}`, from: kept.length + 5, shift: kept.length + 5 };
  }
  const added = ADDS.exec(text)?.[1];
  if (added !== undefined) {
    const opening = `${kept} colored by `;
    return { text: opening + added, from: opening.length, shift: opening.length - text.indexOf(added) };
  }
  if (!SPLITS.test(text) || old === undefined) return undefined;
  return {
    text: `${kept} ${text.trim()}`,
    from: kept.length + 1,
    shift: kept.length + 1 - text.indexOf(text.trim()),
  };
}

/** `a scatter plot of rating`: a chart of one column, which can take another. */
function isOpenChart({ frame }: Parsed): boolean {
  return frame.chart !== undefined && frame.chart.type !== "" && frame.mentions.length === 1 &&
    [frame.measures, frame.counts, frame.groups, frame.conditions, frame.extremes].every((part) =>
      part.length === 0
    );
}

/** `show me the average price`: one more column or measure, and nothing else. */
function addsOne({ frame }: Parsed): boolean {
  return frame.chart === undefined && frame.mentions.length + frame.measures.length === 1 &&
    [frame.counts, frame.groups, frame.conditions, frame.extremes].every((part) => part.length === 0);
}

/** `draw a bar chart`: the kind of chart and nothing else. */
function isBareChart({ walk }: Parsed): boolean {
  return walk.chunks.every((chunk, at) =>
    walk.isFiller(at) || chunk.kind === "phrase" &&
      chunk.senses.some((sense) => sense.is === "chart" || sense.is === "ask" || sense.is === "sort")
  );
}

/** `and the median?`: an aggregate alone takes the place of the old one. */
function swapped(old: Parsed, added: Parsed): number | undefined {
  const content = added.walk.chunks.flatMap((_, at) => added.walk.isFiller(at) ? [] : [at]);
  if (content.length !== 1) return undefined;
  const at = content[0]!;
  if (added.walk.sense(at, "aggregate") !== undefined) {
    const place = old.walk.chunks.findIndex((_, index) => old.walk.sense(index, "aggregate") !== undefined);
    return place < 0 ? undefined : place;
  }
  const column = added.walk.column(at);
  const measured = old.frame.measures.length === 1 ? old.frame.measures[0]!.column : undefined;
  if (column === undefined || !column.quantity || measured === undefined) return undefined;
  const place = old.walk.chunks.findIndex((_, index) => old.walk.column(index) === measured);
  return place < 0 ? undefined : place;
}

/** The chunks of the old question that the new words replace. */
function dropped(old: Parsed, added: Parsed, adds: boolean): number[] {
  const out = new Set<number>();
  const drop = (at: number) => {
    out.add(at);
    for (
      let back = at - 1;
      back >= 0 &&
      (old.walk.isFiller(back) || old.walk.sense(back, "group") !== undefined ||
        old.walk.sense(back, "not") !== undefined) &&
      old.walk.chunks[back]!.kind !== "rows";
      back--
    ) out.add(back);
  };
  for (const condition of added.frame.conditions) {
    for (const other of old.frame.conditions) {
      if (other.column === condition.column) other.at.forEach(drop);
    }
  }
  for (const group of added.frame.groups) {
    for (const other of old.frame.conditions) {
      if (other.column === group.column && other.test.kind === "in") other.at.forEach(drop);
    }
  }
  if (added.frame.groups.length > 0 && !adds) old.frame.groups.forEach((group) => drop(group.at));
  if (added.frame.chart !== undefined) {
    old.walk.chunks.forEach((_, at) => old.walk.sense(at, "chart") !== undefined && drop(at));
  }
  if (added.frame.order !== undefined && old.frame.order !== undefined) drop(old.frame.order.at);
  return [...out];
}

function without(base: string, places: readonly { start: number; end: number }[]): string {
  let text = base;
  for (const { start, end } of [...places].sort((a, b) => b.start - a.start)) {
    text = `${text.slice(0, start)} ${text.slice(end)}`;
  }
  return text.replace(/\s+/g, " ").replace(/[?.!\s]+$/, "").trim();
}
