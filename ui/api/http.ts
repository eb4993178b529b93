import type { ErrorBody, ErrorResponse } from "nexus";

/** A request that did not succeed, in the words of the server or, where it did not answer, in ours. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly correlationId: string | null;

  constructor(status: number, body: ErrorBody, correlationId: string | null = null) {
    super(body.message);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
    this.correlationId = correlationId;
  }
}

/** What went wrong as the page shows it. */
export interface Problem {
  message: string;
  hint?: string | undefined;
  /** What to quote when asking for help: a correlation id or a run. */
  reference?: string | undefined;
}

/** Turns anything that was thrown into what the page shows. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ApiError) {
    return {
      message: error.body.message,
      hint: error.body.hint,
      reference: error.correlationId ?? undefined,
    };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}

let onUnauthorized = () => {};

/** Calls `listener` whenever the server asks for a key. */
export function whenUnauthorized(listener: () => void): void {
  onUnauthorized = listener;
}

/** Reads an error response; a body that is not ours (a proxy's page) becomes a plain sentence. */
export function errorFrom(status: number, text: string): ApiError {
  if (status === 401) onUnauthorized();
  try {
    const parsed = JSON.parse(text) as Partial<ErrorResponse>;
    if (parsed.error && typeof parsed.error.message === "string") {
      return new ApiError(status, parsed.error, parsed.correlationId ?? null);
    }
  } catch {
    // Not JSON: falls through to the plain sentence.
  }
  return new ApiError(status, {
    code: "internal.error",
    message: `The server answered with status ${status}`,
  });
}

/** A request that never reached the server. */
export function unreachable(): ApiError {
  return new ApiError(0, {
    code: "internal.error",
    message: "Nexus cannot be reached",
    hint: "Check that the program is still running. Nothing that you asked is lost.",
  });
}

/** Fetches from the API of this page's own origin; throws {@linkcode ApiError}. */
export async function request(path: string, options: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw unreachable();
  }
  if (!response.ok) throw errorFrom(response.status, await response.text());
  return response;
}

/** {@linkcode request}, with the body as JSON. */
export async function requestJson<T>(path: string, options: RequestInit = {}): Promise<T> {
  const headers = { accept: "application/json", ...(options.headers as Record<string, string> | undefined) };
  const response = await request(path, { ...options, headers });
  return await response.json() as T;
}

/** The options of a request with a JSON body. */
export function jsonBody(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}
