/**
 * Receipts: everything that is needed to repeat an answer.
 *
 * @module
 */
import type { Answer, CodeRun, Dataset, Receipt, Table } from "../contract/mod.ts";
import type { Confirmation, Execution } from "./execute.ts";
import { TOLERANCE } from "../plan/mod.ts";
import { VERSION } from "./version.ts";

/** More rows than this are not copied into a receipt; `truncated` says so, and the row count stands. */
export const RECEIPT_ROWS = 1000;

interface Common {
  run: string;
  question: string | null;
  answer: Pick<Answer, "status" | "trust" | "computation" | "reading" | "checks">;
  datasets: readonly Dataset[];
  agents: { id: string; version: string }[];
  model: Receipt["model"];
}

export interface ReceiptInput extends Common {
  execution: Execution;
  confirmation: Confirmation;
}

export interface ScriptReceiptInput extends Common {
  code: CodeRun;
  table: Table;
  /** Of the datasets those that the script read. */
  read: readonly Dataset[];
}

/** Writes the receipt of an answer that a plan gave. */
export function makeReceipt(input: ReceiptInput): Receipt {
  const { execution, confirmation } = input;
  return {
    ...commonOf(input, execution.table),
    plan: execution.plan,
    engines: confirmation.engines,
    rows: { scanned: confirmation.rowsScanned, kept: confirmation.rowsKept, excluded: confirmation.excluded },
  };
}

/** Writes the receipt of an answer that a script gave. Its inputs are all tables that the script had, in their order. */
export function makeScriptReceipt(input: ScriptReceiptInput): Receipt {
  const rows = input.read.reduce((sum, dataset) => sum + dataset.rows, 0);
  return {
    ...commonOf(input, input.table),
    plan: null,
    code: input.code,
    engines: [],
    rows: { scanned: rows, kept: rows, excluded: [] },
  };
}

function commonOf(input: Common, table: Table): Omit<Receipt, "plan" | "engines" | "rows"> {
  const { answer } = input;
  const rows = table.rows.slice(0, RECEIPT_ROWS);
  return {
    receipt: 1,
    id: input.run,
    createdAt: new Date().toISOString(),
    nexus: VERSION,
    question: input.question,
    status: answer.status,
    trust: answer.trust,
    computation: answer.computation,
    reading: answer.reading,
    inputs: input.datasets.map(({ id, name, file, sha256, bytes, rows, ingest, scan }) => ({
      dataset: id,
      name,
      file,
      sha256,
      bytes,
      rows,
      ingest,
      scan,
    })),
    checks: answer.checks,
    result: {
      columns: table.columns,
      rows,
      rowCount: table.rowCount,
      truncated: rows.length < table.rowCount,
    },
    tolerance: TOLERANCE,
    agents: input.agents,
    model: input.model,
  };
}
