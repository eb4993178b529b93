/**
 * From tables of raw text to one Parquet file with a profile: the part that both ways of importing share.
 *
 * @module
 */
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnConversion, ImportNote, Scan } from "nexus";
import { SLICE_COLUMNS } from "../../process/rows.ts";
import type { Duckdb } from "../duckdb/open.ts";
import { publish, unfinished } from "../files.ts";
import { judgeColumns } from "./judge.ts";
import { mergeSlices } from "./merge.ts";
import { profileColumns } from "./profile.ts";
import type { RawTable } from "./raw_table.ts";
import { countBytes, findSuspects } from "./suspects.ts";
import { type ImportProgress, type ImportResult, MAX_REJECTS, type Misfit } from "./types.ts";
import { readRejects, writeParquet } from "./write.ts";

/** How an import is converted. */
export interface ConvertOptions {
  /** How the scan is to be stated, with the columns as they were finally read. */
  scanOf: (columns: ColumnConversion[]) => Scan;
  out: string;
  notes?: ImportNote[];
  onProgress?: (progress: ImportProgress) => void;
}

type Slice = Omit<ImportResult, "rows" | "scan"> & { conversions: ColumnConversion[] };

/** Files that are written on the way to `out`, for so many columns. */
export function unfinishedFiles(out: string, columns: number): string[] {
  const part = unfinished(out);
  const slices = Math.ceil(columns / SLICE_COLUMNS);
  return slices <= 1
    ? [part]
    : [part, ...Array.from({ length: slices }, (_, index) => slicePath(part, index))];
}

/**
 * Judges, writes, profiles and publishes a table, or the slices of a wide one: the same rows, other columns. Drops the raw tables on the way.
 * `check` is given the bytes of raw text; what it returns ends the import.
 */
export async function convertTables(
  { connection }: Duckdb,
  tables: readonly RawTable[],
  options: ConvertOptions & { check?: (bytes: number) => { misfit: Misfit } | undefined },
): Promise<ImportResult | { misfit: Misfit }> {
  const { out, onProgress = () => {}, check } = options;
  const rows = tables[0]?.rows ?? 0;
  const part = unfinished(out);
  const paths = tables.length === 1 ? [part] : tables.map((_, index) => slicePath(part, index));
  const whole: Slice = {
    conversions: [],
    columns: [],
    values: [],
    rejects: [],
    notes: [...options.notes ?? []],
  };
  onProgress({ stage: "converting", rows });
  for (const [index, table] of tables.entries()) {
    const bytes = await countBytes(connection, table);
    const refused = check?.(bytes.reduce((sum, each) => sum + each, 0));
    if (refused !== undefined) return refused;
    const slice = await convertSlice(connection, table, {
      path: paths[index]!,
      bytes,
      before: whole,
      onProgress,
    });
    for (const key of ["conversions", "columns", "values", "rejects", "notes"] as const) {
      whole[key].push(...slice[key] as never[]);
    }
  }
  if (tables.length > 1) await mergeSlices(paths, part);
  await publish(part, out);
  const { conversions, ...result } = whole;
  return { ...result, rows, scan: options.scanOf(conversions) };
}

async function convertSlice(
  connection: DuckDBConnection,
  table: RawTable,
  { path, bytes, before, onProgress }: {
    path: string;
    bytes: number[];
    before: Slice;
    onProgress: (progress: ImportProgress) => void;
  },
): Promise<Slice> {
  // Written as the sample promised; again only where the whole file says otherwise.
  await writeParquet(connection, table, table.columns, path);
  const suspects = await findSuspects(connection, table, { written: path, bytes });
  const { columns, notes } = await judgeColumns(connection, table, suspects);
  const conversions = columns.map(({ conversion }) => conversion);
  if (conversions.some(({ type }, k) => type !== table.columns[k]!.type)) {
    await writeParquet(connection, table, conversions, path);
  }
  const rejects = await readRejects(connection, table, {
    columns,
    room: MAX_REJECTS - before.rejects.length,
  });
  await connection.run(`DROP TABLE ${table.name}`);
  onProgress({ stage: "profiling", rows: table.rows });
  const { profiles, values } = await profileColumns(connection, path, {
    columns,
    rows: table.rows,
    indexed: before.values,
  });
  return { conversions, columns: profiles, values, rejects, notes };
}

function slicePath(part: string, index: number): string {
  return `${part}.${index}`;
}
