/**
 * What is allowed and yet seldom meant: results that nobody uses, values that differ each time, answers that do not depend on the data.
 *
 * @module
 */
import type { AnyNode, Program } from "acorn";
import type { CodeFinding } from "../contract/mod.ts";
import { positionOf, type Scopes } from "./scope.ts";
import { type Ancestors, isFunction, walkTree } from "./tree.ts";

const ASKING = ["query", "sql", "columns"];
/** Each is looked through on its own. */
const MAX_LOOPS = 20;
const FROM_OUTSIDE = [...ASKING, "tables", "input"];

/** Warnings; and the one error that needs no judgement: a script that returns nothing. */
export function checkHabits(program: Program, scopes: Scopes): CodeFinding[] {
  const findings: CodeFinding[] = [];
  const free = new Set(scopes.free.map(({ node }) => node as AnyNode));
  const warn = (node: AnyNode, rule: string, message: string, hint: string) =>
    findings.push({ rule, severity: "warning", message, hint, ...positionOf(node) });
  const answers = new Set<AnyNode>();
  let returns = false;
  let loops = 0;
  walkTree(program, (node, ancestors) => {
    if (node.type === "ReturnStatement" && node.argument) returns ||= !ancestors.some(isFunction);
    if (node.type === "CallExpression" || node.type === "NewExpression") {
      const name = calledName(node.callee, free);
      if (name === "Math.random") {
        warn(
          node,
          "not-repeatable",
          "Math.random() gives another result each time",
          "Take a fixed rule, or a seeded generator of your own.",
        );
      }
      if (name === "Date.now" || name === "Date" && node.arguments.length === 0) {
        warn(
          node,
          "not-repeatable",
          "The current time gives another result each time",
          "Take the latest date in the data, or a fixed one.",
        );
      }
      if (name !== null && ASKING.includes(name) && !isAwaited(ancestors)) {
        warn(node, "not-awaited", `${name}() gives a promise`, `Write await ${name}(...).`);
      }
    }
    if (node.type === "VariableDeclarator" && asks(node.init)) answers.add(node.id);
    if (isLoop(node) && ++loops <= MAX_LOOPS && isEndless(node)) {
      warn(node, "endless-loop", "Nothing ends this loop", "Give it a condition, a break or a return.");
    }
  });
  for (const { name, node, uses } of scopes.bindings) {
    if (!uses.some(({ write }) => !write) && !name.startsWith("_") && answers.has(node)) {
      warn(node, "unused-result", `${name} is never used`, "Use it, or do not ask for it.");
    }
  }
  if (!returns) {
    findings.push({
      rule: "no-return",
      severity: "error",
      message: "The script returns nothing",
      hint: "End it with: return <the result>;",
      ...positionOf(program.body.at(-1) ?? program),
    });
  } else if (!scopes.free.some(({ name }) => FROM_OUTSIDE.includes(name))) {
    const last = program.body.at(-1) ?? program;
    warn(
      last,
      "constant-result",
      "The result does not depend on any data",
      "Read data with query(), sql() or columns().",
    );
  }
  return findings;
}

/** `Math.random` for a call of it, `sql` for a call of that; only names that the script did not declare itself. */
function calledName(callee: AnyNode, free: Set<AnyNode>): string | null {
  if (callee.type === "Identifier") return free.has(callee) ? callee.name : null;
  if (callee.type !== "MemberExpression" || callee.computed || !free.has(callee.object)) return null;
  return callee.object.type === "Identifier" && "name" in callee.property
    ? `${callee.object.name}.${callee.property.name}`
    : null;
}

/** Awaited here, or handed on: returned, kept, or given to Promise.all. Only a call that stands alone is lost. */
function isAwaited(ancestors: Ancestors): boolean {
  const parent = ancestors.at(-1);
  return parent?.type !== "ExpressionStatement" && parent?.type !== "MemberExpression";
}

/** A loop without a condition. */
function isLoop(node: AnyNode): boolean {
  return node.type === "ForStatement" && !node.test ||
    (node.type === "WhileStatement" || node.type === "DoWhileStatement") && node.test.type === "Literal" &&
      Boolean(node.test.value);
}

function isEndless(node: AnyNode): boolean {
  let ends = false;
  walkTree(node, (inner) => {
    ends ||= ["BreakStatement", "ReturnStatement", "ThrowStatement", "YieldExpression"].includes(inner.type);
  });
  return !ends;
}

/** Whether a value is what was asked of the data. */
function asks(init: AnyNode | null | undefined): boolean {
  if (init?.type !== "AwaitExpression" || init.argument.type !== "CallExpression") return false;
  const { callee } = init.argument;
  return callee.type === "Identifier" && ASKING.includes(callee.name);
}
