import type { Answer, ReportInput } from "nexus";
import {
  figureAlt,
  headingWords,
  isSingleValue,
  offerWords,
  quotesOf,
  rowWords,
  verdictWords,
} from "nexus/report";
import { computedMarkup } from "./computed.ts";
import { jsonMarkup, type Markup, markup } from "./markup.ts";
import { tableMarkup } from "./table.ts";

type Entry = ReportInput["answers"][number];

/** Kinds of traces that the chart library inside the page draws. */
const TRACES = new Set(["bar", "scatter", "pie"]);

/** One question with its answer; without its heading where the page's own title says it. */
export function answerMarkup(entry: Entry, number: number, title: string): Markup {
  const { answer } = entry;
  const heading = headingWords(entry);
  const notices = answer.notices.map((notice) => markup`<li>${notice}</li>`);
  return markup`<article id="answer-${number}">
${heading === title ? null : markup`<h2 dir="auto">${heading}</h2>`}
<p class="answer" dir="auto">${answer.text}</p>
${answer.status === "answered" ? trustMarkup(answer) : refusalMarkup(answer)}
${notices.length === 0 ? null : markup`<ul class="notices">${notices}</ul>`}
${quotesMarkup(answer)}
${chartMarkup(answer, number)}
${answer.result === null || isSingleValue(answer) ? null : tableMarkup(answer.result)}
${computedMarkup(entry)}
</article>
`;
}

function trustMarkup(answer: Answer): Markup {
  const facts = answer.receipt === null || answer.computation === "quoted"
    ? []
    : rowWords(answer.receipt.rows);
  return markup`<p class="trust"><span class="badge ${answer.trust}">${verdictWords(answer)}</span> ${
    facts.join(" · ")
  }</p>`;
}

/** What documents say, with document and page. */
function quotesMarkup(answer: Answer): Markup | null {
  const quotes = quotesOf(answer).map(({ pieces, source }) => {
    const words = pieces.map(({ text, marked }) => marked ? markup`<mark>${text}</mark>` : markup`${text}`);
    return markup`<li><blockquote dir="auto">${words}</blockquote><p class="source">${source}</p></li>\n`;
  });
  return quotes.length === 0 ? null : markup`<ol class="quotes">${quotes}</ol>`;
}

function refusalMarkup(answer: Answer): Markup {
  const offers = offerWords(answer).map((offer) => markup`<li>${offer}</li>`);
  return markup`<p class="trust"><span class="badge none">${verdictWords(answer)}</span></p>
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
  const alt = figureAlt(figure) ?? chart.title;
  return markup`<figure>
<div class="chart" id="chart-${number}" role="img" aria-label="${alt}" data-height="${height}"></div>
<noscript><p class="note">The chart needs script to be drawn. Its data stand in the table.</p></noscript>
<script type="application/json" id="figure-${number}">${jsonMarkup(figure)}</script>
</figure>`;
}
