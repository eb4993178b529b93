/**
 * What a plugin implements. A plugin's entry has one default export made with `define*`.
 *
 * @module
 */
import type { ImportNote, RowOrigin, Scan } from "./scan.ts";
import type { Schema, Table, Value } from "./value.ts";
import type { Chart, Encoding, Figure, Theme } from "./chart.ts";
import type { Plan } from "./plan.ts";
import type { DatasetProfile } from "./dataset.ts";
import type { Question, Reading, ReadOutcome } from "./reading.ts";
import type { Answer } from "./answer.ts";
import type { Generated, ModelPrompt, OutputSchema } from "./model.ts";
import type { Passage } from "./document.ts";
import type { CodeFinding, ExecuteRequest, ExecuteResult, Verdict } from "./code.ts";

// ---------------------------------------------------------------- ingest

/** A file to be read. Bytes come from the host on demand; nothing is copied ahead. */
export interface Source {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** Bytes from `start` up to, not including, `end`, as many as the file has. */
  slice(start: number, end: number): Promise<Uint8Array>;
  /** The whole file in chunks, in order. */
  stream(): AsyncIterable<Uint8Array>;
}

/** Whether this parser takes a file. `confidence` 0 to 1; 0 means no. */
export interface SniffMatch {
  confidence: number;
  /** What was seen, for the log and the user: `comma-separated, 12 columns`. */
  reason: string;
}

/** One table found in a file. `name` is empty where a file has just one. */
export interface TableFound {
  name: string;
  scan: Scan;
  notes: ImportNote[];
  /** Where its rows stand in the file, where they have numbers there. */
  origin?: RowOrigin | undefined;
}

/**
 * A page of a document. Paragraphs are separated by an empty line; the rows of a table are lines, their cells parted by ` | `, with nothing
 * between two marks where a cell is empty.
 */
export interface PageFound {
  text: string;
  /** What is printed as the page's number where that is not its place in the file: `iv`, `A-3`. */
  label?: string | undefined;
  /** Lines that head what follows, here and on the pages after it, in order; 1 is the highest level. */
  headings?: { start: number; end: number; level: number }[] | undefined;
  /**
   * Where the file has no pages of its own, so that these are parts that the parser made: what is cited instead of the page's number, each
   * from `start` on, in order, the first from 0.
   */
  places?: { start: number; name: string }[] | undefined;
}

/** The text of a document, page by page; a text without pages is one page. */
export interface DocumentFound {
  /** What the document calls itself; empty where it says nothing. */
  title: string;
  /** In order; a page without text is empty. */
  pages: PageFound[];
  notes: ImportNote[];
}

/** Rows of text, in the order of the scan's columns; null is missing. At most a few thousand rows a batch. */
export type Batch = (string | null)[][];

export interface ReadOptions {
  /**
   * `fast` may give a `delimited` scan judged from a part of the file. `careful` must not: the host asks for it when the engine's native reader
   * met rows that do not fit.
   */
  mode: "fast" | "careful";
}

export interface IngestPlugin {
  kind: "ingest";
  /** `head` holds the first bytes, at most 64 KiB. Must not throw. */
  sniff(
    head: Uint8Array,
    file: { name: string; size: number; mediaType: string },
  ): SniffMatch | Promise<SniffMatch>;
  /** Says what tables the file holds and how to read them. Throws `NexusError("file.unreadable")` with a position where it is damaged. */
  read(source: Source, options: ReadOptions): Promise<TableFound[]>;
  /** The rows of a table that `read` gave a `batches` scan for; `index` counts the tables of `read`. Notes that appear only while reading are yielded as such. */
  rows?(
    source: Source,
    index: number,
    table: TableFound,
  ): AsyncIterable<{ batch: Batch } | { note: ImportNote }>;
  /** The text of a document, where the manifest says that it gives documents. Throws `NexusError("file.unreadable")` where there is none. */
  document?(source: Source): Promise<DocumentFound>;
}

// ---------------------------------------------------------------- agents

