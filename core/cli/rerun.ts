/**
 * `rerun RECEIPT [FILE...]`: repeats a receipt.
 *
 * @module
 */
import { parseArgs } from "node:util";
import {
  type Dataset,
  fromErrorData,
  NexusError,
  type Run,
  type SearchRequest,
  type SearchResult,
} from "../contract/mod.ts";
import { parseReceipt, type RerunOptions, rerunReceipt } from "../runs/mod.ts";
import { callerPath, readInput, requireFile } from "./files.ts";
import type { ExitCode, Program } from "./program.ts";
import { plainText, renderTable } from "./render.ts";
import { askServer, importFile, type JoinedServer, openOrJoin, postServer } from "./server.ts";

/** Compares with the receipt's result; files that are not in the home folder can be given. Joins a running server. Exit code 0: the same, 2: changed. */
export async function rerunCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values, positionals: [path, ...files] } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean" } },
  });
  if (!path) {
    throw new NexusError("request.invalid", "rerun needs a receipt", {
      hint: "deno task rerun receipt.json [FILE...]",
    });
  }
  const receipt = parseReceipt(await readInput(callerPath(path)));
  for (const file of files.map(callerPath)) await requireFile(file);
  const nexus = await openOrJoin(program);
  try {
    for (const file of files.map(callerPath)) await importFile(nexus, file);
    const outcome = await rerunReceipt(receipt, {
      ...("services" in nexus ? nexus.services : await partsOf(nexus)),
      signal: AbortSignal.timeout(program.config.QUERY_TIMEOUT * 1000),
    });
    program.out(
      values.json
        ? JSON.stringify(outcome) + "\n"
        : [...outcome.messages.map(plainText), "", ...renderTable(outcome.result), ""].join("\n"),
    );
    return outcome.same ? 0 : 2;
  } finally {
    if ("services" in nexus) await nexus.services.close();
  }
}

/** A running server as far as repeating a receipt needs it. */
async function partsOf(server: JoinedServer): Promise<Omit<RerunOptions, "signal">> {
  const datasets = await askServer<Dataset[]>(server, "/datasets");
  const search = (request: SearchRequest) => postServer<SearchResult>(server, "/search/", request);
  return {
    catalogue: { list: () => datasets },
    library: {
      list: () => askServer(server, "/documents"),
      page: (id, page) => askServer(server, `/documents/${encodeURIComponent(id)}/pages/${page}`),
      search: async (query, { documents, limit }) => (await search({ query, documents, limit })).passages,
      // A search that finds nothing tells it too.
      index: async () => (await search({ query: "index", documents: [], limit: 1 })).index,
    },
    scripts: {
      async repeat(code, datasets) {
        const { answer } = await postServer<Run>(server, "/analyze/", { code, datasets });
        if (answer?.error) throw fromErrorData(answer.error);
        if (!answer?.result) throw new NexusError("run.failed", "The run ended without a result");
        return answer.result;
      },
    },
    executor: {
      async execute(plan) {
        const { answer } = await postServer<Run>(server, "/analyze/", { plan });
        if (answer?.error) throw fromErrorData(answer.error);
        const first = answer?.receipt?.engines[0];
        if (!answer?.result || !first) throw new NexusError("run.failed", "The run ended without a result");
        return { table: answer.result, first };
      },
    },
  };
}
