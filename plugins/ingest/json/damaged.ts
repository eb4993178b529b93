import { NexusError } from "nexus";

/** The error for a file that is not JSON. */
export function damaged(
  name: string,
  reason: string,
  place: { line: number; column?: number },
  cause?: unknown,
): NexusError {
  const where = `line ${place.line}${place.column === undefined ? "" : `, column ${place.column}`}`;
  return new NexusError("file.unreadable", `Cannot read "${name}" as JSON: ${reason} (${where}).`, {
    hint: /NaN|Infinity|"N"|"I"/.test(reason)
      ? "JSON has no NaN and no Infinity: write null."
      : "Export the file again; where it is not JSON, give it the extension of what it is.",
    details: place,
    cause,
  });
}