/** What `host.query` gives back: a reference and a look at it, not the data. */
export interface QueryResult {
  ref: string;
  columns: Schema;
  rowCount: number;
  /** At most 50 rows. */
  preview: Value[][];
}

/** What the host does for an agent. Each member needs its capability: `data` (read, query, fetch), `model` (generate), `documents` (search), `code` (execute). */
export interface AgentHost {
  /** Reads a question with the built-in language; no model. */
  read(question: Question): Promise<ReadOutcome>;
  /** Checks and runs a plan. Throws `NexusError("plan.*")` or `("engine.*")`. */
  query(plan: Plan): Promise<QueryResult>;
  /** Rows of a result. */
  fetch(ref: string, options?: { offset?: number; limit?: number }): Promise<Table>;
  /**
   * Has a language model fill a form. What it gives fits the schema, and may still be wrong. Throws `NexusError("model.none")` where no model
   * is there, and other `model.*` where one is and gave nothing of use.
   */
  generate(prompt: ModelPrompt, schema: OutputSchema): Promise<Generated>;
  /** Passages of the run's documents for words or a question, best first; 10 unless told, at most 100. */
  search(query: string, options?: { limit?: number }): Promise<Passage[]>;
  /**
   * Has a script reviewed and run in the sandbox. Throws `NexusError("code.*")`, with the findings in `details.findings` where the review refused
   * it; a script may be given again at most twice. `code.off` where scripts do not run.
   */
  execute(request: ExecuteRequest): Promise<ExecuteResult>;
}

export interface AnalyzeTask {
  intent: "analyze";
  question: Question;
  datasets: DatasetProfile[];
  /** Where scripts run here: the functions of `stats` that they have. */
  scripts?: { statistics: { name: string; signature: string; description: string }[] } | undefined;
}

export interface VisualizeTask {
  intent: "visualize";
  question: string | null;
  /** The reading, where there was one. */
  reading: Reading | null;
  plan: Plan;
  result: QueryResult;
  /** Chart types that can be drawn here, with their channels. */
  charts: { type: string; title: string; variants: string[]; maxRows: number | null }[];
  /** Profiles of the datasets behind the result, where known: units and distinct values for titles and legends. */
  datasets?: DatasetProfile[] | undefined;
}

export interface RetrieveTask {
  intent: "retrieve";
  question: Question;
  documents: { id: string; name: string; title: string; pages: number }[];
}

/** A script is about to run: does it do what was asked? The host's own review, which decides what code may reach, is done. */
export interface ReviewTask {
  intent: "review";
  question: string | null;
  source: string;
  findings: CodeFinding[];
  datasets: DatasetProfile[];
}

/** Answers are to be handed on together: what do they say? */
export interface WriteTask {
  intent: "write";
  /** Title that was asked for. */
  title: string | null;
  answers: {
    /** Names the answer in `{{...}}`: `a1`. */
    key: string;
    question: string | null;
    status: Answer["status"];
    trust: Answer["trust"];
    text: string;
    kind: Answer["kind"];
    answer: Answer["answer"];
    columns: Schema;
    rowCount: number;
    /** At most 20 rows. */
    preview: Value[][];
    notices: string[];
  }[];
}

/**
 * What a report says besides its answers. A number may only stand in the text of an answer it is about, or as a place that the host fills:
 * `{{a1}}` for the answer, `{{a1.text}}` for its sentence, `{{a1.2.revenue}}` for the column of the second row. The host refuses other digits.
 */
export interface Narrative {
  title: string;
  /** One to ten paragraphs, plain text. */
  summary: string[];
  /** Heading of each answer, by key, where the question does not serve. */
  headings?: Record<string, string> | undefined;
}

export type AgentTask = AnalyzeTask | VisualizeTask | RetrieveTask | ReviewTask | WriteTask;

