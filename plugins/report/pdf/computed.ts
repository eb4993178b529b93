/**
 * How an answer came about: steps, words, trust, rows, checks, engines, inputs, SQL, receipt.
 *
 * @module
 */
import type { CodeRun, ReportInput } from "nexus";
import { COLUMN, INK, type Paper, SHEET } from "./paper.ts";
import { settable, type Style } from "./typesetter.ts";
import {
  askedWords,
  authorWords,
  count,
  documentsOf,
  reviewWords,
  searchWords,
  trustWords,
} from "nexus/report";

type Entry = ReportInput["answers"][number];

const BODY: Style = { face: "regular", size: 9 };
const CODE: Style = { face: "code", size: 7.6 };
/** Where the text of a block begins; its name stands to the left. */
const INDENT = 104;
const WIDTH = COLUMN - INDENT;
/** Longer SQL is cut; the receipt and the other formats hold it whole. */
const MAX_SQL_LINES = 220;
const MAX_ASKED = 12;
const MAX_CONSOLE = 20;

const ENGINES = { duckdb: "DuckDB", polars: "Polars" };

/** Draws everything that stands behind an answer. */
export function drawComputed(paper: Paper, entry: Entry): void {
  const { answer, datasets } = entry;
  const { computation, reading } = trustWords(answer);
  const { receipt } = answer;
  paper.space(16);
  paper.need(90);
  paper.paragraph("How it was computed", { face: "strong", size: 13, after: 5 });
  paper.rule({ color: INK.strongLine });
  paper.y -= 8;

  const { code } = answer;
  block(paper, "Review", code === undefined ? null : () => drawScript(paper, code));
  block(paper, "Steps", answer.words.length === 0 ? null : () => drawSteps(paper, answer.words));
  block(paper, "Words taken for", isRead(entry) ? () => drawUsed(paper, entry) : null);
  block(paper, "Trust", () => {
    pairs(paper, [["Computation", computation], ["Reading", reading]], 76);
  });
  const search = searchWords(receipt);
  block(paper, "Search", search.length === 0 ? null : () => search.forEach((line) => say(paper, line)));
  const quoted = documentsOf(receipt);
  block(paper, "Documents", quoted.cited.length === 0 ? null : () => drawDocuments(paper, quoted));
  const computed = receipt !== null && answer.computation !== "quoted";
  block(paper, "Rows", computed ? () => drawRows(paper, receipt.rows) : null);
  block(paper, "Checks", answer.checks.length === 0 ? null : () => drawChecks(paper, entry));
  block(
    paper,
    "Engines",
    (receipt?.engines.length ?? 0) === 0 ? null : () => {
      for (const { engine, version, ms } of receipt!.engines) {
        say(paper, `${ENGINES[engine]} ${version}, ${count(Math.round(ms))} ms`);
      }
    },
  );
  block(paper, "Inputs", datasets.length === 0 ? null : () => drawInputs(paper, entry));
  block(
    paper,
    "Receipt",
    receipt === null ? null : () => {
      say(paper, receipt.id, { ...CODE, size: 8 });
      const made =
        `Made ${receipt.createdAt} by Nexus ${receipt.nexus}. The receipt, saved from Nexus, repeats this answer and compares: nexus rerun.`;
      say(paper, made, { color: INK.muted });
    },
  );
  if (answer.sql !== null) drawCode(paper, "SQL", answer.sql);
  if (answer.code !== undefined) drawCode(paper, "Script", answer.code.source.trimEnd());
}

/** A name in the margin and what belongs to it. */
function block(paper: Paper, name: string, draw: (() => void) | null): void {
  if (draw === null) return;
  paper.need(30);
  paper.text(name, {
    face: "strong",
    size: 8.5,
    x: SHEET.side,
    y: paper.y - BODY.size * 1.42 * 0.73,
    color: INK.muted,
  });
  draw();
  paper.y -= 7;
}

function say(paper: Paper, text: string, setting: Partial<Parameters<Paper["paragraph"]>[1]> = {}): void {
  paper.paragraph(text, { ...BODY, indent: INDENT, ...setting });
}

/** Terms in a column of their own, explanations beside them. */
function pairs(paper: Paper, entries: [string, string][], most = 150): void {
  const strong: Style = { ...BODY, face: "strong" };
  const lines = entries.map(([term, text]): [string[], string] => [
    paper.setter.wrap(settable(term), strong, most),
    text,
  ]);
  const wide = Math.max(...lines.flatMap(([term]) => term.map((line) => paper.setter.width(line, strong))));
  const term = Math.min(most, wide) + 12;
  const height = BODY.size * 1.42;
  for (const [terms, text] of lines) {
    const texts = paper.setter.wrap(settable(text), BODY, WIDTH - term);
    for (let index = 0; index < Math.max(terms.length, texts.length); index++) {
      paper.need(height);
      paper.y -= height;
      const y = paper.y + height * 0.27;
      if (terms[index]) paper.text(terms[index]!, { ...strong, x: SHEET.side + INDENT, y });
      if (texts[index]) paper.text(texts[index]!, { ...BODY, x: SHEET.side + INDENT + term, y });
    }
  }
}

