import type { Answer, Field, Table, Value } from "nexus";
import { formatValue } from "./format.ts";

/** One value that can stand large on the card. */
export interface FigureValue {
  text: string;
  /** What it is; empty where the sentence says it all. */
  label: string;
  /** Words that come with the figure but are too long for its size. */
  small: boolean;
}

type Shaped = Pick<Answer, "kind" | "result" | "answer" | "text">;

const LONGEST_FIGURE = 24;

/** The figure of an answer that is one value, or a record of a few; empty where the answer is a list or a table. */
export function figuresOf(answer: Shaped): FigureValue[] {
  const { kind, result } = answer;
  const row = result?.rows[0];
  if (!result || !row || result.rows.length !== 1) return scalarFigure(answer);
  if (kind === "record" && row.length <= 4) {
    return row.map((value, index) => figure(value, result.columns[index]));
  }
  return ["number", "text", "boolean", "date"].includes(kind) && row.length === 1
    ? [asInText({ ...figure(row[0] ?? null, result.columns[0]), label: "" }, row[0] ?? null, answer.text)]
    : scalarFigure(answer);
}

/** The answer of one kind where the result has more columns or rows for context. */
function scalarFigure({ kind, answer, result, text }: Shaped): FigureValue[] {
  if (!["number", "text", "boolean", "date"].includes(kind)) return [];
  if (answer === null || typeof answer === "object") return [];
  const type = kind === "number" ? "number" : kind === "boolean" ? "boolean" : "text";
  const column = result?.columns.find((_, index) => result.rows.some((row) => row[index] === answer));
  return [asInText({ ...figure(answer, column ?? { name: "", type }), label: "" }, answer, text)];
}

/** Where the sentence writes the same number, with its unit and its own digits, the figure is written alike. */
function asInText(figure: FigureValue, value: Value, text: string): FigureValue {
  if (typeof value !== "number") return figure;
  for (const [written] of text.matchAll(/[$€£¥]?-?\d[\d,]*(\.\d+)?( ?%)?/g)) {
    const digits = written.replace(/[^\d.-]/g, "");
    const decimals = digits.split(".")[1]?.length ?? 0;
    const near = Math.abs(Number(digits) - value) <= 0.5000001 * 10 ** -decimals;
    if (near && (decimals > 0 || Number.isInteger(value))) {
      return { ...figure, text: written.replace(/,$/, "") };
    }
  }
  return figure;
}

function figure(value: Value, column: Field | undefined): FigureValue {
  const text = formatValue(value, column?.type ?? "text", column?.name);
  return { text, label: column?.name ?? "", small: text.length > LONGEST_FIGURE };
}

/** Whether the result's table says more than the figure does. */
export function showsTable(answer: Shaped): boolean {
  const { result } = answer;
  if (!result || result.rows.length === 0) return false;
  const cells = result.rows.length * result.columns.length;
  return cells > 1 && !(result.rows.length === 1 && figuresOf(answer).length === result.columns.length);
}

/** Whether a model said in short what the passages say; otherwise they speak for themselves. */
export function isWorded({ checks }: Pick<Answer, "checks">): boolean {
  return checks.some(({ name }) => name === "sentences");
}

/** Whether a result is one that a chart is likely to be drawn for: several rows with an amount. */
export function expectsChart(table: Table): boolean {
  const numeric = table.columns.some((column) => column.type === "integer" || column.type === "number");
  return table.rows.length > 1 && table.columns.length > 1 && numeric;
}

/** The whole result has more rows than came with the answer. */
export function missingRows(table: Table): number {
  return Math.max(0, table.rowCount - table.rows.length);
}
