import { NexusError } from "nexus";

/** The error for a workbook that is damaged, with the part of it where that was seen. */
export function damaged(file: string, reason: string, part?: string, cause?: unknown): NexusError {
  const where = part === undefined ? "" : ` (${part})`;
  return new NexusError("file.unreadable", `Cannot read "${file}" as an Excel workbook: ${reason}${where}.`, {
    hint: "Open it in Excel or LibreOffice, which may repair it, and save it again as .xlsx.",
    ...(part === undefined ? {} : { details: { part } }),
    cause,
  });
}

/** The error for a workbook that unpacks to more than can be meant. */
export function tooLarge(file: string, reason: string): NexusError {
  return new NexusError("file.too_large", `"${file}" is not unpacked: ${reason}.`, {
    hint: "Split the workbook, or export the sheet that is needed as CSV.",
  });
}

/** The error for a workbook of a kind that is not read. */
export function otherKind(file: string, kind: string, hint: string): NexusError {
  return new NexusError("file.unsupported", `"${file}" is ${kind}, which cannot be read.`, { hint });
}
