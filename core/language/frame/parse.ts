/**
 * From chunks to a frame: each part of a question is found in turn, and what is left is kept as mentions.
 *
 * @module
 */
import { stem } from "../text/stem.ts";
import type { SenseName } from "../lexicon/sense.ts";
import { parseConditions } from "./conditions.ts";
import { parseExtremes } from "./extremes.ts";
import { conceptColumn } from "./concepts.ts";
import type { Frame } from "./frame.ts";
import { parseGroups } from "./groups.ts";
import { parseMeasures } from "./measures.ts";
import { parseOrder } from "./order.ts";
import type { ColumnInfo } from "../link/table_context.ts";
import type { Walk } from "./walk.ts";

/** Senses that composers look for by name. */
const FLAGS: readonly SenseName[] = [
  "correlation",
  "distribution",
  "trend",
  "difference",
  "ratio",
  "share",
  "rate",
  "neighbour",
  "missing",
  "distinct",
  "versus",
  "same",
  "only",
  "comparative",
  "outliers",
  "describe",
  "cumulative",
  "moving",
  "change",
  "consecutive",
  "normality",
  "test",
  "or",
  "rows",
  "columns",
  "color",
  "stacked",
  "range",
];

/** Reads the parts of a question. The walk's account of used chunks belongs to the frame. */
export function parseFrame(walk: Walk): Frame {
  const frame: Frame = {
    chunks: walk.chunks,
    ask: undefined,
    askAt: -1,
    noun: undefined,
    chart: undefined,
    conditions: [],
    having: [],
    groups: [],
    measures: [],
    counts: [],
    extremes: [],
    order: undefined,
    mentions: [],
    sources: [],
    flags: new Map(),
    doubt: 0,
  };
  readAsk(walk, frame);
  readNoun(walk, frame);
  readSource(walk, frame);
  readChart(walk, frame);
  readDifference(walk, frame);
  frame.order = parseOrder(walk);
  readCounts(walk, frame);
  frame.groups = parseGroups(walk);
  const { conditions, having, doubt } = parseConditions(walk);
  frame.conditions = conditions;
  frame.having = having;
  frame.doubt += doubt;
  frame.measures.push(...parseMeasures(walk, 2));
  frame.extremes = parseExtremes(walk, frame.groups.length > 0);
  frame.measures.push(...parseMeasures(walk));
  readFlags(walk, frame);
  readSize(walk, frame);
  for (let at = 0; at < walk.length; at++) {
    const column = walk.used(at) ? undefined : walk.column(at);
    if (column === undefined) continue;
    walk.use(at, `column "${column.name}"`);
    if (opensCondition(walk, at, frame)) continue;
    const chunk = walk.chunks[at]!;
    const beside = walk.chunks[at - 1]?.kind === "column" && walk.column(at - 1) !== column;
    if (beside && chunk.kind === "column" && chunk.matches[0]!.score < 0.6) continue;
    const all = walk.sense(walk.previous(at), "all") !== undefined ||
      walk.sense(walk.previous(at), "and") !== undefined && frame.mentions.length === 0 &&
        walk.sense(walk.previous(walk.previous(walk.previous(at))), "all") !== undefined;
    if (all && frame.measures.length > 0 && frame.chart === undefined) continue;
    if (!frame.groups.some((group) => group.column === column)) frame.mentions.push({ at, column });
  }
  return frame;
}

function readAsk(walk: Walk, frame: Frame): void {
  for (let at = 0; at < walk.length; at++) {
    const count = walk.sense(at, "count"), much = walk.sense(at, "how_much"), ask = walk.sense(at, "ask");
    if (count !== undefined && /^(how|the number|number of|what number)/.test(walk.word(at))) {
      frame.ask = "count";
    } else if (much !== undefined) frame.ask = "how_much";
    else if (ask !== undefined && !isRelative(walk, at)) frame.ask = ask.of;
    else if (/^(what|which)$/.test(walk.word(at)) && walk.isFiller(at)) frame.ask = "which";
    else if (/^who(se|m)?$/.test(walk.word(at)) && walk.isFiller(at)) frame.ask = "who";
    else if (walk.word(at) === "when" && walk.isFiller(at)) frame.ask = "when";
    else if (walk.word(at) === "where" && walk.isFiller(at) && !isRelative(walk, at)) {
      frame.ask = "where";
    } else if (
      at === 0 && walk.isFiller(at) && /^(is|are|was|were|do|does|did|has|have|had|can)$/.test(walk.word(at))
    ) frame.ask = "whether";
    if (frame.ask !== undefined) {
      frame.askAt = at;
      if (frame.ask === "whether" && at > 0) {
        frame.ask = undefined;
        continue;
      }
      if (frame.ask !== "count") walk.use(at, frame.ask);
      break;
    }
  }
}

