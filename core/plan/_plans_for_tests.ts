/**
 * Short ways to write plans in tests.
 *
 * @module
 */
import type { ColumnType, Expression, FunctionName, Measure, Plan, SortKey, Value } from "../contract/mod.ts";

export function column(name: string): Expression {
  return { kind: "column", name };
}

export function literal(value: Value, type?: ColumnType): Expression {
  return type === undefined ? { kind: "literal", value } : { kind: "literal", value, type };
}

/** A call; names stand for columns, other values for literals. */
export function call(name: FunctionName, ...operands: (Expression | Value)[]): Expression {
  return { kind: "call", function: name, arguments: operands.map(expression) };
}

/** An expression as it is; a text is the name of a column, any other value a literal. */
export function expression(value: Expression | Value): Expression {
  if (typeof value === "string") return column(value);
  return typeof value === "object" && value !== null ? value : literal(value);
}

export function scan(dataset: string): Plan {
  return { op: "scan", dataset };
}

/** `by("-price", "name")`: sort keys, a minus for descending. */
export function by(...keys: (string | SortKey)[]): SortKey[] {
  return keys.map((key) =>
    typeof key === "string" ? { by: column(key.replace(/^-/, "")), descending: key.startsWith("-") } : key
  );
}

export function measure(
  name: string,
  fn: Measure["function"],
  operands: (Expression | Value)[] = [],
  more: Partial<Measure> = {},
): Measure {
  return { name, function: fn, arguments: operands.map(expression), ...more };
}

/** Selects columns: names, or `[name, expression]`. */
export function select(input: Plan, ...columns: (string | [string, Expression | Value])[]): Plan {
  return {
    op: "select",
    input,
    columns: columns.map((one) =>
      typeof one === "string"
        ? { name: one, value: column(one) }
        : { name: one[0], value: expression(one[1]) }
    ),
  };
}

export function aggregate(
  input: Plan,
  groups: (string | [string, Expression])[],
  ...measures: Measure[]
): Plan {
  return {
    op: "aggregate",
    input,
    groups: groups.map((one) =>
      typeof one === "string" ? { name: one, value: column(one) } : { name: one[0], value: one[1] }
    ),
    measures,
  };
}

export function filter(input: Plan, where: Expression): Plan {
  return { op: "filter", input, where };
}

export function sort(input: Plan, ...keys: (string | SortKey)[]): Plan {
  return { op: "sort", input, keys: by(...keys) };
}

export function limit(input: Plan, count: number, offset?: number): Plan {
  return offset === undefined ? { op: "limit", input, count } : { op: "limit", input, count, offset };
}
