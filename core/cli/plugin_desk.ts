/**
 * Plugins of the Nexus that has the home folder: this process, or a server over HTTP.
 *
 * @module
 */
import {
  NexusError,
  type PluginCallRecord,
  type PluginInfo,
  type PluginInspection,
} from "../contract/mod.ts";
import type { Services } from "../runs/mod.ts";
import { askServer, type JoinedServer, postServer } from "./server.ts";

/** What can be done with plugins, wherever they are. */
export interface PluginDesk {
  /** Whether they are those of a running server. */
  remote: boolean;
  list(): Promise<PluginInfo[]>;
  inspect(archive: Uint8Array<ArrayBuffer>, source: string): Promise<PluginInspection>;
  install(token: string, accept: string[]): Promise<PluginInfo>;
  change(action: "revoke" | "grant", id: string, permissions: string[] | undefined): Promise<PluginInfo>;
  switch(action: "enable" | "disable", id: string): Promise<PluginInfo>;
  trace(id: string, on: boolean): Promise<PluginInfo>;
  calls(id: string): Promise<PluginCallRecord[]>;
  remove(id: string): Promise<void>;
}

/** The plugins of that Nexus. */
export function deskOf(nexus: { services: Services } | JoinedServer): PluginDesk {
  return "url" in nexus ? remoteDesk(nexus) : localDesk(nexus.services);
}

/** @throws {NexusError} `plugin.not_found` */
export async function findPlugin(desk: PluginDesk, id: string): Promise<PluginInfo> {
  const plugin = (await desk.list()).find((plugin) => plugin.id === id);
  if (plugin !== undefined) return plugin;
  throw new NexusError("plugin.not_found", `There is no plugin "${id}"`, {
    hint: "deno task plugin list shows all.",
  });
}

function remoteDesk(server: JoinedServer): PluginDesk {
  const of = (id: string) => `/plugins/${encodeURIComponent(id)}`;
  return {
    remote: true,
    list: () => askServer(server, "/plugins"),
    inspect: (archive, source) =>
      askServer(server, `/plugins/inspect?name=plugin.zip&source=${encodeURIComponent(source)}`, {
        method: "POST",
        body: archive,
        headers: { "content-type": "application/zip" },
      }),
    install: (token, accept) => postServer(server, "/plugins/install", { token, accept }),
    change: (action, id, permissions) =>
      postServer(server, `${of(id)}/${action}`, permissions === undefined ? {} : { permissions }),
    switch: (action, id) => postServer(server, `${of(id)}/${action}`, {}),
    trace: (id, on) => postServer(server, `${of(id)}/trace`, { on }),
    calls: (id) => askServer(server, `${of(id)}/calls`),
    remove: (id) => askServer(server, of(id), { method: "DELETE" }),
  };
}

function localDesk({ registry, store, audit }: Services): PluginDesk {
  const find = (id: string) => findPlugin(desk, id);
  const desk: PluginDesk = {
    remote: false,
    list: () => Promise.resolve(registry.list()),
    inspect: (archive, source) => registry.installer.inspect(archive, source),
    install: (token, accept) => registry.installer.install(token, accept),
    change: (action, id, permissions) => registry.installer[action](id, permissions),
    switch: async (action, id) => {
      await find(id);
      registry[action](id);
      store.plugins.set(id, action === "enable");
      audit.record(`plugin.${action}d`, id);
      return await find(id);
    },
    trace: async (id, on) => {
      registry.trace(id, on);
      return await find(id);
    },
    calls: (id) => Promise.resolve(registry.calls(id)),
    remove: (id) => registry.installer.remove(id),
  };
  return desk;
}
