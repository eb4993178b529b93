import type { ImportNote, IngestPlugin, Source, TableFound } from "../../contract/mod.ts";

/** A source in memory that hands out its bytes in small pieces. */
export function memorySource(content: string | Uint8Array, name: string, piece = 7): Source {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return {
    name,
    size: bytes.length,
    mediaType: "application/octet-stream",
    slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    async *stream() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    },
  };
}

/** A table with all its rows and notes. */
export interface TableRead {
  table: TableFound;
  names: string[];
  types: string[];
  rows: (string | null)[][];
  notes: ImportNote[];
}

/** Reads every table of a source with a plugin. */
export async function readTables(
  plugin: IngestPlugin,
  source: Source,
  mode: "fast" | "careful" = "careful",
): Promise<TableRead[]> {
  const tables = await plugin.read(source, { mode });
  const all: TableRead[] = [];
  for (const [index, table] of tables.entries()) {
    const rows: (string | null)[][] = [];
    const notes = [...table.notes];
    for await (const item of plugin.rows!(source, index, table)) {
      if ("batch" in item) rows.push(...item.batch);
      else notes.push(item.note);
    }
    const { columns } = table.scan;
    all.push({
      table,
      names: columns.map((column) => column.name),
      types: columns.map((column) => column.type),
      rows,
      notes,
    });
  }
  return all;
}
