/**
 * The plugins of one Nexus: found in two folders, listed without running, started when they are needed.
 *
 * @module
 */
import {
  type HostCapability,
  type Manifest,
  NexusError,
  type PluginCallRecord,
  type PluginInfo,
  type PluginKind,
  type SniffMatch,
} from "../contract/mod.ts";
import { AgentHandle } from "./agent.ts";
import { Bundler } from "./bundler.ts";
import { IngestHandle } from "./ingest.ts";
import { Installer, type ManagedAction } from "./installer.ts";
import { permissionsOf } from "./permission.ts";
import { ReportHandle } from "./report.ts";
import { Shelf } from "./shelf.ts";
import type { PluginSlot } from "./slot.ts";
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
  /** Hears what the owner does with plugins, once it is done. */
  onManaged?: (action: ManagedAction, id: string, details: Record<string, unknown>) => void;
  /** Hears of each call of a plugin, in both directions. */
  onCall?: (id: string, call: PluginCallRecord) => void;
  /** Traces the calls of every plugin. */
  trace?: boolean;
  /** Hears of each call of a plugin that is traced. */
  onTrace?: (id: string, call: PluginCallRecord) => void;
  /** Folders that no plugin may be granted, besides `installed`: the home folder, and that of the program. */
  keep?: readonly string[];
  /** Ids of plugins that are switched off. */
  disabled?: readonly string[];
  /** A file to which every permission that a plugin's process asks for is written. For tests of a plugin. */
  audit?: string;
  /** How long a plugin that is not called keeps its process; a minute by default. */
  idleMs?: number;
  /** How often the folders are looked at again; every five seconds by default. */
  refreshMs?: number;
  /** Values of environment variables, for plugins that were granted them. */
  env?: (name: string) => string | undefined;
}

type Intent = NonNullable<Manifest["contributes"]["agent"]>["intents"][number];

const IDLE_MS = 60_000;
/** A parser that names the extension and finds what it expects in the file. */
const SURE = 0.9;
const REFRESH_MS = 5000;

/** Finds plugins, says what they are, and hands out those that can run. */
export class PluginRegistry {
  /** Installs, updates, removes, and keeps what was granted. */
  readonly installer: Installer;
  readonly #bundler: Bundler;
  readonly #shelf: Shelf;
  readonly #traced = new Set<string>();
  readonly #traceAll: boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  private constructor(options: RegistryOptions) {
    const { builtIn, installed, keep = [], audit } = options;
    this.#traceAll = options.trace ?? false;
    this.#bundler = new Bundler(options.cache, options.programs ?? null);
    const kept = [installed, builtIn, ...keep];
    this.#shelf = new Shelf({
      builtIn,
      installed,
      keep: kept,
      off: options.disabled ?? [],
      packedOnly: options.programs !== undefined,
      bundler: this.#bundler,
      slot: {
        idleMs: options.idleMs ?? IDLE_MS,
        env: options.env ?? (() => undefined),
        ...(audit === undefined ? {} : { audit }),
      },
      onState: (id, state, message) => options.onChange?.(id, state, message),
      onCall: (id, call) => {
        if (this.#traceAll || this.#traced.has(id)) options.onTrace?.(id, call);
        options.onCall?.(id, call);
      },
    });
    this.installer = new Installer({
      root: installed,
      keep: kept,
      shelf: this.#shelf,
      warm: (id) => this.warm([id]),
      onManaged: (...what) => options.onManaged?.(...what),
      info: (id) => this.list().find((plugin) => plugin.id === id),
    });
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
    return this.#shelf.found.map(({ slot, info }) => {
      if (slot === null) return info;
      const { message: _, ...rest } = info;
      return {
        ...rest,
        state: slot.state,
        ...(slot.message === undefined ? {} : { message: slot.message }),
        grants: permissionsOf(slot.manifest, slot.granted),
        trace: this.#traceAll || this.#traced.has(slot.id),
        calls: slot.calls.summary(),
      };
    });
  }

  /** Looks again: folders that came, went or changed. Happens by itself every few seconds. */
  async refresh(): Promise<void> {
    await this.#shelf.refresh();
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
    return slot?.may(capability) ?? false;
  }

  /**
   * Lets a plugin run again that was disabled or in quarantine.
   *
   * @throws {NexusError} `plugin.not_found`; `plugin.invalid` where it was refused.
   */
  enable(id: string): void {
    const slot = this.#slot(id);
    if (slot.state === "refused") throw new NexusError("plugin.invalid", slot.message ?? `${id} was refused`);
    this.#shelf.switch(slot, true);
  }

  /**
   * Stops a plugin and keeps it from running.
   *
   * @throws {NexusError} `plugin.not_found`
   */
  disable(id: string): void {
    this.#shelf.switch(this.#slot(id), false);
  }

  /**
   * Writes each call of one plugin to stderr, or no longer.
   *
   * @throws {NexusError} `plugin.not_found`, `plugin.invalid`
   */
  trace(id: string, on: boolean): void {
    this.#slot(id);
    if (on) this.#traced.add(id);
    else this.#traced.delete(id);
  }

  /**
   * The last hundred calls of a plugin, the newest first.
   *
   * @throws {NexusError} `plugin.not_found`, `plugin.invalid`
   */
  calls(id: string): PluginCallRecord[] {
    return this.#slot(id).calls.last();
  }

  /** Ends every process. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#shelf.close();
    await this.#bundler.close();
  }

  #slots(): PluginSlot[] {
    return this.#shelf.slots();
  }

  #usable(kind: PluginKind): PluginSlot[] {
    return this.#slots().filter((slot) => slot.usable && slot.manifest.kind === kind);
  }

  #slot(id: string): PluginSlot {
    const slot = this.#slots().find((slot) => slot.id === id);
    if (slot !== undefined) return slot;
    const refused = this.#shelf.found.find(({ info }) => info.id === id)?.info;
    throw refused === undefined
      ? new NexusError("plugin.not_found", `There is no plugin "${id}"`)
      : new NexusError("plugin.invalid", refused.message ?? `The plugin ${id} was refused`);
  }
}
