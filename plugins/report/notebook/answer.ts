import type { ReportInput } from "nexus";
import {
  askedWords,
  authorWords,
  documentsOf,
  figureAlt,
  headingWords,
  momentWords,
  offerWords,
  quotesOf,
  quoteText,
  reviewWords,
  rowWords,
  searchWords,
  trustWords,
  verdictWords,
} from "nexus/report";
import { type Cell, code, shown, words } from "./cells.ts";
import type { Inputs } from "./inputs.ts";
import { tableOutput } from "./result.ts";
import { fenced, listOf, plain, python, pythonSql } from "./text.ts";

type Entry = ReportInput["answers"][number];

/** A question: its answer, why it can be trusted, its steps, the query that gives it again, its chart. */
export function answerCells(entry: Entry, number: number, inputs: Inputs): Cell[] {
  const { answer } = entry;
  const quotes = quotesOf(answer).map((quote) =>
    `> ${plain(quoteText(quote))}\n>\n> — ${plain(quote.source)}`
  );
  return [
    words(`answer-${number}`, [
      `## ${plain(headingWords(entry))}`,
      plain(answer.text),
      trustLine(entry),
      listOf(answer.notices),
      answer.status === "answered" ? null : listOf(offerWords(answer)),
      ...quotes,
    ]),
    ...computedCells(entry, number, inputs),
    ...chartCells(entry, number),
  ];
}

function trustLine({ answer }: Entry): string {
  if (answer.status !== "answered") return `**${verdictWords(answer)}**`;
  const { label, computation, reading } = trustWords(answer);
  const rows = answer.receipt === null || answer.computation === "quoted"
    ? []
    : rowWords(answer.receipt.rows);
  return [`**${label}.** ${plain(computation)} ${plain(reading)}`, rows.map(plain).join(" · ")]
    .filter((line) => line !== "").join("\n\n");
}

function computedCells(entry: Entry, number: number, inputs: Inputs): Cell[] {
  const { answer } = entry;
  const { receipt, result, sql, code: script } = answer;
  const documents = documentsOf(receipt).cited.map(({ name, facts, sha256 }) =>
    `${name} from ${facts}, SHA-256 ${sha256}`
  );
  const steps = words(`steps-${number}`, [
    "**How it was computed**",
    listOf([...answer.words, ...searchWords(receipt), ...documents], "1."),
    listOf(answer.checks.map(({ passed, message }) => `${passed ? "Holds" : "FAILS"}: ${message}`)),
    script === undefined ? null : plain(authorWords(script)),
    script === undefined ? null : fenced(script.source, "javascript"),
    script === undefined ? null : listOf([...reviewWords(script), ...askedWords(script)]),
    receiptLine(receipt),
  ]);
  if (receipt === null) return [];
  if (result === null) return [steps];
  const output = tableOutput(result);
  const obstacle = obstacleOf(entry, inputs);
  if (obstacle !== null || sql === null) {
    const shownSql = sql === null ? [] : [words(`query-${number}`, [fenced(sql, "sql")])];
    return [
      steps,
      ...shownSql,
      code(`result-${number}`, `# ${obstacle ?? ""}`.replace(/\s+/g, " "), [output]),
    ];
  }
  const rows = result.rows.map((row) => `    (${row.map((cell) => `${python(cell)}, `).join("").trim()}),`);
  const source = [
    `sql_${number} = ${pythonSql(sql)}`,
    `expected_${number} = [\n${rows.join("\n")}\n]`,
    `answer_${number} = compute(sql_${number}, expected_${number}, ${result.rowCount})`,
    `answer_${number}`,
  ].join("\n");
  return [steps, code(`result-${number}`, source, [output])];
}

/** Why a notebook cannot compute an answer again; null where it can. */
function obstacleOf({ answer }: Entry, inputs: Inputs): string | null {
  const { code: script, receipt, sql, plan } = answer;
  if (script !== undefined) return "A script gave this result. Repeat it with its receipt: nexus rerun.";
  if (sql === null || plan?.op === "statistic") {
    return "No query alone gives this result. Repeat it with its receipt: nexus rerun.";
  }
  return receipt === null ? "There is no receipt." : inputs.obstacle(receipt);
}

function receiptLine(receipt: Entry["answer"]["receipt"]): string | null {
  if (receipt === null) return null;
  const engines = receipt.engines.map(({ engine, version }) => `${engine} ${version}`).join(", ");
  const model = receipt.model === null ? "" : ` Read with the model ${receipt.model.name}.`;
  return plain(
    `Receipt ${receipt.id}, ${momentWords(receipt.createdAt)}, Nexus ${receipt.nexus}${
      engines && `, ${engines}`
    }.${model}`,
  );
}

function chartCells({ answer: { visual } }: Entry, number: number): Cell[] {
  if (visual === undefined) return [];
  const figure = { data: visual.figure.data, layout: visual.figure.layout };
  const source = [
    "# Needs plotly (pip install plotly).",
    "import plotly.graph_objects as go",
    `chart_${number} = go.Figure(${python(figure)}, skip_invalid=True)`,
    `chart_${number}`,
  ].join("\n");
  const alt = figureAlt(visual.figure) ?? visual.chart.title;
  return [
    code(`chart-${number}`, source, [shown({ "application/vnd.plotly.v1+json": figure, "text/plain": alt })]),
  ];
}
