/**
 * Which names a script declares, which it uses, and which of those it does not declare itself.
 *
 * @module
 */
import type { AnyNode, Identifier, Node, Pattern, Program } from "acorn";
import { childrenOf, isFunction } from "./tree.ts";

/** A use of a name. */
export interface Reference {
  name: string;
  node: Identifier;
  /** Whether it is only written to here. */
  write: boolean;
}

/** A declared name with its uses. */
export interface Binding {
  name: string;
  node: Identifier;
  uses: Reference[];
}

/** What was found. */
export interface Scopes {
  bindings: Binding[];
  /** Uses of names that no scope of the script declares. */
  free: Reference[];
}

class Scope {
  readonly names = new Map<string, Binding>();
  /** `isBody`: where `var` and functions go. `hasArguments`: whether `arguments` is known here. */
  constructor(readonly outer: Scope | null, readonly isBody: boolean, readonly hasArguments: boolean) {}
}

/** Follows the scopes of ECMAScript: `var` and functions belong to their function, `let`, `const` and classes to their block. */
export function analyseScopes(program: Program): Scopes {
  const analysis = new Analysis();
  const top = new Scope(null, true, false);
  analysis.declareBody(program.body, top);
  for (const statement of program.body) analysis.visit(statement, top);
  analysis.resolve();
  return { bindings: analysis.bindings, free: analysis.free };
}

class Analysis {
  readonly bindings: Binding[] = [];
  readonly free: Reference[] = [];
  readonly #references: { reference: Reference; scope: Scope }[] = [];

  /** Finds every use its declaration; only now is every declaration known. */
  resolve(): void {
    for (const { reference, scope } of this.#references) {
      const binding = find(reference.name, scope);
      if (binding === "arguments") continue;
      if (binding === null) this.free.push(reference);
      else binding.uses.push(reference);
    }
  }

  visit(node: AnyNode, scope: Scope): void {
    switch (node.type) {
      case "Identifier":
        return this.#use(node, scope, false);
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        return this.#visitFunction(node, scope);
      case "ClassDeclaration":
      case "ClassExpression":
        return this.#visitClass(node, scope);
      case "BlockStatement":
        return this.#visitBlock(node.body, scope);
      case "StaticBlock":
        return this.#visitBlock(node.body, new Scope(scope, true, false));
      case "SwitchStatement": {
        this.visit(node.discriminant, scope);
        const inner = new Scope(scope, false, false);
        this.#declareLexical(node.cases.flatMap(({ consequent }) => consequent), inner);
        for (const each of node.cases) this.#visitAll(childrenOf(each), inner);
        return;
      }
      case "ForStatement":
      case "ForInStatement":
      case "ForOfStatement": {
        const inner = new Scope(scope, false, false);
        const first = node.type === "ForStatement" ? node.init : node.left;
        if (first) this.#declareLexical([first], inner);
        if (first && node.type !== "ForStatement" && first.type !== "VariableDeclaration") {
          this.#assign(first, inner);
          return this.#visitAll(childrenOf(node).filter((child) => child !== first), inner);
        }
        return this.#visitAll(childrenOf(node), inner);
      }
      case "CatchClause": {
        const inner = new Scope(scope, false, false);
        if (node.param) {
          this.#declarePattern(node.param, inner);
          this.#visitDefaults(node.param, inner);
        }
        return this.visit(node.body, inner);
      }
      case "VariableDeclarator":
        this.#visitDefaults(node.id, scope);
        if (node.init) this.visit(node.init, scope);
        return;
      case "AssignmentExpression":
        if (node.operator === "=") this.#assign(node.left, scope);
        else this.visit(node.left, scope);
        return this.visit(node.right, scope);
      case "MemberExpression":
        this.visit(node.object, scope);
        if (node.computed) this.visit(node.property, scope);
        return;
      case "Property":
      case "PropertyDefinition":
      case "MethodDefinition":
        if (node.computed) this.visit(node.key as AnyNode, scope);
        if (node.value) this.visit(node.value as AnyNode, scope);
        return;
      case "LabeledStatement":
        return this.visit(node.body, scope);
      case "BreakStatement":
      case "ContinueStatement":
      case "MetaProperty":
      case "ImportDeclaration":
        return;
      default:
        return this.#visitAll(childrenOf(node), scope);
    }
  }

  /** Declares what a function's body, or the script, declares. */
  declareBody(body: readonly AnyNode[], scope: Scope): void {
    this.#declareLexical(body, scope);
    for (const node of body) this.#hoist(node, scope);
  }

