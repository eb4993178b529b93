import type { Answer, Figure, ReportInput } from "nexus";
import { computedMarkup } from "./computed.ts";
import { jsonMarkup, type Markup, markup } from "./markup.ts";
import { tableMarkup } from "./table.ts";
import { count } from "./values.ts";
import { statusWords, trustWords } from "./words.ts";

type Entry = ReportInput["answers"][number];

/** Kinds of traces that the chart library inside the page draws. */
const TRACES = new Set(["bar", "scatter", "pie"]);

/** One question with its answer; without its heading where the page's own title says it. */
export function answerMarkup(entry: Entry, number: number, title: string): Markup {
  const { question, answer } = entry;
  const notices = answer.notices.map((notice) => markup`<li>${notice}</li>`);
  return markup`<article id="answer-${number}">
${question === title ? null : markup`<h2 dir="auto">${question ?? "A plan that was given"}</h2>`}
<p class="answer" dir="auto">${answer.text}</p>
${answer.status === "answered" ? trustMarkup(answer) : refusalMarkup(answer)}
${notices.length === 0 ? null : markup`<ul class="notices">${notices}</ul>`}
${chartMarkup(answer, number)}
${answer.result === null || isSaid(answer) ? null : tableMarkup(answer.result)}
${computedMarkup(entry)}
</article>
`;
}

/** A single value stands in the sentence already. */
function isSaid({ result, status }: Answer): boolean {
  return status === "answered" && result?.rowCount === 1 && result.columns.length === 1;
}

function trustMarkup(answer: Answer): Markup {
  const { label } = trustWords(answer);
  const rows = answer.receipt?.rows;
  const left = rows?.excluded.map(({ reason, rows }) => `${count(rows)} ${reason}`) ?? [];
  const facts = rows === undefined
    ? []
    : [`${count(rows.scanned)} rows scanned`, `${count(rows.kept)} kept`, ...left];
  return markup`<p class="trust"><span class="badge ${answer.trust}">${label}</span> ${
    facts.join(" · ")
  }</p>`;
}

function refusalMarkup(answer: Answer): Markup {
  const { text, readings, nearest, error } = answer;
  const unsaid = (nearest ?? []).filter(({ column }) => !text.includes(`"${column}"`));
  const offers = [
    ...(readings ?? []).map(({ summary }) => markup`<li>It could mean: ${summary}</li>`),
    ...unsaid.map(({ column }) => markup`<li>The nearest column is “${column}”.</li>`),
    ...(error?.hint === undefined ? [] : [markup`<li>${error.hint}</li>`]),
  ];
  return markup`<p class="trust"><span class="badge none">${statusWords(answer)}</span></p>
${offers.length === 0 ? null : markup`<ul class="notices">${offers}</ul>`}`;
}

function chartMarkup({ visual }: Answer, number: number): Markup | null {
  if (visual === undefined) return null;
  const { figure, chart } = visual;
  if (!figure.data.every(({ type }) => TRACES.has(String(type ?? "scatter")))) {
    return markup`<p class="note">The ${chart.type} chart “${chart.title}” can be seen in Nexus; this page cannot draw it.</p>`;
  }
  const height = typeof figure.layout.height === "number"
    ? Math.min(2000, Math.max(200, Math.round(figure.layout.height)))
    : 420;
  const alt = altOf(figure) ?? chart.title;
  return markup`<figure>
<div class="chart" id="chart-${number}" role="img" aria-label="${alt}" data-height="${height}"></div>
<noscript><p class="note">The chart needs script to be drawn. Its data stand in the table.</p></noscript>
<script type="application/json" id="figure-${number}">${jsonMarkup(figure)}</script>
</figure>`;
}

function altOf({ layout }: Figure): string | undefined {
  const { meta } = layout;
  if (typeof meta !== "object" || meta === null || Array.isArray(meta)) return undefined;
  return typeof meta.alt === "string" ? meta.alt : undefined;
}
