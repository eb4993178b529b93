/**
 * What `not`, `and` and `or` of a question leave open.
 *
 * @module
 */
import type { Walk } from "./frame/walk.ts";
import type { Ranked } from "./rank.ts";

/** `not` that no condition took up: without it the answer would be of other rows. */
export function droppedNegation({ walk, unused }: Ranked): string | undefined {
  return walk.chunks.find((chunk, at) =>
    walk.sense(at, "not") !== undefined && (unused.includes(chunk.text) || lacksRows(walk, at))
  )?.text;
}

/** `companies without a gas station`: rows of another table that are not to be there, which no plan of ours asks for. */
function lacksRows(walk: Walk, at: number): boolean {
  if (walk.tables.length < 2 || !/^(?:without|has no|have no|had no|with no|no)\b/.test(walk.word(at))) {
    return false;
  }
  const first = walk.chunks.find((chunk) => chunk.kind === "rows" && chunk.general !== true);
  const main = first?.kind === "rows" && walk.chunks.indexOf(first) < at ? first.table : walk.tables[0];
  return walk.chunks.slice(at + 1, at + 4).some((chunk) =>
    chunk.kind === "rows" && chunk.general !== true && chunk.table !== main
  );
}

/** `a and b or c` can be bracketed in two ways. */
export function mixesAndOr({ walk, candidate }: Ranked): boolean {
  return walk.chunks.some((_, at) => walk.sense(at, "or") !== undefined && walk.used(at)) &&
    ["and", "or"].every((word) =>
      new RegExp(` ${word} "[^"]+" (?:is|does|contains|starts|ends)\\b`).test(candidate.summary)
    );
}
