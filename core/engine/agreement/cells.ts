/**
 * The matrix of what both engines must agree on: each cell is an operation, function, aggregate or window with a column type.
 *
 * @module
 */
import {
  AggregateName,
  ColumnType,
  type Expression,
  FunctionName,
  type OperationName,
  type Plan,
  WindowName,
} from "nexus";
import { AGGREGATES, WINDOWS } from "../../plan/mod.ts";
import { call, column, numbered, scan } from "./build.ts";
import { FIXTURE_SIZES } from "./fixture.ts";
import { callsOf, typesOf } from "./functions.ts";
import { aggregatePlans, windowPlan } from "./measures.ts";
import { OPERATION_PLANS, subplanPlans } from "./operations.ts";

/** One cell of the matrix with the plans that must agree for it. */
export interface Cell {
  area: "operation" | "function" | "aggregate" | "window";
  name: string;
  type: ColumnType;
  plans: Plan[];
}

const DATASETS = Object.keys(FIXTURE_SIZES);

/** Plans over every dataset of the fixture. */
function everywhere(build: (dataset: string) => Plan[]): Plan[] {
  return DATASETS.flatMap(build);
}

/** Plans over the dataset with many rows, and over one of the small ones, which takes turns with the type. */
function mostly(type: ColumnType, build: (dataset: string) => Plan[]): Plan[] {
  const small = DATASETS.filter((dataset) => dataset !== "many");
  return ["many", small[ColumnType.options.indexOf(type) % small.length]!].flatMap(build);
}

function selecting(values: readonly Expression[]): (dataset: string) => Plan[] {
  return (dataset) => [{ op: "select", input: scan(dataset), columns: numbered(values) }];
}

function operationCells(): Cell[] {
  const names = Object.keys(OPERATION_PLANS) as OperationName[];
  const operations = names.flatMap((name) =>
    ColumnType.options.map((type): Cell => ({
      area: "operation",
      name,
      type,
      plans: mostly(type, (dataset) => OPERATION_PLANS[name](type, dataset)),
    }))
  );
  const subplans = (["scalar", "member"] as const).flatMap((kind) =>
    ColumnType.options.map((type): Cell => ({
      area: "operation",
      name: kind,
      type,
      plans: mostly(type, (dataset) => subplanPlans(kind, type, dataset)),
    }))
  );
  return [...operations, ...subplans];
}

function functionCells(): Cell[] {
  return FunctionName.options.flatMap((name) =>
    typesOf(name).map((type): Cell => {
      const calls = callsOf(name, type);
      const extreme = extremes(name, type).map((value): Plan => ({
        op: "select",
        input: scan("many"),
        columns: numbered([value]),
      }));
      return { area: "function", name, type, plans: [...mostly(type, selecting(calls)), ...extreme] };
    })
  );
}

/** Calls on numbers at the ends of their range, each alone: both engines may refuse one, and then must both. */
function extremes(name: FunctionName, type: ColumnType): Expression[] {
  const binary = ["add", "subtract", "multiply", "divide", "modulo", "eq", "lt", "least", "greatest"]
    .includes(name);
  const unary = [
    "negate",
    "abs",
    "to_text",
    "to_number",
    "to_integer",
    "sqrt",
    "ln",
    "floor",
    "ceil",
    "exp",
    "round",
  ];
  if (type !== "integer" && type !== "number") return [];
  const wide = column(type === "integer" ? "big" : "wild");
  const small = column(type === "integer" ? "k" : "n");
  if (binary) return [call(name, wide, small), call(name, small, wide), call(name, wide, wide)];
  return unary.includes(name) ? [call(name, wide)] : [];
}

function aggregateCells(): Cell[] {
  return AggregateName.options.flatMap((name) =>
    AGGREGATES[name].arguments[0]!.map((type): Cell => ({
      area: "aggregate",
      name,
      type,
      plans: everywhere((dataset) => aggregatePlans(name, type, dataset)),
    }))
  );
}

function windowCells(): Cell[] {
  return WindowName.options.flatMap((name) =>
    WINDOWS[name].takes.map((type): Cell => ({
      area: "window",
      name,
      type,
      plans: mostly(type, (dataset) => [windowPlan(name, type, dataset)]),
    }))
  );
}

/** All cells. */
export function cells(): Cell[] {
  return [...operationCells(), ...functionCells(), ...aggregateCells(), ...windowCells()];
}