function drawDocuments(paper: Paper, { cited, others }: ReturnType<typeof documentsOf>): void {
  for (const { name, facts, sha256 } of cited) {
    say(paper, `${name} from ${facts}`);
    say(paper, sha256, { ...CODE, size: 7, color: INK.muted, after: 3 });
  }
  if (others > 0) say(paper, `${count(others)} more searched, and not quoted.`, { color: INK.muted });
}

function drawSteps(paper: Paper, words: string[]): void {
  const lead = words.length > 9 ? 18 : 13;
  words.forEach((step, index) => {
    paper.need(BODY.size * 1.42);
    const y = paper.y - BODY.size * 1.42 * 0.73;
    paper.text(`${index + 1}.`, { ...BODY, x: SHEET.side + INDENT, y, color: INK.muted });
    say(paper, step, { indent: INDENT + lead });
  });
}

function isRead({ answer }: Entry): boolean {
  return answer.used.length > 0 || answer.unused.length > 0;
}

function drawUsed(paper: Paper, { answer }: Entry): void {
  pairs(paper, [
    ...answer.used.map(({ text, meaning }): [string, string] => [text, meaning]),
    ...answer.unused.map((word): [string, string] => [word, "not used"]),
  ]);
}

function drawRows(
  paper: Paper,
  { scanned, kept, excluded }: {
    scanned: number;
    kept: number;
    excluded: { reason: string; rows: number }[];
  },
): void {
  say(paper, `${count(scanned)} scanned, ${count(kept)} kept.`);
  for (const { reason, rows } of excluded) say(paper, `${count(rows)} ${reason}.`);
}

function drawChecks(paper: Paper, { answer }: Entry): void {
  const style: Style = { ...BODY, face: "strong" };
  for (const { passed, message } of answer.checks) {
    paper.need(BODY.size * 1.42);
    const y = paper.y - BODY.size * 1.42 * 0.73;
    const color = passed ? INK.verified : INK.fails;
    paper.text(passed ? "Holds" : "Fails", { ...style, x: SHEET.side + INDENT, y, color });
    say(paper, message, { indent: INDENT + 34 });
  }
}

function drawInputs(paper: Paper, { datasets }: Entry): void {
  datasets.forEach(({ name, file, sha256, rows, notes }, index) => {
    if (index > 0) paper.space(4);
    say(paper, `${name}, from ${file}, ${count(rows)} rows`, { face: "strong" });
    say(paper, `SHA-256 ${sha256}`, { ...CODE, size: 7, color: INK.muted, leading: 1.6 });
    for (const { message } of notes) say(paper, message, { color: INK.muted });
  });
}

/** Who wrote a script, what was said of it, what it asked and wrote; its text stands at the end. */
function drawScript(paper: Paper, code: CodeRun): void {
  say(paper, authorWords(code), { face: "strong" });
  for (const text of [...reviewWords(code), ...askedWords(code).slice(0, MAX_ASKED)]) say(paper, text);
  if (code.queries.length > MAX_ASKED) {
    say(paper, `and ${count(code.queries.length - MAX_ASKED)} more questions to the data`, {
      color: INK.muted,
    });
  }
  for (const { text } of code.console.slice(0, MAX_CONSOLE)) {
    say(paper, text.slice(0, 300), { ...CODE, color: INK.muted, leading: 1.5 });
  }
  const more = code.console.length + code.consoleDropped - MAX_CONSOLE;
  if (more > 0) say(paper, `and ${count(more)} more lines that it wrote`, { color: INK.muted });
}

function drawCode(paper: Paper, name: string, text: string): void {
  const height = CODE.size * 1.5;
  const inset = 10;
  const all = settable(text).split("\n").flatMap((line) => wrapCode(paper, line, COLUMN - 2 * inset));
  const lines = all.slice(0, MAX_SQL_LINES);
  paper.space(4);
  paper.need(5 * height + 30);
  paper.paragraph(name, { face: "strong", size: 8.5, color: INK.muted, after: 3 });
  while (lines.length > 0) {
    const fits = Math.max(1, Math.floor((paper.left - 2 * inset) / height));
    const part = lines.splice(0, fits);
    const tall = part.length * height + 2 * inset - 4;
    paper.area({ x: SHEET.side, y: paper.y - tall, width: COLUMN, height: tall, color: INK.soft });
    paper.y -= inset - 2;
    paper.lines(part, { ...CODE, indent: inset, leading: 1.5 });
    paper.y -= inset - 2;
    if (lines.length > 0) paper.newPage();
  }
  if (all.length > MAX_SQL_LINES) {
    const rest = count(all.length - MAX_SQL_LINES);
    paper.paragraph(`${rest} more lines are left out; the web page holds them.`, {
      ...BODY,
      size: 8.5,
      color: INK.muted,
    });
  }
}

/** Breaks a line of code at spaces; what is left goes on, further in. */
function wrapCode(paper: Paper, line: string, width: number): string[] {
  const own = /^ */.exec(line)![0];
  const [first, ...rest] = paper.setter.wrap(line, CODE, width);
  if (rest.length === 0) return [line];
  const deeper = `${own.slice(0, 40)}    `;
  const more = paper.setter.wrap(
    line.slice(first!.length).trimStart(),
    CODE,
    width - paper.setter.width(deeper, CODE),
  );
  return [first!, ...more.map((part) => deeper + part)];
}
