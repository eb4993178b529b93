/**
 * Reads settings from the environment and `.env`, in this one place.
 *
 * @module
 */
import { parseEnv } from "node:util";
import { NexusError } from "../contract/mod.ts";
import { type Config, type Setting, SETTINGS } from "./settings.ts";

/** What is never printed, not even where it is wrong. */
const SECRETS: ReadonlySet<string> = new Set(["API_KEY", "OLLAMA_API_KEY"]);

/** Where settings come from; the environment wins over the file. */
export interface ConfigSources {
  environment: Record<string, string | undefined>;
  /** Text of a `.env` file, if there is one. */
  file?: string;
}

/**
 * Merges and checks the settings.
 *
 * @throws NexusError `config.invalid`, naming every setting that is wrong.
 */
export function loadConfig(sources: ConfigSources): Config {
  const fromFile = sources.file === undefined ? {} : parseEnv(sources.file);
  const config: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, setting] of Object.entries(SETTINGS) as [string, Setting<unknown>][]) {
    const text = sources.environment[name] ?? fromFile[name] ?? setting.fallback;
    const result = setting.schema.safeParse(text === "" ? setting.fallback : text);
    if (result.success) config[name] = result.data;
    else {
      const shown = SECRETS.has(name) ? "" : `="${text}"`;
      problems.push(`${name}${shown} ${result.error.issues.map((issue) => issue.message).join(", ")}`);
    }
  }
  if (problems.length > 0) {
    throw new NexusError("config.invalid", `Cannot start with these settings: ${problems.join("; ")}`, {
      hint: "Correct them in the environment or in .env; docs/configuration.md lists all settings.",
    });
  }
  return config as Config;
}

/** Reads the process's environment and the `.env` file in `folder`. */
export function readConfig(folder: string): Config {
  const environment = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, Deno.env.get(name)]));
  let file: string | undefined;
  try {
    file = Deno.readTextFileSync(`${folder}/.env`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return loadConfig({ environment, ...(file === undefined ? {} : { file }) });
}

/** The folder that relative paths of the command line are meant against. `deno task` changes the working folder. */
export function callerFolder(): string {
  return Deno.env.get("INIT_CWD") ?? Deno.cwd();
}

/** Value of a variable for a plugin that was granted it. */
export function pluginVariable(name: string): string | undefined {
  return Deno.env.get(name);
}
