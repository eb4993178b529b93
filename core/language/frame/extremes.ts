/**
 * Superlatives: `highest price`, `top 5 products by sales`, `oldest`, `most common`, `first`.
 *
 * @module
 */
import type { ColumnInfo } from "../link/table_context.ts";
import { conceptColumn, isRank, isTime, turns } from "./concepts.ts";
import type { Extreme, Measured } from "./frame.ts";
import { parseMeasureAt } from "./measures.ts";
import type { Walk } from "./walk.ts";

/** Reads all superlatives and marks their chunks as used. */
export function parseExtremes(walk: Walk, grouped: boolean): Extreme[] {
  const out: Extreme[] = [];
  for (let at = 0; at < walk.length; at++) {
    if (walk.used(at)) continue;
    const found = extreme(walk, at, grouped) ?? edge(walk, at);
    if (found !== undefined) out.push(found);
  }
  return out;
}

/** A number beside a superlative: `top 5`, `5 highest`, `three oldest`. */
function countBeside(walk: Walk, at: number): number | undefined {
  for (const index of [at + 1, walk.previous(at)]) {
    const chunk = walk.chunks[index];
    if (
      chunk?.kind === "number" && !walk.used(index) && !chunk.number.ordinal &&
      chunk.number.unit === undefined && chunk.date === undefined &&
      Number.isInteger(chunk.number.value) && chunk.number.value > 0 && chunk.number.value <= 10_000
    ) {
      walk.use(index, `${chunk.number.value} of them`);
      return chunk.number.value;
    }
  }
  return undefined;
}

/** `second` of `the second highest`. */
function ordinalBefore(walk: Walk, at: number): number | undefined {
  const chunk = walk.chunks[at - 1];
  if (chunk?.kind !== "number" || walk.used(at - 1) || !chunk.number.ordinal) return undefined;
  const { value } = chunk.number;
  if (!Number.isInteger(value) || value < 2 || value > 50) return undefined;
  walk.use(at - 1, `number ${value} of them`);
  return value;
}

function extreme(walk: Walk, at: number, grouped: boolean): Extreme | undefined {
  const sense = walk.sense(at, "extreme");
  if (sense === undefined) return undefined;
  const aggregate = walk.sense(at, "aggregate");
  if (
    aggregate !== undefined && (aggregate.name === "max" || aggregate.name === "min") &&
    (grouped || walk.chunks.some((_, index) => walk.sense(index, "group") !== undefined))
  ) return undefined;
  const nth = ordinalBefore(walk, at);
  const count = nth === undefined ? countBeside(walk, at) : undefined;
  const counted = { ...(count === undefined ? {} : { count }), ...(nth === undefined ? {} : { nth }) };
  walk.use(at, sense.descending ? "highest" : "lowest");
  const base = { at, descending: sense.descending, ...counted };
  if (sense.concepts !== undefined && sense.concepts.length === 0) {
    const noun = walk.column(walk.next(at));
    if (noun === undefined || walk.used(walk.next(at))) return { ...base, counts: true };
    walk.use(walk.next(at), `column "${noun.name}"`);
    return { ...base, counts: true, noun };
  }
  if (sense.concepts !== undefined) return byConcept(walk, at, base, sense.concepts);
  return plain(walk, at, base);
}

type Base = { at: number; descending: boolean; count?: number; nth?: number };

function byConcept(walk: Walk, at: number, base: Base, concepts: readonly string[]): Extreme {
  const next = walk.next(at);
  const own = walk.columnWhere(
    next,
    (column) =>
      (column.quantity || column.temporal) &&
      concepts.some((concept) => conceptColumn([column], [concept]) !== undefined),
  );
  if (own !== undefined && !walk.used(next)) {
    walk.use(next, `column "${own.name}"`);
    return { ...base, key: own };
  }
  const fits = (column: ColumnInfo) => column.quantity || column.temporal;
  const found = conceptColumn(walk.columns, concepts, fits, base.descending ? "high" : "low");
  const noun = nounAfter(walk, at);
  if (found !== undefined) return { ...base, key: found.column, ...noun };
  const time = walk.columns.find(isTime);
  if (concepts[0] === "date" && time !== undefined) return { ...base, key: time, ...noun };
  if (concepts[0] === "date") return { ...base, edge: true, ...noun };
  if (concepts[0] === "age" && time !== undefined) {
    return { ...base, key: time, descending: !base.descending, ...noun };
  }
  if (concepts[0] === "speed") {
    const duration = conceptColumn(
      walk.columns,
      ["time", "duration"],
      (column) => column.quantity || column.text,
    );
    if (duration !== undefined) {
      return { ...base, key: duration.column, descending: !base.descending, ...noun };
    }
  }
  return { ...base, ...noun };
}

function nounAfter(walk: Walk, at: number): { noun?: ColumnInfo } {
  let next = at + 1;
  while (next < walk.length && (walk.isFiller(next) || walk.chunks[next]!.kind === "number")) {
    if (walk.chunks[next]!.kind === "filler" && !/^(the|a|an|of)$/.test(walk.word(next))) return {};
    next += 1;
  }
  const column = walk.columnWhere(next, (candidate) => !candidate.quantity);
  if (column === undefined || walk.used(next)) return {};
  walk.use(next, `column "${column.name}"`);
  return { noun: column };
}

