/**
 * What rows are grouped by: columns, buckets of time, bins of numbers; and colours and facets, which group too.
 *
 * @module
 */
import type { BucketUnit } from "../lexicon/sense.ts";
import type { ColumnInfo, TableContext } from "../link/table_context.ts";
import { conceptColumn, isTime, labelColumn, timeColumn } from "./concepts.ts";
import type { Group } from "./frame.ts";
import type { Walk } from "./walk.ts";

/** Reads all groups and marks their chunks as used. */
export function parseGroups(walk: Walk): Group[] {
  const groups: Group[] = [];
  for (let at = 0; at < walk.length; at++) {
    if (walk.used(at)) continue;
    const found = bins(walk, at) ?? beforeMeasure(walk, at) ?? opened(walk, at) ??
      adverb(walk, at) ??
      compound(walk, at);
    if (found !== undefined) groups.push(...found);
  }
  const stated = groups.filter((group) =>
    group.stated || group.color || group.unit !== undefined || group.width !== undefined
  );
  return merge(groups.some((group) => group.stated) ? stated : groups);
}

/** The same column twice: the one with a bucket or a width says more. */
function merge(groups: readonly Group[]): Group[] {
  const out: Group[] = [];
  for (const group of groups) {
    const known = out.findIndex((other) => other.column === group.column);
    if (known < 0) out.push(group);
    // `bin the date into months, and sum the sales of each month`: the second says nothing new.
    else if (out[known]!.unit !== undefined && out[known]!.stated === true) continue;
    else if (group.unit !== undefined || group.width !== undefined) out[known] = { ...out[known]!, ...group };
  }
  return out;
}

/** The time unit that a chunk names. */
function unitAt(walk: Walk, at: number): BucketUnit | undefined {
  return walk.sense(at, "unit")?.unit;
}

/** `bin hire date by month`, `age in bins of 10`, `bin size 500`. */
function bins(walk: Walk, at: number): Group[] | undefined {
  if (walk.sense(at, "bin") === undefined) return undefined;
  const next = walk.next(at);
  const number = walk.chunks[next];
  const before = walk.previous(at);
  const numeric = (column: ColumnInfo) => column.numeric;
  if (number?.kind === "number") {
    const column = walk.columnWhere(walk.next(next), numeric) ?? nearestColumn(walk, at, numeric);
    if (column === undefined) return undefined;
    const after = walk.next(next);
    const unit = unitAt(walk, after);
    [at, next, ...(unit === undefined ? [] : [after])].forEach((index) =>
      walk.use(index, `bins of ${number.number.value}`)
    );
    useColumn(walk, column);
    return [{ at, column, width: number.number.value }];
  }
  // `20 minute buckets`: what the number counts stands between.
  const named = walk.chunks[before];
  const counted = named?.kind === "unknown" || named?.kind === "value" && !named.matches[0]!.exact ||
    unitAt(walk, before) !== undefined && !walk.columns.some((column) => column.temporal);
  const place = counted && walk.chunks[walk.previous(before)]?.kind === "number"
    ? walk.previous(before)
    : before;
  const left = walk.chunks[place];
  if (left?.kind === "number" && !walk.used(place)) {
    const column = nearestColumn(walk, place, numeric);
    if (column !== undefined) {
      [at, place, before].forEach((index) => walk.use(index, `bins of ${left.number.value}`));
      useColumn(walk, column);
      return [{ at, column, width: left.number.value }];
    }
  }
  const column = walk.columnWhere(next, (candidate) => candidate.temporal) ?? (walk.column(next));
  const by = walk.next(next);
  const unitPlace = walk.sense(by, "group") !== undefined
    ? walk.next(by)
    : walk.sense(by, "over")
    ? walk.next(by)
    : by;
  const unit = unitAt(walk, unitPlace) ??
    (/^time$/.test(walk.word(unitPlace)) ? "month_name" as const : undefined);
  if (column !== undefined && unit !== undefined) {
    for (let index = at; index <= unitPlace; index++) {
      if (!walk.isFiller(index)) walk.use(index, `"${column.name}" by ${unit}`);
    }
    return [{ at, column, unit: unit === "month" ? "month_name" : unit, stated: true }];
  }
  if (column !== undefined && column.numeric) {
    walk.use(at, "bins");
    walk.use(next, `bins of "${column.name}"`);
    return [{ at: next, column, width: 0 }];
  }
  const interval = unitAt(walk, before);
  if (interval !== undefined) {
    const dated = nearestColumn(walk, before, (candidate) => candidate.temporal);
    if (dated !== undefined) {
      [at, before].forEach((index) => walk.use(index, `"${dated.name}" by ${interval}`));
      useColumn(walk, dated);
      return [{ at, column: dated, unit: interval === "month" ? "month_name" : interval, stated: true }];
    }
  }
  return undefined;
}

