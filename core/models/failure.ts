/**
 * What went wrong at Ollama, in our own words.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";

const HINT = "Start Ollama, or set OLLAMA_BASE_URL. Questions are answered without a model meanwhile.";

/** What a call was, for the message. */
export interface CallFacts {
  what: string;
  url: string;
  model?: string;
  seconds: number;
}

/** The error of an answer that is no success. */
export function statusError(status: number, message: string, call: CallFacts): NexusError {
  const details = { status, ...(call.model === undefined ? {} : { model: call.model }) };
  if (status === 404 && call.model !== undefined) {
    return new NexusError("model.not_found", `Ollama does not have the model ${call.model}: ${message}`, {
      hint: `ollama pull ${call.model}`,
      details,
    });
  }
  if (status === 401 || status === 403) {
    return new NexusError("model.unavailable", `Ollama at ${call.url} refuses access: ${message}`, {
      hint: "Set OLLAMA_API_KEY.",
      details,
    });
  }
  if (/exceed\w* (the )?(available )?context|context (length|size|window)/i.test(message)) {
    return new NexusError("model.prompt_too_long", `The prompt is too long for ${call.model}: ${message}`, {
      details,
    });
  }
  return new NexusError("model.failed", `Ollama could not ${call.what}: ${message}`, { details });
}

/** The error of a call that broke off. */
export function callError(
  error: unknown,
  call: CallFacts,
  ended: { cancelled: AbortSignal | undefined; timedOut: boolean; answered: boolean },
): NexusError {
  if (error instanceof NexusError) return error;
  const details = call.model === undefined ? {} : { model: call.model };
  if (ended.cancelled?.aborted) {
    const { reason } = ended.cancelled;
    return reason instanceof NexusError
      ? reason
      : new NexusError("process.cancelled", "The work was cancelled");
  }
  if (ended.timedOut) {
    return new NexusError(
      "model.timeout",
      `Ollama did not ${call.what} within ${Math.max(1, Math.round(call.seconds))} s`,
      {
        hint: "Raise MODEL_TIMEOUT, or choose a smaller model with PRIMARY_MODEL.",
        details,
      },
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  if (!ended.answered) {
    return new NexusError("model.unavailable", `Ollama does not answer at ${call.url}`, {
      hint: HINT,
      details: { ...details, reason: message },
      cause: error,
    });
  }
  const broke = error instanceof TypeError || error instanceof SyntaxError ||
    /did not receive done/i.test(message);
  return broke
    ? new NexusError("model.interrupted", `The connection to Ollama ended while it was to ${call.what}`, {
      details,
      cause: error,
    })
    : new NexusError("model.failed", `Ollama could not ${call.what}: ${message}`, { details, cause: error });
}
