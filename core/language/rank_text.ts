/**
 * One text and tables to ranked candidates.
 *
 * @module
 */
import { withoutForm } from "./text/form_sentences.ts";
import { derivedQuestion } from "./link/derived_columns.ts";
import type { Plan, Schema } from "../contract/mod.ts";
import { checkPlan, type SchemaLookup } from "../plan/mod.ts";
import { compose } from "./compose/compose.ts";
import { Scope } from "./compose/scope.ts";
import { POPULATION } from "./compose/outliers.ts";
import type { Frame } from "./frame/frame.ts";
import { parseFrame } from "./frame/parse.ts";
import { Walk } from "./frame/walk.ts";
import { segment, type Segmentation } from "./link/segment.ts";
import type { TableContext } from "./link/table_context.ts";
import { rank, type Ranked } from "./rank.ts";
import type { WantedName } from "./answer/wanted_names.ts";
import { overPrepared } from "./steps/over_prepared.ts";
import { tokenize, type TokenizedText } from "./text/token.ts";

/** A text as it was cut and ranked. */
export interface RankedText {
  readonly text: TokenizedText;
  readonly segmentations: readonly Segmentation[];
  /** Candidates whose plans hold, best first. */
  readonly ranked: readonly Ranked[];
  /** The tables, where the question made a column of its own. */
  readonly contexts?: readonly TableContext[];
}

/** The longest text that is read; what is beyond is no question. */
const MAX_TOKENS = 120;
/** Candidates that are checked and kept. */
const KEPT = 8;

/** What ranking depends on besides the text and the tables. */
export interface RankOptions {
  readonly now: Date;
  /** What else was said of how to compute it. */
  readonly hints?: string;
  /** The names that are fixed for results, and the format that fixes them. */
  readonly wanted?: readonly WantedName[];
  readonly format?: string;
}

/** Ranks everything that a text can mean. */
export function rankText(
  question: string,
  contexts: readonly TableContext[],
  options: RankOptions,
): RankedText {
  const source = withoutUnit(withoutForm(question), contexts);
  const derived = derivedQuestion(source, contexts);
  const plain = rankPlain(source, contexts, options);
  if (derived === undefined) return plain;
  const other = rankPlain(derived.text, derived.contexts, options);
  return (other.ranked[0]?.score ?? -1) + 0.05 > (plain.ranked[0]?.score ?? -1)
    ? { ...other, contexts: derived.contexts }
    : plain;
}

const UNIT =
  /\bin (?:mm|cm|m|km|g|kg|lbs?|inch(?:es)?|feet|ft|miles|usd|euros?|dollars|degrees|percent|years)(?=\s*[?.,]|\s*$)/i;

/** A unit that no column speaks of says in what the cells are counted anyway: `the mean length in mm`. */
function withoutUnit(text: string, contexts: readonly TableContext[]): string {
  const found = UNIT.exec(text);
  const unit = found?.[0].slice(3).toLowerCase();
  const named = contexts.some((table) =>
    table.columns.some((column) => column.forms.flat().includes(unit ?? ""))
  );
  return found === null || named
    ? text
    : `${text.slice(0, found.index)}${" ".repeat(found[0].length)}${
      text.slice(found.index + found[0].length)
    }`;
}

function rankPlain(
  source: string,
  contexts: readonly TableContext[],
  options: RankOptions,
): RankedText {
  const { now, hints = "" } = options;
  const whole = tokenize(source);
  const cut = whole.tokens[MAX_TOKENS];
  const text = cut === undefined ? whole : tokenize(source.slice(0, cut.start));
  const segmentations = contexts.length === 0 || text.tokens.length === 0 ? [] : segment(text, contexts, now);
  const byPlan = new Map<string, Ranked>();
  for (const { segmentation, lag, alternative } of variants(segmentations)) {
    const walk = new Walk(segmentation.chunks, contexts);
    const frame = asSaid(parseFrame(walk), `${source}\n${hints}`);
    for (const composed of compose(new Scope(frame, walk, options))) {
      const candidate = composed.final === true
        ? composed
        : { ...composed, plan: overPrepared(composed.plan, contexts) };
      const scored = rank(candidate, frame, walk, lag, alternative);
      const key = JSON.stringify(candidate.plan);
      if ((byPlan.get(key)?.score ?? -Infinity) < scored.score) byPlan.set(key, scored);
    }
  }
  return { text, segmentations, ranked: holding([...byPlan.values()], contexts) };
}

/** Constraints may say which standard deviation is meant. */
function asSaid(frame: Frame, said: string): Frame {
  if (!POPULATION.test(said)) return frame;
  const measures = frame.measures.map((one) =>
    one.name === "stddev" || one.name === "variance"
      ? { ...one, name: `${one.name}_population` as const }
      : one
  );
  return { ...frame, measures };
}

function holding(all: Ranked[], contexts: readonly TableContext[]): Ranked[] {
  const lookup = lookupOf(contexts);
  all.sort((a, b) => b.score - a.score);
  const out: Ranked[] = [];
  for (const one of all) {
    if (out.length === KEPT) break;
    if (holds(one.candidate.plan, lookup)) out.push(one);
  }
  return out;
}

interface Variant {
  readonly segmentation: Segmentation;
  readonly lag: number;
  readonly alternative: string;
}

/** Each segmentation, and the best two again with the second choice of each chunk that has a close one. */
function variants(segmentations: readonly Segmentation[]): Variant[] {
  const best = segmentations[0]?.score ?? 0;
  const out: Variant[] = [];
  segmentations.forEach((segmentation, index) => {
    const lag = best - segmentation.score;
    out.push({ segmentation, lag, alternative: "" });
    if (index < 2) out.push(...secondChoices(segmentation, lag));
  });
  return out.slice(0, 24);
}

function secondChoices(segmentation: Segmentation, lag: number): Variant[] {
  return segmentation.chunks.flatMap((chunk, at): Variant[] => {
    if (chunk.kind !== "column" && chunk.kind !== "value") return [];
    const top = chunk.matches[0]!.score;
    return chunk.matches.slice(1, 3).filter((match) => match.score >= top - 0.15).map((match) => {
      const matches = [match, ...chunk.matches.filter((other) => other !== match)];
      const chunks = segmentation.chunks.map((old, i) =>
        i === at ? { ...chunk, matches } as typeof old : old
      );
      return {
        segmentation: { chunks, score: segmentation.score },
        lag: lag + 0.3 + (top - match.score),
        alternative: `${chunk.text} as ${match.column.name}`,
      };
    });
  });
}

function lookupOf(contexts: readonly TableContext[]): SchemaLookup {
  const schemas = new Map<string, Schema>(
    contexts.map(({ profile, stored }) => [
      profile.id,
      (stored ?? profile).columns.map(({ name, type }) => ({ name, type })),
    ]),
  );
  return { dataset: (id) => schemas.get(id), result: () => undefined };
}

function holds(plan: Plan, lookup: SchemaLookup): boolean {
  try {
    checkPlan(plan, lookup);
    return true;
  } catch {
    return false;
  }
}