/** `orders where profit is low`: after what it speaks of, `where` asks for no place. */
function isRelative(walk: Walk, at: number): boolean {
  const before = walk.chunks[at - 1];
  return walk.word(at) === "where" && (before?.kind === "rows" || before?.kind === "column");
}

function readChart(walk: Walk, frame: Frame): void {
  for (let at = 0; at < walk.length; at++) {
    const chart = walk.sense(at, "chart");
    if (chart === undefined) continue;
    const soft = chart.soft === true;
    if (frame.chart === undefined || (frame.chart.soft && !soft)) frame.chart = { type: chart.type, soft };
    walk.use(at, chart.type === "" ? "chart" : `${chart.type} chart`);
  }
}

function readDifference(walk: Walk, frame: Frame): void {
  for (let at = 0; at < walk.length; at++) {
    for (const name of ["difference", "ratio", "neighbour"] as const) {
      if (walk.sense(at, name) === undefined || frame.flags.has(name)) continue;

      frame.flags.set(name, at);
      walk.use(at, name);
    }
    const compare = walk.sense(at, "compare");
    const beside = /^(below|above|beneath)$/.test(walk.word(at)) && frame.ask !== "whether" &&
      walk.columnWhere(walk.previous(at), (column) => column.quantity) === undefined;
    if (beside && namesRow(walk, walk.next(at)) && !frame.flags.has("neighbour")) {
      frame.flags.set("neighbour", at);
      walk.use(at, compare?.op === "lt" ? "after" : "before");
      continue;
    }
    if (
      compare?.time && (compare.op === "gt" || compare.op === "lt") &&
      namesRow(walk, walk.next(at)) && !frame.flags.has("neighbour")
    ) {
      if (!frame.flags.has("neighbour")) frame.flags.set("neighbour", at);
      walk.use(at, compare.op === "gt" ? "after" : "before");
    }
  }
}

/** Whether a value names a row, and is no number or year that things are compared with. */
function namesRow(walk: Walk, at: number): boolean {
  const chunk = walk.chunks[at];
  return chunk?.kind === "value" && !/^[\d.,/–-]+$/.test(chunk.text);
}

/** `how many`, `number of`, and the noun that is counted. */
function readCounts(walk: Walk, frame: Frame): void {
  for (let at = 0; at < walk.length; at++) {
    if (walk.used(at) && at !== frame.askAt) continue;
    const distinct = walk.sense(at, "distinct") !== undefined && walk.sense(at, "group") === undefined;
    if (walk.sense(at, "count") === undefined && !distinct) continue;
    if (distinct && walk.sense(walk.previous(at), "count") !== undefined) continue;
    // `how much do various cars weigh` asks for no number of weights.
    if (
      distinct && walk.sense(at, "count") === undefined && frame.ask === "how_much" &&
      nounBetween(walk, at, walk.next(at))
    ) continue;
    if (
      walk.sense(walk.previous(at), "extreme") !== undefined ||
      /^(by|per|each|every)$/.test(walk.word(walk.previous(at))) &&
        walk.columnWhere(walk.next(at), (column) => column.numeric && !column.key) !== undefined
    ) continue;
    const before = walk.previous(at);
    const aggregate = walk.used(before) ? undefined : walk.sense(before, "aggregate");
    if (aggregate !== undefined) {
      const amount = (column: ColumnInfo) => column.quantity && !column.key && !column.year;
      if (walk.columnWhere(walk.next(at), amount) !== undefined) continue;
    }
    if (aggregate?.name === "sum") {
      walk.use(before, "in all");
    }
    let next = walk.next(at);
    let unique = distinct;
    while (
      walk.sense(next, "distinct") !== undefined || walk.sense(next, "all") !== undefined ||
      walk.sense(next, "rows") !== undefined ||
      walk.sense(next, "aggregate")?.name === "sum" && walk.sense(at, "count") !== undefined
    ) {
      if (walk.sense(next, "distinct") !== undefined) {
        // `number of ships with different nationalities`: ships are counted, nationalities group them.
        if (walk.sense(next, "group") !== undefined && nounBetween(walk, at, next)) break;
        unique = true;
      }
      if (walk.sense(next, "rows") !== undefined && walk.column(next) !== undefined) break;
      walk.use(next, unique ? "different" : "all");
      next = walk.next(next);
    }
    // `how many orders with a discount`: orders are counted.
    const between = walk.chunks.slice(at + 1, next);
    const beside = between.some((chunk) => chunk.kind === "rows") &&
      between.some((chunk) => /^(?:with|had|have|having)$/.test(chunk.text.toLowerCase()));
    const apart = walk.sense(next, "distinct") !== undefined || beside;
    const found = !apart && next - at <= 6 && !walk.broken(at, next) ? walk.column(next) : undefined;
    // `how many survived` counts those who did; it does not add up the column.
    const noun = found?.flag !== undefined && !unique && walk.chunks[next + 1]?.kind !== "column"
      ? undefined
      : found;
    walk.use(at, "how many");
    if (noun !== undefined && !walk.used(next)) {
      frame.counts.push({ at, distinct: unique, noun });
      walk.use(next, `column "${noun.name}"`);
    } else frame.counts.push({ at, distinct: unique });
  }
}

