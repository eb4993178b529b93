/**
 * Plugins as they are listed.
 *
 * @module
 */
import type { Manifest, PluginInfo } from "../contract/mod.ts";
import { guessManifest } from "./manifest.ts";

/** A plugin that can run, as it is listed. */
export function infoOf(manifest: Manifest, origin: PluginInfo["origin"]): PluginInfo {
  const { id, name, version, kind, description, contributes, permissions } = manifest;
  return {
    id,
    name,
    version,
    kind,
    description,
    contributes: contributes as PluginInfo["contributes"],
    permissions: permissions as PluginInfo["permissions"],
    origin,
    state: "ready",
  };
}

/** A folder that holds no plugin that can run, as it is listed. */
export function refusedInfo(
  text: string,
  folder: string,
  origin: PluginInfo["origin"],
  message: string,
): PluginInfo {
  const guess = guessManifest(text, folder);
  return { ...guess, description: "", contributes: {}, permissions: {}, origin, state: "refused", message };
}
