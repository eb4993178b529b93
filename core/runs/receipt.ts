/**
 * Receipts: everything that is needed to repeat an answer.
 *
 * @module
 */
import type { Answer, Dataset, Receipt } from "../contract/mod.ts";
import type { Confirmation, Execution } from "./execute.ts";
import { TOLERANCE } from "../plan/mod.ts";
import { VERSION } from "./version.ts";

/** More rows than this are not copied into a receipt; `truncated` says so, and the row count stands. */
export const RECEIPT_ROWS = 1000;

export interface ReceiptInput {
  run: string;
  question: string | null;
  answer: Pick<Answer, "status" | "trust" | "computation" | "reading" | "checks">;
  execution: Execution;
  confirmation: Confirmation;
  datasets: readonly Dataset[];
  agents: { id: string; version: string }[];
  model: Receipt["model"];
}

/** Writes the receipt of an answer that was computed. */
export function makeReceipt(input: ReceiptInput): Receipt {
  const { answer, execution, confirmation } = input;
  const { table } = execution;
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
    plan: execution.plan,
    engines: confirmation.engines,
    rows: { scanned: confirmation.rowsScanned, kept: confirmation.rowsKept, excluded: confirmation.excluded },
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
