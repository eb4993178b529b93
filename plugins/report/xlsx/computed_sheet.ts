import type { Worksheet } from "exceljs";
import type { CodeRun, Receipt, ReportInput } from "nexus";
import {
  askedWords,
  authorWords,
  count,
  documentsOf,
  exclusionWords,
  reviewWords,
  searchWords,
  statusWords,
  trustWords,
} from "nexus/report";
import { textCell } from "./cells.ts";
import { type AddSheet, font, LINE, onPaper } from "./style.ts";

type Line = [label: string, text: string, role?: "code" | "strong"];

/** How an answer came about, for people: trust, plan, rows, checks, engines, inputs, words, receipt. `limits` says what Excel could not take. */
export function writeComputed(
  add: AddSheet,
  { question, answer, datasets }: ReportInput["answers"][number],
  { report, limits }: { report: ReportInput; limits: string[] },
): void {
  const words = trustWords(answer);
  const { receipt } = answer;
  const sections: [string, Line[]][] = [
    ["Question", [
      ["Question", question ?? "None: a plan was given"],
      ["Answer", answer.text],
      ["Status", statusWords(answer)],
    ]],
    ["Trust", [
      ["Label", words.label, "strong"],
      ["Computation", words.computation],
      ["Reading", words.reading],
      ...(answer.confidence === null
        ? []
        : [["Confidence", `${Math.round(answer.confidence * 100)} %`] as Line]),
    ]],
    ["What to know", [...answer.notices, ...limits].map((notice) => ["Note", notice])],
    ["What each word was taken for", [
      ...answer.used.map(({ text, meaning }): Line => [text, meaning]),
      ...answer.unused.map((word): Line => [word, "not used"]),
    ]],
    ["Steps", answer.words.map((step, index) => [`${index + 1}`, step])],
    [
      "Rows",
      receipt === null || answer.computation === "quoted" ? [] : [
        ["Scanned", count(receipt.rows.scanned)],
        ["Kept", count(receipt.rows.kept)],
        ...exclusionWords(receipt.rows).map((words): Line => ["Rows set apart", words]),
      ],
    ],
    [
      "Checks",
      answer.checks.map(({ name, passed, message }) => [name, `${passed ? "Holds" : "FAILED"}: ${message}`]),
    ],
    [
      "Engines",
      (receipt?.engines ?? []).map((
        { engine, version, ms },
      ) => [engine, `${version}, ${count(Math.round(ms))} ms`]),
    ],
    [
      "Inputs",
      datasets.flatMap(({ name, file, sha256, rows, notes }): Line[] => [
        [name, `${file}, ${count(rows)} rows`, "strong"],
        ["SHA-256", sha256, "code"],
        ...notes.map(({ level, message }): Line => [level === "warning" ? "Warning" : "Read as", message]),
      ]),
    ],
    ["Search", searchWords(receipt).map((line): Line => ["", line])],
    ["Documents", documentLines(receipt)],
    ["Script", answer.code === undefined ? [] : scriptLines(answer.code)],
    ["SQL", answer.sql === null ? [] : [["DuckDB", answer.sql, "code"]]],
    ["Receipt", [
      ["Receipt", receipt?.id ?? "none", "code"],
      ["Report made", report.createdAt],
      ["Nexus", report.nexus],
    ]],
  ];
  write(add({ views: [{ showGridLines: false }], ...onPaper(false) }), sections);
}

function documentLines(receipt: Receipt | null): Line[] {
  const { cited, others } = documentsOf(receipt);
  return [
    ...cited.flatMap(({ name, facts, sha256 }): Line[] => [
      [name, facts, "strong"],
      ["SHA-256", sha256, "code"],
    ]),
    ...(others > 0 ? [["", `${count(others)} more searched, and not quoted.`] as Line] : []),
  ];
}

function scriptLines(code: CodeRun): Line[] {
  const written = code.console.map(({ text }) => text).join("\n");
  return [
    ["Author", authorWords(code)],
    ["JavaScript", code.source, "code"],
    ...reviewWords(code).map((text): Line => ["Review", text]),
    ...askedWords(code).map((text): Line => ["Asked of the data", text]),
    ...(written === "" ? [] : [["What it wrote", written, "code"] as Line]),
  ];
}

function write(sheet: Worksheet, sections: [string, Line[]][]): void {
  sheet.getColumn(1).width = 26;
  sheet.getColumn(2).width = 84;
  let row = 1;
  for (const [heading, lines] of sections) {
    if (lines.length === 0) continue;
    const title = sheet.getRow(row++);
    title.getCell(1).value = heading;
    for (const index of [1, 2]) {
      title.getCell(index).font = font("heading");
      title.getCell(index).border = { bottom: { style: "thin", color: { argb: LINE } } };
    }
    title.height = 22;
    for (const [label, text, role] of lines) {
      const target = sheet.getRow(row++);
      target.getCell(1).value = textCell(label).value;
      target.getCell(1).font = font("muted");
      target.getCell(1).alignment = { vertical: "top", wrapText: true };
      target.getCell(2).value = textCell(text).value;
      target.getCell(2).font = font(role ?? "body");
      target.getCell(2).alignment = { vertical: "top", wrapText: true };
      for (const index of [1, 2]) target.getCell(index).numFmt = "@";
      const height = text.split("\n").reduce(
        (sum, part) => sum + Math.max(1, Math.ceil(part.length / 80)),
        0,
      );
      target.height = Math.min(400, Math.max(height, Math.ceil(label.length / 24)) * 15.5 + 3);
    }
    row++;
  }
  sheet.commit();
}
