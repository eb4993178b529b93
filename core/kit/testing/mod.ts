/**
 * `nexus/testing`: inputs for the tests of plugins, checked against the contract. Only tests import it: it brings zod along.
 *
 * @module
 */
export * from "./agent.ts";
export * from "./chart.ts";
export * from "./ingest.ts";
export * from "./report.ts";
export * from "./wait.ts";