function plain(walk: Walk, at: number, given: Base): Extreme {
  let base = given;
  let next = walk.next(at);
  if (walk.chunks[next]?.kind === "number" && walk.used(next)) next = walk.next(next);
  while (walk.sense(next, "count") !== undefined || walk.sense(next, "all") !== undefined) {
    walk.use(next, "number");
    next = walk.next(next);
  }
  if (
    walk.chunks[next]?.kind === "unknown" &&
    walk.columnWhere(next + 1, (column) => column.quantity) !== undefined
  ) next += 1;
  const measured = parseMeasureAt(walk, next);
  if (measured !== undefined) {
    for (const index of measured.at) walk.use(index, "compared");
    return { ...base, measure: measured.measures[0]! };
  }
  const close = !walk.broken(at, next) && next - at <= 5;
  const numeric = close ? walk.columnWhere(next, (column) => column.quantity || column.temporal) : undefined;
  if (numeric !== undefined && !walk.used(next)) {
    if (turns(numeric, walk.word(at))) {
      base = { ...base, descending: !base.descending };
    }
    walk.use(next, `compared by "${numeric.name}"`);
    return { ...base, key: numeric };
  }
  const noun = close && !walk.used(next) ? walk.column(next) : undefined;
  const key = keyAfterBy(walk, noun === undefined ? at : next);
  if (noun !== undefined) {
    walk.use(next, `column "${noun.name}"`);
    return { ...base, noun, ...key };
  }
  if (key.key !== undefined || key.measure !== undefined) return { ...base, ...key };
  // `in which year were the most films made`: films are counted.
  if (walk.chunks[at + 1]?.kind === "rows" && /most|fewest|least/.test(walk.word(at))) {
    return { ...base, counts: true };
  }
  const before = walk.previous(at);
  const left = walk.columnWhere(before, (column) => column.quantity);
  if (left !== undefined && !walk.used(before) && !walk.broken(before, at)) {
    walk.use(before, `compared by "${left.name}"`);
    return { ...base, key: left };
  }
  return base;
}

/** `top 5 products by total sales`, `best film in terms of rating`. */
function keyAfterBy(walk: Walk, at: number): { key?: ColumnInfo; measure?: Measured } {
  for (
    let index = walk.next(at), seen = 0;
    index < walk.length && seen < 4;
    index = walk.next(index), seen++
  ) {
    if (walk.broken(at, index)) return {};
    const opens = walk.sense(index, "group") !== undefined || /^(with|by)$/.test(walk.word(index)) ||
      /^(with|having|by)$/.test(walk.word(walk.next(index) - 1));
    if (!opens) continue;
    let next = walk.sense(index, "group") !== undefined
      ? walk.next(index)
      : walk.column(index) !== undefined
      ? index
      : walk.next(index);
    const again = walk.sense(next, "extreme");
    if (again !== undefined) {
      walk.use(next, again.descending ? "highest" : "lowest");
      next = walk.next(next);
    }
    if (walk.sense(next, "count") !== undefined) {
      walk.use(index, "by");
      walk.use(next, "number of rows");
      return { measure: { at: next, name: "count" } };
    }
    const measured = parseMeasureAt(walk, next);
    if (measured !== undefined) {
      for (const used of measured.at) walk.use(used, "compared");
      if (walk.sense(index, "group") !== undefined) walk.use(index, "by");
      return { measure: measured.measures[0]! };
    }
    const column = walk.columnWhere(next, (candidate) => candidate.quantity || candidate.temporal);
    if (column !== undefined && !walk.used(next)) {
      if (walk.sense(index, "group") !== undefined) walk.use(index, "by");
      walk.use(next, `compared by "${column.name}"`);
      return { key: column };
    }
  }
  return {};
}

/** `first`, `last`: by the dated column that is named beside it, or by table order. */
function edge(walk: Walk, at: number): Extreme | undefined {
  const sense = walk.sense(at, "edge");
  if (sense === undefined) return undefined;
  const count = countBeside(walk, at);
  const next = walk.next(at);
  walk.use(at, sense.last ? "last" : "first");
  const base = { at, descending: sense.last, ...(count === undefined ? {} : { count }) };
  const rank =
    /^(place|position|spot)$/.test(walk.word(next)) || /finish|came in|placed/.test(walk.word(at - 1))
      ? walk.columns.find(isRank)
      : walk.columnWhere(next, isRank);
  if (rank !== undefined && rank.quantity) {
    if (next < walk.length && /^(place|position|spot)$/.test(walk.word(next)) || walk.column(next) === rank) {
      walk.use(next, `column "${rank.name}"`);
    }
    return { ...base, key: rank };
  }
  const time = walk.columnWhere(next, isTime);
  if (time !== undefined && !walk.used(next)) {
    walk.use(next, `column "${time.name}"`);
    return { ...base, key: time, noun: time };
  }
  const before = walk.columnWhere(walk.previous(at), isTime);
  if (before !== undefined && !walk.used(walk.previous(at)) && at - walk.previous(at) <= 2) {
    walk.use(walk.previous(at), `compared by "${before.name}"`);
    return { ...base, key: before };
  }
  const noun = walk.used(next) ? undefined : walk.column(next);
  if (noun !== undefined && next - at <= 2) {
    walk.use(next, `column "${noun.name}"`);
    return { ...base, edge: true, noun };
  }
  return { ...base, edge: true };
}
