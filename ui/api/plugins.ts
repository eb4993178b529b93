import type { PluginCallRecord, PluginInfo, PluginInspection, PluginInstallRequest } from "nexus";
import { jsonBody, request, requestJson } from "./http.ts";

export function fetchPlugins(): Promise<PluginInfo[]> {
  return requestJson("/plugins");
}

/** Switches a plugin on (also out of quarantine) or off. */
export function switchPlugin(id: string, on: boolean): Promise<PluginInfo> {
  return requestJson(`/plugins/${id}/${on ? "enable" : "disable"}`, { method: "POST" });
}

/** What an archive is, who signed it and what it wants. Nothing is installed. */
export function inspectPlugin(file: File): Promise<PluginInspection> {
  const body = new FormData();
  body.append("files", file, file.name);
  return requestJson("/plugins/inspect", { method: "POST", body });
}

export function installPlugin(wanted: PluginInstallRequest): Promise<PluginInfo> {
  return requestJson("/plugins/install", jsonBody(wanted));
}

/** Gives a plugin a permission that it asks for, or takes it back. */
export function changeGrant(id: string, permission: string, on: boolean): Promise<PluginInfo> {
  return requestJson(`/plugins/${id}/${on ? "grant" : "revoke"}`, jsonBody({ permissions: [permission] }));
}

/** Whether each call of a plugin is written to the log. */
export function tracePlugin(id: string, on: boolean): Promise<PluginInfo> {
  return requestJson(`/plugins/${id}/trace`, jsonBody({ on }));
}

/** The last calls in both directions, the newest first. */
export function fetchPluginCalls(id: string): Promise<PluginCallRecord[]> {
  return requestJson(`/plugins/${id}/calls`);
}

export async function removePlugin(id: string): Promise<void> {
  await request(`/plugins/${id}`, { method: "DELETE" });
}
