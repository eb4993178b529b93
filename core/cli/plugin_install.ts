/**
 * `plugin install` and `plugin update`.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { NexusError } from "../contract/mod.ts";
import { downloadArchive, MAX_ARCHIVE_BYTES, packArchive } from "../plugins/mod.ts";
import { callerPath } from "./files.ts";
import { findPlugin, type PluginDesk } from "./plugin_desk.ts";
import { infoWords, inspectionWords } from "./plugin_words.ts";
import { type ExitCode, packing, type Program } from "./program.ts";

const USAGE = "deno task plugin install FOLDER | ARCHIVE | URL [--yes]";

/** Shows what a plugin is and wants, asks, and installs it. */
export async function installPlugin(program: Program, desk: PluginDesk, args: string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    options: { yes: { type: "boolean", short: "y" } },
    allowPositionals: true,
  });
  const [what] = positionals;
  if (what === undefined || positionals.length > 1) {
    throw new NexusError("request.invalid", "Name one plugin to install", { hint: USAGE });
  }
  return await installFrom(program, desk, what, values.yes ?? false);
}

/** Installs an installed plugin again, from where it came. */
export async function updatePlugin(program: Program, desk: PluginDesk, args: string[]): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args,
    options: { yes: { type: "boolean", short: "y" } },
    allowPositionals: true,
  });
  const [which] = positionals;
  if (which === undefined || positionals.length > 1) {
    throw new NexusError("request.invalid", "Name one plugin to update", {
      hint: "deno task plugin list shows all.",
    });
  }
  const { id, source } = await findPlugin(desk, which);
  if (source === undefined) {
    throw new NexusError("request.invalid", `${id} was not installed, so there is nothing to update it from`);
  }
  return await installFrom(program, desk, source, values.yes ?? false);
}

async function installFrom(
  program: Program,
  desk: PluginDesk,
  what: string,
  yes: boolean,
): Promise<ExitCode> {
  const source = /^https?:\/\//i.test(what) ? what : callerPath(what);
  const archive = await archiveOf(program, source);
  const inspection = await desk.inspect(archive, source);
  program.out(inspectionWords(inspection, source));
  if (inspection.change === "same") {
    program.out("It is installed already; its files are checked once more.\n");
  } else if (!inspection.asks) program.out("Nothing to ask: it wants no more than it has.\n");
  else if (!yes) {
    const answer = (program.ask ?? askOnTerminal)(
      inspection.installed === null ? "Install it?" : "Update it?",
    );
    if (answer === null) {
      throw new NexusError(
        "request.invalid",
        "Nobody is at a terminal to be asked, so nothing was installed",
        {
          hint: `Read what it wants, then: deno task plugin install ${what} --yes`,
        },
      );
    }
    if (!answer) {
      program.out("Nothing was installed.\n");
      return 2;
    }
  }
  const plugin = await desk.install(inspection.token, inspection.asked);
  program.out(`\nInstalled. ${infoWords(plugin)}`);
  return plugin.state === "refused" ? 1 : 0;
}

async function archiveOf(program: Program, source: string): Promise<Uint8Array<ArrayBuffer>> {
  if (/^https?:\/\//i.test(source)) return await downloadArchive(source);
  let info: Deno.FileInfo;
  try {
    info = await Deno.stat(source);
  } catch (cause) {
    throw new NexusError("file.not_found", `There is no file or folder ${source}`, { cause });
  }
  if (info.isDirectory) {
    return (await packArchive(source, packing(program))).archive;
  }
  if (info.size > MAX_ARCHIVE_BYTES) {
    throw new NexusError("request.too_large", `${source} is larger than ${MAX_ARCHIVE_BYTES >> 20} MB`);
  }
  return await Deno.readFile(source);
}

function askOnTerminal(question: string): boolean | null {
  return Deno.stdin.isTerminal() ? confirm(question) : null;
}
