/**
 * Answers as a Jupyter notebook (nbformat 4.5) that computes them again.
 *
 * @module
 */
import { defineReport, type ReportInput } from "nexus";
import { bylineWords, momentWords } from "nexus/report";
import { answerCells } from "./answer.ts";
import { code, words } from "./cells.ts";
import { Inputs } from "./inputs.ts";
import prelude from "./prelude.py" with { type: "text" };
import { plain } from "./text.ts";

export default defineReport({ export: write });

function write(report: ReportInput): Uint8Array {
  const inputs = new Inputs(report);
  const tables = inputs.cells();
  const reads = tables.some(({ cell_type }) => cell_type === "code");
  const notebook = {
    cells: [
      words("title", [
        `# ${plain(report.title)}`,
        `Made by Nexus ${report.nexus}, ${momentWords(report.createdAt)}.`,
        reads
          ? "Put the files beside this notebook and run it: each query is computed again by DuckDB and held against the report."
          : null,
        ...(report.summary === undefined
          ? []
          : [...report.summary.paragraphs.map(plain), `*${plain(bylineWords(report.summary))}*`]),
      ]),
      ...report.answers.flatMap((entry, index) => {
        const cells = answerCells(entry, index + 1, inputs);
        // Words come before the machinery; the first query needs it.
        return index === 0
          ? [cells[0]!, ...(reads ? [code("prelude", prelude)] : []), ...tables, ...cells.slice(1)]
          : cells;
      }),
    ],
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python", file_extension: ".py", mimetype: "text/x-python" },
      nexus: {
        version: report.nexus,
        receipts: report.answers.flatMap(({ answer }) => answer.receipt ?? []),
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return new TextEncoder().encode(JSON.stringify(notebook, null, 1));
}
