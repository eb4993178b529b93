/**
 * Expressions of one row.
 *
 * @module
 */
import { type Expression, type FunctionName, NexusError, type Plan } from "nexus";
import pl, { type DataFrame } from "nodejs-polars";
import { columnType } from "../../plan/column_types.ts";
import { FUNCTIONS, resultKind } from "../../plan/mod.ts";
import { COMPILERS } from "./functions/mod.ts";
import { commonType } from "./functions/typing.ts";
import { FALSE, literal, NULL } from "./literal.ts";
import { toTable } from "./output.ts";
import { type Compilation, POLARS_TYPES, type Rows, type Typed } from "./relation.ts";

/** Compiles an expression over the columns of `rows`. Subplans run at once: their values are constants of the query. */
export function compileExpression(compilation: Compilation, expression: Expression, rows: Rows): Typed {
  switch (expression.kind) {
    case "column": {
      const column = rows.columns.find((one) => one.name === expression.name);
      if (column === undefined) {
        throw new NexusError("plan.unknown_column", `There is no column "${expression.name}"`);
      }
      return { expression: pl.col(column.id), type: column.type };
    }
    case "literal":
      return literal(expression.value, expression.type);
    case "call":
      return call(
        expression.function,
        expression.arguments.map((argument) => compilation.value(argument, rows)),
      );
    case "scalar":
      return scalar(compilation, expression.plan);
    case "member":
      return member(compilation, compilation.value(expression.value, rows), expression.plan);
  }
}

/** A bare null makes most calls null before they are compiled; its type is that of the function. */
function call(name: FunctionName, values: readonly Typed[]): Typed {
  if (FUNCTIONS[name].nulls === "propagates" && values.some((value) => value.type === "null")) {
    return literal(null, columnType(resultKind(name, values.map((value) => value.type), "null")));
  }
  return COMPILERS[name](...values);
}

/** The one value of a plan of one column and at most one row. */
function scalar(compilation: Compilation, plan: Plan): Typed {
  const { type, values } = collectColumn(compilation, plan, 2);
  if (values.height > 1) {
    throw new NexusError("engine.failed", "A plan that stands for a single value gave more than one row");
  }
  const table = toTable(values, [{ name: "value", id: "value", type }], values.height);
  return literal(table.rows[0]?.[0] ?? null, type);
}

/** Whether the value is among those of the plan's column; a null never is. */
function member(compilation: Compilation, value: Typed, plan: Plan): Typed {
  const { type, values } = collectColumn(compilation, plan);
  const common = commonType([value, { expression: NULL, type }]);
  const stored = POLARS_TYPES[common === "null" ? "text" : common];
  const set = values.getColumn("value").cast(stored).dropNulls().unique();
  const found = value.expression.cast(stored).isIn(pl.lit(set)).fillNull(FALSE);
  return { expression: found, type: "boolean" };
}

function collectColumn(
  compilation: Compilation,
  plan: Plan,
  most?: number,
): { type: Rows["columns"][number]["type"]; values: DataFrame } {
  const rows = compilation.rows(plan);
  const [column] = rows.columns;
  if (column === undefined || rows.columns.length !== 1) {
    throw new NexusError("plan.invalid", "A subplan must give exactly one column");
  }
  const values = rows.frame.select(pl.col(column.id).alias("value"));
  return { type: column.type, values: (most === undefined ? values : values.slice(0, most)).collectSync() };
}
