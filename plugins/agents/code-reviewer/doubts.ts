import type { AnyNode } from "acorn";
import type { DatasetProfile } from "nexus";
import { type DataCall, lineOf, type Remark, type Script, textOf } from "./script.ts";

/** Results of query() longer than this are cut, and say so in `truncated`. */
const CUT_AT = 10_000;

/** Habits that make a number wrong without anyone seeing it. */
export function doubtsOf(script: Script, datasets: readonly DatasetProfile[]): Remark[] {
  return [
    ...swallowedErrors(script),
    ...ignoredCut(script, datasets),
    ...openTies(script),
  ];
}

function swallowedErrors({ nodes }: Script): Remark[] {
  return nodes.flatMap(({ node }): Remark[] => {
    const caught = node.type === "CatchClause" || isCatchCall(node);
    if (!caught) return [];
    const throws = nodes.some((inner) => inner.node.type === "ThrowStatement" && inner.around.includes(node));
    return throws ? [] : [{
      message: "An error is caught and not passed on: a result may be missing rows",
      line: lineOf(node),
    }];
  });
}

function isCatchCall(node: AnyNode): boolean {
  return node.type === "CallExpression" && node.callee.type === "MemberExpression" &&
    node.callee.property.type === "Identifier" && node.callee.property.name === "catch";
}

/** Rows of a large table are read, and nobody asks whether all came. */
function ignoredCut({ nodes, calls }: Script, datasets: readonly DatasetProfile[]): Remark[] {
  const large = datasets.find(({ rows }) => rows > CUT_AT);
  const asks = nodes.some(({ node }) =>
    (node.type === "Identifier" || node.type === "Literal") &&
    ("name" in node ? node.name : node.value) === "truncated"
  );
  if (large === undefined || asks) return [];
  return calls.filter((call) => mayBeLong(call)).slice(0, 1).map(({ line }) => ({
    message: `"${large.name}" has ${
      large.rows.toLocaleString("en-US")
    } rows and a long result is cut; nothing asks whether it was (truncated)`,
    line,
  }));
}

function mayBeLong({ name, arguments: [first] }: DataCall): boolean {
  if (name === "columns") return false;
  const text = textOf(first);
  if (name === "sql" && text !== null) {
    return !/\b(group\s+by|limit|count\s*\(|sum\s*\(|avg\s*\(|min\s*\(|max\s*\(|corr\s*\(|regr_)/i.test(text);
  }
  return name === "sql";
}

/** The first of an order that leaves equal ones as they come. */
function openTies({ nodes, calls }: Script): Remark[] {
  const message = "Equal values have no fixed order here, and only the first are taken: name a second key";
  const inSql = calls.flatMap((call): Remark[] => {
    const text = call.name === "sql" ? textOf(call.arguments[0]) : null;
    const order = /\border\s+by\s+([^()]*?)\s+limit\s+\d+\s*;?\s*$/i.exec(flat(text ?? ""))
      ?.[1];
    return order !== undefined && !order.includes(",") && !/^all\b/i.test(order)
      ? [{ message, line: call.line }]
      : [];
  });
  const inCode = nodes.flatMap(({ node, around }): Remark[] => {
    if (!isSort(node)) return [];
    const [compare] = node.arguments;
    if (compare?.type !== "ArrowFunctionExpression" || compare.body.type !== "BinaryExpression") return [];
    return takesFirst(around.at(-1), around.at(-2)) ? [{ message, line: lineOf(node) }] : [];
  });
  return [...inSql, ...inCode];
}

/** SQL without what stands in its brackets. */
function flat(text: string): string {
  const next = text.replace(/\([^()]*\)/g, " ");
  return next === text ? text : flat(next);
}

function isSort(node: AnyNode): node is Extract<AnyNode, { type: "CallExpression" }> {
  return node.type === "CallExpression" && node.callee.type === "MemberExpression" &&
    node.callee.property.type === "Identifier" && /^(sort|toSorted)$/.test(node.callee.property.name);
}

/** `.sort(...).slice(`, `.sort(...)[0]`, `.sort(...).at(`. */
function takesFirst(parent: AnyNode | undefined, above: AnyNode | undefined): boolean {
  if (parent?.type !== "MemberExpression") return false;
  if (parent.computed) return true;
  return above?.type === "CallExpression" && parent.property.type === "Identifier" &&
    /^(slice|at|shift|find)$/.test(parent.property.name);
}
