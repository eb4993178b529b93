/**
 * Whether a plan that the language read gives what a script gave.
 *
 * @module
 */
import type { Check, Reading, Table } from "../../contract/mod.ts";
import { compareTables, planKey } from "../../plan/mod.ts";
import type { Executor } from "../execute.ts";

/**
 * Runs the reading's plan and compares: values only, for a script names its columns as it likes. Null where there is nothing to compare
 * (no plan, or a result of another shape, which answers another question), or the plan cannot run.
 */
export async function confirmScript(
  table: Table,
  reading: Reading | null,
  options: { executor: Executor; signal: AbortSignal },
): Promise<Check | null> {
  if (reading === null) return null;
  try {
    const execution = await options.executor.execute(reading.plan, options.signal);
    // An order was added where the plan had none: then it is nobody's wish.
    const ordered = planKey(execution.plan) === planKey(reading.plan);
    const expected = answerOf(execution.table, table, reading);
    if (expected.columns.length !== table.columns.length) return null;
    const { agrees, message } = compareTables(bare(table), bare(expected), { ordered });
    return {
      name: "a plan confirms it",
      passed: agrees,
      message: agrees
        ? `The plan "${reading.summary}", which the language read, gives the same (${message})`
        : `The plan "${reading.summary}", which the language read, gives something else: ${message}`,
    };
  } catch (error) {
    if (options.signal.aborted) throw error;
    return null;
  }
}

/** The column that is the plan's answer, where the script gives just that. */
function answerOf(plan: Table, script: Table, { answerColumn }: Reading): Table {
  const index = plan.columns.findIndex(({ name }) => name === answerColumn);
  if (index < 0 || script.columns.length !== 1 || plan.columns.length === 1) return plan;
  return { ...plan, columns: [plan.columns[index]!], rows: plan.rows.map((row) => [row[index] ?? null]) };
}

/** Without names, and with one type for all numbers, as JavaScript has it. */
function bare(table: Table): Table {
  const types = table.columns.map(({ type }) =>
    type === "integer" || type === "number" ? "number" as const : "text" as const
  );
  return {
    ...table,
    columns: types.map((type, index) => ({ name: `column ${index + 1}`, type })),
    rows: table.rows.map((row) =>
      row.map((value, index) => types[index] === "number" && value !== null ? Number(value) : value)
    ),
  };
}
