/**
 * The settings of Nexus: one table of names, defaults and meanings.
 *
 * @module
 */
import { z } from "zod";

const boolean = z.string().trim().toLowerCase().transform((text, context) => {
  if (["true", "1", "yes", "on"].includes(text)) return true;
  if (["false", "0", "no", "off", ""].includes(text)) return false;
  context.addIssue({ code: "custom", message: "must be true or false" });
  return z.NEVER;
});

function integer(minimum: number, maximum: number) {
  return z.string().trim().regex(/^-?\d+$/, "must be a whole number").transform(Number)
    .pipe(z.number().min(minimum).max(maximum));
}

/** A size in bytes: `500MB`, `2 GB`, `1048576`. Units are powers of 1024. */
const size = z.string().trim().transform((text, context) => {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]?i?b?)$/i.exec(text);
  if (!match) {
    context.addIssue({ code: "custom", message: "must be a size such as 500MB" });
    return z.NEVER;
  }
  const power = { k: 1, m: 2, g: 3 }[match[2]!.charAt(0).toLowerCase()] ?? 0;
  return Math.round(Number(match[1]) * 1024 ** power);
});

const list = z.string().transform((text) => text.split(",").map((part) => part.trim()).filter(Boolean));

/** Printable and without spaces, so that it fits a header. */
const apiKey = z.string().trim().regex(
  /^([\x21-\x7e]{16,1024})?$/,
  "must have 16 to 1,024 letters, digits or signs, and no spaces",
);

/** One setting: how its text is read, its default as text, and what it means. */
export interface Setting<T> {
  schema: z.ZodType<T, string>;
  fallback: string;
  meaning: string;
}

function setting<T>(schema: z.ZodType<T, string>, fallback: string, meaning: string): Setting<T> {
  return { schema, fallback, meaning };
}

/** All settings by the name of their environment variable. */
export const SETTINGS = {
  NEXUS_HOME: setting(
    z.string().min(1),
    "data",
    "Folder of everything that is kept, relative to the program's folder.",
  ),
  NEXUS_BUILT: setting(
    z.string(),
    "",
    "Folder of plugins and page that were built ahead; empty: they are built when they are needed.",
  ),
  HOST: setting(
    z.string().min(1),
    "127.0.0.1",
    "Address to listen on. Anything but loopback opens Nexus to others and needs API_KEY.",
  ),
  PORT: setting(
    integer(0, 65535),
    "8321",
    "Port to listen on; 0 takes a free one. If it is taken, the next free one is used.",
  ),
  API_KEY: setting(
    apiKey,
    "",
    "Key that clients must send, at least 16 characters. Empty: none, allowed on loopback alone.",
  ),
  TRUSTED_PROXIES: setting(
    list,
    "",
    "Addresses of reverse proxies, separated by commas, whose X-Forwarded-For is believed.",
  ),
  RATE_LIMIT: setting(
    integer(0, 1_000_000),
    "1200",
    "Requests a minute, and as many at once, that one client may send; 0: any number.",
  ),
  CORS_ALLOWED_ORIGINS: setting(
    list,
    "",
    "Further origins, separated by commas, whose pages may use the API.",
  ),
  LOG_LEVEL: setting(
    z.enum(["debug", "info", "warn", "error"]) as z.ZodType<"debug" | "info" | "warn" | "error", string>,
    "info",
    "Least level that is logged: debug, info, warn, error.",
  ),
  LOG_FILE: setting(z.string(), "", "File that log lines are appended to, besides standard error."),
  AUTO_MODEL_SELECTION: setting(boolean, "true", "Choose models by what fits this machine."),
  PRIMARY_MODEL: setting(z.string(), "", "Ollama model for reading questions; empty: chosen."),
  REVIEW_MODEL: setting(z.string(), "", "Ollama model for reviewing code; empty: chosen."),
  EMBEDDING_MODEL: setting(z.string(), "", "Ollama model for embeddings; empty: chosen."),
  OLLAMA_BASE_URL: setting(z.url(), "http://127.0.0.1:11434", "Where Ollama listens."),
  OLLAMA_API_KEY: setting(z.string(), "", "Key for an Ollama behind a proxy."),
  MODEL_TIMEOUT: setting(
    integer(1, 3600),
    "60",
    "Seconds that a model may take for one form; all forms of a question may take twice that.",
  ),
  ENABLE_CODE_SANDBOX: setting(boolean, "true", "False: generated code does not run at all."),
  SANDBOX_TIMEOUT: setting(integer(1, 600), "20", "Seconds that generated code may run."),
  SANDBOX_MEMORY_MB: setting(integer(64, 65536), "256", "Memory in MiB that generated code may take."),
  MAX_MEMORY_MB: setting(
    integer(512, 1_048_576),
    "4096",
    "Memory in MiB that the engines may take together.",
  ),
  MAX_FILE_SIZE: setting(size, "2GB", "Largest file that is taken."),
  MIN_FREE_DISK: setting(size, "1GB", "Free room on the disk of NEXUS_HOME below which /health is degraded."),
  RETENTION_UPLOADS_DAYS: setting(
    integer(0, 36_500),
    "0",
    "Days after its last use that an upload is kept; 0: for ever.",
  ),
  RETENTION_RUNS_DAYS: setting(integer(0, 36_500), "0", "Days that runs are kept; 0: for ever."),
  ENABLE_MEMORY_OPTIMIZATION: setting(boolean, "true", "Engines give memory back when idle."),
  MAX_CONCURRENT_ANALYSES: setting(integer(1, 64), "4", "Analyses that run at once; others wait."),
  CACHE_SIZE_MB: setting(
    integer(0, 65536),
    "64",
    "Memory in MiB for results that are kept to be answered again at once.",
  ),
  QUERY_TIMEOUT: setting(integer(1, 3600), "60", "Seconds that one query may run on an engine."),
  CONFIRM_MAX_ROWS: setting(
    integer(0, 1_000_000_000),
    "20000000",
    "Up to this many rows a second engine repeats every plan and must agree.",
  ),
  TRACE_PLUGINS: setting(boolean, "false", "Log every call between host and plugins."),
} satisfies Record<string, Setting<unknown>>;

type Settings = typeof SETTINGS;

/** Every setting with its value. */
export type Config = { readonly [K in keyof Settings]: Settings[K] extends Setting<infer T> ? T : never };
