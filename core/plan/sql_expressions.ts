/**
 * Expressions as DuckDB's SQL.
 *
 * @module
 */
import type { Expression, Plan, Value } from "../contract/mod.ts";
import { columnType, type Kind } from "./column_types.ts";
import { FUNCTIONS, resultKind } from "./functions.ts";
import { canBeNull } from "./nulls.ts";
import { isConstant, walkExpression } from "./walk.ts";
import { SQL_FUNCTIONS } from "./sql_functions.ts";
import { atom, cast, exact, quoteText, RANK, type Sql } from "./sql_text.ts";

/** What an expression's SQL depends on. */
export interface ExpressionScope {
  /** The SQL of a column, by the plan's name. */
  column(name: string): string;
  kind(expression: Expression): Kind;
  /** The relation and its one column that a plan inside an expression gives. */
  subplan(plan: Plan): { from: string; column: string };
}

/** The SQL of an expression. */
export function expressionSql(expression: Expression, scope: ExpressionScope): Sql {
  switch (expression.kind) {
    case "column":
      return { text: scope.column(expression.name), rank: RANK.atom, simple: true };
    case "literal":
      return literalSql(expression.value, scope.kind(expression));
    case "scalar": {
      const { from, column } = scope.subplan(expression.plan);
      return atom(`(SELECT ${column} FROM ${from})`);
    }
    case "member": {
      const { from, column } = scope.subplan(expression.plan);
      const value = expressionSql(expression.value, scope);
      return atom(
        `coalesce((${value.text}) IN (SELECT ${column} FROM ${from} WHERE ${column} IS NOT NULL), false)`,
      );
    }
    case "call":
      return callSql(expression, scope);
  }
}

/** The SQL of an expression that becomes a column: constants have the plan's type, which DuckDB loses where they fold to null. */
export function columnSql(expression: Expression, scope: ExpressionScope): string {
  const kind = scope.kind(expression);
  if (kind === "null") return cast(atom("NULL"), "text").text;
  const sql = expressionSql(expression, scope);
  return expression.kind === "call" && canFold(expression) ? cast(sql, kind).text : exact(sql).text;
}

/** Whether DuckDB could find out, before the first row, that the expression is null or constant. */
function canFold(expression: Expression): boolean {
  let found = isConstant(expression);
  walkExpression(expression, (part) => {
    found ||= isConstant(part) && canBeNull(part);
  });
  return found;
}

function callSql(call: Extract<Expression, { kind: "call" }>, scope: ExpressionScope): Sql {
  const kinds = call.arguments.map((argument) => scope.kind(argument));
  const entry = FUNCTIONS[call.function];
  if (entry.nulls === "propagates" && kinds.includes("null")) {
    return cast(atom("NULL"), columnType(resultKind(call.function, kinds, "null")));
  }
  return SQL_FUNCTIONS[call.function]({
    operands: call.arguments.map((argument) => expressionSql(argument, scope)),
    kinds,
    values: call.arguments.map((argument) => argument.kind === "literal" ? argument.value : undefined),
  });
}

/** A constant. Doubles have an exponent, because DuckDB takes `0.1` for a decimal. */
export function literalSql(value: Value, kind: Kind): Sql {
  if (value === null) {
    return kind === "null"
      ? { ...atom("NULL"), simple: true }
      : { ...cast(atom("NULL"), kind), simple: true };
  }
  const constant = (text: string): Sql => ({
    text,
    rank: text.startsWith("-") ? RANK.product : RANK.atom,
    simple: true,
  });
  switch (kind) {
    case "boolean":
      return constant(String(value));
    case "integer":
      return { ...constant(String(value)), bare: true };
    case "number":
      return constant(/e/.test(String(value)) ? String(value) : `${value}e0`);
    case "date":
      return constant(`DATE '${value}'`);
    case "datetime": {
      const [date, time = "00:00:00"] = String(value).split(/[T ]/);
      return constant(`TIMESTAMP '${date} ${time.length === 5 ? `${time}:00` : time}'`);
    }
    default:
      return quoteText(String(value));
  }
}
