import { type ImportNote, NexusError } from "nexus";
import { XmlError } from "./xml_reader.ts";
import { ZipError } from "./zip.ts";

const WHOLE = "Check that the file was saved and copied in full, and that it opens in Word.";
const AGAIN = "Open it in Word or LibreOffice, save it as .docx, and add that.";

/** Why a file could not be read, for its owner. */
export function failureOf(error: unknown, name: string): unknown {
  if (error instanceof ZipError) {
    switch (error.reason) {
      case "encrypted":
        return locked(name);
      case "truncated":
        return unreadable(`"${name}" is cut off: ${error.message}`, WHOLE, "truncated");
      case "too large":
        return unreadable(`"${name}" was not read: ${error.message}`, TOO_LARGE, "too large");
      case "damaged":
        return unreadable(`"${name}" is damaged: ${error.message}`, WHOLE, "damaged");
    }
  }
  if (error instanceof XmlError) {
    return unreadable(`"${name}" is damaged: ${error.message}`, WHOLE, "damaged");
  }
  return error;
}

const TOO_LARGE =
  "No document that people wrote is so large. Where it is one, split it, or save it again without what is embedded in it.";

/** It opens only with a password. */
export function locked(name: string): NexusError {
  return unreadable(
    `"${name}" is encrypted: it opens only with a password`,
    "Save a copy without a password, and add that.",
    "encrypted",
  );
}

/** A ZIP archive that is no Word document. */
export function noDocument(name: string, what: string): NexusError {
  return unreadable(
    `"${name}" is no Word document: ${what}`,
    "Give the file the extension of what it is.",
    "other",
  );
}

/** There is nothing to read; the notes say what there is instead. */
export function noText(name: string, notes: readonly ImportNote[]): NexusError {
  const has = (topic: string) => notes.some((note) => note.topic === topic);
  return new NexusError("file.empty", `"${name}" has no text in it`, {
    hint: has("pictures")
      ? "It holds only pictures. Have their text recognised (OCR) by another program, and add the file that it saves."
      : has("changes")
      ? "All of its text is deleted in tracked changes. Reject them in Word where the text is meant to stay."
      : has("hidden")
      ? "All of its text is formatted as hidden. Show it in Word, and save it so."
      : "Check that it is the file you mean.",
  });
}

/** A part of the document is not there. */
export function missing(name: string, part: string): NexusError {
  return unreadable(`"${name}" is damaged: its part "${part}" is missing`, WHOLE, "missing part");
}

/** A file of another format for texts. */
export function otherFormat(name: string, format: string): NexusError {
  return new NexusError("file.unsupported", `"${name}" is ${format}, which is not read`, {
    hint: AGAIN,
    details: { reason: "format" },
  });
}

function unreadable(message: string, hint: string, reason: string): NexusError {
  return new NexusError("file.unreadable", message, { hint, details: { reason } });
}
