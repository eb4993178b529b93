/**
 * Errors that came from another process. It may be code of others, which says of its errors what it likes.
 *
 * @module
 */
import { type ErrorData, fromErrorData, NexusError } from "../contract/errors.ts";

/** A message goes to pages, logs and the store. */
const MAX_MESSAGE = 10_000;
const MAX_HINT = 2000;
/** Characters of the details as JSON. */
const MAX_DETAILS = 200_000;

/**
 * The error that another process tells of: its message and hint are texts that can be shown, and its details a record that is not large.
 * What is more than that is cut or left out.
 *
 * @throws {NexusError} `process.protocol` for what is no error at all.
 */
export function readError(data: unknown): NexusError {
  if (!isRecord(data) || typeof data.code !== "string" || typeof data.message !== "string") {
    throw new NexusError("process.protocol", "A process sent an error that is not one");
  }
  const { code, message, hint, details } = data;
  return fromErrorData({
    code: code as ErrorData["code"],
    message: cut(message, MAX_MESSAGE),
    ...(typeof hint === "string" ? { hint: cut(hint, MAX_HINT) } : {}),
    ...(isRecord(details) && JSON.stringify(details).length <= MAX_DETAILS ? { details } : {}),
  });
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
