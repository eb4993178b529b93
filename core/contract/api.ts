/**
 * Requests and responses of the HTTP API.
 *
 * @module
 */
import { z } from "zod";
import { Answer, ErrorBody, SearchRecord, Status } from "./answer.ts";
import { Dataset } from "./dataset.ts";
import { Document, Passage, TextRange } from "./document.ts";
import { ExecuteRequest } from "./code.ts";
import { Plan } from "./plan.ts";
import { PluginKind } from "./manifest.ts";
import { Table } from "./value.ts";

/** `POST /upload-documents/`: multipart, one or more parts named `files`. One entry a file, in order. */
export const UploadResult = z.object({
  files: z.array(z.object({
    import: z.string(),
    file: z.string(),
    status: z.enum(["ready", "failed", "accepted"]),
    /** True where the same bytes were already here. */
    duplicate: z.boolean(),
    datasets: z.array(Dataset),
    documents: z.array(Document).optional(),
    error: ErrorBody.optional(),
  })),
});
export type UploadResult = z.infer<typeof UploadResult>;

/**
 * `POST /analyze/`. `plan` skips the reading of the question (a reading that was chosen, an edited plan). `code` runs a script that a person
 * wrote or changed, in the sandbox.
 */
export const AnalyzeRequest = z.strictObject({
  question: z.string().optional(),
  plan: Plan.optional(),
  code: ExecuteRequest.optional(),
  /** Ids. Where neither datasets nor documents are named: the dataset that was imported last, and all documents. */
  datasets: z.array(z.string()).optional(),
  documents: z.array(z.string()).optional(),
  /** An earlier run that this question continues. */
  previous: z.string().optional(),
});
export type AnalyzeRequest = z.infer<typeof AnalyzeRequest>;

/** `GET /scripts/statistics`: a part of what `stats` has in a script. */
export const StatisticsPart = z.object({
  title: z.string(),
  entries: z.array(z.object({
    /** As a script calls it after `stats.`. */
    name: z.string(),
    signature: z.string(),
    description: z.string(),
  })),
});
export type StatisticsPart = z.infer<typeof StatisticsPart>;

