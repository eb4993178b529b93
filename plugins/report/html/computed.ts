import type { CodeRun, ReportInput } from "nexus";
import {
  askedWords,
  authorWords,
  count,
  documentsOf,
  reviewWords,
  searchWords,
  trustWords,
} from "nexus/report";
import { type Markup, markup } from "./markup.ts";

type Entry = ReportInput["answers"][number];

/** How an answer came about, folded: steps, words, SQL, checks, engines, inputs, receipt. */
export function computedMarkup(entry: Entry): Markup {
  const { answer } = entry;
  const { computation, reading } = trustWords(answer);
  const steps = answer.words.map((step) => markup`<li>${step}</li>`);
  return markup`<details>
<summary>How it was computed</summary>
${block("Script", answer.code === undefined ? null : codeMarkup(answer.code))}
${block("Steps", steps.length === 0 ? null : markup`<ol>${steps}</ol>`)}
${block("What each word was taken for", usedMarkup(entry))}
${block("Search", searchMarkup(entry))}
${block("Documents", documentsMarkup(entry))}
${block("Trust", pairs([["Computation", markup`${computation}`], ["Reading", markup`${reading}`]]))}
${block("Checks", answer.checks.length === 0 ? null : checksMarkup(entry))}
${block("Engines", enginesMarkup(entry))}
${block("Inputs", entry.datasets.length === 0 ? null : inputsMarkup(entry))}
${block("SQL", answer.sql === null ? null : markup`<pre><code>${answer.sql}</code></pre>`)}
${block("Receipt", receiptMarkup(entry))}
</details>`;
}

function block(title: string, content: Markup | null): Markup | null {
  return content === null ? null : markup`<section class="block"><h4>${title}</h4>${content}</section>\n`;
}

function pairs(entries: [string, Markup][]): Markup {
  const items = entries.map(([term, text]) =>
    markup`<dt dir="auto">${term}</dt><dd dir="auto">${text}</dd>\n`
  );
  return markup`<dl>${items}</dl>`;
}

function usedMarkup({ answer }: Entry): Markup | null {
  if (answer.used.length === 0 && answer.unused.length === 0) return null;
  return pairs([
    ...answer.used.map(({ text, meaning }): [string, Markup] => [text, markup`${meaning}`]),
    ...answer.unused.map((word): [string, Markup] => [word, markup`<em>not used</em>`]),
  ]);
}

function checksMarkup({ answer }: Entry): Markup {
  const items = answer.checks.map(({ name, passed, message }) => {
    const verdict = passed ? "Holds" : "Fails";
    const tone = verdict.toLowerCase();
    return markup`<li class="${tone}"><strong>${verdict}</strong> ${message} <small>${name}</small></li>`;
  });
  return markup`<ul class="checks">${items}</ul>`;
}

function enginesMarkup({ answer }: Entry): Markup | null {
  const engines = answer.receipt?.engines ?? [];
  if (engines.length === 0) return null;
  return pairs(
    engines.map((
      { engine, version, ms },
    ) => [engine, markup`version ${version}, ${count(Math.round(ms))} ms`]),
  );
}

function inputsMarkup({ datasets }: Entry): Markup {
  const inputs = datasets.map(({ name, file, sha256, rows, notes }) => {
    const items = notes.map(({ level, message }) => markup`<li class="${level}">${message}</li>`);
    return markup`<div class="input">
<p><strong>${name}</strong> from ${file}, ${count(rows)} rows</p>
<p class="hash"><small>SHA-256</small> <code>${sha256}</code></p>
${items.length === 0 ? null : markup`<ul>${items}</ul>`}
</div>`;
  });
  return markup`${inputs}`;
}

/** A script with what was said of it, what it asked of the data and what it wrote. */
function codeMarkup(code: CodeRun): Markup {
  const said = [...reviewWords(code), ...askedWords(code)].map((text) => markup`<li>${text}</li>`);
  const lines = code.console.map(({ level, text }) => `${level === "log" ? "" : `${level}: `}${text}`);
  const more = code.consoleDropped === 0 ? "" : `\n… ${count(code.consoleDropped)} more lines`;
  return markup`<p>${authorWords(code)}</p>
<pre><code>${code.source.trimEnd()}</code></pre>
${said.length === 0 ? null : markup`<ul>${said}</ul>`}
${
    lines.length === 0
      ? null
      : markup`<p class="note">What it wrote:</p>\n<pre>${lines.join("\n") + more}</pre>`
  }`;
}

function searchMarkup({ answer }: Entry): Markup | null {
  const lines = searchWords(answer.receipt).map((line) => markup`<li dir="auto">${line}</li>`);
  return lines.length === 0 ? null : markup`<ul>${lines}</ul>`;
}

function documentsMarkup({ answer }: Entry): Markup | null {
  const { cited, others } = documentsOf(answer.receipt);
  if (cited.length === 0) return null;
  const documents = cited.map(({ name, facts, sha256 }) =>
    markup`<div class="input">
<p><strong>${name}</strong> from ${facts}</p>
<p class="hash"><small>SHA-256</small> <code>${sha256}</code></p>
</div>`
  );
  return markup`${documents}${
    others > 0 ? markup`<p>${count(others)} more searched, and not quoted.</p>` : null
  }`;
}

/** The receipt goes along inside the page, so that the answer can be repeated from the page alone. */
function receiptMarkup({ answer }: Entry): Markup | null {
  const { receipt } = answer;
  if (receipt === null) return null;
  const address = `data:application/json;charset=utf-8,${
    encodeURIComponent(JSON.stringify(receipt, null, 2).toWellFormed())
  }`;
  const file = `receipt-${receipt.id.replace(/[^A-Za-z0-9_-]+/g, "-")}.json`;
  return markup`<p><code>${receipt.id}</code>, made ${receipt.createdAt}. Everything that is needed to repeat the answer and to compare.</p>
<p><a class="button" download="${file}" href="${address}">Save the receipt</a></p>`;
}
