/**
 * The table of operations: where the inputs and expressions of each stand, and what becomes of order and row ids.
 * Walking, checking, SQL, words and lineage read it, so a new operation is one entry here.
 *
 * @module
 */
import type { Expression, OperationName, Plan } from "../contract/mod.ts";

/** The variant of {@linkcode Plan} with this name. */
export type Operation<Name extends OperationName> = Extract<Plan, { op: Name }>;

/** An expression of an operation and the input whose columns it reads. */
export interface Slot {
  expression: Expression;
  input: number;
}

/** One row of {@linkcode OPERATIONS}. */
export interface OperationEntry<Name extends OperationName> {
  inputs(plan: Operation<Name>): Plan[];
  /** The same operation over other inputs. */
  rebuild(plan: Operation<Name>, inputs: readonly Plan[]): Plan;
  slots(plan: Operation<Name>): Slot[];
  /** `keeps` the order of its (first) input, `sets` one, or gives a set of rows whose order means nothing. */
  order: "keeps" | "sets" | "none";
  /** Whether each result row still is one row of the input, with its hidden row id. */
  rowId: "keeps" | "loses";
  doc: string;
}

const of = (expressions: readonly Expression[], input = 0): Slot[] =>
  expressions.map((expression) => ({ expression, input }));
const values = (columns: readonly { value: Expression }[]): Slot[] =>
  of(columns.map((column) => column.value));
const keys = (list: readonly { by: Expression }[]): Slot[] => of(list.map((key) => key.by));
const first = (inputs: readonly Plan[]): Plan => inputs[0]!;

/** Where the parts of each operation stand. */
export const OPERATIONS: { [Name in OperationName]: OperationEntry<Name> } = {
  scan: {
    inputs: () => [],
    rebuild: (plan) => plan,
    slots: () => [],
    order: "keeps",
    rowId: "keeps",
    doc: "All rows of a dataset in their order.",
  },
  result: {
    inputs: () => [],
    rebuild: (plan) => plan,
    slots: () => [],
    order: "keeps",
    rowId: "keeps",
    doc: "The rows of an earlier result, in their order.",
  },
  filter: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => of([plan.where]),
    order: "keeps",
    rowId: "keeps",
    doc: "The rows whose condition is true.",
  },
  derive: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => values(plan.columns),
    order: "keeps",
    rowId: "keeps",
    doc: "All columns, and computed ones.",
  },
  select: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => values(plan.columns),
    order: "keeps",
    rowId: "keeps",
    doc: "Exactly the columns that are listed.",
  },
  aggregate: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => [
      ...values(plan.groups),
      ...plan.measures.flatMap((measure) =>
        of([...measure.arguments, ...(measure.where ? [measure.where] : [])])
      ),
    ],
    order: "none",
    rowId: "loses",
    doc: "One row a group: the group columns, then the measures.",
  },
  distinct: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => of(plan.columns.map((name) => ({ kind: "column", name }))),
    order: "keeps",
    rowId: "keeps",
    doc: "The first row of each combination.",
  },
  sort: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => keys(plan.keys),
    order: "sets",
    rowId: "keeps",
    doc: "The rows in another order.",
  },
  limit: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: () => [],
    order: "keeps",
    rowId: "keeps",
    doc: "The first rows.",
  },
  top: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => [...of(plan.partition), ...keys(plan.keys)],
    order: "sets",
    rowId: "keeps",
    doc: "The first rows of each partition.",
  },
  window: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) =>
      plan.columns.flatMap((column) => [
        ...of(column.argument ? [column.argument] : []),
        ...of(column.partition),
        ...keys(column.order),
      ]),
    order: "keeps",
    rowId: "keeps",
    doc: "All columns, and ones that are computed along a partition.",
  },
  join: {
    inputs: (plan) => [plan.left, plan.right],
    rebuild: (plan, inputs) => ({ ...plan, left: first(inputs), right: inputs[1]! }),
    slots: (plan) => [
      ...of(plan.on.map((pair) => pair.left), 0),
      ...of(plan.on.map((pair) => pair.right), 1),
    ],
    order: "keeps",
    rowId: "loses",
    doc: "Rows of two inputs whose keys are equal.",
  },
  union: {
    inputs: (plan) => plan.inputs,
    rebuild: (plan, inputs) => ({ ...plan, inputs: [...inputs] }),
    slots: () => [],
    order: "keeps",
    rowId: "loses",
    doc: "The rows of several inputs, one after the other.",
  },
  statistic: {
    inputs: (plan) => [plan.input],
    rebuild: (plan, inputs) => ({ ...plan, input: first(inputs) }),
    slots: (plan) => [
      ...values([...plan.values, ...(plan.by ? [plan.by] : []), ...(plan.per ? [plan.per] : [])]),
      ...(plan.measures ?? []).flatMap((measure) =>
        of([...measure.arguments, ...(measure.where ? [measure.where] : [])])
      ),
    ],
    order: "sets",
    rowId: "loses",
    doc: "A test or a model of statistics over the rows.",
  },
};

/** The entry of a plan's outermost operation, typed for any plan. */
export function operationOf(plan: Plan): OperationEntry<OperationName> {
  return OPERATIONS[plan.op] as unknown as OperationEntry<OperationName>;
}
