/**
 * Calls of every function on every type that it takes: columns, constants on either side, nulls.
 *
 * @module
 */
import type { ColumnType, Expression, FunctionName, Value } from "nexus";
import { type Argument, FUNCTIONS } from "../../plan/mod.ts";
import { call, column, literal } from "./build.ts";
import { COLUMNS_OF } from "./fixture.ts";

/** Constants worth trying, by type. */
export const CONSTANTS: Record<ColumnType, readonly Value[]> = {
  boolean: [true, false],
  integer: [0, 1, -2, 7],
  number: [0.5, -2.5, 1e15],
  text: ["a", "", "é"],
  date: ["2024-02-29", "1969-12-31"],
  datetime: ["2024-02-29T10:20:30.5", "1969-12-31T00:00:00"],
};

/** Constants for arguments that must be one. */
const FIXED: Partial<Record<FunctionName, readonly (readonly Value[])[]>> = {
  round: [[], [0], [2], [-2], [7]],
  contains: [["a"], ["ß"], [""], ["😀"], ["."]],
  starts_with: [["a"], ["é"], [""], [" "]],
  ends_with: [["a"], ["n"], [""], ["日"]],
  substring: [[1], [2], [1, 1], [2, 3], [3, 0], [50, 5]],
  replace: [["a", "bb"], ["é", ""], ["😀", "x"], [".", "!"], ["ß", "$1"]],
  split_part: [[",", 1], [",", 2], [",", -1], [" ", 1], ["a", 5], ["😀", -2]],
  truncate: [["year"], ["quarter"], ["month"], ["week"], ["day"], ["hour"], ["minute"]],
  difference: [["year"], ["quarter"], ["month"], ["week"], ["day"], ["hour"], ["minute"]],
  bin: [[10], [3], [0.5], [0.5, 0.25], [7, 3], [2.5, -1], [7, -3]],
};

/** A column of the argument's type; `type` is the first argument's, which others of the same function follow where they can. */
function columnFor(argument: Argument, type: ColumnType, position: number): Expression {
  const own = argument.takes.includes(type) ? type : argument.takes[0]!;
  return column(COLUMNS_OF[own][Math.min(position, 1)]!);
}

/** The other types that mix with this one. */
const MIXES: Partial<Record<ColumnType, ColumnType>> = {
  integer: "number",
  number: "integer",
  date: "datetime",
  datetime: "date",
};

/** Calls of a function whose first argument that is no condition has this type. */
export function callsOf(name: FunctionName, type: ColumnType): Expression[] {
  const entry = FUNCTIONS[name];
  const free = entry.arguments.filter((argument) => argument.literal === undefined);
  const columns = free.map((argument, at) => columnFor(argument, type, at));
  const fixed = FIXED[name];
  if (fixed !== undefined) {
    return fixed.map((values) => call(name, ...columns, ...values.map((value) => literal(value))));
  }
  if (name === "if") return choices(type);
  const calls = [call(name, ...columns)];
  if (free.length === 1 && entry.rest === undefined) {
    return [...calls, ...CONSTANTS[type].map((value) => call(name, literal(value, type)))];
  }
  calls.push(...combinations(name, type, columns));
  return calls;
}

/** A column with a constant, a null, itself, another type, and three arguments where the function takes more than two. */
function combinations(name: FunctionName, type: ColumnType, columns: Expression[]): Expression[] {
  const entry = FUNCTIONS[name];
  const first = columns[0]!;
  const second = entry.arguments[1] ?? entry.rest!;
  const secondType = second.takes.includes(type) ? type : second.takes[0]!;
  const calls = CONSTANTS[secondType].flatMap((value) => {
    const constant = literal(value, secondType);
    return secondType === type
      ? [call(name, first, constant), call(name, constant, first)]
      : [call(name, first, constant)];
  });
  calls.push(call(name, first, literal(null, secondType)), call(name, first, literal(null)));
  if (secondType === type) calls.push(call(name, first, first), call(name, literal(null), first));
  const mixed = MIXES[type];
  if (mixed !== undefined && secondType === type && second.takes.includes(mixed)) {
    const other = column(COLUMNS_OF[mixed][0]);
    calls.push(call(name, first, other), call(name, other, first));
  }
  if (entry.rest !== undefined) {
    const third = column(COLUMNS_OF[type][1]);
    calls.push(
      call(name, first, third, literal(CONSTANTS[type][0]!, type)),
      call(name, first, third, literal(null)),
    );
  }
  return calls;
}

function choices(type: ColumnType): Expression[] {
  const [yes, no] = COLUMNS_OF[type].map(column);
  const mixed = MIXES[type];
  return [
    call("if", column("b"), yes!, no!),
    call("if", column("b"), yes!, literal(null)),
    call("if", column("b"), literal(CONSTANTS[type][0]!, type), no!),
    call("if", literal(null), yes!, no!),
    ...(mixed === undefined ? [] : [call("if", column("b"), yes!, column(COLUMNS_OF[mixed][0]))]),
  ];
}

/** The types for which a function has a cell in the matrix: those of its first argument that is no condition. */
export function typesOf(name: FunctionName): readonly ColumnType[] {
  const entry = FUNCTIONS[name];
  return (name === "if" ? entry.arguments[1]! : entry.arguments[0]!).takes;
}
