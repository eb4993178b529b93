/**
 * The plugins of one Nexus: found in two folders, listed without running, started when they are needed.
 *
 * @module
 */
import { join } from "node:path";
import {
  type HostCapability,
  type Manifest,
  NexusError,
  type PluginInfo,
  type PluginKind,
  type SniffMatch,
  toErrorData,
} from "../contract/mod.ts";
import { AgentHandle } from "./agent.ts";
import { BUNDLE_FILE, Bundler, notPacked } from "./bundler.ts";
import { findPlugins, fingerprint, pluginFiles } from "./discover.ts";
import { IngestHandle } from "./ingest.ts";
import { infoOf, refusedInfo } from "./info.ts";
import { parseManifest } from "./manifest.ts";
import { ReportHandle } from "./report.ts";
import { PluginSlot } from "./slot.ts";
import { VizHandle } from "./viz.ts";

/** How a registry is opened. Paths are absolute. */
export interface RegistryOptions {
  /** Folder of the plugins that come with Nexus. */
  builtIn: string;
  /** Folder of the plugins that were added; it need not be there. */
  installed: string;
  /** Folder for bundles; may be deleted at any time. */
  cache: string;
  /** Folder with the programs around plugins, where they were built ahead: then only packed plugins run. */
  programs?: string;
  /** Hears that a plugin came, went, started, stopped or failed. `removed` is the state of one whose folder is gone. */
  onChange?: (id: string, state: PluginInfo["state"] | "removed", message?: string) => void;
  /** Writes a line to stderr for each call of a plugin. */
  trace?: boolean;
  /** How long a plugin that is not called keeps its process; a minute by default. */
  idleMs?: number;
  /** How often the folders are looked at again; every five seconds by default. */
  refreshMs?: number;
  /** Values of environment variables, for plugins that were granted them. */
  env?: (name: string) => string | undefined;
}

type Intent = NonNullable<Manifest["contributes"]["agent"]>["intents"][number];

/** What lies in one folder: a plugin, or why it is none. */
interface Found {
  folder: string;
  print: string;
  origin: PluginInfo["origin"];
  slot: PluginSlot | null;
  info: PluginInfo;
}

const IDLE_MS = 60_000;
/** A parser that names the extension and finds what it expects in the file. */
const SURE = 0.9;
const REFRESH_MS = 5000;

