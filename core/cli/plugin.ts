/**
 * `plugin list | info | enable | disable`.
 *
 * @module
 */
import { NexusError, type PluginInfo } from "../contract/mod.ts";
import { openServices } from "../runs/mod.ts";
import { type ExitCode, type Program, quietLog } from "./program.ts";

const USAGE = "deno task plugin list | info ID | enable ID | disable ID";

/** Looks at and switches plugins. */
export async function pluginCommand(program: Program, [action = "list", id]: string[]): Promise<ExitCode> {
  const services = await openServices(program.config, quietLog(program.config), {
    home: program.home,
    builtIn: `${program.root}/plugins`,
  });
  try {
    const { registry, store } = services;
    if (action === "list") {
      for (const plugin of registry.list()) {
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
    const find = () => registry.list().find((plugin) => plugin.id === id);
    if (!find()) {
      throw new NexusError("plugin.not_found", `There is no plugin "${id}"`, {
        hint: "deno task plugin list shows all.",
      });
    }
    if (action === "enable" || action === "disable") {
      registry[action](id);
      store.plugins.set(id, action === "enable");
    }
    program.out(describe(find()!));
    return 0;
  } finally {
    await services.close();
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
