/**
 * Order asked for in so many words: `sorted by price in descending order`, `rank the y-axis from high to low`.
 *
 * @module
 */
import { parseMeasureAt } from "./measures.ts";
import type { Order } from "./frame.ts";
import type { Walk } from "./walk.ts";

/** Reads the order, if there is one, and marks its chunks as used. */
export function parseOrder(walk: Walk): Order | undefined {
  for (let at = 0; at < walk.length; at++) {
    const direction = walk.sense(at, "direction");
    if (direction === undefined || walk.used(at)) continue;
    const found = aroundDirection(walk, at);
    walk.use(at, direction.descending ? "descending" : "ascending");
    return { at, by: found, descending: direction.descending };
  }
  for (let at = 0; at < walk.length; at++) {
    if (
      walk.sense(at, "sort") === undefined || !/^(sort|order|rank|arrang|organi)/.test(walk.word(at)) ||
      walk.used(at)
    ) continue;
    const next = walk.sense(walk.next(at), "group") !== undefined ? walk.next(walk.next(at)) : walk.next(at);
    const by = target(walk, next);
    if (by === undefined) continue;
    walk.use(at, "order");
    if (next !== walk.next(at)) walk.use(walk.next(at), "by");
    return { at, by, descending: false };
  }
  return undefined;
}

/** What to order by: an axis, an aggregate, or a column. */
function target(walk: Walk, at: number): Order["by"] {
  const axis = walk.sense(at, "axis");
  if (axis !== undefined) {
    walk.use(at, `the ${axis.axis}-axis`);
    return { axis: axis.axis };
  }
  const measured = parseMeasureAt(walk, at);
  if (measured !== undefined) {
    for (const index of measured.at) walk.use(index, "order");
    return { measure: measured.measures[0]! };
  }
  if (walk.sense(at, "count") !== undefined && walk.column(walk.next(at)) === undefined) {
    walk.use(at, "the number");
    return { axis: "y" };
  }
  const column = walk.column(at);
  if (column === undefined) return undefined;
  walk.use(at, `order by "${column.name}"`);
  return { column };
}

function aroundDirection(walk: Walk, at: number): Order["by"] {
  let verb = -1;
  for (let back = at - 1; back >= 0 && back >= at - 12; back--) {
    if (walk.sense(back, "sort") !== undefined) {
      verb = back;
      if (/sort|order|rank|arrang/.test(walk.word(back))) break;
    }
    if (walk.sense(back, "chart") !== undefined && !walk.sense(back, "axis")) break;
  }
  if (verb >= 0) {
    for (let index = verb + 1; index < at; index++) {
      if (walk.used(index)) continue;
      const by = target(walk, index);
      if (by !== undefined) {
        for (let between = verb; between < at; between++) {
          if (walk.chunks[between]!.kind === "phrase") walk.use(between, "order");
        }
        return by;
      }
    }
    if (/sort|order|rank|arrang/.test(walk.word(verb))) walk.use(verb, "order");
  }
  let after = walk.next(at);
  const by = walk.sense(after, "group") !== undefined ||
    /^(of|by|for|on|according|with)$/.test(walk.word(at + 1));
  if (!by) return undefined;
  if (walk.sense(after, "group") !== undefined) {
    walk.use(after, "order");
    after = walk.next(after);
  }
  return target(walk, after);
}
