import type { ImportNote } from "nexus";

/** What was met while reading that its reader should know of. */
export class Losses {
  /** Characters of deleted and of hidden text. */
  deleted = 0;
  hidden = 0;
  insertions = 0;
  deletions = 0;
  pictures = 0;
  objects = 0;
  ink = 0;
  charts = 0;
  embedded = 0;
  contents = 0;
  comments = 0;
  /** Signs of symbol fonts that no letter is known for. */
  signs = 0;
  /** Fields whose result is not in the file. */
  readonly fields = new Map<string, number>();
  /** Characters in a field that does not end. */
  unfinished = 0;
  missing = new Set<string>();

  notes(): ImportNote[] {
    const notes: ImportNote[] = [];
    const tell = (level: ImportNote["level"], topic: string, count: number, message: string) => {
      if (count > 0) notes.push({ level, topic, message, count });
    };
    tell(
      "choice",
      "changes",
      this.insertions + this.deletions,
      `Tracked changes are read as accepted: ${counted(this.insertions, "insertion")} kept, ${
        counted(this.deletions, "deletion")
      } (${counted(this.deleted, "character")}) left out.`,
    );
    tell("choice", "hidden", this.hidden, "Text that is formatted as hidden is left out (characters).");
    tell("choice", "contents", this.contents, "The table of contents is left out: it repeats the headings.");
    tell(
      "choice",
      "comments",
      this.comments,
      "Comments are no part of the text; they stand at its end, marked as such.",
    );
    tell(
      "warning",
      "pictures",
      this.pictures,
      "Pictures have no description: what they show cannot be found.",
    );
    tell("warning", "charts", this.charts, "Charts could not be read.");
    tell(
      "warning",
      "objects",
      this.objects,
      "Embedded objects (sheets, formulas of old programs) are not read.",
    );
    tell("warning", "ink", this.ink, "Handwriting is not read.");
    tell("warning", "embedded", this.embedded, "Files that are inserted in other formats are not read.");
    tell(
      "warning",
      "symbols",
      this.signs,
      `Signs of a symbol font are not known; they are read as "\ufffd".`,
    );
    const fields = [...this.fields].map(([name, count]) => count > 1 ? `${name} (${count} times)` : name);
    tell(
      "warning",
      "fields",
      this.fields.size,
      `Fields without a result in the file are left out: ${
        fields.slice(0, 8).join(", ")
      }. Word fills them in when it prints.`,
    );
    tell("warning", "fields", this.unfinished, "A field has no end: its characters are left out.");
    tell(
      "warning",
      "missing",
      this.missing.size,
      `The file refers to what is not in it: ${[...this.missing].slice(0, 5).join(", ")}.`,
    );
    return notes;
  }
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