  #visitAll(nodes: AnyNode[], scope: Scope): void {
    for (const node of nodes) this.visit(node, scope);
  }

  #visitBlock(body: AnyNode[], outer: Scope): void {
    const scope = new Scope(outer, false, false);
    this.#declareLexical(body, scope);
    this.#visitAll(body, scope);
  }

  #visitFunction(node: Extract<AnyNode, { params: Pattern[] }>, outer: Scope): void {
    const scope = new Scope(outer, true, node.type !== "ArrowFunctionExpression");
    if (node.type === "FunctionExpression" && node.id) this.#declare(node.id, scope);
    for (const param of node.params) {
      this.#declarePattern(param, scope);
      this.#visitDefaults(param, scope);
    }
    if (node.body.type !== "BlockStatement") return this.visit(node.body, scope);
    this.declareBody(node.body.body, scope);
    this.#visitAll(node.body.body, scope);
  }

  #visitClass(node: Extract<AnyNode, { type: "ClassDeclaration" | "ClassExpression" }>, outer: Scope): void {
    const scope = new Scope(outer, false, false);
    if (node.type === "ClassExpression" && node.id) this.#declare(node.id, scope);
    if (node.superClass) this.visit(node.superClass, scope);
    for (const member of node.body.body) this.visit(member, scope);
  }

  /** `let`, `const`, `class`, functions and imports directly in a block. */
  #declareLexical(nodes: readonly AnyNode[], scope: Scope): void {
    for (const node of nodes) {
      if (node.type === "VariableDeclaration" && node.kind !== "var") {
        for (const { id } of node.declarations) this.#declarePattern(id, scope);
      } else if ((node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") && node.id) {
        this.#declare(node.id, scope);
      } else if (node.type === "ImportDeclaration") {
        for (const { local } of node.specifiers) this.#declare(local, scope);
      }
    }
  }

  /** `var`, however deep in blocks, but not in functions. */
  #hoist(node: AnyNode, scope: Scope): void {
    if (isFunction(node) || node.type === "StaticBlock") return;
    if (node.type === "VariableDeclaration" && node.kind === "var") {
      for (const { id } of node.declarations) this.#declarePattern(id, scope);
    }
    for (const child of childrenOf(node)) this.#hoist(child, scope);
  }

  #declarePattern(pattern: Pattern, scope: Scope): void {
    switch (pattern.type) {
      case "Identifier":
        return this.#declare(pattern, scope);
      case "ObjectPattern":
        for (const each of pattern.properties) {
          this.#declarePattern(each.type === "RestElement" ? each.argument : each.value, scope);
        }
        return;
      case "ArrayPattern":
        for (const each of pattern.elements) if (each) this.#declarePattern(each, scope);
        return;
      case "RestElement":
        return this.#declarePattern(pattern.argument, scope);
      case "AssignmentPattern":
        return this.#declarePattern(pattern.left, scope);
    }
  }

  /** Computed keys and defaults inside a pattern are expressions; its names were declared. */
  #visitDefaults(pattern: Pattern, scope: Scope): void {
    switch (pattern.type) {
      case "ObjectPattern":
        for (const each of pattern.properties) {
          if (each.type === "RestElement") continue;
          if (each.computed) this.visit(each.key as AnyNode, scope);
          this.#visitDefaults(each.value, scope);
        }
        return;
      case "ArrayPattern":
        for (const each of pattern.elements) if (each) this.#visitDefaults(each, scope);
        return;
      case "RestElement":
        return this.#visitDefaults(pattern.argument, scope);
      case "AssignmentPattern":
        this.#visitDefaults(pattern.left, scope);
        return this.visit(pattern.right, scope);
    }
  }

  /** The left side of an assignment. */
  #assign(target: AnyNode, scope: Scope): void {
    switch (target.type) {
      case "Identifier":
        return this.#use(target, scope, true);
      case "ObjectPattern":
        for (const each of target.properties) {
          if (each.type === "Property" && each.computed) this.visit(each.key as AnyNode, scope);
          this.#assign((each.type === "RestElement" ? each.argument : each.value) as AnyNode, scope);
        }
        return;
      case "ArrayPattern":
        for (const each of target.elements) if (each) this.#assign(each, scope);
        return;
      case "RestElement":
        return this.#assign(target.argument, scope);
      case "AssignmentPattern":
        this.#assign(target.left, scope);
        return this.visit(target.right, scope);
      default:
        return this.visit(target, scope);
    }
  }

  #declare(node: Identifier, scope: Scope): void {
    if (scope.names.has(node.name)) return;
    const binding = { name: node.name, node, uses: [] };
    scope.names.set(node.name, binding);
    this.bindings.push(binding);
  }

  #use(node: Identifier, scope: Scope, write: boolean): void {
    this.#references.push({ reference: { name: node.name, node, write }, scope });
  }
}

function find(name: string, from: Scope): Binding | "arguments" | null {
  for (let scope: Scope | null = from; scope !== null; scope = scope.outer) {
    const binding = scope.names.get(name);
    if (binding !== undefined) return binding;
    if (name === "arguments" && scope.hasArguments) return "arguments";
  }
  return null;
}

/** Where a node stands, both from 1. */
export function positionOf(node: Node): { line: number; column: number } {
  const { line, column } = node.loc!.start;
  return { line, column: column + 1 };
}
