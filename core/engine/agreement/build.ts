/**
 * Short ways to write plans in tests.
 *
 * @module
 */
import type { ColumnType, Derived, Expression, FunctionName, Plan, SortKey, Value } from "nexus";

/** All rows of a dataset. */
export function scan(dataset: string): Plan {
  return { op: "scan", dataset };
}

export function column(name: string): Expression {
  return { kind: "column", name };
}

export function literal(value: Value, type?: ColumnType): Expression {
  return type === undefined ? { kind: "literal", value } : { kind: "literal", value, type };
}

export function call(name: FunctionName, ...list: Expression[]): Expression {
  return { kind: "call", function: name, arguments: list };
}

/** The values as columns `v0`, `v1`, ... */
export function numbered(values: readonly Expression[]): Derived[] {
  return values.map((value, at) => ({ name: `v${at}`, value }));
}

export function by(name: string, descending = false): SortKey {
  return { by: column(name), descending };
}