/** `whose age is younger than`, `whose headquarters are not from USA`: the column is spoken of by the condition after it. */
function opensCondition(walk: Walk, at: number, frame: Frame): boolean {
  if (walk.word(at - 1) !== "whose" && walk.word(walk.previous(at)) !== "whose") return false;
  return frame.conditions.some((condition) => {
    const first = Math.min(...condition.at);
    if (condition.column !== walk.column(at) || first <= at || first - at > 5) return false;
    return walk.chunks.slice(at + 1, first).every((_, offset) => {
      const index = at + 1 + offset;
      return walk.isFiller(index) || walk.sense(index, "ask") !== undefined ||
        walk.sense(index, "not") !== undefined;
    });
  });
}

function nounBetween(walk: Walk, from: number, to: number): boolean {
  return walk.chunks.slice(from + 1, to).some((chunk) => chunk.kind === "rows" || chunk.kind === "unknown");
}

function readFlags(walk: Walk, frame: Frame): void {
  for (let at = 0; at < walk.length; at++) {
    if (walk.used(at)) continue;
    for (const name of FLAGS) {
      if (walk.sense(at, name) === undefined) continue;
      if (!frame.flags.has(name)) frame.flags.set(name, at);
    }
  }
}

/** `which building ...` of a table that has no such column: buildings are what the rows hold. */
function readNoun(walk: Walk, frame: Frame): void {
  if (frame.ask !== "which" && frame.ask !== "count") return;
  const next = walk.next(frame.askAt);
  const chunk = walk.chunks[next];
  if (chunk?.kind !== "unknown" || next - frame.askAt > 2 || walk.broken(frame.askAt, next)) return;
  // `how many rainy days`: it says which of them.
  if (walk.chunks[next + 1]?.kind === "rows" || walk.sense(next + 1, "unit") !== undefined) return;
  frame.noun = next;
  walk.use(next, "the rows of the table");
}

/** `For those records from products and each product's manufacturer, ...`: the tables that are to be joined. */
function readSource(walk: Walk, frame: Frame): void {
  const at = walk.chunks.findIndex((_, index) => walk.sense(index, "source") !== undefined);
  if (at < 0) return;
  walk.use(at, "rows of");
  for (let index = at + 1; index < walk.length && walk.word(index) !== ","; index++) {
    const chunk = walk.chunks[index]!;
    if (chunk.kind === "filler" || chunk.kind === "mark") continue;
    const word = stem(chunk.text.toLowerCase());
    const table = chunk.kind === "rows"
      ? chunk.table
      : walk.tables.find((one) => one.nameStems.length === 1 && one.nameStems[0] === word);
    if (table !== undefined) frame.sources.push(table);
    walk.use(index, table === undefined ? "rows of" : `table "${table.profile.name}"`);
  }
}

/** `how long`, `how old`: the column that the adjective measures. */
function readSize(walk: Walk, frame: Frame): void {
  for (let at = 0; at < walk.length; at++) {
    const concepts = walk.sense(at, "how_much")?.concepts;
    const found = concepts === undefined
      ? undefined
      : conceptColumn(walk.columns, concepts, (column) => column.quantity || column.text);
    if (found === undefined) continue;
    walk.use(at, `column "${found.column.name}"`);
    frame.mentions.push({ at, column: found.column });
  }
}
