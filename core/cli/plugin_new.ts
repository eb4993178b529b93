/**
 * `plugin new KIND ID`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { NexusError, PluginKind } from "../contract/mod.ts";
import { newPlugin } from "../plugins/mod.ts";
import { callerPath } from "./files.ts";
import { type ExitCode, packing, type Program } from "./program.ts";

/** Starts a plugin in a folder of its name, where the person stands. */
export async function newCommand(program: Program, args: string[]): Promise<ExitCode> {
  const { values, positionals: [word = "", id] } = parseArgs({
    args,
    options: { in: { type: "string" } },
    allowPositionals: true,
  });
  const kind = PluginKind.safeParse(word.replace(/s$/, ""));
  if (!kind.success || id === undefined) {
    const what = word !== "" && !kind.success ? `"${word}" is no kind of plugin` : "Name a kind and an id";
    throw new NexusError("request.invalid", what, {
      hint: "deno task plugin new ingest | agent | viz | report ID [--in FOLDER]",
    });
  }
  const folder = callerPath(values.in ?? id.split("/").at(-1)!);
  const files = await newPlugin(folder, kind.data, id, packing(program));
  program.out(
    `A new plugin in ${folder}:\n${files.map((file) => `  ${file}\n`).join("")}\n` +
      `It works already: deno task plugin test ${folder}\n` +
      `How to go on: docs/plugin-guide.md\n`,
  );
  return 0;
}