function nearestColumn(
  walk: Walk,
  at: number,
  fits: (column: ColumnInfo) => boolean,
): ColumnInfo | undefined {
  for (let distance = 1; distance < walk.length; distance++) {
    for (const index of [at - distance, at + distance]) {
      const column = walk.columnWhere(index, fits);
      if (column !== undefined) return column;
    }
  }
  return undefined;
}

function useColumn(walk: Walk, column: ColumnInfo): void {
  for (let at = 0; at < walk.length; at++) {
    if (!walk.used(at) && walk.columnWhere(at, (candidate) => candidate === column) !== undefined) {
      walk.use(at, `column "${column.name}"`);
    }
  }
}

/** `plot year by average horsepower`, `year versus total sales`: what is measured stands after, what rows are grouped by before. */
function beforeMeasure(walk: Walk, at: number): Group[] | undefined {
  if (walk.sense(at, "group") === undefined && walk.sense(at, "versus") === undefined) return undefined;
  if (!/^(by|per|vs|versus|against)$/.test(walk.word(at))) return undefined;
  const before = walk.previous(at), next = walk.next(at);
  const column = walk.columnWhere(before, (one) => isTime(one) || one.category && !one.key);
  if (
    column === undefined || walk.used(before) || walk.broken(before, at) ||
    walk.sense(next, "aggregate") === undefined || walk.column(walk.next(next)) === undefined ||
    walk.sense(walk.previous(before), "aggregate") !== undefined
  ) return undefined;
  walk.use(before, `group by "${column.name}"`);
  walk.use(at, "group");
  return [{ at: before, column }];
}

/** `by region and year`, `for each class`, `over the years`, `coloured by sex`. */
function opened(walk: Walk, at: number): Group[] | undefined {
  const group = walk.sense(at, "group") !== undefined;
  const color = walk.sense(at, "color") !== undefined;
  const over = walk.sense(at, "over") !== undefined;
  const against = walk.sense(at, "versus") !== undefined && isCompared(walk, at);
  if (!group && !color && !over && !against) return undefined;
  if (group && ranksBy(walk, at)) return undefined;
  const groups: Group[] = [];
  const joints: number[] = [at];
  let index = walk.next(at);
  while (index < walk.length) {
    while (
      walk.sense(index, "distinct") !== undefined || walk.sense(index, "group") !== undefined ||
      walk.sense(index, "all") !== undefined ||
      walk.sense(index, "count") !== undefined && !walk.used(index) &&
        !/^(each|every)$/.test(walk.word(at)) &&
        walk.columnWhere(walk.next(index), (column) => column.numeric && !column.key) !== undefined
    ) {
      joints.push(index);
      index = walk.next(index);
    }
    const entity = walk.chunks.slice(at + 1, index + 1).find((chunk) =>
      chunk.kind === "rows" && chunk.general !== true
    );
    const found = groupAt(walk, index, over) ??
      (entity?.kind === "rows" && groups.length === 0 ? entityGroup(entity.table, at, walk) : undefined);
    if (found === undefined) break;
    groups.push({
      ...found,
      ...(/group/.test(walk.word(at)) ? { stated: true } : {}),
      ...(color ? { color: true } : {}),
      ...(joints.some((joint) => FACET.test(walk.word(joint))) ? { facet: true } : {}),
    });
    walk.use(index, `group by "${found.column.name}"${found.unit === undefined ? "" : ` (${found.unit})`}`);
    for (const joint of joints.splice(0)) walk.use(joint, "group");
    const next = walk.next(index);
    if (walk.broken(index, next)) break;
    if (walk.sense(next, "and") !== undefined || walk.sense(next, "group") !== undefined) {
      const beyond = walk.next(next);
      if (
        walk.sense(next, "and") !== undefined && groupAt(walk, beyond, over) === undefined &&
        walk.sense(beyond, "group") === undefined
      ) break;
      joints.push(next);
      index = beyond;
    } else if (
      walk.word(index + 1) === "," && groupAt(walk, next, over) !== undefined &&
      !followedByMeasure(walk, next)
    ) index = next;
    else break;
  }
  return groups.length === 0 ? undefined : groups;
}

const FACET = /facet|trellis|multiple|separat|segregat|slice|panel|broken|filtered|^group/;

function followedByMeasure(walk: Walk, at: number): boolean {
  return walk.sense(walk.next(at), "compare") !== undefined || walk.sense(at, "aggregate") !== undefined;
}

function groupAt(walk: Walk, at: number, timeOnly: boolean): Group | undefined {
  if (at >= walk.length || walk.used(at)) return undefined;
  const unit = unitAt(walk, at);
  if (unit !== undefined) return timeGroup(walk, at, unit);
  const size = walk.sense(at, "how_much")?.concepts;
  const sized = size === undefined
    ? undefined
    : conceptColumn(walk.columns, size, (column) => column.quantity);
  if (sized !== undefined) return { at, column: sized.column };
  const column = timeOnly ? walk.columnWhere(at, isTime) : groupColumn(walk, at);
  return column === undefined ? undefined : { at, column };
}

