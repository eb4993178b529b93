/**
 * A question and tables to readings: the language, without a model.
 *
 * @module
 */
import type { DatasetProfile, Question, ReadOutcome, Schema, ValueIndex } from "../contract/mod.ts";
import { checkPlan, type SchemaLookup } from "../plan/mod.ts";
import { compose } from "./compose/compose.ts";
import { Scope } from "./compose/scope.ts";
import { decide } from "./decide.ts";
import { parseFrame } from "./frame/parse.ts";
import { Walk } from "./frame/walk.ts";
import { segment, type Segmentation } from "./link/segment.ts";
import { type TableContext, tableContext } from "./link/table_context.ts";
import { rank, type Ranked } from "./rank.ts";
import { tokenize } from "./text/token.ts";

/** A table that can be asked: what is known of it, and the values of its text columns. */
export interface ReadableTable {
  readonly profile: DatasetProfile;
  readonly values: ValueIndex;
}

/** What reading depends on besides the question and the tables. */
export interface ReadOptions {
  /** Today, for `this year` and the like. */
  readonly now: Date;
}

/** The longest question that is read; what is beyond is no question. */
const MAX_TOKENS = 120;

/** Reads a question. Pure: the same arguments give the same outcome. */
export function readQuestion(
  question: Question,
  tables: readonly ReadableTable[],
  options: ReadOptions,
): ReadOutcome {
  void options;
  const contexts = distinctTables(tables).map((table, position) =>
    tableContext(table.profile, table.values, position)
  );
  const whole = tokenize(question.text);
  const text = whole.tokens.length > MAX_TOKENS
    ? tokenize(question.text.slice(0, whole.tokens[MAX_TOKENS]!.start))
    : whole;
  const lookup = lookupOf(contexts);
  const segmentations = contexts.length === 0 || text.tokens.length === 0 ? [] : segment(text, contexts);
  const ranked: Ranked[] = [];
  const seen = new Set<string>();
  for (const [segmentation, lag, alternative] of variants(segmentations)) {
    const walk = new Walk(segmentation.chunks, contexts);
    const frame = parseFrame(walk);
    const scope = new Scope(frame, walk);
    for (const candidate of compose(scope)) {
      const scored = rank(candidate, frame, walk, lag, alternative);
      const key = JSON.stringify(candidate.plan);
      const known = seen.has(key)
        ? ranked.findIndex((other) => JSON.stringify(other.candidate.plan) === key)
        : -1;
      if (known >= 0) {
        if (ranked[known]!.score < scored.score) ranked[known] = scored;
        continue;
      }
      if (!holds(scored, lookup)) continue;
      seen.add(key);
      ranked.push(scored);
    }
  }
  ranked.sort((a, b) => b.score - a.score);
  return decide({ question, text, contexts, segmentations, ranked });
}

function distinctTables(tables: readonly ReadableTable[]): ReadableTable[] {
  const names = new Set<string>();
  return tables.filter(({ profile }) => {
    const key = `${profile.name.toLowerCase()} ${profile.rows} ${
      profile.columns.map((column) => column.name).join("|").toLowerCase()
    }`;
    if (names.has(key)) return false;
    names.add(key);
    return true;
  });
}

/** Each segmentation, and again with the second choice of each chunk that has a close one. */
function variants(segmentations: readonly Segmentation[]): [Segmentation, number, string][] {
  const best = segmentations[0]?.score ?? 0;
  const out: [Segmentation, number, string][] = [];
  segmentations.forEach((segmentation, index) => {
    const lag = best - segmentation.score;
    out.push([segmentation, lag, ""]);
    if (index > 1) return;
    segmentation.chunks.forEach((chunk, at) => {
      if (chunk.kind !== "column" && chunk.kind !== "value") return;
      const top = chunk.matches[0]!.score;
      for (let other = 1; other < Math.min(3, chunk.matches.length); other++) {
        const score = chunk.matches[other]!.score;
        if (score < top - 0.15) break;
        const matches = [chunk.matches[other]!, ...chunk.matches.filter((_, i) => i !== other)];
        const chunks = segmentation.chunks.map((old, i) =>
          i === at ? { ...chunk, matches } as typeof old : old
        );
        out.push([
          { chunks, score: segmentation.score },
          lag + 0.3 + (top - score),
          `${chunk.text} as ${chunk.matches[other]!.column.name}`,
        ]);
      }
    });
  });
  return out.slice(0, 24);
}

function lookupOf(contexts: readonly TableContext[]): SchemaLookup {
  const schemas = new Map<string, Schema>(
    contexts.map(({ profile }) => [profile.id, profile.columns.map(({ name, type }) => ({ name, type }))]),
  );
  return { dataset: (id) => schemas.get(id), result: () => undefined };
}

function holds(ranked: Ranked, lookup: SchemaLookup): boolean {
  try {
    checkPlan(ranked.candidate.plan, lookup);
    return true;
  } catch {
    return false;
  }
}
