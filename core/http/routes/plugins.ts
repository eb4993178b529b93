import { z } from "zod";
import {
  NexusError,
  PluginCallRecord,
  PluginGrantRequest,
  PluginInfo,
  PluginInspection,
  PluginInstallRequest,
  PluginTraceRequest,
} from "../../contract/mod.ts";
import { MAX_ARCHIVE_BYTES } from "../../plugins/mod.ts";
import type { Services } from "../../runs/mod.ts";
import { readFiles } from "../multipart.ts";
import { type Route, route } from "../route.ts";

const tag = "plugins";
const AS_IT_IS = [{ status: 200, description: "The plugin as it is now", schema: PluginInfo }];

/** What is installed, and what it may do. */
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
      tag,
      summary: "All plugins with their permissions and state; looks for new ones",
      responses: [{ status: 200, description: "Plugins", schema: z.array(PluginInfo) }],
      handle: async ({ context }) => {
        await registry.refresh();
        return context.json(registry.list());
      },
    }),
    route({
      method: "post",
      path: "/plugins/inspect",
      tag,
      summary: "What an archive is, who signed it and what it wants; installs nothing",
      query: z.object({ name: z.string().optional(), source: z.string().max(2000).optional() }),
      streams: "multipart/form-data",
      responses: [{ status: 200, description: "What there is to say yes to", schema: PluginInspection }],
      handle: async ({ context, query }) => {
        for await (const { name, stream } of readFiles(context.req.raw, query.name)) {
          const archive = await readWhole(stream, name);
          return context.json(await registry.installer.inspect(archive, query.source ?? name));
        }
        throw new NexusError("request.invalid", "The request has no archive in it");
      },
    }),
    route({
      method: "post",
      path: "/plugins/install",
      tag,
      summary: "Install what was inspected, with exactly the permissions that were asked for",
      body: PluginInstallRequest,
      responses: AS_IT_IS,
      handle: async ({ context, body }) =>
        context.json(await registry.installer.install(body.token, body.accept)),
    }),
    route({
      method: "get",
      path: "/plugins/:id{.+}/calls",
      tag,
      summary: "The last hundred calls of a plugin in both directions, the newest first",
      responses: [{ status: 200, description: "Calls", schema: z.array(PluginCallRecord) }],
      handle: ({ context, params }) => context.json(registry.calls(params.id!)),
    }),
    route({
      method: "post",
      path: "/plugins/:id{.+}/trace",
      tag,
      summary: "Write each call of a plugin to the log, or no longer",
      body: PluginTraceRequest,
      responses: AS_IT_IS,
      handle: ({ context, params, body }) => {
        registry.trace(params.id!, body.on);
        return context.json(find(params.id!));
      },
    }),
    ...(["revoke", "grant"] as const).map((action) =>
      route({
        method: "post",
        path: `/plugins/:id{.+}/${action}`,
        tag,
        summary: action === "revoke"
          ? "Take permissions back from a plugin, all where none are named; without any it is off"
          : "Give a plugin permissions that it asks for, all where none are named",
        body: PluginGrantRequest,
        responses: AS_IT_IS,
        handle: async ({ context, params, body }) =>
          context.json(await registry.installer[action](params.id!, body.permissions)),
      })
    ),
    ...(["enable", "disable"] as const).map((action) =>
      route({
        method: "post",
        path: `/plugins/:id{.+}/${action}`,
        tag,
        summary: action === "enable" ? "Switch a plugin on, also out of quarantine" : "Switch a plugin off",
        responses: AS_IT_IS,
        handle: ({ context, params }) => {
          const { id } = find(params.id!);
          registry[action](id);
          store.plugins.set(id, action === "enable");
          audit.record(`plugin.${action}d`, id);
          return context.json(find(id));
        },
      })
    ),
    route({
      method: "delete",
      path: "/plugins/:id{.+}",
      tag,
      summary: "Remove an installed plugin with its files and grants",
      responses: [{ status: 204, description: "It is gone" }],
      handle: async ({ params }) => {
        await registry.installer.remove(params.id!);
        return new Response(null, { status: 204 });
      },
    }),
  ];
}

async function readWhole(stream: ReadableStream<Uint8Array>, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes > MAX_ARCHIVE_BYTES) {
      throw new NexusError("request.too_large", `"${name}" is larger than ${MAX_ARCHIVE_BYTES >> 20} MB`);
    }
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
