import { type AnyNode, parse, type Program } from "acorn";

/** Something to say of a script, at a line where there is one. */
export interface Remark {
  message: string;
  line?: number | undefined;
}

/** A call of what reads data: `query`, `sql` or `columns`. */
export interface DataCall {
  name: "query" | "sql" | "columns";
  arguments: AnyNode[];
  line: number;
}

/** A script as far as its checks look at it. */
export interface Script {
  /** Every node with those around it, innermost last. */
  nodes: { node: AnyNode; around: AnyNode[] }[];
  calls: DataCall[];
  /** Names that it uses and does not declare as a property or key. */
  names: Set<string>;
}

const READERS = new Set(["query", "sql", "columns"]);

/** Parses a script; null where it cannot be. */
export function readScript(source: string): Script | null {
  let program: Program;
  try {
    program = parse(source, {
      ecmaVersion: "latest",
      sourceType: "module",
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      locations: true,
    });
  } catch {
    return null;
  }
  const nodes: Script["nodes"] = [];
  visit(program, [], nodes);
  const calls = nodes.flatMap(({ node }): DataCall[] => {
    if (node.type !== "CallExpression" || node.callee.type !== "Identifier") return [];
    const { name } = node.callee;
    return READERS.has(name)
      ? [{ name: name as DataCall["name"], arguments: node.arguments, line: lineOf(node) }]
      : [];
  });
  const names = new Set(
    nodes.flatMap(({ node, around }) =>
      node.type === "Identifier" && !isKey(node, around.at(-1)) ? [node.name] : []
    ),
  );
  return { nodes, calls, names };
}

/** The line on which a node begins. */
export function lineOf(node: AnyNode): number {
  return node.loc!.start.line;
}

/** The text of a literal or a template; what is put into a template is shown as `HOLE`. Null for anything else. */
export function textOf(node: AnyNode | undefined): string | null {
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : null;
  if (node?.type !== "TemplateLiteral") return null;
  return node.quasis.map(({ value }) => value.cooked ?? "").join(HOLE);
}

/** Stands for a value that only the run knows. */
export const HOLE = "\u0000";

function visit(node: AnyNode, around: AnyNode[], into: Script["nodes"]): void {
  into.push({ node, around });
  const inside = [...around, node];
  for (const value of Object.values(node)) {
    for (const part of Array.isArray(value) ? value : [value]) {
      if (typeof part === "object" && part !== null && typeof part.type === "string") {
        visit(part as AnyNode, inside, into);
      }
    }
  }
}

function isKey(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent?.type === "Property") return parent.key === node && !parent.computed && !parent.shorthand;
  return false;
}
