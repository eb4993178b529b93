/**
 * A DuckDB that can reach nothing but the files it was opened for.
 *
 * @module
 */
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { quoteList, quoteText } from "./sql.ts";

/** What a DuckDB may take. */
export interface DuckdbLimits {
  memoryMb: number;
  threads: number;
  /** Folder for what does not fit into memory. */
  temporary: string;
  /** How much may be spilled there, in MB; several times the memory by default. */
  spillMb?: number;
}

/** Spilled data may take this many times the memory: enough to sort what was imported, too little to fill a disk. */
const SPILL_FACTOR = 16;
const MIN_SPILL_MB = 4096;

/** A connection with its own instance; nothing is shared between two of them. */
export interface Duckdb {
  readonly connection: DuckDBConnection;
  /** The files that it was locked to; null before. */
  lockedTo: readonly string[] | null;
  close(): void;
}

/** An instance that has its limits but no lock yet: it must not run anything before {@linkcode lockDuckdb}. */
export async function openDuckdb(limits: DuckdbLimits): Promise<Duckdb> {
  const spillMb = limits.spillMb ?? Math.max(MIN_SPILL_MB, SPILL_FACTOR * Math.round(limits.memoryMb));
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: `${Math.round(limits.memoryMb)}MB`,
    threads: String(limits.threads),
    temp_directory: limits.temporary,
    max_temp_directory_size: `${spillMb}MB`,
  });
  const connection = await instance.connect();
  return {
    connection,
    lockedTo: null,
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * Closes every door but the given files, for good: a setting made after `lock_configuration` is an error. `allowed_paths` and not
 * `allowed_directories`, which would let one dataset's query read another's file by its path or by `glob()`.
 */
export async function lockDuckdb(duckdb: Duckdb, paths: readonly string[]): Promise<void> {
  const statements = [
    `SET allowed_paths = ${quoteList(paths)}`,
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ];
  for (const statement of statements) await duckdb.connection.run(statement);
  duckdb.lockedTo = [...paths];
}

/** A Parquet file as a relation. */
export function parquet(path: string): string {
  return `read_parquet(${quoteText(path)})`;
}
