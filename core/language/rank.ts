/**
 * Scores candidates: how well the form fits, how much of the question is accounted for, how sure each match is.
 *
 * @module
 */
import type { Reading } from "../contract/mod.ts";
import type { Frame } from "./frame/frame.ts";
import type { Walk } from "./frame/walk.ts";
import type { SenseName } from "./lexicon/sense.ts";
import type { Candidate } from "./compose/scope.ts";
import { isGuessedNoun, isPlainRow, isRowNoun } from "./row_nouns.ts";
import { formCost } from "./agreement.ts";
import { outcomeWord } from "./link/outcomes.ts";

/** A candidate with its score and what it leaves unused. */
export interface Ranked {
  readonly candidate: Candidate;
  readonly frame: Frame;
  readonly walk: Walk;
  readonly score: number;
  /** Which second choice of a chunk it rests on; empty for the first choices. */
  readonly alternative: string;
  readonly unused: readonly string[];
  /** Positions of the chunks that it leaves aside, but for fillers. */
  readonly left: readonly number[];
  /** Where the question's format fixes names. */
  readonly values?: NonNullable<Reading["values"]>;
}

/** What it costs to leave a word of this sense out. */
const SENSE_COST: Partial<Record<SenseName, number>> = {
  aggregate: 0.3,
  count: 0.2,
  how_much: 0.08,
  distinct: 0.1,
  share: 0.25,
  rate: 0.12,
  compare: 0.25,
  comparative: 0.3,
  extreme: 0.3,
  edge: 0.2,
  between: 0.2,
  or_more: 0.2,
  not: 0.3,
  or: 0.1,
  group: 0.12,
  over: 0.03,
  unit: 0.12,
  bin: 0.15,
  axis: 0.02,
  versus: 0.02,
  color: 0.08,
  stacked: 0.02,
  sort: 0.05,
  direction: 0.12,
  missing: 0.25,
  present: 0.05,
  correlation: 0.2,
  distribution: 0.04,
  trend: 0.04,
  difference: 0.3,
  ratio: 0.3,
  neighbour: 0.3,
  same: 0.25,
  only: 0.04,
  text: 0.12,
  outliers: 0.3,
  z_score: 0.2,
  describe: 0.2,
  cumulative: 0.3,
  moving: 0.3,
  change: 0.2,
  rank: 0.1,
  consecutive: 0.5,
  normality: 0.4,
  test: 0.4,
  rows: 0.01,
  columns: 0.03,
  all: 0,
  and: 0,
  ask: 0,
  chart: 0.02,
  filler: 0,
  source: 0,
  range: 0.2,
};

/** Scores one candidate of a frame. `lag` is how far its segmentation is behind the best. */
export function rank(candidate: Candidate, frame: Frame, walk: Walk, lag: number, alternative = ""): Ranked {
  const ignored = ignoredPositions(candidate, frame);
  const also = new Set(candidate.also ?? []);
  const reserved = new Set(
    (["difference", "ratio", "neighbour"] as const).flatMap((name) => frame.flags.get(name) ?? []),
  );
  const unused: string[] = [], left: number[] = [];
  let cost = 0, quality = 0, matched = 0;
  walk.chunks.forEach((chunk, at) => {
    const used = also.has(at) || (walk.used(at) && !ignored.has(at) && !reserved.has(at));
    if (chunk.kind === "column" || chunk.kind === "value") {
      const words = chunk.to - chunk.from;
      quality += Math.min(1, chunk.matches[0]!.score) * words;
      matched += words;
    }
    if (used) return;
    const loss = costOf(walk, at);
    cost += loss;
    if (!walk.isFiller(at)) left.push(at);
    if (loss >= 0.1 || chunk.kind === "unknown" && loss > 0.03) unused.push(chunk.text);
  });
  // No group has more rows than the table: a number as large was not meant for a count.
  const rows = Math.max(...walk.tables.map((table) => table.profile.rows));
  if (frame.having.some((one) => one.aggregate === "count" && one.column === undefined && one.value > rows)) {
    cost += 0.3;
  }
  const mean = matched === 0 ? 1 : quality / matched;
  if (frame.noun !== undefined) {
    // Where nothing else is of the data, all rests on the noun.
    cost += matched === 0 ? 0.22 : 0.09;
    unused.push(walk.chunks[frame.noun]!.text);
  }
  if (countsByGuess(candidate, walk)) cost += 0.06;
  const score = candidate.fit - cost - formCost(candidate, frame, walk) - frame.doubt - 0.35 * (1 - mean) -
    0.05 * lag;
  return { candidate, frame, walk, score, unused, left, alternative };
}

