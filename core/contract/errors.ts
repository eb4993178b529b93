/**
 * Every error that a user, a plugin or an API client can meet has a code that stands in one table, with the
 * HTTP status that it becomes and the sentence that explains it. `docs/errors.md` is held against this table by a test.
 *
 * @module
 */

/** One row of the error table. */
export interface ErrorEntry {
  /** HTTP status with which the API answers. */
  readonly status: number;
  /** What the code means, for `docs/errors.md`. */
  readonly meaning: string;
}

/** All error codes, `area.problem`. */
export const ERROR_TABLE = {
  "request.invalid": {
    status: 400,
    meaning: "The request does not have the shape that its schema asks for.",
  },
  "request.too_large": {
    status: 413,
    meaning: "The request or one of its files is over the configured limit.",
  },
  "request.unauthorized": {
    status: 401,
    meaning: "The request has no API key or session, or one that is not accepted.",
  },
  "request.forbidden": {
    status: 403,
    meaning: "Host or Origin is not one that this server accepts.",
  },
  "request.not_found": { status: 404, meaning: "There is nothing under this address." },
  "request.method_not_allowed": {
    status: 405,
    meaning: "There is something under this address, but not for this method.",
  },
  "request.rate_limited": { status: 429, meaning: "Too many requests in a short time." },
  "question.empty": { status: 400, meaning: "The question has no words." },
  "question.too_long": { status: 413, meaning: "The question is longer than a question can be." },
  "question.unreadable": { status: 422, meaning: "The question was not understood." },
  "file.empty": { status: 422, meaning: "The file has no bytes, or no rows." },
  "file.unsupported": { status: 415, meaning: "No installed parser takes this kind of file." },
  "file.unreadable": { status: 422, meaning: "The file is damaged, or is not what its name says." },
  "file.too_large": { status: 413, meaning: "The file is over MAX_FILE_SIZE, or unpacks to too much." },
  "file.not_found": { status: 404, meaning: "There is no such file." },
  "dataset.not_found": { status: 404, meaning: "There is no dataset with this id." },
  "dataset.none": { status: 409, meaning: "The question needs a dataset and none is chosen." },
  "document.not_found": { status: 404, meaning: "There is no document with this id." },
  "plan.invalid": { status: 422, meaning: "The plan does not fit the schema of plans or of its dataset." },
  "plan.unknown_column": { status: 422, meaning: "The plan names a column that its input does not have." },
  "plan.type_mismatch": {
    status: 422,
    meaning: "The plan applies a function to a type that it does not take.",
  },
  "plan.too_complex": {
    status: 422,
    meaning: "The plan has more operations or deeper nesting than the limit.",
  },
  "engine.failed": { status: 500, meaning: "The engine could not run the plan." },
  "engine.crashed": { status: 503, meaning: "The engine process died; it has been replaced." },
  "engine.deadline": { status: 504, meaning: "The engine did not finish within its time." },
  "engine.memory": { status: 507, meaning: "The engine ran out of the memory it was given." },
  "engine.disagreement": {
    status: 500,
    meaning: "The two engines gave different results; neither is shown as right.",
  },
  "process.crashed": { status: 503, meaning: "A child process died." },
  "process.deadline": { status: 504, meaning: "A child process did not answer within its time." },
  "process.protocol": { status: 500, meaning: "A child process sent something that is not a frame of ours." },
  "process.cancelled": { status: 499, meaning: "The work was cancelled." },
  "model.none": { status: 409, meaning: "No language model is there, or none fits this machine." },
  "model.unavailable": { status: 503, meaning: "Ollama does not answer, although a model was chosen." },
  "model.not_found": { status: 404, meaning: "Ollama does not have this model." },
  "model.timeout": { status: 504, meaning: "The model did not finish within MODEL_TIMEOUT." },
  "model.interrupted": { status: 502, meaning: "The connection to Ollama ended in the middle of an answer." },
  "model.failed": { status: 502, meaning: "Ollama reported an error." },
  "model.invalid_output": {
    status: 502,
    meaning: "The model's answer does not fit the form that was asked for, also after one repair.",
  },
  "model.prompt_too_long": {
    status: 413,
    meaning: "The prompt does not fit the model's context, or Ollama cut it.",
  },
  "code.off": {
    status: 409,
    meaning: "Generated code does not run here: it is switched off, or too few of its walls stand.",
  },
  "code.rejected": { status: 422, meaning: "The review found what a script may not do; nothing ran." },
  "code.failed": { status: 422, meaning: "The script threw an error, or does not parse." },
  "code.deadline": { status: 504, meaning: "The script did not end within SANDBOX_TIMEOUT." },
  "code.memory": { status: 507, meaning: "The script took more memory than it may." },
  "code.output": { status: 422, meaning: "The script returned what is no result, or more than it may." },
  "plugin.not_found": { status: 404, meaning: "There is no plugin with this id, or it is disabled." },
  "plugin.invalid": { status: 422, meaning: "The manifest or the code of a plugin is not valid." },
  "plugin.denied": { status: 403, meaning: "A plugin asked for something that it was not granted." },
  "plugin.failed": { status: 500, meaning: "A plugin threw an error." },
  "plugin.contract": {
    status: 502,
    meaning: "A plugin returned something that its contract does not allow.",
  },
  "plugin.quarantined": {
    status: 503,
    meaning: "A plugin failed too often and is switched off until it is enabled again.",
  },
  "run.not_found": { status: 404, meaning: "There is no run with this id." },
  "run.failed": { status: 500, meaning: "The analysis failed." },
  "run.cancelled": { status: 499, meaning: "The analysis was cancelled." },
  "run.busy": {
    status: 503,
    meaning: "As many analyses are running as MAX_CONCURRENT_ANALYSES allows, and the queue is full.",
  },
  "receipt.invalid": { status: 422, meaning: "The receipt is damaged or of an unknown version." },
  "receipt.inputs_missing": {
    status: 409,
    meaning: "An input of the receipt is not here, or its content changed.",
  },
  "report.unsupported": { status: 415, meaning: "No installed exporter writes this format." },
  "chart.unsupported": { status: 422, meaning: "No installed chart fits, or its data do not." },
  "store.failed": { status: 500, meaning: "The store could not read or write." },
  "store.locked": { status: 409, meaning: "Another Nexus is using this home folder." },
  "config.invalid": { status: 500, meaning: "A setting has a value that it cannot have." },
  "internal.error": { status: 500, meaning: "A fault of Nexus itself." },
} as const satisfies Record<string, ErrorEntry>;

