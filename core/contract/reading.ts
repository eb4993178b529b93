/**
 * Readings: what a question was understood to mean.
 *
 * @module
 */
import { z } from "zod";
import { Plan } from "./plan.ts";
import { ChartRequest } from "./chart.ts";

/** The form of an answer. `list`: one column; `record`: one row of several columns. */
export const AnswerKind = z.enum([
  "number",
  "text",
  "boolean",
  "date",
  "list",
  "record",
  "table",
  "passages",
  "none",
]);
export type AnswerKind = z.infer<typeof AnswerKind>;

/** A piece of the question and what it was taken for. Offsets are in UTF-16 units of the question. */
export const Span = z.object({
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  text: z.string(),
  /** What it was taken for, in words: `column "Fare"`, `the value "male" of "Sex"`, `average`. */
  meaning: z.string(),
});
export type Span = z.infer<typeof Span>;

/** How a word is chosen by rule from the numbers of a result: the first rule that holds says it. A missing number makes no rule hold. */
export const Judgement = z.object({
  rules: z.array(z.object({
    /** All must hold. */
    when: z.array(z.object({
      column: z.string(),
      op: z.enum(["lt", "le", "gt", "ge"]),
      value: z.number(),
      /** Of the number without its sign. */
      absolute: z.boolean().optional(),
    })),
    then: z.string(),
  })),
  otherwise: z.string(),
});
export type Judgement = z.infer<typeof Judgement>;

/** One way to take a question. */
export const Reading = z.object({
  plan: Plan,
  /** 0 to 1, calibrated: of readings at 0.9, nine in ten are right. */
  confidence: z.number().min(0).max(1),
  kind: AnswerKind,
  /** The reading in one plain sentence, for choosing among several: `the mean of "Fare" by "Pclass"`. */
  summary: z.string(),
  /** What each piece of the question was taken for. */
  used: z.array(Span),
  /** Content words that this reading does not account for. */
  unused: z.array(z.string()),
  /** Set where the question asked for a chart. */
  chart: ChartRequest.optional(),
  /** Column of the result that is the answer, where the result also has others for context (`which region sold most` -> `region`). */
  answerColumn: z.string().optional(),
  /** Where the question fixes names for its results (`@mean_fare[...]`): name, then row and column of the result (row 0 by default), rounding. */
  values: z.array(z.object({
    name: z.string(),
    column: z.string(),
    row: z.number().int().nonnegative().optional(),
    decimals: z.number().int().nonnegative().optional(),
    /** All cells of the column, joined by commas, where a name asks for a list. */
    list: z.boolean().optional(),
    /** The value is a word that is chosen by the numbers of the row, not the cell. */
    judgement: Judgement.optional(),
  })).optional(),
});
export type Reading = z.infer<typeof Reading>;

/** A column near to a name that was not found. */
export const Nearest = z.object({ dataset: z.string(), column: z.string(), score: z.number() });
export type Nearest = z.infer<typeof Nearest>;

/** What reading a question gave. Status is decided by rule from confidence and unused words, never by a model. */
export const ReadOutcome = z.discriminatedUnion("status", [
  /** `sure`: confidence is high, every content word is used, and no other reading is close. Otherwise `likely`. */
  z.object({
    status: z.literal("read"),
    certainty: z.enum(["sure", "likely"]),
    readings: z.array(Reading).min(1),
  }),
  /** Two or more readings that differ in their result and are about as good. */
  z.object({ status: z.literal("clarify"), message: z.string(), readings: z.array(Reading).min(2) }),
  /** Names something that is not there, or was not understood. */
  z.object({
    status: z.literal("refused"),
    reason: z.enum([
      "unknown_column",
      "unknown_value",
      "not_understood",
      "unsupported",
      "not_in_documents",
    ]),
    message: z.string(),
    /** The words that could not be placed. */
    words: z.array(z.string()),
    nearest: z.array(Nearest),
  }),
]);
export type ReadOutcome = z.infer<typeof ReadOutcome>;

/** A question as it is read. */
export const Question = z.object({
  text: z.string(),
  /** Further conditions in words, that must also hold (evaluation sets call them constraints). */
  constraints: z.string().optional(),
  /** How results are to be named and rounded: `@mean_fare[value] rounded to two decimal places`. */
  format: z.string().optional(),
  /** Earlier questions of the conversation with the plans they were read as, oldest first. */
  previous: z.array(z.object({ text: z.string(), plan: Plan.optional() })).optional(),
});
export type Question = z.infer<typeof Question>;