/** A run as it is listed. */
export const RunSummary = z.object({
  id: z.string(),
  question: z.string().nullable(),
  datasets: z.array(z.string()),
  documents: z.array(z.string()).optional(),
  status: z.union([Status, z.literal("running"), z.literal("cancelled")]),
  createdAt: z.string(),
  ms: z.number().nullable(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const Run = RunSummary.extend({ answer: Answer.nullable() });
export type Run = z.infer<typeof Run>;

/**
 * `GET /runs/:id/evidence?row=N`: the dataset's rows under a row of the result (under all of it without `row`). Of an answer that quotes
 * documents: the passages, one entry a document in `dataset`, with the place of each. Of a script: the rows that it read, whichever `row`.
 */
export const Evidence = z.object({
  /** Id of the dataset, or of the document where `places` are given. */
  dataset: z.string(),
  /** What they are, in words: `rows where "region" is "north"`. */
  description: z.string(),
  /**
   * First column is `row`, the row's number in the file's data, counted from 1, or on the sheet of a workbook where `sheet` is given; of documents
   * `page`, then `quote`.
   */
  table: Table,
  /** Name of the sheet on which the rows stand. */
  sheet: z.string().optional(),
  /** For each row of `table`, where it stands: `GET /documents/:id/pages/:page` has the text. `range` counts from the page's start. */
  places: z.array(z.object({ document: z.string(), page: z.number().int().positive(), range: TextRange }))
    .optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** `POST /search/`: passages of documents, with no answer made of them. */
export const SearchRequest = z.strictObject({
  query: z.string().min(1).max(4000),
  /** Ids; all documents where they are not named. */
  documents: z.array(z.string()).optional(),
  limit: z.number().int().min(1).max(100).default(10),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

export const SearchResult = z.object({
  passages: z.array(Passage),
  /** What decided the order. */
  index: SearchRecord.shape.index,
});
export type SearchResult = z.infer<typeof SearchResult>;

/** `POST /visualize/`: the chart of a run's answer as another type, or the chart of a plan. */
export const VisualizeRequest = z.strictObject({
  run: z.string().optional(),
  plan: Plan.optional(),
  type: z.string().optional(),
});
export type VisualizeRequest = z.infer<typeof VisualizeRequest>;

/** `POST /generate-report/`: bytes in the format's media type. */
export const ReportRequest = z.strictObject({
  runs: z.array(z.string()).min(1),
  format: z.string(),
  title: z.string().optional(),
});
export type ReportRequest = z.infer<typeof ReportRequest>;

/** One thing that a plugin asks for. */
export const PluginPermission = z.object({
  /** Names it: `net:rates.example.org:443`. */
  id: z.string(),
  kind: z.enum(["read", "write", "net", "env", "host"]),
  /** The path, `host:port`, variable or capability. */
  target: z.string(),
  /** What it means, in words of Nexus: `connect to rates.example.org, port 443`. */
  words: z.string(),
  /** Why, in words of the plugin's author. */
  reason: z.string(),
  granted: z.boolean(),
});
export type PluginPermission = z.infer<typeof PluginPermission>;

/** The Ed25519 key that a plugin was signed with. */
export const PluginSigner = z.object({
  /** The public key, base64url. */
  key: z.string(),
  /** Short, for people to compare. */
  fingerprint: z.string(),
  /** Plugins here that the same key signed. */
  known: z.array(z.string()),
});
export type PluginSigner = z.infer<typeof PluginSigner>;

/** One call: of the plugin by Nexus, or (`host.query`) of Nexus by the plugin. */
export const PluginCallRecord = z.object({
  at: z.string(),
  method: z.string(),
  ms: z.number(),
  /** `ok`, or the code of the error. */
  outcome: z.string(),
});
export type PluginCallRecord = z.infer<typeof PluginCallRecord>;

/** `POST /generate-report/preview`: a report on the same answers before it has a format. */
export const ReportPreviewRequest = ReportRequest.omit({ format: true });
export type ReportPreviewRequest = z.infer<typeof ReportPreviewRequest>;

/** What a report would say besides its answers. */
export const ReportPreview = z.object({
  title: z.string(),
  /** Null where no agent writes, or where it would only repeat the one answer. */
  summary: z.object({ agent: z.string(), model: z.string().nullable(), paragraphs: z.array(z.string()) })
    .nullable(),
});
export type ReportPreview = z.infer<typeof ReportPreview>;

export const PluginInfo = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  kind: PluginKind,
  description: z.string(),
  contributes: z.json(),
  permissions: z.json(),
  origin: z.enum(["built-in", "installed"]),
  state: z.enum(["ready", "running", "disabled", "quarantined", "refused"]),
  /** Why it is not ready. */
  message: z.string().optional(),
  /** What it asks for, and whether it has it. */
  grants: z.array(PluginPermission).optional(),
  /** File, folder or address it was installed from; absent where it comes with Nexus or was put there by hand. */
  source: z.string().optional(),
  installedAt: z.string().optional(),
  /** Who signed it; null where nobody did. */
  signer: PluginSigner.nullable().optional(),
  /** Whether each of its calls is written to the log. */
  trace: z.boolean().optional(),
  /** Since Nexus started; `last` holds at most five calls, the newest first. */
  calls: z.object({ count: z.number().int(), failed: z.number().int(), last: z.array(PluginCallRecord) })
    .optional(),
});
export type PluginInfo = z.infer<typeof PluginInfo>;

/** `POST /plugins/inspect` with an archive: what it is, and what there is to say yes to. Nothing is installed yet. */
export const PluginInspection = z.object({
  /** For `POST /plugins/install`; good until `expiresAt`. */
  token: z.string(),
  expiresAt: z.string(),
  plugin: z.object({
    id: z.string(),
    name: z.string(),
    version: z.string(),
    kind: PluginKind,
    description: z.string(),
    license: z.string().optional(),
    contributes: z.json(),
  }),
  /** SHA-256 over all of its files. */
  sha256: z.string(),
  bytes: z.number().int(),
  signer: PluginSigner.nullable(),
  /** All that it wants; `granted` where the installed version has it. */
  permissions: z.array(PluginPermission),
  change: z.enum(["new", "update", "downgrade", "same"]),
  /** The version that is replaced; null where none is. */
  installed: z.object({ version: z.string(), signer: PluginSigner.nullable() }).nullable(),
  /** Ids of the permissions that are asked for now, to be given back as `accept`. */
  asked: z.array(z.string()),
  /** Permissions of the installed version that this one no longer wants. */
  dropped: z.array(PluginPermission),
  /** Whether a person must say yes: it is new, wants more, is older, or another signed it. */
  asks: z.boolean(),
  /** What a person should know before, in sentences. */
  warnings: z.array(z.string()),
});
export type PluginInspection = z.infer<typeof PluginInspection>;

/** `POST /plugins/install`: `accept` holds exactly the ids of `asked` of the inspection. */
export const PluginInstallRequest = z.strictObject({ token: z.string(), accept: z.array(z.string()) });
export type PluginInstallRequest = z.infer<typeof PluginInstallRequest>;

/** `POST /plugins/:id/revoke` takes permissions back, all where none are named; `POST /plugins/:id/grant` gives those that it asks for. */
export const PluginGrantRequest = z.strictObject({ permissions: z.array(z.string()).optional() });
export type PluginGrantRequest = z.infer<typeof PluginGrantRequest>;

/** `POST /plugins/:id/trace`. */
export const PluginTraceRequest = z.strictObject({ on: z.boolean() });
export type PluginTraceRequest = z.infer<typeof PluginTraceRequest>;

/** `GET /` and `GET /health`. */
export const Health = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  uptimeSeconds: z.number(),
  parts: z.array(
    z.object({
      name: z.string(),
      status: z.enum(["ok", "degraded", "off"]),
      message: z.string(),
      /** The same as facts for a program. */
      details: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])).optional(),
    }),
  ),
});
export type Health = z.infer<typeof Health>;

/** `POST /session`: signs a page in. */
export const SessionRequest = z.strictObject({ key: z.string().max(1024) });
export type SessionRequest = z.infer<typeof SessionRequest>;

/** `GET` and `POST /session`: how the one who asks is let in. */
export const Session = z.object({
  /** False where this server asks for no key. */
  keyRequired: z.boolean(),
  /** `open`: without a key; `key`: by a header; `session`: by the cookie. */
  by: z.enum(["open", "key", "session"]),
  /** When a session that is not used ends. */
  expiresAt: z.string().optional(),
});
export type Session = z.infer<typeof Session>;

/** `GET /health` for one who has no key. */
export const BareHealth = z.object({ status: z.enum(["ok", "degraded"]) });
export type BareHealth = z.infer<typeof BareHealth>;

/** `GET /audit`: what somebody did, newest first. */
export const AuditEntry = z.object({
  id: z.number(),
  at: z.string(),
  /** `local`, `key`, `session ...`, `command line`, `retention`. */
  who: z.string(),
  address: z.string().optional(),
  /** `area.what`, such as `dataset.removed`. */
  action: z.string(),
  /** What it was done to: an id, or the name of a file. */
  subject: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** Body of every response that is not a success. */
export const ErrorResponse = z.object({ error: ErrorBody, correlationId: z.string() });
export type ErrorResponse = z.infer<typeof ErrorResponse>;
