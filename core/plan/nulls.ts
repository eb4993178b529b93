/**
 * Where nulls can come from.
 *
 * @module
 */
import type { Expression } from "../contract/mod.ts";
import { FUNCTIONS } from "./functions.ts";

/** Whether an expression can be null for some row: every column can. */
export function canBeNull(expression: Expression): boolean {
  switch (expression.kind) {
    case "column":
    case "scalar":
      return true;
    case "literal":
      return expression.value === null;
    case "member":
      return false;
    case "call": {
      const { nulls, partial } = FUNCTIONS[expression.function];
      const operands = expression.arguments;
      if (partial) return true;
      if (nulls === "never") return false;
      if (nulls === "skips") return operands.every(canBeNull);
      return (nulls === "branches" ? operands.slice(1) : operands).some(canBeNull);
    }
  }
}
