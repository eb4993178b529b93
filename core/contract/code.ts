/**
 * Generated code: what a script is, what was found in it, and what came of running it.
 *
 * A script is the body of one async function in JavaScript. In scope are `tables`, `query(plan)`, `sql(text)`, `columns(table, names?)`,
 * `stats`, `input` and `console`, and of the rest only what ECMAScript itself gives. It returns a number, text, truth value or null, a list
 * of those, a flat record, a list of flat records, or `{columns, rows}`.
 *
 * @module
 */
import { z } from "zod";
import { AnswerKind } from "./reading.ts";
import { Schema, Value } from "./value.ts";

/** Characters of a script. */
export const MAX_CODE = 10 * 1024;

/** What a review found at one place. */
export const CodeFinding = z.object({
  /** Names the rule: `import`, `unknown-name`, `too-long`. */
  rule: z.string(),
  /** `error` keeps the script from running. */
  severity: z.enum(["error", "warning"]),
  message: z.string(),
  /** What to write instead. */
  hint: z.string().optional(),
  /** Both count from 1. */
  line: z.number().int().positive(),
  column: z.number().int().positive(),
});
export type CodeFinding = z.infer<typeof CodeFinding>;

/** What a reviewing agent says of a script. `refuse` keeps it from running; `concern` is shown with the answer. */
export const Verdict = z.object({
  verdict: z.enum(["pass", "concern", "refuse"]),
  remarks: z.array(z.object({
    message: z.string().max(500),
    line: z.number().int().positive().optional(),
  })).max(20),
});
export type Verdict = z.infer<typeof Verdict>;

/** One line that a script wrote. */
export const ConsoleLine = z.object({ level: z.enum(["log", "info", "warn", "error"]), text: z.string() });
export type ConsoleLine = z.infer<typeof ConsoleLine>;

/** What an agent, or a person, has run. */
export const ExecuteRequest = z.strictObject({
  source: z.string().min(1).max(100_000),
  /** Becomes `input` in the script. */
  input: z.json().optional(),
});
export type ExecuteRequest = z.infer<typeof ExecuteRequest>;

/** What came of a script, as an agent sees it. Errors of the script are `code.*`. */
export const ExecuteResult = z.object({
  ref: z.string(),
  kind: AnswerKind,
  columns: Schema,
  rowCount: z.number().int().nonnegative(),
  /** At most 50 rows. */
  preview: z.array(z.array(Value)),
  console: z.array(ConsoleLine),
  findings: z.array(CodeFinding),
});
export type ExecuteResult = z.infer<typeof ExecuteResult>;

/** A script that ran, with all that was said of it; shown on the card and kept in the receipt. */
export const CodeRun = z.object({
  language: z.literal("javascript"),
  source: z.string(),
  sha256: z.string(),
  input: z.json().optional(),
  /** Who wrote it: a model's name, the id of an agent that asked no model, or null for a person. */
  author: z.string().nullable(),
  findings: z.array(CodeFinding),
  reviews: z.array(Verdict.extend({
    agent: z.string(),
    version: z.string(),
    /** The model that took part; null where the agent used none. */
    model: z.string().nullable(),
  })),
  /** Scripts before this one that were refused or failed, and why, oldest first. */
  attempts: z.array(z.object({ source: z.string(), error: z.string() })),
  /** What it asked of the data, in order. */
  queries: z.array(
    z.object({ kind: z.enum(["plan", "sql", "columns"]), text: z.string(), rows: z.number() }),
  ),
  console: z.array(ConsoleLine),
  /** Lines that are not kept, for there were too many. */
  consoleDropped: z.number().int().nonnegative(),
  ms: z.number(),
});
export type CodeRun = z.infer<typeof CodeRun>;
