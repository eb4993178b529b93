import { NexusError } from "nexus";

/** Why a file could not be opened, for its owner. */
export function failureOf(error: unknown, name: string, whole: boolean): NexusError {
  const kind = error instanceof Error ? error.name : "";
  if (kind === "PasswordException") {
    return new NexusError("file.unreadable", `"${name}" is encrypted: it opens only with a password`, {
      hint: "Save a copy without a password, and add that.",
      details: { reason: "encrypted" },
    });
  }
  return new NexusError(
    "file.unreadable",
    whole
      ? `"${name}" is damaged, or is no PDF: ${messageOf(error)}`
      : `"${name}" is cut off or is no PDF: it has no end`,
    {
      hint: "Check that the file was saved and copied in full, and that it opens in a PDF reader.",
      details: { reason: whole ? "damaged" : "truncated" },
    },
  );
}

/** There are pages, and no words on them. */
export function noText(
  name: string,
  { pages, damaged, unreadable, whole }: {
    pages: number;
    damaged: number;
    unreadable: number;
    whole: boolean;
  },
): NexusError {
  if (pages === 0 && whole) {
    return new NexusError("file.unreadable", `"${name}" has no pages`, {
      hint: "Save it again with another program, or check that it is the file you mean.",
      details: { reason: "no pages" },
    });
  }
  if (!whole || damaged === pages) return failureOf(new Error("no page of it can be read"), name, whole);
  if (unreadable > 0) {
    return new NexusError(
      "file.unreadable",
      `"${name}" has fonts that do not say which letters their shapes are: its text cannot be read`,
      {
        hint:
          "Have the text recognised (OCR) by another program, or save the file anew from where it was written.",
        details: { reason: "no character map", pages: unreadable },
      },
    );
  }
  return new NexusError(
    "file.unreadable",
    `"${name}" has ${
      pages === 1 ? "one page" : `${pages} pages`
    } and no text layer: it holds only pictures of text`,
    {
      hint: "Have the text recognised (OCR) by another program, and add the file that it saves.",
      details: { reason: "no text layer", pages },
    },
  );
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
