/**
 * Conditions on parts of a text.
 *
 * @module
 */
import type { Condition } from "./frame.ts";
import type { Walk } from "./walk.ts";
import { condition } from "./subject.ts";

export function letters(walk: Walk, at: number): Condition[] | undefined {
  if (walk.sense(at, "text") === undefined || !/letters?$/.test(walk.word(at))) return undefined;
  const texts: number[] = [];
  let index = walk.next(at);
  if (index === at + 1 || walk.chunks[at + 1]?.kind === "filler") {
    for (let cursor = at + 1; cursor < walk.length && cursor <= at + 7; cursor++) {
      const text = walk.chunks[cursor]!.text;
      if (
        /^\p{L}$/u.test(text) &&
        !(text === "a" && texts.length === 0 && /^\p{L}$/u.test(walk.chunks[cursor + 1]?.text ?? ""))
      ) texts.push(cursor);
      else if (
        walk.sense(cursor, "or") === undefined && walk.sense(cursor, "and") === undefined &&
        walk.word(cursor) !== ","
      ) break;
      index = cursor;
    }
  }
  if (texts.length === 0) return undefined;
  const after = walk.next(index), before = beforeVerb(walk, at);
  const how = (walk.sense(at - 1, "text") ?? walk.sense(at, "text")!).how;
  const column = walk.columnWhere(after, (one) => one.text) ?? walk.columnWhere(before, (one) => one.text);
  if (column === undefined) return undefined;
  const place = walk.columnWhere(after, (one) => one.text) === undefined ? before : after;
  for (let cursor = at; cursor <= index; cursor++) {
    if (!walk.isFiller(cursor) || texts.includes(cursor)) walk.use(cursor, `letters in "${column.name}"`);
  }
  return texts.map((text, i) => ({
    ...condition(walk, { column, at: i === 0 ? [place] : [], doubt: 0.01 }, [text], {
      kind: "text",
      how,
      text: walk.chunks[text]!.text,
    }),
    connector: i === 0 ? "and" : "or",
  }));
}

/** The chunk before a condition's verb: `first name does not contain`, `name is ending with`. */
function beforeVerb(walk: Walk, at: number): number {
  let before = walk.previous(at);
  while (
    walk.sense(before, "text") !== undefined || walk.sense(before, "not") !== undefined ||
    walk.sense(before, "ask") !== undefined && /^(is|are|was|were|does|do|did)$/.test(walk.word(before))
  ) before = walk.previous(before);
  return before;
}

export function textTest(walk: Walk, at: number): Condition | undefined {
  const sense = walk.sense(at, "text");
  if (sense === undefined) return undefined;
  const before = beforeVerb(walk, at);
  const subject = walk.columnWhere(before, (column) => column.text);
  if (walk.sense(at + 1, "text") !== undefined) return undefined;
  const near = walk.chunks[at + 1];
  const target = near !== undefined && /^\p{L}$/u.test(near.text) && near.text !== "a"
    ? at + 1
    : walk.next(at);
  const chunk = walk.chunks[target];
  if (chunk === undefined || target - at > 3) return undefined;
  const explicit = /letter|word|text|substring|start|begin|end/.test(walk.word(at));
  if (subject === undefined && !explicit) return undefined;
  if (!explicit && chunk.kind === "value" && chunk.matches[0]!.exact) return undefined;
  const after = walk.columnWhere(walk.next(target), (column) => column.text);
  const column = subject ?? after ??
    walk.columns.find((candidate) => candidate.text && candidate.profile.distinct > 5);
  if (column === undefined || chunk.kind === "phrase" && !explicit) return undefined;
  walk.use(before, `column "${column.name}"`);
  if (subject === undefined && after !== undefined) walk.use(walk.next(target), `column "${column.name}"`);
  return condition(
    walk,
    { column, at: subject === undefined ? [] : [before], doubt: subject === undefined ? 0.15 : 0.02 },
    [at, target],
    { kind: "text", how: sense.how, text: chunk.text },
  );
}
