/**
 * From a table of raw text to a Parquet file with a profile: the part that both ways of importing share.
 *
 * @module
 */
import type { ColumnConversion, ImportNote, Scan } from "nexus";
import type { Duckdb } from "../duckdb/open.ts";
import { publish, unfinished } from "../files.ts";
import { judgeColumns } from "./judge.ts";
import { profileColumns } from "./profile.ts";
import type { RawTable } from "./raw_table.ts";
import type { ImportProgress, ImportResult } from "./types.ts";
import { readRejects, writeParquet } from "./write.ts";

/** How an import is converted. */
export interface ConvertOptions {
  /** How the scan is to be stated, with the columns as they were finally read. */
  scanOf: (columns: ColumnConversion[]) => Scan;
  out: string;
  notes?: ImportNote[];
  /** Checks the bytes of raw text that were seen; what it returns ends the import. */
  check?: (bytes: number) => Promise<{ misfit: ImportMisfit } | undefined>;
  onProgress?: (progress: ImportProgress) => void;
}

type ImportMisfit = { message: string; line?: number };

/** Judges, writes, profiles and publishes. Drops the raw table on the way. */
export async function convertTable(
  { connection }: Duckdb,
  table: RawTable,
  options: ConvertOptions,
): Promise<ImportResult | { misfit: ImportMisfit }> {
  const { out, onProgress, notes = [] } = options;
  const part = unfinished(out);
  onProgress?.({ stage: "converting", rows: table.rows });
  const judged = await judgeColumns(connection, table);
  const refused = await options.check?.(judged.bytes);
  if (refused !== undefined) return refused;
  const conversions = judged.columns.map(({ conversion }) => conversion);
  const rejects = await readRejects(connection, table, judged.columns);
  await writeParquet(connection, table, conversions, part);
  await connection.run(`DROP TABLE ${table.name}`);
  onProgress?.({ stage: "profiling", rows: table.rows });
  const { profiles, values } = await profileColumns(connection, part, judged.columns);
  await publish(part, out);
  return {
    rows: table.rows,
    columns: profiles,
    scan: options.scanOf(conversions),
    values,
    notes: [...notes, ...judged.notes],
    rejects,
  };
}
