/**
 * My plugin: answers as Markdown.
 *
 * @module
 */
import { defineReport, type Table } from "nexus";
import { cellFormat, count, isSingleValue, momentWords, questionWords, verdictWords } from "nexus/report";

export default defineReport({
  // Everything in here is text from strangers: what the format would obey is escaped.
  export({ title, createdAt, summary, answers }) {
    const parts = [`# ${plain(title)}`, momentWords(createdAt), ...(summary?.paragraphs ?? []).map(plain)];
    for (const { heading, question, answer } of answers) {
      parts.push(
        `## ${plain(heading ?? questionWords(question))}`,
        plain(answer.text),
        `*${verdictWords(answer)}*`,
      );
      if (answer.result !== null && !isSingleValue(answer)) parts.push(tableOf(answer.result));
    }
    return new TextEncoder().encode(parts.join("\n\n") + "\n");
  },
});

function tableOf({ columns, rows, rowCount }: Table): string {
  const formats = columns.map((column, at) => cellFormat(column, rows.map((row) => row[at] ?? null)));
  const line = (cells: string[]) => `| ${cells.map(plain).join(" | ")} |`;
  return [
    line(columns.map(({ name }) => name)),
    `| ${columns.map(() => "---").join(" | ")} |`,
    ...rows.map((row) => line(formats.map((format, at) => format(row[at] ?? null)))),
    ...(rowCount > rows.length ? [`\n${count(rowCount - rows.length)} more rows are not shown.`] : []),
  ].join("\n");
}

function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~]/g, "\\$&").replace(/\s+/g, " ");
}