/** One of the codes of {@linkcode ERROR_TABLE}. */
export type ErrorCode = keyof typeof ERROR_TABLE;

/** What {@linkcode NexusError} takes besides code and message. */
export interface NexusErrorOptions {
  /** What the reader can do about it. */
  hint?: string;
  /** Facts for a program: the nearest column names, the limit, the position. JSON only. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** The one class of error that crosses a boundary of Nexus. */
export class NexusError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  /** Says what was tried, with what, and why it failed: `Cannot parse "sales.csv": row 14 has 6 cells, the header has 5`. */
  constructor(code: ErrorCode, message: string, options: NexusErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "NexusError";
    this.code = code;
    this.hint = options.hint;
    this.details = options.details;
  }

  /** HTTP status of the code. */
  get status(): number {
    return ERROR_TABLE[this.code].status;
  }
}

/** An error as plain data, as it crosses processes and the API. */
export interface ErrorData {
  code: ErrorCode;
  message: string;
  hint?: string | undefined;
  details?: Record<string, unknown> | undefined;
}

/** Turns anything that was thrown into plain data. Structured clone would drop `name` and `code`. */
export function toErrorData(error: unknown, fallback: ErrorCode = "internal.error"): ErrorData {
  if (error instanceof NexusError) {
    return {
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.details === undefined ? {} : { details: error.details }),
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: fallback, message };
}

/** The reverse of {@linkcode toErrorData}; an unknown code becomes `internal.error`. */
export function fromErrorData(data: ErrorData): NexusError {
  const code = Object.hasOwn(ERROR_TABLE, data.code) ? data.code : "internal.error";
  return new NexusError(code, String(data.message), {
    ...(data.hint === undefined ? {} : { hint: data.hint }),
    ...(data.details === undefined ? {} : { details: data.details }),
  });
}
