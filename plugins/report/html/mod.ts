/**
 * Answers as one web page that opens offline anywhere.
 *
 * @module
 */
import plotly from "plotly.js/dist/plotly-basic.min.js" with { type: "text" };
import { defineReport, type ReportInput } from "nexus";
import { bylineWords, headingWords, momentWords, verdictWords } from "nexus/report";
import { answerMarkup } from "./answer.ts";
import { hashOf, Markup, markup, scriptMarkup } from "./markup.ts";
import page from "./page.js" with { type: "text" };
import style from "./style.css" with { type: "text" };

/** SHA-256 of the empty text: Plotly makes an empty style element and fills it through the object model. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

export default defineReport({ export: write });

async function write(report: ReportInput): Promise<Uint8Array> {
  const several = report.answers.length > 1;
  const drawn = report.answers.some(({ answer }) => answer.visual !== undefined);
  const scripts = (drawn ? [plotly, page] : []).map(scriptMarkup);
  const sheet = new Markup(style);
  const text = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${await policyOf(scripts, sheet)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Nexus ${report.nexus}">
<title>${report.title}</title>
<style>${sheet}</style>
</head>
<body>
<header>
<p class="kicker">Nexus report</p>
<h1 dir="auto">${report.title}</h1>
<p class="made"><time datetime="${report.createdAt}">${momentWords(report.createdAt)}</time></p>
</header>
${summaryMarkup(report)}
${several ? contentsMarkup(report) : null}
<main>
${report.answers.map((entry, index) => answerMarkup(entry, index + 1, several ? "" : report.title))}
</main>
<footer>
<p>Made by Nexus ${report.nexus} on the machine that holds the data. This page asks nothing of any other.</p>
</footer>
${scripts.map((script) => markup`<script>${script}</script>`)}
</body>
</html>
`;
  return new TextEncoder().encode(text.text.toWellFormed());
}

/** Nothing but the scripts and the style of this page; no request to anywhere. */
async function policyOf(scripts: Markup[], sheet: Markup): Promise<string> {
  const hashes = await Promise.all(scripts.map(hashOf));
  return [
    "default-src 'none'",
    `script-src ${hashes.length === 0 ? "'none'" : hashes.join(" ")}`,
    `style-src ${await hashOf(sheet)} ${EMPTY_STYLE}`,
    "img-src data: blob:",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");
}

/** What the answers say together. */
function summaryMarkup({ summary }: ReportInput): Markup | null {
  if (summary === undefined) return null;
  const paragraphs = summary.paragraphs.map((text) => markup`<p dir="auto">${text}</p>\n`);
  return markup`<section class="summary" aria-label="Summary">
${paragraphs}<p class="note">${bylineWords(summary)}</p>
</section>`;
}

function contentsMarkup(report: ReportInput): Markup {
  const items = report.answers.map((entry, index) => {
    const link = markup`<a href="#answer-${index + 1}" dir="auto">${headingWords(entry)}</a>`;
    return markup`<li>${link} <small>${verdictWords(entry.answer)}</small></li>`;
  });
  return markup`<nav aria-label="Questions"><ol>${items}</ol></nav>`;
}
