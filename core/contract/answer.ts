/**
 * Answers, trust and receipts.
 *
 * @module
 */
import { z } from "zod";
import { Schema, Table, Value } from "./value.ts";
import { Plan } from "./plan.ts";
import { AnswerKind, Nearest, Reading, Span } from "./reading.ts";
import { Chart, Encoding, Figure } from "./chart.ts";
import { Scan } from "./scan.ts";
import { Passage, TextRange } from "./document.ts";
import { CodeRun } from "./code.ts";
import { ERROR_TABLE, type ErrorCode } from "./errors.ts";

export const ErrorBody = z.object({
  code: z.enum(Object.keys(ERROR_TABLE) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  hint: z.string().optional(),
  details: z.record(z.string(), z.json()).optional(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** Set by code in runs/, never by a model or an agent. */
export const Status = z.enum(["answered", "clarify", "refused", "failed"]);
export type Status = z.infer<typeof Status>;

/**
 * How the number came about. `confirmed`: both engines ran the plan and agree, and its invariants hold. `single`: one engine ran.
 * `generated`: generated code ran. `quoted`: nothing was computed, passages were found and are quoted. `none`: nothing ran.
 */
export const Computation = z.enum(["confirmed", "single", "generated", "quoted", "none"]);
export type Computation = z.infer<typeof Computation>;

/** How well the question was understood. `given`: the plan came from the user, there was nothing to understand. */
export const ReadingTrust = z.enum(["sure", "likely", "given", "none"]);
export type ReadingTrust = z.infer<typeof ReadingTrust>;

/** `verified` only when both halves are at their best; `computed` when a checked plan ran; `suggested` when it rests on generated code or on a model's unconfirmed reading. */
export const Trust = z.enum(["verified", "computed", "suggested", "none"]);
export type Trust = z.infer<typeof Trust>;

/** One check that was made on a result. */
export const Check = z.object({ name: z.string(), passed: z.boolean(), message: z.string() });
export type Check = z.infer<typeof Check>;

/** Rows that took no part, and why. */
export const Exclusion = z.object({
  /** `filtered`: asked for. `undecided` and `missing`: for want of a value. `unmatched`: no partner in a join. `group`: not left out, but in the group without a name. */
  cause: z.enum(["filtered", "undecided", "unmatched", "missing", "group"]),
  /** Ends the sentence `3 rows ...`: `have no "price" and are not part of the mean of "price"`. */
  reason: z.string(),
  rows: z.number().int().nonnegative(),
});
export type Exclusion = z.infer<typeof Exclusion>;

/** One run of a plan on one engine. */
export const EngineRun = z.object({
  engine: z.enum(["duckdb", "polars"]),
  version: z.string(),
  ms: z.number(),
  rows: z.number().int().nonnegative(),
});
export type EngineRun = z.infer<typeof EngineRun>;

/** A passage that an answer rests on: where it stands, and what stood there. Hashes are SHA-256 of UTF-8, hexadecimal. */
export const CitedPassage = z.object({
  document: z.string(),
  page: z.number().int().positive(),
  /** What is cited instead of the page where the file has no pages. */
  place: z.string().optional(),
  /** UTF-16 units of the page. */
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  sha256: z.string(),
  /** The sentences that are quoted, from the page's start. */
  quote: z.object({ range: TextRange, text: z.string(), sha256: z.string() }),
});
export type CitedPassage = z.infer<typeof CitedPassage>;

/** How the passages of an answer were found. */
export const SearchRecord = z.object({
  /** How many documents were searched; the receipt names those that are cited and up to 100 more. */
  documents: z.number().int().nonnegative(),
  /** What was searched for, in order. */
  searches: z.array(z.object({ query: z.string(), limit: z.number().int().positive() })),
  /** Best first. */
  passages: z.array(CitedPassage),
  /** Everything that decides the order: how texts are cut and weighed, and the embedding model. */
  index: z.object({
    version: z.string(),
    embedding: z.object({ model: z.string(), digest: z.string() }).nullable(),
  }),
});
export type SearchRecord = z.infer<typeof SearchRecord>;

/** Everything that is needed to repeat an answer and to compare. */
export const Receipt = z.object({
  receipt: z.literal(1),
  id: z.string(),
  createdAt: z.string(),
  nexus: z.string(),
  question: z.string().nullable(),
  status: Status,
  trust: Trust,
  computation: Computation,
  reading: ReadingTrust,
  inputs: z.array(z.object({
    dataset: z.string(),
    name: z.string(),
    file: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    rows: z.number(),
    /** The decisions under which the file was read. */
    ingest: z.object({ plugin: z.string(), version: z.string() }),
    scan: Scan,
  })),
  /** The documents that were searched, those that are cited first, where the answer quotes passages. */
  documents: z.array(z.object({
    document: z.string(),
    name: z.string(),
    file: z.string(),
    sha256: z.string(),
    bytes: z.number(),
    pages: z.number(),
    /** True where the pages are parts of a file that has none. */
    parts: z.boolean().optional(),
    ingest: z.object({ plugin: z.string(), version: z.string() }),
  })).optional(),
  search: SearchRecord.optional(),
  plan: Plan.nullable(),
  /** The script, where the answer rests on one. */
  code: CodeRun.optional(),
  engines: z.array(EngineRun),
  rows: z.object({ scanned: z.number(), kept: z.number(), excluded: z.array(Exclusion) }),
  checks: z.array(Check),
  result: z.object({
    columns: Schema,
    rows: z.array(z.array(Value)),
    rowCount: z.number(),
    truncated: z.boolean(),
  }).nullable(),
  /** Stated tolerance for comparing floats: relative. */
  tolerance: z.number(),
  agents: z.array(z.object({ id: z.string(), version: z.string() })),
  /** The model that the reading rests on, its digest at Ollama, and SHA-256 of what it was asked. */
  model: z.object({ name: z.string(), prompt: z.string(), digest: z.string().optional() }).nullable(),
});
export type Receipt = z.infer<typeof Receipt>;

/** `answer` by `kind`: number, string, boolean, list, record or `{columns, rows}`. */
export const AnswerValue = z.json();

/** A reading as it is offered for choosing. */
export const OfferedReading = Reading.pick({ plan: true, summary: true, confidence: true });
export type OfferedReading = z.infer<typeof OfferedReading>;

/** What came of one question: `ask --json`, each line of `eval`'s output, and the answer inside a run. */
export const Answer = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  status: Status,
  trust: Trust,
  computation: Computation,
  reading: ReadingTrust,
  kind: AnswerKind,
  answer: AnswerValue,
  /** Named results, where the question's format asks for `@name[value]`, and the same as text. */
  values: z.record(z.string(), Value).optional(),
  response: z.string().optional(),
  /** The answer in one or two sentences; every number in it stands in the result. */
  text: z.string(),
  plan: Plan.nullable(),
  /** The plan in words, one step a line, and as SQL. */
  words: z.array(z.string()),
  sql: z.string().nullable(),
  /** The script, where the answer rests on one. */
  code: CodeRun.optional(),
  /** What each piece of the question was taken for. */
  used: z.array(Span),
  unused: z.array(z.string()),
  confidence: z.number().nullable(),
  result: Table.nullable(),
  receipt: Receipt.nullable(),
  checks: z.array(Check),
  /** Rows that took no part, and why. */
  excluded: z.array(Exclusion),
  /** What the user should know: sampling, truncation, fall-back, disagreement. */
  notices: z.array(z.string()),
  ms: z.number(),
  readings: z.array(OfferedReading).optional(),
  nearest: z.array(Nearest).optional(),
  error: ErrorBody.optional(),
  /** Chart word, rows `[x, y]` or `[x, y, series]`, Vega-Lite-like mark and encodings. Only where a chart was asked for or fits. */
  chart: z.string().optional(),
  data: z.array(z.array(Value)).optional(),
  mark: z.string().optional(),
  encodings: z.record(
    z.string(),
    z.object({
      field: z.string().optional(),
      aggregate: z.string().optional(),
      bin: z.boolean().optional(),
      timeUnit: z.string().optional(),
    }),
  ).optional(),
  /** The chart as the visualizer chose it, and its figure. */
  visual: z.object({ chart: Chart, figure: Figure, plugin: z.string(), encoding: Encoding }).optional(),
  /** What was found in documents, best first. */
  passages: z.array(Passage).optional(),
  /** Names of the documents that were found, best first, and of their pages, as `DOCUMENT#page`. */
  docs: z.array(z.string()).optional(),
  pages: z.array(z.string()).optional(),
});
export type Answer = z.infer<typeof Answer>;
