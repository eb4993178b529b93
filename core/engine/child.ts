/**
 * The process that loads the native engines. It takes checked plans and files that the host chose, never SQL from outside; it does one
 * thing at a time and may be killed at any moment.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { serveChild } from "../process/serve.ts";
import { EngineSession } from "./session.ts";
import type { EngineMethods, EngineSettings } from "./protocol.ts";

let session: EngineSession | undefined;

function configured(): EngineSession {
  if (session === undefined) throw new NexusError("process.protocol", "The engine process is not configured");
  return session;
}

const channel = await serveChild({
  configure: async (params) => {
    session = new EngineSession(params as EngineSettings);
    await session.load();
  },
  run: (params, { signal }) => configured().run(params as EngineMethods["run"], signal),
  "import.delimited": (params, { signal }) =>
    configured().importDelimited(params as EngineMethods["import.delimited"], { signal, onProgress }),
  "import.parquet": (params, { signal }) =>
    configured().importParquet(params as EngineMethods["import.parquet"], { signal, onProgress }),
  "import.begin": (params) => configured().beginImport(params as EngineMethods["import.begin"]),
  "import.append": (params, { attachments }) =>
    configured().appendImport(params as EngineMethods["import.append"], attachments),
  "import.finish": (_params, { signal }) => configured().finishImport({ signal, onProgress }),
  "import.abort": () => configured().abortImport(),
  idle: () => configured().idle(),
  versions: () => configured().versions(),
});

function onProgress(progress: unknown): void {
  channel.call("import.progress", progress).catch(() => {});
}
