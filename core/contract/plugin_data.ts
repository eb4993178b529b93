/**
 * Schemas of what plugins hand back, for the host's side of the boundary. Apart from `plugin.ts`, so that a plugin's bundle stays small.
 *
 * @module
 */
import { z } from "zod";
import { ImportNote, RowOrigin, Scan } from "./scan.ts";
import { Schema, Value } from "./value.ts";
import { Chart } from "./chart.ts";
import { Verdict } from "./code.ts";
import { Reading, ReadOutcome } from "./reading.ts";
import type { AgentEvent, DocumentFound, QueryResult, SniffMatch, TableFound } from "./plugin.ts";

/** Checks a {@linkcode SniffMatch}. */
export const SniffMatchData: z.ZodType<SniffMatch> = z.object({
  confidence: z.number().min(0).max(1),
  reason: z.string().max(1000),
});

/** Checks a {@linkcode TableFound}. */
export const TableFoundData: z.ZodType<TableFound> = z.object({
  name: z.string(),
  scan: Scan,
  notes: z.array(ImportNote),
  origin: RowOrigin.optional(),
});

const Places = z.array(z.object({ start: z.number().int().nonnegative(), name: z.string().min(1).max(500) }))
  .max(100_000);

/** Checks a {@linkcode DocumentFound}. */
export const DocumentFoundData: z.ZodType<DocumentFound> = z.object({
  title: z.string().max(1000),
  pages: z.array(z.object({
    text: z.string(),
    label: z.string().max(100).optional(),
    headings: z.array(z.object({
      start: z.number().int().nonnegative(),
      end: z.number().int().nonnegative(),
      level: z.number().int().min(1).max(9),
    })).max(10_000).optional(),
    places: Places.optional(),
  })).max(100_000),
  notes: z.array(ImportNote).max(1000),
});

/** Checks an {@linkcode AgentEvent}. */
export const AgentEventData: z.ZodType<AgentEvent> = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("step"),
    title: z.string().max(1000),
    detail: z.string().max(10_000).optional(),
  }),
  z.object({ type: z.literal("notice"), message: z.string().max(2000) }),
  z.object({ type: z.literal("outcome"), outcome: ReadOutcome }),
  z.object({
    type: z.literal("result"),
    reading: Reading,
    certainty: z.enum(["sure", "likely"]),
    ref: z.string(),
  }),
  z.object({
    type: z.literal("passages"),
    passages: z.array(z.string()).max(100),
    answer: z.object({
      sentences: z.array(
        z.object({ text: z.string().min(1).max(600), passages: z.array(z.string()).min(1).max(5) }),
      ).max(8),
    }).optional(),
  }),
  z.object({ type: z.literal("chart"), chart: Chart.nullable() }),
  z.object({ type: z.literal("computed"), ref: z.string(), summary: z.string().max(1000) }),
  z.object({ type: z.literal("review"), review: Verdict }),
  z.object({
    type: z.literal("narrative"),
    narrative: z.object({
      title: z.string().min(1).max(200),
      summary: z.array(z.string().max(2000)).min(1).max(10),
      headings: z.record(z.string(), z.string().max(200)).optional(),
    }),
  }),
]);

/** Checks a {@linkcode QueryResult}. */
export const QueryResultData: z.ZodType<QueryResult> = z.object({
  ref: z.string(),
  columns: Schema,
  rowCount: z.number().int().nonnegative(),
  preview: z.array(z.array(Value)),
});
