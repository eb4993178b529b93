/**
 * Bundles of plugins and of the two programs around them, made once for each content.
 *
 * @module
 */
import { join } from "node:path";
import { NexusError } from "../contract/mod.ts";
import { type Child, fromFileUrl, selfCommand, spawnChild } from "../process/mod.ts";
import type { BundleRequest } from "./bundler_child.ts";
import { fingerprint, type PluginFile, pluginFiles } from "./discover.ts";
import { sha256 } from "./hash.ts";

/** Where a packed plugin carries its bundle. */
export const BUNDLE_FILE = "bundle.js";
/** The programs around a plugin, as files of a folder that was built ahead. */
export const PROGRAM_FILES = { runtime: "plugin_runtime.js", isolate: "isolate.js" } as const;

const CORE = fromFileUrl(new URL("../", import.meta.url).href);
const ROOT = fromFileUrl(new URL("../../", import.meta.url).href);
/** What a plugin imports of Nexus. */
const MODULES = {
  "nexus": join(CORE, "contract/mod.ts"),
  "nexus/chart": join(CORE, "kit/chart/mod.ts"),
  "nexus/ingest": join(CORE, "kit/ingest/mod.ts"),
  "nexus/report": join(CORE, "kit/report/mod.ts"),
};
const PACKAGES = join(ROOT, "node_modules");
const DEADLINE_MS = 60_000;
const IDLE_MS = 10_000;

/** Makes and keeps bundles. The process that bundles runs only while there is something to do. */
export class Bundler {
  readonly #cache: string;
  readonly #programs: string | null;
  readonly #making = new Map<string, Promise<string>>();
  #child: Child | null = null;
  #busy = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #tools: Promise<string> | undefined;
  #runtime: Promise<Uint8Array> | undefined;

  /** `cache`: a folder of its own. `programs`: where they were built ahead; nothing is bundled then. */
  constructor(cache: string, programs: string | null = null) {
    this.#cache = cache;
    this.#programs = programs;
  }

