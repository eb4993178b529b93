/**
 * Plugins: found, checked, bundled, run apart from the host, and called.
 *
 * @module
 */
export * from "./agent.ts";
export * from "./ingest.ts";
export { parseManifest } from "./manifest.ts";
export * from "./registry.ts";
export * from "./report.ts";
export * from "./viz.ts";
export { findPlugins } from "./discover.ts";
export { packAll, packPlugin } from "./pack.ts";
