/**
 * Runs a script of a receipt once more.
 *
 * @module
 */
import type { CodeRun, ExecuteRequest, Table } from "../../contract/mod.ts";
import type { Catalogue } from "../../datasets/mod.ts";
import type { Executor } from "../execute.ts";
import type { ScriptParts } from "./parts.ts";
import { ScriptData } from "./script_data.ts";

/** Where scripts are repeated: the sandbox of this process, or a server's. */
export interface ScriptRepeater {
  repeat(code: ExecuteRequest, datasets: string[], signal: AbortSignal): Promise<Table>;
}

/** Repeats scripts here. They were reviewed when they ran; the sandbox reviews what they may reach again. */
export function scriptRepeater(
  options: { executor: Executor; catalogue: Catalogue; parts: ScriptParts },
): ScriptRepeater {
  return {
    async repeat(code, ids, signal) {
      const datasets = ids.map((id) => options.catalogue.get(id));
      const data = new ScriptData({ ...options, datasets, signal });
      const { tables, handlers } = data;
      const run = options.parts.runner.run({ ...jobOf(code), tables, handlers }, { signal });
      return (await run.finally(() => data.close())).table;
    },
  };
}

function jobOf({ source, input }: ExecuteRequest) {
  return { source, ...(input === undefined ? {} : { input }) };
}

/** The script for tables that have other ids here than they had where it ran. */
export function scriptFor(code: CodeRun, ids: ReadonlyMap<string, string>): ExecuteRequest {
  let { source } = code;
  for (const [then, now] of ids) source = source.replaceAll(then, now);
  return { source, ...(code.input === undefined ? {} : { input: code.input }) };
}
