/**
 * Import of a delimited text file by DuckDB's native reader, held against a count of the file's bytes.
 *
 * @module
 */
import type { DelimitedDialect, ImportNote, Scan } from "nexus";
import { SLICE_COLUMNS } from "../../process/rows.ts";
import type { Duckdb } from "../duckdb/open.ts";
import { quoteText } from "../duckdb/sql.ts";
import { type Census, type Misfit, takeCensus } from "./census.ts";
import { convertTables } from "./convert.ts";
import { nameColumns } from "./names.ts";
import type { ImportProgress, ImportResult } from "./types.ts";

/** What is imported where. */
export interface DelimitedImport {
  file: string;
  scan: Extract<Scan, { kind: "delimited" }>;
  out: string;
  onProgress?: (progress: ImportProgress) => void;
}

/** DuckDB's own limit for a record; longer ones are read with their length. */
const MAX_LINE_BYTES = 2_000_000;
const CHUNK_BYTES = 1 << 20;

/** Imports a UTF-8 file, or says why its rows do not fit the dialect: nothing is ever lost in silence. */
export async function importDelimited(
  duckdb: Duckdb,
  options: DelimitedImport,
): Promise<ImportResult | { misfit: Misfit }> {
  const { file, out, onProgress } = options;
  const { dialect } = options.scan;
  const columns = nameColumns(options.scan.columns);
  if (columns.length > SLICE_COLUMNS) {
    return { misfit: { message: `The native reader is not made for ${columns.length} columns` } };
  }
  onProgress?.({ stage: "reading" });
  const counting = takeCensus(chunksOf(file), dialect, columns.length);
  const attempt = { dialect, columns: columns.length, longest: MAX_LINE_BYTES, strict: true };
  const loading = tryLoad(duckdb, file, attempt);
  // A misfit ends the native reading early.
  const stop = counting.then((census) => "misfit" in census && duckdb.connection.interrupt());
  stop.catch(() => {});
  const [census, first] = await Promise.all([counting, loading]);
  if ("misfit" in census) return census;
  let loaded = first;
  const longest = Math.max(MAX_LINE_BYTES, census.longest + 1);
  for (const strict of [true, false]) {
    if (loaded.rows === census.rows) break;
    if (strict && longest === MAX_LINE_BYTES) continue;
    // The strict reader stumbles over a line break of another kind inside quotes. What the generous one reads is held against the census too.
    loaded = await tryLoad(duckdb, file, { ...attempt, longest, strict });
  }
  if (loaded.rows === undefined) return { misfit: loaded.misfit };
  const { rows } = loaded;
  if (rows !== census.rows) {
    return { misfit: { message: `The native reader found ${rows} rows where ${census.rows} were counted` } };
  }
  return await convertTables(duckdb, [{ name: "raw", columns, rows, emptyIsText: true }], {
    scanOf: (columns) => ({ kind: "delimited", dialect, columns }),
    out,
    notes: notesOf(census),
    check: (bytes) =>
      bytes === census.cellBytes ? undefined : {
        misfit: {
          message: `The native reader found ${bytes} bytes of cells where ${census.cellBytes} were counted`,
        },
      },
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** How the native reader is set up. */
interface Attempt {
  dialect: DelimitedDialect;
  columns: number;
  /** Bytes of the longest record. */
  longest: number;
  strict: boolean;
}

/** The number of rows, or what DuckDB says of rows that do not fit; every other error is thrown on. */
async function tryLoad(
  duckdb: Duckdb,
  file: string,
  attempt: Attempt,
): Promise<{ rows: number } | { rows?: undefined; misfit: Misfit }> {
  try {
    return { rows: await load(duckdb, file, attempt) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/CSV (Error|Parser)|utf-8|Maximum line size|^INTERRUPT/i.test(message)) throw error;
    const line = /CSV Error on Line: (\d+)/.exec(message)?.[1];
    const what = message.replace(/^Invalid Input Error: /, "").split("\n")
      .find((each) => !/^(CSV Error on Line|Original Line)/.test(each)) ?? message;
    return { misfit: { message: what.slice(0, 300), ...(line === undefined ? {} : { line: Number(line) }) } };
  }
}

/** Reads the file into the table `raw`, every choice stated. Gives the number of rows. */
async function load(
  { connection }: Duckdb,
  file: string,
  { dialect, columns, longest, strict }: Attempt,
): Promise<number> {
  const types = Array.from({ length: columns }, (_, k) => `'c${k}': 'VARCHAR'`).join(", ");
  const settings = [
    "auto_detect = false",
    `columns = {${types}}`,
    `header = ${dialect.header}`,
    `delim = ${quoteText(dialect.delimiter)}`,
    `quote = ${quoteText(dialect.quote)}`,
    `escape = ${quoteText(dialect.escape || dialect.quote)}`,
    `comment = ${quoteText(dialect.comment ?? "")}`,
    `skip = ${dialect.skipLines}`,
    // A stated "\n" or "\r\n" gives no rows where the other one is used, without an error; unstated, both are read.
    ...(dialect.newline === "\r" ? ["new_line = '\\r'"] : []),
    `strict_mode = ${strict}`,
    "null_padding = false",
    "ignore_errors = false",
    `max_line_size = ${longest}`,
    ...(longest > MAX_LINE_BYTES ? [`buffer_size = ${longest * 2}`] : []),
    "compression = 'none'",
    "encoding = 'utf-8'",
  ];
  await connection.run(
    `CREATE OR REPLACE TABLE raw AS SELECT * FROM read_csv(${quoteText(file)}, ${settings.join(", ")})`,
  );
  const reader = await connection.runAndReadAll("SELECT count(*) FROM raw");
  return Number(reader.getRows()[0]![0]);
}

async function* chunksOf(file: string): AsyncIterable<Uint8Array> {
  using source = await Deno.open(file);
  while (true) {
    const chunk = new Uint8Array(CHUNK_BYTES);
    const read = await source.read(chunk);
    if (read === null) return;
    yield chunk.subarray(0, read);
  }
}

function notesOf({ emptyLines }: Census): ImportNote[] {
  if (emptyLines === 0) return [];
  const message = emptyLines === 1 ? "1 empty line was left out" : `${emptyLines} empty lines were left out`;
  return [{ level: "choice", topic: "empty_lines", message, count: emptyLines }];
}