  /** The module of a plugin: what it carries, or what is made of its files. */
  async plugin(folder: string, entry: string): Promise<Uint8Array> {
    const files = await pluginFiles(folder);
    const packed = files.some(({ path }) => path === BUNDLE_FILE);
    if (packed) return await Deno.readFile(join(folder, BUNDLE_FILE));
    if (!files.some(({ path }) => path === entry)) {
      throw new NexusError("plugin.invalid", `The plugin has no "${entry}"`);
    }
    if (this.#programs !== null) throw notPacked();
    const key = [await hashFiles(folder, files), entry, await this.#toolsHash()].join();
    return await Deno.readFile(
      await this.#made(key, { entry: join(folder, entry), folder: await Deno.realPath(folder) }),
    );
  }

  /** The module that stands between a plugin and the host, inside the worker. */
  runtime(): Promise<Uint8Array> {
    return this.#runtime ??= this.#loadRuntime();
  }

  /** Address of the program of an isolate as JavaScript; undefined where the program is this binary itself. */
  async program(): Promise<string | undefined> {
    if (selfCommand() !== null) return undefined;
    const path = this.#programs === null
      ? await this.#makeProgram()
      : join(this.#programs, PROGRAM_FILES.isolate);
    return new URL(`file://${encodeURI(path).replaceAll("?", "%3F").replaceAll("#", "%23")}`).href;
  }

  /** Writes the programs to a folder, for a Nexus that bundles nothing. */
  async writePrograms(out: string): Promise<void> {
    await Deno.mkdir(out, { recursive: true });
    await Deno.writeFile(join(out, PROGRAM_FILES.runtime), await this.runtime());
    await Deno.copyFile(await this.#makeProgram(), join(out, PROGRAM_FILES.isolate));
  }

  /** Ends the process that bundles. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    this.#child?.kill("closed");
    await this.#child?.exited;
  }

  async #loadRuntime(): Promise<Uint8Array> {
    if (this.#programs !== null) return await Deno.readFile(join(this.#programs, PROGRAM_FILES.runtime));
    const entry = join(CORE, "plugins/runtime.ts");
    return await Deno.readFile(
      await this.#made(`runtime ${await this.#toolsHash()}`, { entry, folder: null }),
    );
  }

  async #makeProgram(): Promise<string> {
    const entry = join(CORE, "isolate/child.ts");
    return await this.#made(`program ${await this.#toolsHash()}`, { entry, folder: null });
  }

  /** Path of the bundle with this key; made where it is not there. */
  async #made(key: string, source: Pick<BundleRequest, "entry" | "folder">): Promise<string> {
    const path = join(this.#cache, `${await sha256(key)}.js`);
    let making = this.#making.get(path);
    if (making === undefined) {
      making = this.#make(path, source).finally(() => this.#making.delete(path));
      this.#making.set(path, making);
    }
    return await making;
  }

  async #make(path: string, source: Pick<BundleRequest, "entry" | "folder">): Promise<string> {
    try {
      if ((await Deno.stat(path)).isFile) return path;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    const aliases = await readAliases();
    const bytes = await this.#bundle({ ...source, modules: MODULES, packages: PACKAGES, aliases });
    await Deno.mkdir(this.#cache, { recursive: true });
    const temporary = `${path}.${crypto.randomUUID()}`;
    await Deno.writeFile(temporary, bytes);
    await Deno.rename(temporary, path);
    return path;
  }

  async #bundle(request: BundleRequest): Promise<Uint8Array> {
    clearTimeout(this.#idle);
    this.#busy++;
    this.#child ??= this.#spawn();
    const child = this.#child;
    try {
      const { attachments } = await child.channel.call("bundle", request, { timeoutMs: DEADLINE_MS });
      return attachments[0] ?? new Uint8Array(0);
    } catch (error) {
      if (error instanceof NexusError && error.code === "process.deadline") child.kill("it was late");
      throw error;
    } finally {
      if (--this.#busy === 0) {
        this.#idle = setTimeout(() => child.kill("idle"), IDLE_MS);
        Deno.unrefTimer(this.#idle);
      }
    }
  }

  #spawn(): Child {
    const child = spawnChild({
      entry: "bundler",
      permissions: ["--allow-read", "--allow-env", "--allow-run", "--allow-sys"],
      onExit: () => {
        if (this.#child === child) this.#child = null;
      },
    });
    return child;
  }

  /** Changes with everything besides a plugin's own files that a bundle depends on. */
  #toolsHash(): Promise<string> {
    return this.#tools ??= hashTools();
  }
}

/** What is wrong with sources where nothing is bundled. */
export function notPacked(): NexusError {
  return new NexusError(
    "plugin.invalid",
    `The plugin is not packed: it has no ${BUNDLE_FILE}, and nothing is bundled here`,
    {
      hint: "Pack it with `plugin pack FOLDER` where Nexus runs from source. Then install what that made.",
    },
  );
}

/** Names of the import map that stand for a package of another name, as `pdf-lib` for its kept fork. */
async function readAliases(): Promise<Record<string, string>> {
  const text = await Deno.readTextFile(join(ROOT, "deno.json")).catch(() => "{}");
  const { imports = {} }: { imports?: Record<string, string> } = JSON.parse(text);
  const aliases: Record<string, string> = {};
  for (const [name, address] of Object.entries(imports)) {
    const installed = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)/.exec(address)?.[1];
    if (installed !== undefined && installed !== name) aliases[name] = installed;
  }
  return aliases;
}

async function hashTools(): Promise<string> {
  const hashes: string[] = [];
  for (const folder of ["contract", "kit", "process", "isolate", "plugins"]) {
    hashes.push(fingerprint(await pluginFiles(join(CORE, folder))));
  }
  // The lock file names the exact version of every package, esbuild among them.
  for (const name of ["deno.json", "deno.lock"]) {
    const { size, mtime } = await Deno.stat(join(ROOT, name)).catch(() => ({ size: 0, mtime: null }));
    hashes.push(`${name}:${size}:${mtime?.getTime()}`);
  }
  return await sha256(hashes.join());
}

/** SHA-256 over paths and contents. */
export async function hashFiles(folder: string, files: PluginFile[]): Promise<string> {
  const lines = await Promise.all(
    files.map(async ({ path }) => `${path} ${await sha256(await Deno.readFile(join(folder, path)))}`),
  );
  return await sha256(lines.join("\n"));
}
