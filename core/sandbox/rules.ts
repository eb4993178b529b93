/**
 * Forms that no script may have.
 *
 * @module
 */
import type { AnyNode, Program } from "acorn";
import type { CodeFinding } from "../contract/mod.ts";
import { FORBIDDEN_PROPERTIES, OFFERED } from "./names.ts";
import { positionOf, type Scopes } from "./scope.ts";
import { type Ancestors, constantText, walkTree } from "./tree.ts";

const IMPORT_HINT = "Nothing can be imported. Statistics are in stats; everything else is to be written out.";
const BEHIND_HINT = "Read and write plain fields. For a field whose name is in the data, use a Map.";

const FORMS: Record<string, { rule: string; message: string; hint: string }> = {
  ImportDeclaration: { rule: "import", message: "import is not possible", hint: IMPORT_HINT },
  ImportExpression: { rule: "import", message: "import() is not possible", hint: IMPORT_HINT },
  ExportNamedDeclaration: {
    rule: "export",
    message: "export is not possible",
    hint: "End with return <result>;",
  },
  ExportDefaultDeclaration: {
    rule: "export",
    message: "export is not possible",
    hint: "End with return <result>;",
  },
  ExportAllDeclaration: { rule: "export", message: "export is not possible", hint: IMPORT_HINT },
  WithStatement: {
    rule: "with",
    message: "with is not possible",
    hint: "Name the object before each field.",
  },
  DebuggerStatement: { rule: "debugger", message: "debugger is not possible", hint: "Use console.log()." },
};

/** Everything in the tree that keeps a script from running, apart from names. */
export function checkForms(program: Program, scopes: Scopes): CodeFinding[] {
  const findings: CodeFinding[] = [];
  const add = (node: AnyNode, finding: { rule: string; message: string; hint: string }) =>
    findings.push({ severity: "error", ...finding, ...positionOf(node) });
  walkTree(program, (node, ancestors) => {
    const form = Object.hasOwn(FORMS, node.type) ? FORMS[node.type] : undefined;
    if (form !== undefined) add(node, form);
    if (node.type === "MetaProperty" && node.meta.name === "import") {
      add(node, { rule: "import", message: "import.meta is not possible", hint: IMPORT_HINT });
    }
    const name = propertyOf(node);
    if (name !== undefined && FORBIDDEN_PROPERTIES.has(name) && !isHarmless(node, name, ancestors)) {
      add(keyOf(node), {
        rule: "property",
        message: `"${name}" reaches behind the object`,
        hint: BEHIND_HINT,
      });
    }
  });
  for (const { name, node, write } of scopes.free) {
    if (write && (OFFERED as readonly string[]).includes(name)) {
      add(node, {
        rule: "assignment",
        message: `${name} cannot be given a value`,
        hint: "Declare a name of your own.",
      });
    }
  }
  return findings;
}

/** The property that a node names, where it is known. */
function propertyOf(node: AnyNode): string | undefined {
  switch (node.type) {
    case "MemberExpression":
      return node.computed
        ? constantText(node.property)
        : "name" in node.property
        ? node.property.name
        : undefined;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition": {
      const key = node.key as AnyNode;
      return !node.computed && key.type === "Identifier" ? key.name : constantText(key);
    }
    default:
      return undefined;
  }
}

function keyOf(node: AnyNode): AnyNode {
  return (node.type === "MemberExpression" ? node.property : (node as { key: unknown }).key) as AnyNode;
}

/** A class's own constructor; and methods borrowed from a standard prototype, as in `Object.prototype.hasOwnProperty.call(row, name)`. */
function isHarmless(node: AnyNode, name: string, ancestors: Ancestors): boolean {
  if (node.type === "MethodDefinition") return name === "constructor" && node.kind === "constructor";
  // A plan has operations with arguments: as the key of a record it is a word like any other.
  if (node.type === "Property") return name === "arguments";
  if (node.type !== "MemberExpression" || name !== "prototype" || node.computed) return false;
  const [parent, above] = [ancestors.at(-1), ancestors.at(-2)];
  return node.object.type === "Identifier" &&
    ["Object", "Array", "String", "Number", "Map", "Set"].includes(node.object.name) &&
    parent?.type === "MemberExpression" && parent.object === node && !parent.computed &&
    !(above?.type === "AssignmentExpression" && above.left === parent) &&
    above?.type !== "UpdateExpression" && above?.type !== "UnaryExpression";
}