/** What is so of every row of a table of such things: it narrows nothing. */
const SELF_EVIDENT = new Set(
  "released published presented shown recorded described competed performed aired broadcast issued produced appeared charted exist"
    .split(" "),
);

/** `number of home games`, `total number of teams`: a count of all rows, where nothing says that a row is a game or a team. */
export function countsByGuess({ plan }: Candidate, walk: Walk): boolean {
  const whole = plan.op === "aggregate" && plan.groups.length === 0 &&
    plan.measures.every((measure) => measure.function === "count" && measure.arguments.length === 0) &&
    (plan.input.op === "scan" || plan.input.op === "filter" && plan.input.input.op === "scan");
  return whole &&
    walk.chunks.some((chunk, at) =>
      chunk.kind === "rows" && chunk.general === true && !isPlainRow(chunk.text) ||
      chunk.kind === "unknown" && isGuessedNoun(walk, at)
    );
}

function costOf(walk: Walk, at: number): number {
  const chunk = walk.chunks[at]!;
  switch (chunk.kind) {
    case "filler":
      return outcomeWord(chunk.word) !== undefined && walk.tables.some((table) => table.outcomes.length > 0)
        ? 0.15
        : 0;
    case "rows":
    case "mark":
      return 0;
    case "unknown":
      return isRowNoun(walk, at) || SELF_EVIDENT.has(walk.word(at))
        ? 0.02
        : walk.chunks[at - 1]?.kind === "column" || walk.chunks[at + 1]?.kind === "column"
        ? 0.08
        : 0.16;
    case "phrase":
      if (walk.word(at) === "by" && opensNoGroup(walk, at)) return 0;
      return Math.max(
        0,
        ...["difference", "ratio", "neighbour"].filter((name) =>
          chunk.senses.some((sense) => sense.is === name)
        ).map(() => 0.15),
      ) || Math.min(...chunk.senses.map((sense) => SENSE_COST[sense.is] ?? 0.05));
    case "column":
      return 0.18;
    case "value":
      return walk.sense(walk.previous(at), "count") !== undefined && !chunk.matches[0]!.exact ? 0.09 : 0.25;
    case "number":
    case "date":
      return chunk.kind === "number" && chunk.number.spelled && chunk.number.value === 1 &&
          !chunk.number.ordinal
        ? 0.02
        : 0.22;
  }
}

/** `by Picasso`, `by a bar chart`, `sorted by the y axis`: nothing is grouped there. */
function opensNoGroup(walk: Walk, at: number): boolean {
  const next = walk.next(at);
  return walk.chunks[next]?.kind === "value" || walk.sense(next, "chart") !== undefined ||
    walk.sense(next, "axis") !== undefined || walk.sense(next, "bin") !== undefined;
}

/** Chunks that belong to parts of the frame which the candidate does not take up. */
function ignoredPositions(candidate: Candidate, frame: Frame): Set<number> {
  const kept = new Set(candidate.parts);
  const out = new Set<number>();
  const drop = (parts: readonly { at: number | readonly number[] }[]) => {
    for (const part of parts) {
      if (kept.has(part)) continue;
      for (const at of typeof part.at === "number" ? [part.at] : part.at) out.add(at);
    }
  };
  drop(frame.groups);
  drop(frame.having);
  drop(frame.measures);
  drop(frame.counts);
  drop(frame.extremes);
  drop(frame.mentions);
  if (frame.order !== undefined) drop([frame.order]);
  for (const part of [...frame.groups, ...frame.measures, ...frame.extremes, ...frame.mentions]) {
    if (kept.has(part) && typeof part.at === "number") out.delete(part.at);
  }
  return out;
}

/** Confidence from 0 to 1 of a score, given the best score of another plan. */
export function confidenceOf(score: number, rival: number | undefined): number {
  const margin = rival === undefined ? 0.4 : Math.min(0.4, Math.max(0, score - rival));
  const logit = 7.5 * (score - 0.72) + 2.2 * (margin - 0.12);
  return Math.round(1000 / (1 + Math.exp(-logit))) / 1000;
}
