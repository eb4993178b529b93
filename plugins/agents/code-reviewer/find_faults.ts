import type { ReviewTask } from "nexus";
import { unknownColumns } from "./columns.ts";
import { doubtsOf } from "./doubts.ts";
import { writtenNumbers } from "./numbers.ts";
import { lineOf, type Remark, type Script } from "./script.ts";

/** A remark; `grave` is what is surely wrong. */
export interface Fault extends Remark {
  grave: boolean;
}

/** What can be said of a script without a model. */
export function findFaults(script: Script, task: ReviewTask): Fault[] {
  const grave = [
    ...readsNothing(script),
    ...writtenAnswer(script),
    ...unknownColumns(script, task.datasets),
  ];
  const doubts = [...writtenNumbers(script, task), ...doubtsOf(script, task.datasets)];
  return [
    ...grave.map((remark) => ({ ...remark, grave: true })),
    ...doubts.map((remark) => ({ ...remark, grave: false })),
  ];
}

/** `tables` tells names, types and counts: a script may answer from those alone. */
function readsNothing({ calls, names }: Script): Remark[] {
  if (calls.length > 0 || names.has("tables") || names.has("input")) return [];
  return [{ message: "The script reads no data: read it with query(), sql() or columns()" }];
}

/** One return, of a value that is written out: whatever was read, the answer was known before. */
function writtenAnswer({ nodes }: Script): Remark[] {
  const returns = nodes.filter(({ node, around }) =>
    node.type === "ReturnStatement" && !around.some(({ type }) => /Function/.test(type))
  );
  const [only] = returns;
  if (returns.length !== 1 || only?.node.type !== "ReturnStatement" || !only.node.argument) return [];
  const inside = nodes.filter(({ around }) => around.includes(only.node));
  const computed = inside.some(({ node, around }) =>
    (node.type === "Identifier" && !isName(node, around.at(-1))) || /Call|Await|Function/.test(node.type)
  );
  if (computed) return [];
  return [{
    message: "The answer is written into the script; it must come from the data",
    line: lineOf(only.node),
  }];
}

function isName(node: unknown, parent: { type: string } | undefined): boolean {
  return parent?.type === "Property" &&
    (parent as unknown as { key: unknown; value: unknown }).key === node &&
    (parent as unknown as { value: unknown }).value !== node;
}
