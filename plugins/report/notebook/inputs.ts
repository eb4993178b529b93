import type { Receipt, ReportInput } from "nexus";
import { count } from "nexus/report";
import { type Cell, code, words } from "./cells.ts";
import { listOf, plain, python } from "./text.ts";

type Input = Receipt["inputs"][number];

/** The tables that answers were computed from, each once. Two of one name, or one that only its parser can read, are not read anew. */
export class Inputs {
  readonly #inputs = new Map<string, Input>();
  readonly #report: ReportInput;

  constructor(report: ReportInput) {
    this.#report = report;
    for (const { answer } of report.answers) {
      for (const input of answer.receipt?.inputs ?? []) this.#inputs.set(input.dataset, input);
    }
  }

  /** Why the inputs of an answer cannot be read by a notebook; null where they can. */
  obstacle(receipt: Receipt): string | null {
    for (const { dataset, name, file, ingest } of receipt.inputs) {
      const input = this.#inputs.get(dataset)!;
      if (input.scan.kind !== "delimited") {
        return `"${file}" was read by ${ingest.plugin} ${ingest.version}, which a notebook does not have. Repeat the answer with its receipt: nexus rerun.`;
      }
      if ([...this.#inputs.values()].some((other) => other.name === name && other.dataset !== dataset)) {
        return `Two tables of this report are called "${name}". Repeat the answer with its receipt: nexus rerun.`;
      }
    }
    return receipt.inputs.length === 0 ? "It rests on no table." : null;
  }

  /** A table and how it is read, for each. */
  cells(): Cell[] {
    return [...this.#inputs.values()].flatMap((input, index) => {
      const { name, file, sha256, rows, bytes, scan, ingest } = input;
      const facts = `${count(rows)} rows, ${count(bytes)} bytes, SHA-256 \`${sha256}\``;
      const notes = this.#report.answers.flatMap(({ datasets }) => datasets)
        .find((dataset) => dataset.sha256 === sha256 && dataset.name === name)?.notes ?? [];
      const head = words(`input-${index + 1}`, [
        `### ${plain(name)}`,
        `${plain(file)}: ${facts}, read by ${plain(`${ingest.plugin} ${ingest.version}`)}`,
        listOf(notes.map(({ message }) => message)),
      ]);
      if (scan.kind !== "delimited") return [head];
      return [head, code(`read-${index + 1}`, readSource(input, scan.columns, scan.dialect))];
    });
  }
}

function readSource({ name, file, sha256, rows }: Input, columns: unknown[], dialect: unknown): string {
  const lines = columns.map((column) => `    ${python(column)},`).join("\n");
  return [
    `columns = [\n${lines}\n]`,
    `dialect = ${python(dialect)}`,
    `read(${python(name)}, file(${python(file)}, ${python(sha256)}), dialect, columns, rows=${rows})`,
  ].join("\n");
}
