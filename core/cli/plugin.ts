/**
 * `plugin list | info | enable | disable`.
 *
 * @module
 */
import { NexusError, type PluginInfo } from "../contract/mod.ts";
import type { ExitCode, Program } from "./program.ts";
import { askServer, openOrJoin, postServer } from "./server.ts";

const USAGE = "deno task plugin list | info ID | enable ID | disable ID";

/** Looks at and switches plugins, of the running server where there is one. */
export async function pluginCommand(program: Program, [action = "list", id]: string[]): Promise<ExitCode> {
  const nexus = await openOrJoin(program);
  try {
    const list = async (): Promise<PluginInfo[]> =>
      "url" in nexus ? await askServer(nexus, "/plugins") : nexus.services.registry.list();
    if (action === "list") {
      for (const plugin of await list()) {
        program.out(
          `${plugin.id.padEnd(24)} ${plugin.version.padEnd(8)} ${plugin.kind.padEnd(7)} ${plugin.state}${
            plugin.message ? ` (${plugin.message})` : ""
          }\n`,
        );
      }
      return 0;
    }
    if (!["info", "enable", "disable"].includes(action) || !id) {
      throw new NexusError("request.invalid", `plugin ${action} is not a command`, { hint: USAGE });
    }
    const find = async () => (await list()).find((plugin) => plugin.id === id);
    if (!await find()) {
      throw new NexusError("plugin.not_found", `There is no plugin "${id}"`, {
        hint: "deno task plugin list shows all.",
      });
    }
    if (action === "enable" || action === "disable") {
      if ("url" in nexus) await postServer(nexus, `/plugins/${encodeURIComponent(id)}/${action}`, {});
      else {
        nexus.services.registry[action](id);
        nexus.services.store.plugins.set(id, action === "enable");
        nexus.services.audit.record(`plugin.${action}d`, id);
      }
    }
    program.out(describe((await find())!));
    return 0;
  } finally {
    if ("services" in nexus) await nexus.services.close();
  }
}

function describe(plugin: PluginInfo): string {
  return [
    `${plugin.name} (${plugin.id} ${plugin.version}, ${plugin.kind}, ${plugin.origin}): ${plugin.state}${
      plugin.message ? `, ${plugin.message}` : ""
    }`,
    plugin.description,
    `Contributes: ${JSON.stringify(plugin.contributes)}`,
    `Permissions: ${JSON.stringify(plugin.permissions)}`,
    "",
  ].join("\n");
}
