/**
 * Plugins: found, checked, bundled, run apart from the host, and called.
 *
 * @module
 */
export * from "./agent.ts";
export { findPlugins } from "./discover.ts";
export * from "./download.ts";
export * from "./ingest.ts";
export type { Installer } from "./installer.ts";
export { parseManifest } from "./manifest.ts";
export { newPlugin } from "./new/new_plugin.ts";
export * from "./pack.ts";
export { signPackage } from "./package.ts";
export * from "./registry.ts";
export * from "./report.ts";
export { fingerprintOf, makeKey } from "./signature.ts";
export * from "./viz.ts";
export { MAX_ARCHIVE_BYTES } from "./zip.ts";
