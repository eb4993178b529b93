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
import { countBytes, findSuspects } from "./suspects.ts";
import type { ImportProgress, ImportResult, Misfit } from "./types.ts";
import { readRejects, writeParquet } from "./write.ts";

/** How an import is converted. */
export interface ConvertOptions {
  /** How the scan is to be stated, with the columns as they were finally read. */
  scanOf: (columns: ColumnConversion[]) => Scan;
  out: string;
  notes?: ImportNote[];
  /** Checks the bytes of raw text that were seen; what it returns ends the import. */
  check?: (bytes: number) => { misfit: Misfit } | undefined;
  onProgress?: (progress: ImportProgress) => void;
}

/** Judges, writes, profiles and publishes. Drops the raw table on the way. */
export async function convertTable(
  { connection }: Duckdb,
  table: RawTable,
  options: ConvertOptions,
): Promise<ImportResult | { misfit: Misfit }> {
  const { out, onProgress, notes = [] } = options;
  const part = unfinished(out);
  onProgress?.({ stage: "converting", rows: table.rows });
  const bytes = await countBytes(connection, table);
  const refused = options.check?.(bytes.reduce((sum, each) => sum + each, 0));
  if (refused !== undefined) return refused;
  // Written as the sample promised; again only where the whole file says otherwise.
  await writeParquet(connection, table, table.columns, part);
  const suspects = await findSuspects(connection, table, { written: part, bytes });
  const judged = await judgeColumns(connection, table, suspects);
  const conversions = judged.columns.map(({ conversion }) => conversion);
  if (conversions.some(({ type }, k) => type !== table.columns[k]!.type)) {
    await writeParquet(connection, table, conversions, part);
  }
  const rejects = await readRejects(connection, table, judged.columns);
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
