/**
 * The process that runs SQL from outside. It serves one set of files for life: its DuckDB is locked to them with the first statement.
 *
 * @module
 */
import { NexusError } from "../../contract/errors.ts";
import { serveChild } from "../../process/serve.ts";
import { type Duckdb, lockDuckdb, openDuckdb } from "../duckdb/open.ts";
import type { EngineMethods, EngineSettings } from "../protocol.ts";
import { runSql } from "./run.ts";

/** Spilled data of a statement; SQL from outside is no reason to fill a disk. */
const SPILL_MB = 2048;

let duckdb: Duckdb | undefined;
let work: Promise<unknown> | undefined;

await serveChild({
  configure: async (params) => {
    const { memoryMb, threads, temporary } = params as EngineSettings;
    duckdb = await openDuckdb({ memoryMb, threads, temporary: `${temporary}/spill`, spillMb: SPILL_MB });
    await duckdb.connection.run("SET TimeZone = 'UTC'");
    await duckdb.connection.run("SELECT json_serialize_sql('SELECT 1')");
  },
  sql: async (params, { signal }) => {
    if (work !== undefined) throw new NexusError("process.protocol", "The SQL process is busy");
    work = sql(params as EngineMethods["sql"], signal);
    try {
      return await work;
    } finally {
      work = undefined;
    }
  },
  idle: async () => {
    await work?.catch(() => {});
  },
});

async function sql(request: EngineMethods["sql"], signal: AbortSignal): Promise<unknown> {
  if (duckdb === undefined) throw new NexusError("process.protocol", "The SQL process is not configured");
  const paths = request.relations.map(({ path }) => path);
  if (duckdb.lockedTo === null) await lockDuckdb(duckdb, paths);
  else if (
    paths.length !== duckdb.lockedTo.length || paths.some((path, k) => path !== duckdb!.lockedTo![k])
  ) {
    throw new NexusError("process.protocol", "The SQL process is locked to other files");
  }
  return await runSql(duckdb, request, signal);
}
