/**
 * From the ways in which a script and its process end to the errors `code.*`.
 *
 * @module
 */
import { z } from "zod";
import { NexusError } from "../contract/mod.ts";
import type { IsolateEnd } from "../isolate/mod.ts";
import type { JobLimits } from "./job.ts";

/** What a script threw, as its worker describes it. */
export const ScriptError = z.object({
  name: z.string().max(2000).optional(),
  message: z.string().max(10_000),
  /** Set where the host had answered with an error. */
  code: z.string().max(200).optional(),
  hint: z.string().max(2000).optional(),
  line: z.number().int().positive().optional(),
  column: z.number().int().positive().optional(),
});
export type ScriptError = z.infer<typeof ScriptError>;

const MAX_MESSAGE = 500;

/** The error that a script threw, with its line. */
export function failureOfScript(thrown: ScriptError, limits: JobLimits): NexusError {
  const { name, message, code, hint, line, column } = thrown;
  if (name === "RangeError" && /allocation failed/.test(message)) return outOfMemory(limits);
  const words = withoutAddresses(message);
  const named = name === undefined || ["Error", "NoResult"].includes(name) ? words : `${name}: ${words}`;
  const text = line === undefined ? named : `line ${line}: ${named}`;
  return new NexusError(name === "NoResult" ? "code.output" : "code.failed", text, {
    ...(hint === undefined ? {} : { hint }),
    details: {
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      ...(code === undefined ? {} : { error: code }),
    },
  });
}

/** Why the process of a script ended, in the script's own terms; what is an error of the script already stays. */
export function failureOfEnd(error: unknown, end: IsolateEnd | null, limits: JobLimits): unknown {
  if (!(error instanceof NexusError)) return error;
  if (error.code === "process.cancelled") {
    return new NexusError("process.cancelled", "The script was cancelled");
  }
  if (error.code.startsWith("code.")) return error;
  const { timeoutMs, outputMb } = limits;
  const late = new NexusError("code.deadline", `The script did not end within ${timeoutMs / 1000} s`, {
    hint: "Let query() or sql() do the heavy part, and look for a loop that does not end.",
  });
  switch (end?.kind) {
    case "deadline":
      return late;
    case "breach":
      if (/sent (more than|values nested)/.test(error.message)) {
        return new NexusError(
          "code.output",
          `The script sent more than it may: ${outputMb} MiB, few levels, few values`,
          {
            hint: "Return fewer rows, and ask for fewer columns.",
          },
        );
      }
      return new NexusError(
        "code.failed",
        "The script reached for the process that it runs in, and was ended",
      );
    case "crashed":
      if (usedUpProcessor(end.error)) return late;
      if (/memory|allocation failed/i.test(`${end.error.message} ${end.error.details?.reason ?? ""}`)) {
        return outOfMemory(limits);
      }
      return new NexusError("code.failed", `The script ended its process: ${reasonOf(end.error)}`);
    default:
      return new NexusError("code.failed", withoutAddresses(error.message));
  }
}

function outOfMemory({ memoryMb }: JobLimits): NexusError {
  return new NexusError(
    "code.memory",
    `The script took more memory than it may: the limit is ${memoryMb} MiB`,
    { hint: "Let query() or sql() filter and group, and keep fewer values." },
  );
}

/** Behind a wall the signal comes as an exit code. */
function usedUpProcessor({ details }: NexusError): boolean {
  return details?.signal === "SIGXCPU" || details?.code === 128 + 24;
}

function reasonOf(error: NexusError): string {
  const { code, signal } = error.details ?? {};
  if (typeof signal === "string") return `it was ended by ${signal}`;
  if (typeof code === "number") return `it ended with code ${code}`;
  return withoutAddresses(error.message.replace(/^The script crashed: /, ""));
}

/** The first line of a message, without the places of files and modules, which mean nothing to its reader and are nobody's business. */
export function withoutAddresses(message: string): string {
  const [first = ""] = message.split("\n");
  return first
    .replaceAll(/\b(?:blob:|file:\/|ext:)[^\s"')]+/g, "…")
    .replaceAll(/(?<![\w.])\/(?:[\w.@-]+\/)+[\w.@-]+/g, "…")
    .trim().slice(0, MAX_MESSAGE);
}
