/**
 * Where the parts of this program lie: in its source, in a folder that was built ahead, or inside a compiled binary.
 *
 * @module
 */
import { dirname, join, resolve } from "node:path";
import { NexusError } from "../contract/mod.ts";
import type { Config } from "./settings.ts";

/** Where `deno task compile` puts what it builds, inside the source. */
export const STAGE = "dist/stage";
/** The file that says what a folder of built parts holds. */
export const STAGE_FILE = "stage.json";

/** Where the parts of this program lie. */
export interface Layout {
  /** Folder with `plugins/` and `samples/`; a built one also has `page/` and `programs/`. */
  root: string;
  /** Whether everything in it was built ahead, so that nothing needs to be bundled. */
  built: boolean;
}

/** The folder of `.env`, which a relative `NEXUS_HOME` is meant against: that of the source, or of the binary. */
export function programFolder(source: string): string {
  return Deno.build.standalone ? dirname(Deno.execPath()) : source;
}

/**
 * Finds the parts. `source` is the folder of `main.ts`, which inside a binary is where its files were unpacked.
 *
 * @throws {NexusError} `config.invalid` where `NEXUS_BUILT` names a folder that holds no built parts, or those of another version.
 */
export function layoutOf(
  source: string,
  { config, version }: { config: Pick<Config, "NEXUS_BUILT">; version: string },
): Layout {
  if (Deno.build.standalone) return { root: join(source, STAGE), built: true };
  if (config.NEXUS_BUILT === "") return { root: source, built: false };
  const root = resolve(programFolder(source), config.NEXUS_BUILT);
  const found = versionOf(root);
  if (found === version) return { root, built: true };
  const what = found === null ? "no built parts" : `the parts of Nexus ${found}`;
  throw new NexusError(
    "config.invalid",
    `NEXUS_BUILT names ${root}, which holds ${what}; this is ${version}`,
    {
      hint: "deno task compile --stage builds them into dist/stage.",
    },
  );
}

/** What a binary must find in its environment to unpack itself where it did before. */
export function binaryEnvironment(): Record<string, string> {
  const names = ["HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "TMPDIR", "TEMP"];
  return Object.fromEntries(names.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  }));
}

function versionOf(root: string): string | null {
  try {
    const { version } = JSON.parse(Deno.readTextFileSync(join(root, STAGE_FILE)));
    return String(version);
  } catch {
    return null;
  }
}
