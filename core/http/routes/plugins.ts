import { z } from "zod";
import { NexusError, PluginInfo } from "../../contract/mod.ts";
import type { Services } from "../../runs/mod.ts";
import { type Route, route } from "../route.ts";

/** What is installed. */
export function pluginRoutes({ registry, store, audit }: Services): Route[] {
  const find = (id: string): PluginInfo => {
    const plugin = registry.list().find((candidate) => candidate.id === id);
    if (!plugin) throw new NexusError("plugin.not_found", `There is no plugin "${id}"`);
    return plugin;
  };
  return [
    route({
      method: "get",
      path: "/plugins",
      tag: "plugins",
      summary: "All plugins with their permissions and state; looks for new ones",
      responses: [{ status: 200, description: "Plugins", schema: z.array(PluginInfo) }],
      handle: async ({ context }) => {
        await registry.refresh();
        return context.json(registry.list());
      },
    }),
    ...(["enable", "disable"] as const).map((action) =>
      route({
        method: "post",
        path: `/plugins/:id{.+}/${action}`,
        tag: "plugins",
        summary: action === "enable" ? "Switch a plugin on, also out of quarantine" : "Switch a plugin off",
        responses: [{ status: 200, description: "The plugin as it is now", schema: PluginInfo }],
        handle: ({ context, params }) => {
          const { id } = find(params.id!);
          registry[action](id);
          store.plugins.set(id, action === "enable");
          audit.record(`plugin.${action}d`, id);
          return context.json(find(id));
        },
      })
    ),
  ];
}