/** Finds plugins, says what they are, and hands out those that can run. */
export class PluginRegistry {
  readonly #options: RegistryOptions;
  readonly #bundler: Bundler;
  #found: Found[] = [];
  #refreshing: Promise<void> | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  private constructor(options: RegistryOptions) {
    this.#options = options;
    this.#bundler = new Bundler(options.cache, options.programs ?? null);
  }

  /** Address of the program of every isolate as JavaScript, which starts sooner than its source; undefined in a compiled binary. */
  isolateProgram(): Promise<string | undefined> {
    return this.#bundler.program();
  }

  /** Finds the plugins; starts none. One that is broken is listed as refused and keeps no other from running. */
  static async open(options: RegistryOptions): Promise<PluginRegistry> {
    const registry = new PluginRegistry(options);
    await registry.refresh();
    // One look takes a few milliseconds; one that fails, as on a folder that is being written, is made up for by the next.
    registry.#timer = setInterval(() => registry.refresh().catch(() => {}), options.refreshMs ?? REFRESH_MS);
    Deno.unrefTimer(registry.#timer);
    return registry;
  }

  /** All that was found, in order of origin and id. */
  list(): PluginInfo[] {
    return this.#found.map(({ slot, info }) => {
      const { message: _, ...rest } = info;
      const state = slot?.state ?? info.state;
      const message = slot === null ? info.message : slot.message;
      return { ...rest, state, ...(message === undefined ? {} : { message }) };
    });
  }

  /** Looks again: folders that came, went or changed. Happens by itself every few seconds. */
  async refresh(): Promise<void> {
    this.#refreshing ??= this.#look().finally(() => this.#refreshing = null);
    await this.#refreshing;
  }

  /** The parsers that can run. */
  ingest(): Promise<IngestHandle[]> {
    return Promise.resolve(this.#usable("ingest").map((slot) => new IngestHandle(slot)));
  }

  /**
   * The parsers that take a file that starts with `head`, the surest first; at the same confidence those that name the file's
   * extension. Where one of these is sure, the others are not even started. One that fails to say is left out.
   */
  async sniff(
    head: Uint8Array,
    { name, size, mediaType }: { name: string; size: number; mediaType: string },
  ): Promise<{ handle: IngestHandle; match: SniffMatch }[]> {
    const ask = async (handles: IngestHandle[]) => {
      const asked = handles.map(async (handle) => ({
        handle,
        match: await handle.sniff(head, { name, size, mediaType }),
      }));
      return (await Promise.allSettled(asked)).flatMap((result) =>
        result.status === "fulfilled" && result.value.match.confidence > 0 ? [result.value] : []
      );
    };
    const named = ({ manifest }: IngestHandle) =>
      manifest.contributes.ingest?.extensions.some((end) => name.toLowerCase().endsWith(end)) ?? false;
    const { first = [], others = [] } = Object.groupBy(
      await this.ingest(),
      (handle) => named(handle) ? "first" : "others",
    );
    const answers = await ask(first);
    if (!answers.some(({ match }) => match.confidence >= SURE)) answers.push(...await ask(others));
    return answers.sort((a, b) =>
      b.match.confidence - a.match.confidence || Number(named(b.handle)) - Number(named(a.handle)) ||
      (a.handle.id < b.handle.id ? -1 : 1)
    );
  }

  /** The agents for an intent, by priority. */
  agents(intent: Intent): AgentHandle[] {
    const priority = (slot: PluginSlot) => slot.manifest.contributes.agent?.priority ?? 0;
    return this.#usable("agent")
      .filter(({ manifest }) => manifest.contributes.agent?.intents.includes(intent))
      .sort((a, b) => priority(b) - priority(a))
      .map((slot) => new AgentHandle(slot));
  }

  /** The chart renderers, all or those of a type. */
  viz(type?: string): VizHandle[] {
    return this.#usable("viz")
      .filter(({ manifest }) => type === undefined || manifest.contributes.viz?.type === type)
      .map((slot) => new VizHandle(slot));
  }

  /** The exporters, all or those of a format. */
  reports(format?: string): ReportHandle[] {
    return this.#usable("report")
      .filter(({ manifest }) => format === undefined || manifest.contributes.report?.format === format)
      .map((slot) => new ReportHandle(slot));
  }

  /** Starts plugins ahead of their first call. Those that cannot start say so when they are called. */
  async warm(ids: string[]): Promise<void> {
    const slots = this.#slots().filter((slot) => ids.includes(slot.id) && slot.usable);
    await Promise.allSettled(slots.map((slot) => slot.warm()));
  }

  /** Whether a plugin that can run was granted a capability. */
  granted(id: string, capability: HostCapability): boolean {
    const slot = this.#slots().find((slot) => slot.id === id && slot.usable);
    return slot?.manifest.permissions.host.some((entry) => entry.capability === capability) ?? false;
  }

  /**
   * Lets a plugin run again that was disabled or in quarantine.
   *
   * @throws {NexusError} `plugin.not_found`; `plugin.invalid` where it was refused.
   */
  enable(id: string): void {
    const slot = this.#slot(id);
    if (slot.state === "refused") throw new NexusError("plugin.invalid", slot.message ?? `${id} was refused`);
    slot.enable();
  }

  /**
   * Stops a plugin and keeps it from running.
   *
   * @throws {NexusError} `plugin.not_found`
   */
  disable(id: string): void {
    this.#slot(id).switchOff("disabled");
  }

  /** Ends every process. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#refreshing?.catch(() => {});
    await Promise.all([...this.#slots().map((slot) => slot.close()), this.#bundler.close()]);
  }

  #slots(): PluginSlot[] {
    return this.#found.flatMap(({ slot }) => slot ?? []);
  }

  #usable(kind: PluginKind): PluginSlot[] {
    return this.#slots().filter((slot) => slot.usable && slot.manifest.kind === kind);
  }

  #slot(id: string): PluginSlot {
    const slot = this.#slots().find((slot) => slot.id === id);
    if (slot !== undefined) return slot;
    const refused = this.#found.find(({ info }) => info.id === id)?.info;
    throw refused === undefined
      ? new NexusError("plugin.not_found", `There is no plugin "${id}"`)
      : new NexusError("plugin.invalid", refused.message ?? `The plugin ${id} was refused`);
  }

  async #look(): Promise<void> {
    const before = new Map(this.#found.map((found) => [found.folder, found]));
    const after: Found[] = [];
    const taken = new Map<string, string>();
    const places = [["built-in", this.#options.builtIn], ["installed", this.#options.installed]] as const;
    for (const [origin, root] of places) {
      for (const folder of await findPlugins(root)) {
        const found = await this.#inspect(folder, origin, before.get(folder), taken);
        if (found.slot !== null) taken.set(found.info.id, folder);
        after.push(found);
      }
    }
    this.#found = after;
    await this.#tell(before, after);
  }

  async #tell(before: Map<string, Found>, after: Found[]): Promise<void> {
    const kept = new Set(after.map(({ slot }) => slot));
    const ids = new Set(after.map(({ info }) => info.id));
    for (const { slot, info } of before.values()) {
      if (slot !== null && !kept.has(slot)) await slot.close();
      if (!ids.has(info.id)) this.#options.onChange?.(info.id, "removed");
    }
    for (const found of after) {
      const was = before.get(found.folder);
      if (was !== undefined && was.print === found.print && was.info.message === found.info.message) continue;
      this.#options.onChange?.(found.info.id, found.slot?.state ?? "refused", found.info.message);
    }
  }

  /** What lies in a folder; what was found there before, where it has not changed. */
  async #inspect(
    folder: string,
    origin: PluginInfo["origin"],
    before: Found | undefined,
    taken: Map<string, string>,
  ): Promise<Found> {
    let text = "";
    let print = "";
    try {
      text = await Deno.readTextFile(join(folder, "plugin.json"));
      const files = await pluginFiles(folder);
      print = fingerprint(files);
      const manifest = parseManifest(text);
      if (this.#options.programs !== undefined && !files.some(({ path }) => path === BUNDLE_FILE)) {
        throw notPacked();
      }
      const other = taken.get(manifest.id);
      if (other !== undefined) {
        throw new NexusError("plugin.invalid", `There is another plugin "${manifest.id}", in ${other}`);
      }
      if (before !== undefined && before.slot !== null && before.print === print) return before;
      const slot = this.#newSlot(folder, origin, manifest);
      if (before?.slot?.state === "disabled") slot.switchOff("disabled");
      return { folder, print, origin, slot, info: infoOf(manifest, origin) };
    } catch (error) {
      const message = toErrorData(error).message;
      return { folder, print, origin, slot: null, info: refusedInfo(text, folder, origin, message) };
    }
  }

  #newSlot(folder: string, origin: PluginInfo["origin"], manifest: Manifest): PluginSlot {
    const { onChange, trace, idleMs, env } = this.#options;
    const { id } = manifest;
    return new PluginSlot({
      folder,
      origin,
      manifest,
      bundler: this.#bundler,
      idleMs: idleMs ?? IDLE_MS,
      env: env ?? (() => undefined),
      onState: (state, message) => onChange?.(id, state, message),
      onCall: trace
        ? (method, ms, outcome) => console.error(`plugin ${id} ${method} ${ms.toFixed(1)} ms ${outcome}`)
        : null,
    });
  }
}
