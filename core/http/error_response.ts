/**
 * Errors as responses.
 *
 * @module
 */
import { withCommands } from "../config/mod.ts";
import { NexusError, toErrorData } from "../contract/mod.ts";
import type { Log } from "../observe/mod.ts";
import { asStoreError } from "../store/mod.ts";
import type { AppContext } from "./environment.ts";

/** What the caller is told; the log has the rest under the correlation id. */
export function errorResponse(context: AppContext, thrown: Error, log: Log): Response {
  const error = asStoreError(thrown) as Error;
  const correlationId = context.get("correlationId") ?? crypto.randomUUID();
  const known = error instanceof NexusError;
  if (!known) log.error("a request failed", { path: context.req.path, error });
  else if (error.status >= 500) {
    log.warn("a request was not served", { path: context.req.path, error: toErrorData(error) });
  }
  const data = known ? toErrorData(error) : {
    code: "internal.error",
    message: "Something went wrong inside Nexus",
    hint: `The log has the details under ${correlationId}.`,
  };
  const hint = data.hint === undefined ? {} : { hint: withCommands(data.hint) };
  return Response.json({ error: { ...data, ...hint }, correlationId }, {
    status: known ? error.status : 500,
    headers: known ? headersOf(error) : {},
  });
}

function headersOf({ code, details }: NexusError): Record<string, string> {
  if (code === "request.unauthorized") return { "www-authenticate": 'Bearer realm="Nexus"' };
  if (code === "request.method_not_allowed") return { allow: String(details?.allow) };
  if (code === "request.rate_limited") return { "retry-after": String(details?.retryAfter ?? 60) };
  return {};
}
