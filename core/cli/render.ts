/**
 * An answer for a terminal.
 *
 * @module
 */
import type { Answer, CodeRun, Value } from "../contract/mod.ts";
import { authorWords, reviewWords } from "../kit/report/mod.ts";

const MAX_ROWS = 25;
const MAX_CELL = 40;
const MAX_PASSAGES = 3;

const TRUST: Record<Answer["trust"], string> = {
  verified: "verified: two engines agree, and every word of the question was used",
  computed: "computed: a checked plan ran",
  suggested: "suggested: check it before you rely on it",
  none: "",
};

const QUOTED =
  "quoted: these words stand in the document; whether they answer the question is for you to judge";

/** The sentence, the table, how it was computed, and how far it can be trusted. */
export function renderAnswer(answer: Answer): string {
  const lines: string[] = [answer.text, ""];
  if (answer.error?.hint) lines.push(answer.error.hint, "");
  if (answer.nearest?.length) {
    lines.push(`Nearest: ${answer.nearest.map(({ column }) => `"${column}"`).join(", ")}`, "");
  }
  for (const [index, reading] of (answer.readings ?? []).entries()) {
    lines.push(`  ${index + 1}. ${reading.summary}`);
  }
  if (answer.readings) lines.push("");
  if (answer.result && !(answer.result.rows.length === 1 && answer.result.columns.length === 1)) {
    lines.push(...renderTable(answer.result), "");
  }
  lines.push(...renderPassages(answer.passages ?? []));
  if (answer.words.length > 0) {
    lines.push(
      "How it was computed:",
      ...answer.words.map((step, index) => `  ${index + 1}. ${step}`),
      "",
    );
  }
  if (answer.code) lines.push(...renderScript(answer.code));
  for (const { reason, rows } of answer.excluded.filter(({ cause }) => cause !== "filtered")) {
    lines.push(`Note: ${rows.toLocaleString("en")} rows ${reason}`);
  }
  for (const notice of answer.notices) lines.push(`Note: ${notice}`);
  if (answer.unused.length > 0) lines.push(`Note: not used: ${answer.unused.join(", ")}`);
  if (answer.trust !== "none") {
    lines.push(
      `Trust: ${answer.computation === "quoted" ? QUOTED : TRUST[answer.trust]}${
        answer.reading === "likely" && answer.computation !== "quoted"
          ? " (the reading of the question is likely, not sure)"
          : ""
      }. ${answer.ms} ms`,
    );
  }
  return lines.map(plainText).join("\n").trimEnd() + "\n";
}

/** Text from files without what a terminal would obey: escape sequences, and marks that turn the direction of writing. */
export function plainText(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, " ");
}

/** A script with who wrote it and what was said of it. */
function renderScript(code: CodeRun): string[] {
  return [
    authorWords(code),
    ...code.source.trimEnd().split("\n").map((line) => `  ${line}`),
    "",
    ...reviewWords(code).map((text) => `Review: ${text}`),
  ];
}

/** Passages with document and page, the words of the question between stars. */
function renderPassages(passages: NonNullable<Answer["passages"]>): string[] {
  const shown = passages.slice(0, MAX_PASSAGES);
  return shown.flatMap(({ name, page, place, text, quote: [from, to], matches }, index) => {
    let marked = "";
    let at = from;
    for (const [start, end] of matches.filter(([start, end]) => start >= from && end <= to)) {
      marked += `${text.slice(at, start)}*${text.slice(start, end)}*`;
      at = end;
    }
    return [
      `  ${index + 1}. ${name}, ${place ?? `page ${page}`}`,
      `     ${(marked + text.slice(at, to)).replace(/\s+/g, " ")}`,
      "",
    ];
  });
}

/** Columns with right-aligned numbers, at most {@linkcode MAX_ROWS} rows. */
export function renderTable(table: NonNullable<Answer["result"]>): string[] {
  const rows = table.rows.slice(0, MAX_ROWS).map((row) => row.map(cellText));
  const header = table.columns.map(({ name }) => shorten(name));
  const widths = header.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]!.length)));
  const numeric = table.columns.map(({ type }) => type === "integer" || type === "number");
  const line = (cells: string[]) =>
    "  " +
    cells.map((cell, index) => numeric[index] ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!))
      .join("  ").trimEnd();
  const lines = [line(header), "  " + widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)];
  if (table.rowCount > rows.length) {
    lines.push(`  … ${(table.rowCount - rows.length).toLocaleString("en")} more rows`);
  }
  return lines;
}

function cellText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") {
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(10)));
  }
  return shorten(String(value));
}

function shorten(text: string): string {
  const line = plainText(text.replaceAll("\n", " "));
  const letters = [...line.slice(0, 2 * MAX_CELL)];
  return letters.length > MAX_CELL ? letters.slice(0, MAX_CELL - 1).join("") + "…" : line;
}
