/**
 * Events: what happens, as it happens. They go to the page (SSE), the audit log and the metrics.
 *
 * @module
 */
import { z } from "zod";
import { Answer, ErrorBody } from "./answer.ts";
import { Dataset } from "./dataset.ts";
import { Document } from "./document.ts";

/** One step that is shown while an analysis runs. */
export const Step = z.object({
  /** The agent or part that does it. */
  actor: z.string(),
  title: z.string(),
  detail: z.string().optional(),
  ms: z.number().optional(),
});
export type Step = z.infer<typeof Step>;

/** Events of a run, in order, and of an import. */
export const NexusEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("run.started"), run: z.string(), question: z.string().nullable() }),
  z.object({ type: z.literal("run.step"), run: z.string(), step: Step }),
  /** The answer, as soon as it stands; again when a second engine confirms it or a chart arrives. */
  z.object({ type: z.literal("run.answer"), run: z.string(), answer: Answer, final: z.boolean() }),
  z.object({
    type: z.literal("run.ended"),
    run: z.string(),
    status: z.enum(["answered", "clarify", "refused", "failed"]),
  }),
  z.object({
    type: z.literal("import.progress"),
    import: z.string(),
    file: z.string(),
    stage: z.enum(["received", "reading", "converting", "profiling"]),
    /** Rows or bytes so far. */
    rows: z.number().optional(),
  }),
  z.object({
    type: z.literal("import.ready"),
    import: z.string(),
    file: z.string(),
    datasets: z.array(Dataset),
    documents: z.array(Document).optional(),
  }),
  z.object({ type: z.literal("import.failed"), import: z.string(), file: z.string(), error: ErrorBody }),
  z.object({ type: z.literal("dataset.removed"), dataset: z.string() }),
  z.object({ type: z.literal("document.removed"), document: z.string() }),
  z.object({
    type: z.literal("plugin.changed"),
    plugin: z.string(),
    state: z.string(),
    message: z.string().optional(),
  }),
  z.object({ type: z.literal("engine.restarted"), engine: z.string(), reason: z.string() }),
]);
export type NexusEvent = z.infer<typeof NexusEvent>;

/** An event with its place in the stream. Ids rise by one or more, so that `Last-Event-ID` can be replayed. */
export interface StoredEvent {
  id: number;
  at: string;
  event: NexusEvent;
}
