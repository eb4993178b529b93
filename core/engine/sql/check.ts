/**
 * What SQL from outside may say: one SELECT over the tables of its run, with functions that compute. It is the syntax tree that is
 * checked, as DuckDB itself writes it, and not the text.
 *
 * @module
 */
import { NexusError } from "../../contract/errors.ts";
import { nearestNames } from "../../plan/nearest.ts";
import { isOperator, SCALAR_FUNCTIONS, TABLE_FUNCTIONS } from "./functions.ts";
import { relationNamed } from "./names.ts";
import type { NamedRelation } from "./request.ts";

type Node = Record<string, unknown>;

const QUERIES = new Set(["SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"]);
const TABLES = new Set([
  "BASE_TABLE",
  "SUBQUERY",
  "JOIN",
  "EXPRESSION_LIST",
  "TABLE_FUNCTION",
  "EMPTY",
  "PIVOT",
]);
const EXPRESSIONS = new Set([
  "BETWEEN",
  "CASE",
  "CAST",
  "COLLATE",
  "COLUMN_REF",
  "COMPARISON",
  "CONJUNCTION",
  "CONSTANT",
  "DEFAULT",
  "FUNCTION",
  "LAMBDA",
  "LAMBDA_REF",
  "OPERATOR",
  "POSITIONAL_REFERENCE",
  "STAR",
  "SUBQUERY",
  "WINDOW",
]);
const SELECT_ONLY = "One SELECT statement is all that SQL may be here.";

/**
 * Checks the tree that `json_serialize_sql` gave.
 *
 * @returns The relations that are read.
 * @throws {NexusError} `plan.invalid`.
 */
export function checkSql(tree: unknown, relations: readonly NamedRelation[]): NamedRelation[] {
  const { error, error_type, error_message, statements } = tree as Node;
  if (error === true) {
    if (error_type !== "parser") throw invalid("it is no SELECT", SELECT_ONLY);
    throw invalid(String(error_message));
  }
  if (!Array.isArray(statements) || statements.length !== 1) {
    throw invalid(`it has ${Array.isArray(statements) ? statements.length : 0} statements`, SELECT_ONLY);
  }
  const check = new Check(relations);
  check.visit(statements[0], new Set());
  return [...check.used.values()];
}

/** One walk over a tree. */
class Check {
  readonly #relations: readonly NamedRelation[];
  readonly used = new Map<string, NamedRelation>();

  constructor(relations: readonly NamedRelation[]) {
    this.#relations = relations;
  }

  /** `defined`: the names, in lower case, that WITH has given to queries and that hold here. */
  visit(node: unknown, defined: ReadonlySet<string>): void {
    if (Array.isArray(node)) return node.forEach((each) => this.visit(each, defined));
    if (typeof node !== "object" || node === null) return;
    const { class: kind, type } = node as Node;
    if (kind !== undefined) this.#expression(node as Node);
    else if (typeof type === "string" && type.endsWith("_NODE")) defined = this.#query(node as Node, defined);
    else if (typeof type === "string" && "query_location" in node) {
      if (!this.#table(node as Node, defined)) return;
    }
    for (const [key, value] of Object.entries(node)) if (key !== "cte_map") this.visit(value, defined);
  }

  #expression(node: Node): void {
    const { class: kind, type } = node;
    if (kind === "PARAMETER") throw invalid("it has a parameter", "Write the value into the SQL.");
    if (!EXPRESSIONS.has(String(kind))) throw invalid(`${kind} is not for SELECT here`);
    if (kind === "FUNCTION" || type === "WINDOW_AGGREGATE") {
      checkFunction(String(node.function_name), SCALAR_FUNCTIONS);
    }
  }

  /** The names that hold inside a query: those that held around it, and its own, each from the one after it on. */
  #query(node: Node, defined: ReadonlySet<string>): ReadonlySet<string> {
    if (!QUERIES.has(String(node.type))) throw invalid(`${node.type} is no SELECT`, SELECT_ONLY);
    const names = new Set(defined);
    for (const { key, value } of entriesOf(node.cte_map)) {
      const name = String(key).toLowerCase();
      const query = (value as Node).query as Node;
      const recursive = (query.node as Node | undefined)?.type === "RECURSIVE_CTE_NODE";
      this.visit(value, recursive ? new Set([...names, name]) : names);
      names.add(name);
    }
    return names;
  }

  /** Whether what is inside is to be looked at too. */
  #table(node: Node, defined: ReadonlySet<string>): boolean {
    const { type, table_name: name, schema_name: schema, catalog_name: catalog } = node;
    if (!TABLES.has(String(type))) {
      throw invalid(type === "SHOW_REF" ? "it is no SELECT" : `${type} is no table`, SELECT_ONLY);
    }
    if (type === "TABLE_FUNCTION") {
      const call = node.function as Node;
      checkFunction(String(call.function_name), TABLE_FUNCTIONS, "in the place of a table");
      this.visit(call.children, defined);
      this.visit(call.filter, defined);
      return false;
    }
    if (type !== "BASE_TABLE") return true;
    if (schema !== "" || catalog !== "") {
      throw invalid(
        `"${[catalog, schema, name].filter((each) => each !== "").join(".")}" is in another catalog`,
        "Name tables by their names alone.",
      );
    }
    if (!defined.has(String(name).toLowerCase())) {
      const relation = relationNamed(String(name), this.#relations);
      this.used.set(relation.name, relation);
    }
    return true;
  }
}

function checkFunction(name: string, known: ReadonlySet<string>, where = "here"): void {
  const folded = name.toLowerCase();
  if (known.has(folded) || (known === SCALAR_FUNCTIONS && isOperator(name))) return;
  const nearest = nearestNames(folded, [...known], 3);
  throw new NexusError(
    "plan.invalid",
    `Cannot run the SQL: the function ${folded}() cannot be called ${where}`,
    {
      ...(nearest.length > 0 ? { hint: `Nearest: ${nearest.join(", ")}.` } : {}),
      details: { function: folded, nearest },
    },
  );
}

function entriesOf(map: unknown): { key: unknown; value: unknown }[] {
  return ((map as Node | undefined)?.map as { key: unknown; value: unknown }[] | undefined) ?? [];
}

function invalid(why: string, hint?: string): NexusError {
  return new NexusError("plan.invalid", `Cannot run the SQL: ${why}`, hint === undefined ? {} : { hint });
}
