/**
 * What a caller is told when a plugin fails.
 *
 * @module
 */
import { type ErrorCode, NexusError } from "../contract/mod.ts";
import type { z } from "zod";

/** Codes that a plugin may throw itself, or pass on from the host. */
const OWN_CODES =
  /^(file|chart|report|plan|engine|question|dataset|document|model|code)\.|^plugin\.(failed|denied|contract)$/;

/** Codes with which an isolate ends a call. */
const ISOLATE_CODES: Partial<Record<ErrorCode, ErrorCode>> = {
  "process.crashed": "plugin.failed",
  "process.protocol": "plugin.contract",
  "process.deadline": "process.deadline",
  "process.cancelled": "process.cancelled",
};

/** An error of a plugin's call: its own code where plugins may throw it, else `plugin.failed`. */
export function failureOf(error: unknown, plugin: string, method: string): NexusError {
  if (!(error instanceof NexusError)) {
    return new NexusError("internal.error", `Calling "${method}" of ${plugin} failed`, { cause: error });
  }
  const code = ISOLATE_CODES[error.code] ?? (OWN_CODES.test(error.code) ? error.code : "plugin.failed");
  return new NexusError(code, inOurWords(error.message), {
    cause: error,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    details: { ...error.details, plugin, method },
  });
}

/** Deno tells of flags, which a plugin does not have: it has permissions in its manifest. */
function inOurWords(message: string): string {
  return message.replace(
    /, run again with the --allow-(read|write|net|env|run|sys|ffi|import) flag/,
    (_, name: string) =>
      ["read", "write", "net", "env"].includes(name)
        ? `: it was not granted, and must be asked for under permissions.${name} in plugin.json`
        : ": no plugin can be granted that",
  );
}

/**
 * Holds what a plugin handed back against its schema.
 *
 * @throws {NexusError} `plugin.contract` with the first thing that is wrong.
 */
export function checkReply<T>(schema: z.ZodType<T>, value: unknown, plugin: string, method: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw brokenContract(plugin, method, `${issue?.path.join(".") || "it"}: ${issue?.message}`);
}

/** The error for a reply that its contract does not allow. */
export function brokenContract(plugin: string, method: string, what: string): NexusError {
  return new NexusError(
    "plugin.contract",
    `The plugin ${plugin} returned from "${method}" what it may not: ${what}`,
    {
      details: { plugin, method },
    },
  );
}