/** What an agent says. It proposes; the host decides status and trust. Numbers never pass through here, only references. */
export type AgentEvent =
  | { type: "step"; title: string; detail?: string | undefined }
  /** What the user should know of how the answer came about; shown with it. */
  | { type: "notice"; message: string }
  /** The outcome of reading that is passed on: clarify and refused end the run with that status. */
  | { type: "outcome"; outcome: ReadOutcome }
  /** A result for the question: the reading it rests on and the reference from `host.query`. */
  | { type: "result"; reading: Reading; certainty: "sure" | "likely"; ref: string }
  /**
   * Passages that answer the question, best first, by the ids that `host.search` gave. The host decides whether they carry it. `answer`: what
   * they say in short, sentence by sentence with the passages that carry each; the host drops what does not stand there. May be said
   * twice, first without an answer, so that people see passages while a model still writes.
   */
  | {
    type: "passages";
    passages: string[];
    answer?: { sentences: { text: string; passages: string[] }[] } | undefined;
  }
  /** The result of a script for the question, by the reference from `host.execute`; `summary` says in one sentence what it computes. */
  | { type: "computed"; ref: string; summary: string }
  /** What a reviewer says of a script. */
  | { type: "review"; review: Verdict }
  /** What a writer says of answers. */
  | { type: "narrative"; narrative: Narrative }
  /** A chart for the result; null where none helps. */
  | { type: "chart"; chart: Chart | null };

export interface AgentPlugin {
  kind: "agent";
  run(task: AgentTask, host: AgentHost): AsyncIterable<AgentEvent>;
}

// ---------------------------------------------------------------- viz

export interface RenderInput {
  chart: Chart;
  encoding: Encoding;
  table: Table;
  theme: Theme;
}

export interface VizPlugin {
  kind: "viz";
  /** Must be pure: the same input gives the same figure. Labels are text from strangers: escape `<`, `>` and `&`, for Plotly reads some HTML. */
  render(input: RenderInput): Figure | Promise<Figure>;
}

// ---------------------------------------------------------------- report

/** What a report is made of. */
export interface ReportInput {
  title: string;
  createdAt: string;
  nexus: string;
  /** Written by an agent; its numbers were filled in or checked by the host. */
  summary?: { agent: string; model: string | null; paragraphs: string[] } | undefined;
  answers: {
    /** Shown instead of the question. */
    heading?: string | undefined;
    question: string | null;
    answer: Answer;
    datasets: { name: string; file: string; sha256: string; rows: number; notes: ImportNote[] }[];
  }[];
}

export interface ReportPlugin {
  kind: "report";
  export(report: ReportInput): Uint8Array | Promise<Uint8Array>;
}

export type Plugin = IngestPlugin | AgentPlugin | VizPlugin | ReportPlugin;

/**
 * Defines a file parser: of tables with `read` and `rows`, of documents with `document`.
 *
 * @example
 * ```ts
 * import { defineIngest } from "nexus";
 * export default defineIngest({
 *   sniff: (_head, file) => ({ confidence: file.name.endsWith(".ini") ? 0.9 : 0, reason: "extension" }),
 *   read: () => Promise.resolve([{ name: "", notes: [], scan: { kind: "batches", columns: [{ name: "key", type: "text" }] } }]),
 *   async *rows() { yield { batch: [["a"], ["b"]] }; },
 * });
 * ```
 */
export function defineIngest(
  plugin: Omit<IngestPlugin, "kind" | "read"> & Partial<Pick<IngestPlugin, "read">>,
): IngestPlugin {
  return { kind: "ingest", read: () => Promise.resolve([]), ...plugin };
}

/** Defines an agent. */
export function defineAgent(plugin: Omit<AgentPlugin, "kind">): AgentPlugin {
  return { kind: "agent", ...plugin };
}

/** Defines a chart renderer. */
export function defineViz(plugin: Omit<VizPlugin, "kind">): VizPlugin {
  return { kind: "viz", ...plugin };
}

/** Defines an exporter. */
export function defineReport(plugin: Omit<ReportPlugin, "kind">): ReportPlugin {
  return { kind: "report", ...plugin };
}
