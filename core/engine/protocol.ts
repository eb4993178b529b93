/**
 * What the pool and its processes say to each other. Both sides are ours; large data goes through files.
 *
 * @module
 */
import type { Scan } from "nexus";
import type { EngineName, RunRequest } from "./request.ts";
import type { SqlRequest } from "./sql/request.ts";

/** Methods of an engine process, by name, with their parameters. */
export interface EngineMethods {
  /** Must be the first call. Loads the named engines, so that the first query finds them ready. */
  configure: EngineSettings;
  run: { engine: EngineName; request: RunRequest };
  /** Of the SQL process alone, as the others are of the engine processes. */
  sql: SqlRequest;
  "import.delimited": { file: string; scan: Extract<Scan, { kind: "delimited" }>; out: string };
  "import.parquet": { file: string; name: string; scan: Extract<Scan, { kind: "parquet" }>; out: string };
  "import.begin": { scan: Scan; out: string };
  /** The bytes of the slices come as attachments. */
  "import.append": { rows: number; longest: number; slices: { cellBytes: number; escaped: boolean }[] };
  "import.finish": null;
  "import.abort": null;
  /** Answers as soon as nothing runs: a process that was told to stop, and obeyed, can be used again. */
  idle: null;
  versions: null;
}

/** What a process may take, and what it should have ready. */
export interface EngineSettings {
  /** Memory of DuckDB. */
  memoryMb: number;
  threads: number;
  /** Folder of this process alone, for what does not fit into memory. */
  temporary: string;
  load: EngineName[];
}
