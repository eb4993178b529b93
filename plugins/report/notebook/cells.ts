/** A cell of a notebook of format 4.5. */
export type Cell =
  | { cell_type: "markdown"; id: string; metadata: Record<string, never>; source: string[] }
  | {
    cell_type: "code";
    id: string;
    metadata: Record<string, unknown>;
    source: string[];
    execution_count: null;
    outputs: Output[];
  };

/** What a cell showed when the report was written. */
export interface Output {
  output_type: "display_data";
  metadata: Record<string, never>;
  data: Record<string, unknown>;
}

/** Words for a reader; the parts are paragraphs, empty ones are left out. */
export function words(id: string, parts: (string | null)[]): Cell {
  const source = parts.filter((part) => part !== null && part !== "").join("\n\n");
  return { cell_type: "markdown", id, metadata: {}, source: linesOf(source) };
}

/** Python, with what it gave. */
export function code(id: string, source: string, outputs: Output[] = []): Cell {
  return { cell_type: "code", id, metadata: {}, source: linesOf(source), execution_count: null, outputs };
}

/** A display in several forms; a notebook shows the richest that it can. */
export function shown(data: Record<string, unknown>): Output {
  return { output_type: "display_data", metadata: {}, data };
}

/** A notebook keeps texts as lines that end with their line breaks. */
export function linesOf(text: string): string[] {
  return text.toWellFormed().split(/(?<=\n)/);
}
