/**
 * What the host and the reader process say to one another.
 *
 * @module
 */
import { z } from "zod";
import { DatasetProfile, Question, ReadOutcome, ValueIndex } from "../contract/mod.ts";

/** A question and the profiles of the datasets it is asked of. */
export const ReadRequest = z.object({
  question: Question,
  datasets: z.array(DatasetProfile),
  /** Today, as an ISO timestamp. */
  now: z.string(),
});
export type ReadRequest = z.infer<typeof ReadRequest>;

/** The index of one dataset, sent once. */
export const ValueTransfer = z.object({ values: ValueIndex });
export type ValueTransfer = z.infer<typeof ValueTransfer>;

/** An outcome, or the datasets whose value indexes the reader must be sent first. */
export const ReadReply = z.union([
  z.object({ outcome: ReadOutcome }),
  z.object({ needs: z.array(z.string()).min(1) }),
]);
export type ReadReply = z.infer<typeof ReadReply>;
