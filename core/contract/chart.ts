/**
 * Charts: which one, of what. A renderer plugin turns a chart and its table into a Plotly figure.
 *
 * @module
 */
import { z } from "zod";
import { ColumnType } from "./value.ts";

/** Channels that a chart can bind. */
export const Channel = z.enum(["x", "y", "color", "size", "facet", "label"]);
export type Channel = z.infer<typeof Channel>;

/** Binding of one channel to a column of the result, with what the plan already did to it (for labels; the renderer does not compute). */
export const ChannelEncoding = z.object({
  /** Column of the result table. */
  column: z.string(),
  type: ColumnType,
  /** Axis or legend title. */
  title: z.string(),
  /** Source column in the dataset, where it is one column. */
  field: z.string().optional(),
  /** The aggregate that gave the column: `count`, `sum`, `mean`, ... */
  aggregate: z.string().optional(),
  /** Bin width, where the column holds lower edges of bins. */
  bin: z.number().optional(),
  /** Time bucket, where the column holds starts of buckets. */
  timeUnit: z.string().optional(),
  unit: z.string().optional(),
});
export type ChannelEncoding = z.infer<typeof ChannelEncoding>;

export const Encoding = z.partialRecord(Channel, ChannelEncoding);
export type Encoding = z.infer<typeof Encoding>;

/**
 * A chart to be drawn. `type` is the chart type that a viz plugin contributes (`bar`, `line`, `scatter`, `histogram`, ...);
 * `variant` is the plugin's own refinement (`stacked`, `grouped`, `horizontal`).
 */
export const Chart = z.object({
  type: z.string(),
  variant: z.string().optional(),
  encoding: Encoding,
  title: z.string(),
});
export type Chart = z.infer<typeof Chart>;

/** What a question said of the chart it wants; every part optional. */
export const ChartRequest = z.object({
  /** Chart word of the question in standard form: `bar`, `stacked bar`, `line`, `grouping line`, `scatter`, `grouping scatter`, `pie`, `histogram`, `boxplot`, `heatmap`, `area`. */
  type: z.string().optional(),
  /** Result columns for the channels, where the reading decides them. */
  x: z.string().optional(),
  y: z.string().optional(),
  color: z.string().optional(),
});
export type ChartRequest = z.infer<typeof ChartRequest>;

/** A Plotly figure as plain JSON: data and layout, never script, never DOM. */
export const Figure = z.object({
  data: z.array(z.record(z.string(), z.json())),
  layout: z.record(z.string(), z.json()),
});
export type Figure = z.infer<typeof Figure>;

/** Colours and fonts that a renderer follows. */
export const Theme = z.object({
  mode: z.enum(["light", "dark"]),
  colors: z.array(z.string()),
  font: z.string(),
});
export type Theme = z.infer<typeof Theme>;
