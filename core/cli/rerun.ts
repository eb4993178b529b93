/**
 * `rerun RECEIPT [FILE...]`: repeats a receipt.
 *
 * @module
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { NexusError } from "../contract/mod.ts";
import { openServices, parseReceipt, rerunReceipt } from "../runs/mod.ts";
import { callerPath, openInput, readInput, requireFile } from "./files.ts";
import { type ExitCode, type Program, quietLog } from "./program.ts";
import { renderTable } from "./render.ts";

/** Compares with the receipt's result; files that are not in the home folder can be given. Exit code 0: the same, 2: changed. */
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
  const services = await openServices(program.config, quietLog(program.config), {
    home: program.home,
    builtIn: `${program.root}/plugins`,
  });
  try {
    for (const file of files.map(callerPath)) {
      const stream = await openInput(file);
      const { error } = await services.importer.import({ name: basename(file), mediaType: "", stream });
      if (error) throw new NexusError(error.code, error.message);
    }
    const outcome = await rerunReceipt(receipt, {
      catalogue: services.catalogue,
      executor: services.executor,
      signal: AbortSignal.timeout(program.config.QUERY_TIMEOUT * 1000),
    });
    program.out(
      values.json
        ? JSON.stringify(outcome) + "\n"
        : [...outcome.messages, "", ...renderTable(outcome.result), ""].join("\n"),
    );
    return outcome.same ? 0 : 2;
  } finally {
    await services.close();
  }
}
