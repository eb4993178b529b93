import type { Batch, ColumnConversion, DelimitedDialect, Value } from "nexus";
import { lockDuckdb, openDuckdb } from "../duckdb/open.ts";
import { toValue } from "../duckdb/values.ts";
import { parquet } from "../duckdb/open.ts";
import { unfinished } from "../files.ts";
import { packRows } from "../../process/rows.ts";
import { batchFiles, BatchImport } from "./batches.ts";
import { unfinishedFiles } from "./convert.ts";
import { importDelimited } from "./delimited.ts";
import type { ImportResult, Misfit } from "./types.ts";

/** An import with the rows that were written. */
export interface Imported {
  result: ImportResult;
  rows: Value[][];
}

export const COMMA: DelimitedDialect = {
  delimiter: ",",
  quote: '"',
  escape: '"',
  newline: "\n",
  skipLines: 0,
  header: true,
};

/** Imports text as a file; gives the misfit where there is one. */
export async function importText(
  text: string | Uint8Array,
  columns: ColumnConversion[],
  dialect: Partial<DelimitedDialect> = {},
): Promise<Imported | { misfit: Misfit }> {
  return await inFolder(async (folder) => {
    const file = `${folder}/in.csv`, out = `${folder}/out.parquet`;
    await Deno.writeFile(file, typeof text === "string" ? new TextEncoder().encode(text) : text);
    const duckdb = await openDuckdb({ memoryMb: 1024, threads: 2, temporary: `${folder}/spill` });
    try {
      await lockDuckdb(duckdb, [file, unfinished(out)]);
      const scan = { kind: "delimited" as const, dialect: { ...COMMA, ...dialect }, columns };
      const result = await importDelimited(duckdb, { file, scan, out });
      return "misfit" in result ? result : { result, rows: await readRows(out, result) };
    } finally {
      duckdb.close();
    }
  });
}

/** Imports batches. */
export async function importBatches(batches: Batch[], columns: ColumnConversion[]): Promise<Imported> {
  return await inFolder(async (folder) => {
    const out = `${folder}/out.parquet`;
    const duckdb = await openDuckdb({ memoryMb: 1024, threads: 2, temporary: `${folder}/spill` });
    try {
      const files = [...unfinishedFiles(out, columns.length), ...batchFiles(folder, columns.length)];
      await lockDuckdb(duckdb, files);
      const table = await BatchImport.begin(duckdb, { kind: "batches", columns }, folder);
      for (const batch of batches) await table.append(packRows(batch, columns.length));
      const result = await table.finish(out);
      return { result, rows: await readRows(out, result) };
    } finally {
      duckdb.close();
    }
  });
}

/** The cells of one column after conversion, from texts. */
export async function convert(
  texts: (string | null)[],
  conversion: Omit<ColumnConversion, "name">,
): Promise<{ values: Value[]; result: ImportResult }> {
  const { result, rows } = await importBatches([texts.map((text) => [text])], [{ name: "x", ...conversion }]);
  return { values: rows.map((row) => row[1]!), result };
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await Deno.makeTempDir();
  try {
    return await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Rows with the row id first. */
async function readRows(path: string, { columns }: ImportResult): Promise<Value[][]> {
  const duckdb = await openDuckdb({ memoryMb: 1024, threads: 1, temporary: `${path}.spill` });
  try {
    const reader = await duckdb.connection.runAndReadAll(`SELECT * FROM ${parquet(path)}`);
    const types = ["integer" as const, ...columns.map(({ type }) => type)];
    return reader.getRows().map((row) => row.map((value, k) => toValue(value, types[k]!)));
  } finally {
    duckdb.close();
  }
}
