/**
 * The type of an expression, checked against the columns it reads.
 *
 * @module
 */
import {
  type ColumnType,
  type Expression,
  type FunctionName,
  NexusError,
  type Plan,
  type Schema,
} from "../contract/mod.ts";
import { accepts, columnType, commonKind, type Kind } from "./column_types.ts";
import { type Argument, type FunctionEntry, FUNCTIONS, resultKind } from "./functions.ts";
import { literalKind } from "./literals.ts";
import { nearestNames } from "./nearest.ts";

/** The schema of a plan inside an expression. */
export type SubplanSchema = (plan: Plan) => Schema;

/** The column type of an expression. Throws `plan.unknown_column`, `plan.type_mismatch` or `plan.invalid`. */
export function typeOf(
  expression: Expression,
  schema: Schema,
  subplan: SubplanSchema = noSubplan,
): ColumnType {
  return columnType(kindOf(expression, schema, subplan));
}

/** As {@linkcode typeOf}, but a bare null stays `null`. */
export function kindOf(expression: Expression, schema: Schema, subplan: SubplanSchema = noSubplan): Kind {
  switch (expression.kind) {
    case "column":
      return columnKind(expression.name, schema);
    case "literal":
      return literalKind(expression);
    case "scalar":
      return onlyColumn(expression.plan, subplan);
    case "member": {
      const value = kindOf(expression.value, schema, subplan);
      const among = onlyColumn(expression.plan, subplan);
      if (commonKind(value, among) === undefined) mismatch("look up", [value, among], "both of one type");
      return "boolean";
    }
    case "call":
      return callKind(expression, schema, subplan);
  }
}

/** The type of a column; throws `plan.unknown_column` with the nearest names. */
export function columnKind(name: string, schema: Schema): ColumnType {
  const field = schema.find((candidate) => candidate.name === name);
  if (field) return field.type;
  const names = schema.map((candidate) => candidate.name);
  const nearest = nearestNames(name, names);
  throw new NexusError(
    "plan.unknown_column",
    `Cannot find the column "${name}": there is no such column here`,
    {
      hint: nearest.length > 0
        ? `Nearest: ${nearest.map((candidate) => `"${candidate}"`).join(", ")}.`
        : `Columns here: ${names.slice(0, 20).map((candidate) => `"${candidate}"`).join(", ")}.`,
      details: { column: name, nearest },
    },
  );
}

function onlyColumn(plan: Plan, subplan: SubplanSchema): Kind {
  const schema = subplan(plan);
  if (schema.length === 1) return schema[0]!.type;
  throw new NexusError(
    "plan.invalid",
    `Cannot use a plan as a value: it gives ${schema.length} columns, not one`,
    {
      hint: "Select the one column that is meant.",
    },
  );
}

function callKind(
  call: Extract<Expression, { kind: "call" }>,
  schema: Schema,
  subplan: SubplanSchema,
): Kind {
  const entry = FUNCTIONS[call.function];
  checkCount(call.function, entry, call.arguments.length);
  const kinds = call.arguments.map((argument) => kindOf(argument, schema, subplan));
  kinds.forEach((kind, index) => {
    const argument = entry.arguments[index] ?? entry.rest!;
    if (!accepts(argument.takes, kind)) {
      mismatch(call.function, kinds, `"${argument.name}" must be ${argument.takes.join(" or ")}`);
    }
    if (argument.literal) checkLiteral(call.function, argument, call.arguments[index]!);
  });
  return resultKind(call.function, kinds, sharedKind(call.function, entry, kinds));
}

function checkCount(name: FunctionName, entry: FunctionEntry, count: number): void {
  const most = entry.rest ? Infinity : entry.arguments.length;
  const least = entry.arguments.filter((argument) => !argument.optional).length;
  if (count >= least && count <= most) return;
  const wanted = most === least
    ? `${least}`
    : most === Infinity
    ? `at least ${least}`
    : `${least} to ${most}`;
  throw new NexusError("plan.invalid", `Cannot call "${name}" with ${count} arguments: it takes ${wanted}`);
}

function checkLiteral(name: FunctionName, argument: Argument, given: Expression): void {
  const problem = given.kind === "literal" ? argument.literal!(given.value) : "a constant";
  if (problem === undefined) return;
  const shown = given.kind === "literal" ? JSON.stringify(given.value) : "an expression";
  throw new NexusError(
    "plan.invalid",
    `Cannot call "${name}" with ${shown} as "${argument.name}": it must be ${problem}`,
  );
}

function sharedKind(name: FunctionName, entry: FunctionEntry, kinds: readonly Kind[]): Kind {
  const alike = entry.alike === "all" ? kinds : (entry.alike ?? []).map((index) => kinds[index]!);
  let shared: Kind = "null";
  for (const kind of alike) {
    const next = commonKind(shared, kind);
    if (next === undefined) mismatch(name, kinds, "they have no type in common");
    shared = next;
  }
  return shared;
}

function mismatch(what: string, kinds: readonly Kind[], why: string): never {
  const types = kinds.map((kind) => kind === "null" ? "missing" : kind);
  throw new NexusError("plan.type_mismatch", `Cannot apply "${what}" to ${types.join(", ")}: ${why}`, {
    hint: types.includes("text")
      ? 'A literal date needs "type": "date"; text becomes another type by to_number, to_integer, to_date or to_datetime.'
      : "Convert one side, or choose another function.",
    details: { function: what, types },
  });
}

function noSubplan(): never {
  throw new NexusError(
    "plan.invalid",
    "Cannot type a plan inside an expression without the schemas of its datasets",
  );
}
