/**
 * The manifest of a plugin, `plugin.json`. `plugin.schema.json` is generated from here.
 *
 * @module
 */
import { z } from "zod";
import { Channel } from "./chart.ts";
import { ColumnType } from "./value.ts";

/** Version of the plugin contract that this Nexus speaks. */
export const API_VERSION = "1.0.0";

export const PluginKind = z.enum(["ingest", "agent", "viz", "report"]);
export type PluginKind = z.infer<typeof PluginKind>;

/** What the host does on a plugin's behalf, each only where granted. */
export const HostCapability = z.enum(["data", "model", "documents", "code"]);
export type HostCapability = z.infer<typeof HostCapability>;

const Id = z.string().regex(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/,
  "lower-case words with hyphens, optionally after a namespace and a slash",
);
const Version = z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, "a semantic version such as 1.0.0");

/** Shown to the one who is asked; a longer one would push away what else is asked. */
const Reason = z.string().min(1).max(500);

const IngestContribution = z.strictObject({
  /** Extensions with a leading dot, lower case. */
  extensions: z.array(z.string().regex(/^\.[a-z0-9.]+$/)),
  mediaTypes: z.array(z.string()),
  /** What it gives: tables, documents. */
  gives: z.array(z.enum(["table", "document"])).min(1),
});
const VizContribution = z.strictObject({
  /** Chart type that it draws, and the words for it. */
  type: z.string(),
  title: z.string(),
  variants: z.array(z.string()).optional(),
  channels: z.array(z.strictObject({ channel: Channel, required: z.boolean(), types: z.array(ColumnType) })),
  /** More rows than this are not drawn well; the host says so. */
  maxRows: z.number().int().positive().optional(),
});
const AgentContribution = z.strictObject({
  /**
   * `analyze`: question to plan or script. `visualize`: result to chart. `retrieve`: question to passages of documents. `review`: script to
   * verdict. `write`: answers to a narrative.
   */
  intents: z.array(z.enum(["analyze", "visualize", "retrieve", "review", "write"])).min(1),
  /** Higher is asked first among agents of one intent. */
  priority: z.number().int().optional(),
  model: z.enum(["none", "optional", "required"]),
});
const ReportContribution = z.strictObject({
  /** The word by which the API asks for it. */
  format: z.string().regex(/^[a-z0-9]+$/),
  title: z.string(),
  mediaType: z.string().regex(
    /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/,
    "a media type such as text/plain",
  ),
  extension: z.string().regex(/^\.[a-z0-9]+$/),
});

export const Manifest = z.strictObject({
  $schema: z.string().optional(),
  id: Id,
  name: z.string().min(1).max(80),
  version: Version,
  /** Range of contract versions it works with: `^1.0.0` or `1.x`. */
  api: z.string(),
  description: z.string().min(1).max(500),
  kind: PluginKind,
  /** The file with the default export, inside the plugin's folder. */
  entry: z.string().regex(/^(?!\/)(?!.*\.\.)[A-Za-z0-9_./-]+$/).default("mod.ts"),
  license: z.string().optional(),
  contributes: z.strictObject({
    ingest: IngestContribution.optional(),
    agent: AgentContribution.optional(),
    viz: VizContribution.optional(),
    report: ReportContribution.optional(),
  }),
  /** Everything is closed unless it stands here. Each entry has a reason that is shown when the user is asked. */
  permissions: z.strictObject({
    read: z.array(z.strictObject({ path: z.string(), reason: Reason })).default([]),
    write: z.array(z.strictObject({ path: z.string(), reason: Reason })).default([]),
    /** Explicit `host:port`. */
    net: z.array(z.strictObject({ host: z.string().regex(/^[a-z0-9.-]+:\d+$/), reason: Reason }))
      .default([]),
    env: z.array(z.strictObject({ name: z.string(), reason: Reason })).default([]),
    host: z.array(z.strictObject({ capability: HostCapability, reason: Reason })).default([]),
  }).prefault({}),
  limits: z.strictObject({
    memoryMb: z.number().int().min(64).max(4096).default(512),
    /** Time for one call, without the time that the host takes to answer it. */
    timeoutMs: z.number().int().min(100).max(600_000).default(30_000),
    outputMb: z.number().int().min(1).max(1024).default(64),
  }).prefault({}),
  /** JSON Schema of the plugin's settings. */
  options: z.record(z.string(), z.json()).optional(),
}).superRefine((manifest, context) => {
  if (manifest.contributes[manifest.kind] === undefined) {
    context.addIssue({
      code: "custom",
      path: ["contributes", manifest.kind],
      message: `a plugin of kind "${manifest.kind}" must contribute "${manifest.kind}"`,
    });
  }
});
/** A manifest with every default filled in. */
export type Manifest = z.infer<typeof Manifest>;
