/**
 * `nexus/chart`: what drawings have in common. Channels of an input as columns, text for reading, and the parts of a Plotly layout around the data.
 *
 * @module
 */
export * from "./channels.ts";
export * from "./frame.ts";
export * from "./labels.ts";
export * from "./order_axis.ts";
export * from "./series.ts";
export * from "./value_axis.ts";
