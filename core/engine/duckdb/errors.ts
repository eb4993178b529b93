/**
 * DuckDB's errors as ours.
 *
 * @module
 */
import { NexusError } from "nexus";

/** What went wrong in DuckDB while it did `what`, with a code of the table. Paths of files are nobody's business and are left out. */
export function duckdbError(error: unknown, what: "plan" | "import"): NexusError {
  if (error instanceof NexusError) return error;
  const message = (error instanceof Error ? error.message : String(error))
    .replace(/(["'])\/[^"'\n]*\/([^"'\n/]*)\1/g, "$1$2$1");
  if (/^INTERRUPT Error/i.test(message)) {
    return new NexusError("process.cancelled", "The query was cancelled", { cause: error });
  }
  if (
    /Out of Memory Error|could not allocate|failed to (pin|offload)|max_temp_directory_size/i.test(message)
  ) {
    return new NexusError("engine.memory", "DuckDB ran out of the memory that it was given", {
      hint: "Ask for fewer rows or groups, or give the engines more memory.",
      details: { message: firstLine(message) },
      cause: error,
    });
  }
  return new NexusError("engine.failed", `DuckDB could not run the ${what}: ${firstLine(message)}`, {
    cause: error,
  });
}

function firstLine(message: string): string {
  return message.split("\n")[0]!.slice(0, 500);
}
