/**
 * The contract: what plugins, the page and the API share.
 *
 * @module
 */
export * from "./answer.ts";
export * from "./api.ts";
export * from "./chart.ts";
export * from "./code.ts";
export * from "./dataset.ts";
export * from "./document.ts";
export * from "./errors.ts";
export * from "./event.ts";
export * from "./manifest.ts";
export * from "./model.ts";
export * from "./plan.ts";
export * from "./plugin.ts";
export * from "./plugin_data.ts";
export * from "./reading.ts";
export * from "./row_id.ts";
export * from "./scan.ts";
export * from "./value.ts";
