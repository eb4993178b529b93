/**
 * The syntax tree of a script: parsing, walking, and what can be known of a value without running anything.
 *
 * @module
 */
import type { AnyNode, Node } from "acorn";

/** A node with those it stands in, outermost first. */
export type Ancestors = readonly AnyNode[];

/** Most nodes, and deepest nesting, that are looked at. */
export const MAX_NODES = 20_000;
export const MAX_DEPTH = 300;

/** The nodes directly below a node, in the order of the text. */
export function childrenOf(node: Node): AnyNode[] {
  const found: AnyNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) found.push(...value.filter(isNode));
    else if (isNode(value)) found.push(value);
  }
  return found;
}

/**
 * Visits every node, outer ones first.
 *
 * @throws {RangeError} Where the tree is larger or deeper than a script should be.
 */
export function walkTree(root: Node, visit: (node: AnyNode, ancestors: Ancestors) => void): void {
  let count = 0;
  const ancestors: AnyNode[] = [];
  const step = (node: AnyNode) => {
    if (++count > MAX_NODES || ancestors.length > MAX_DEPTH) {
      throw new RangeError("The script is too complex");
    }
    visit(node, ancestors);
    ancestors.push(node);
    for (const child of childrenOf(node)) step(child);
    ancestors.pop();
  };
  step(root as AnyNode);
}

/** Text that an expression always gives, where that is plain to see: a literal, a template without values, a sum of these. */
export function constantText(node: AnyNode): string | undefined {
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" || typeof node.value === "number"
        ? String(node.value)
        : undefined;
    case "TemplateLiteral": {
      const values = node.expressions.map(constantText);
      if (values.includes(undefined)) return undefined;
      return node.quasis.map((part, i) => (part.value.cooked ?? "") + (values[i] ?? "")).join("");
    }
    case "BinaryExpression": {
      if (node.operator !== "+") return undefined;
      const [left, right] = [constantText(node.left), constantText(node.right)];
      return left === undefined || right === undefined ? undefined : left + right;
    }
    case "ParenthesizedExpression":
      return constantText(node.expression);
    case "SequenceExpression":
      return constantText(node.expressions.at(-1)!);
    default:
      return undefined;
  }
}

/** Whether a node is a function, whose body is another world for `return` and `await`. */
export function isFunction(node: Node): boolean {
  return /Function/.test(node.type);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}