/** Of several columns that a word can name, the one that classifies rows is meant. */
function groupColumn(walk: Walk, at: number): ColumnInfo | undefined {
  const chunk = walk.chunks[at];
  if (chunk?.kind !== "column") return undefined;
  const best = chunk.matches[0]!;
  if (best.exact) return best.column;
  const near = chunk.matches.filter((match) => match.score >= best.score - 0.12);
  return (near.find((match) => match.column.category && !match.column.key) ??
    near.find((match) => !match.column.key) ?? best).column;
}

/** A bucket of the dated column nearest to it. */
function timeGroup(walk: Walk, at: number, unit: BucketUnit): Group | undefined {
  const own = walk.columns.find((column) => column.year && unit === "year");
  const dated = walk.columns.filter((column) => column.temporal);
  const used = dated.length > 1 ? nearestColumn(walk, at, (column) => column.temporal) : undefined;
  const named = walk.columns.find((column) =>
    column.forms.some((form) => form.length === 1 && form[0] === unit)
  );
  if (named !== undefined && dated.length === 0) return { at, column: named };
  const column = used ?? dated[0];
  if (column === undefined) return own === undefined ? undefined : { at, column: own };
  return { at, column, unit };
}

/** `monthly revenue`, `sales per year`, `revenue over time`. */
function adverb(walk: Walk, at: number): Group[] | undefined {
  const unit = walk.sense(at, "unit");
  if (unit?.adverb) {
    const group = timeGroup(walk, at, unit.unit);
    if (group === undefined) return undefined;
    walk.use(at, `"${group.column.name}" by ${unit.unit}`);
    return [group];
  }
  const trend = walk.sense(at, "trend");
  if (trend !== undefined && /time/.test(walk.word(at))) {
    const column = timeColumn(walk.columns);
    if (column === undefined) return undefined;
    walk.use(at, `over "${column.name}"`);
    return [{ at, column }];
  }
  return undefined;
}

/** `hire date month`, `month of hire date`: a unit beside a date. */
function compound(walk: Walk, at: number): Group[] | undefined {
  const unit = unitAt(walk, at);
  if (unit === undefined) return undefined;
  const after = walk.next(at);
  const column = walk.columnWhere(after, (candidate) => candidate.temporal);
  if (column === undefined || walk.used(after) || walk.word(at + 1) !== "of") return undefined;
  walk.use(at, `"${column.name}" by ${unit}`);
  walk.use(after, `column "${column.name}"`);
  return [{ at, column, unit }];
}

/** `for each customer`, where customers have a table of their own: by what names them. `by industry` of one table: by its only names. */
function entityGroup(table: TableContext, at: number, walk: Walk): Group | undefined {
  if (walk.tables.length === 1) {
    const [named, ...others] = table.columns.filter((one) => one.text && !one.quantity && !one.key);
    return named?.category === true && others.length === 0 ? { at, column: named } : undefined;
  }
  const column = labelColumn(table.columns, table.profile.rows) ?? table.columns.find((one) => one.key);
  return column === undefined ? undefined : { at, column };
}

/** `top 10 countries by wine servings`: what stands after `by` is compared, and nothing is grouped by it. */
function ranksBy(walk: Walk, at: number): boolean {
  const measured = walk.columnWhere(
    walk.next(at),
    (column) => column.quantity && !column.category && !isTime(column),
  );
  const noun = walk.previous(at);
  if (measured === undefined || walk.columnWhere(noun, (column) => !column.quantity) === undefined) {
    return walk.chunks[at - 1]?.kind === "rows" && measured !== undefined && isRanked(walk, at);
  }
  return !walk.broken(noun, at) && isRanked(walk, noun);
}

/** Whether a superlative, with a number or without, stands before a noun. */
function isRanked(walk: Walk, noun: number): boolean {
  let before = walk.previous(noun);
  if (walk.chunks[before]?.kind === "number") before = walk.previous(before);
  return walk.sense(before, "extreme") !== undefined && walk.sense(before, "aggregate") === undefined;
}

/** `average weight vs year`, `gross versus genre`: what stands after is what rows are grouped by. */
function isCompared(walk: Walk, at: number): boolean {
  const column = walk.column(walk.next(at));
  if (column === undefined) return false;
  const measured = walk.chunks.some((_, index) => index < at && walk.sense(index, "aggregate") !== undefined);
  const before = walk.columnWhere(walk.previous(at), (one) => one.quantity) !== undefined;
  return measured && (isTime(column) || !column.quantity || column.category) ||
    before && column.text && column.category && !column.quantity;
}
