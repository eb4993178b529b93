/**
 * One installed plugin: its state, and the isolate that runs it while it is needed.
 *
 * @module
 */
import {
  type HostCapability,
  type Manifest,
  NexusError,
  type PluginCallRecord,
  type PluginInfo,
  toErrorData,
} from "../contract/mod.ts";
import { Isolate, type IsolateEnd, outerWall } from "../isolate/mod.ts";
import type { Handler, Reply } from "../process/mod.ts";
import type { Bundler } from "./bundler.ts";
import { CallLog } from "./call_log.ts";
import { failureOf } from "./failure.ts";
import { grantOf } from "./granted.ts";

/** What a slot needs of the registry. */
export interface SlotOptions {
  folder: string;
  origin: PluginInfo["origin"];
  manifest: Manifest;
  bundler: Bundler;
  /** The module that runs; the bytes that were checked, where there is something to check. @throws {NexusError} `plugin.invalid` */
  code: () => Promise<Uint8Array>;
  /** Folders that no plugin may be granted. */
  keep: readonly string[];
  /** Ids of the permissions that it has. */
  granted: ReadonlySet<string>;
  /** Every permission that is asked of the process is written to this file. For tests of a plugin. */
  audit?: string;
  /** How long an isolate waits for the next call. */
  idleMs: number;
  env: (name: string) => string | undefined;
  onState: (state: PluginInfo["state"], message: string | undefined) => void;
  /** Hears each call. */
  onCall: (call: PluginCallRecord) => void;
}

/** How a plugin is called. */
export interface PluginCall {
  signal?: AbortSignal | undefined;
  attachments?: Uint8Array[];
}

/** A hold on the running process of a plugin. It does not outlive the process: a call after its end fails, and starts no other. */
export interface Lease {
  /** Settles when the plugin's code has loaded. */
  readonly ready: Promise<unknown>;
  /** @throws {NexusError} What the plugin threw; `plugin.failed`, `plugin.contract`, `process.deadline`, `process.cancelled`. */
  call(method: string, params: unknown, options?: PluginCall): Promise<Reply>;
  /** Whether the host ended the process. */
  readonly stopped: boolean;
  /** Lets go. The process stops when nobody holds it for a while. */
  release(): void;
}

const MAX_CRASHES = 3;
/** How long a plugin may go on working when nobody calls it. */
const SETTLE_MS = 2000;

/** One plugin that may run. */
export class PluginSlot {
  readonly options: SlotOptions;
  readonly calls = new CallLog();
  #granted: ReadonlySet<string>;
  #state: PluginInfo["state"] = "ready";
  #message: string | undefined;
  #isolate: Promise<Isolate> | null = null;
  #running: Isolate | null = null;
  #gone = false;
  #crashes = 0;
  #leases = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #sessions = new Map<number, Record<string, Handler>>();
  #nextSession = 1;

  constructor(options: SlotOptions) {
    this.options = options;
    this.#granted = options.granted;
  }

  get id(): string {
    return this.options.manifest.id;
  }

  get manifest(): Manifest {
    return this.options.manifest;
  }

  get state(): PluginInfo["state"] {
    return this.#state;
  }

  get message(): string | undefined {
    return this.#message;
  }

  get granted(): ReadonlySet<string> {
    return this.#granted;
  }

  /** Whether Nexus does this on its behalf. */
  may(capability: HostCapability): boolean {
    return this.#granted.has(`host:${capability}`);
  }

  /** Gives it other permissions. Its process has the old ones, and is ended. */
  regrant(granted: ReadonlySet<string>): void {
    if (granted.size === this.#granted.size && [...granted].every((id) => this.#granted.has(id))) return;
    this.#granted = granted;
    this.stop();
  }

  /** Whether it may be called. */
  get usable(): boolean {
    return this.#state === "ready" || this.#state === "running";
  }

  /** Starts it ahead of the first call. */
  async warm(): Promise<void> {
    const lease = await this.lease();
    try {
      await lease.ready;
    } finally {
      lease.release();
    }
  }

  /**
   * Calls a method of its runtime; see {@linkcode Lease.call}. A call whose process was ended for another's sake, as one that was cancelled
   * and did not stop, is made again in the next.
   */
  async call(method: string, params: unknown, options: PluginCall = {}): Promise<Reply> {
    for (let again = false;; again = true) {
      const lease = await this.lease();
      try {
        return await lease.call(method, params, options);
      } catch (error) {
        if (again || !lease.stopped || !this.usable || this.#gone || options.signal?.aborted) throw error;
      } finally {
        lease.release();
      }
    }
  }

  /**
   * Takes hold of its process, which is started where there is none, for calls that belong together.
   *
   * @throws {NexusError} `plugin.quarantined`, `plugin.not_found`, `plugin.invalid` where it may not run.
   */
  async lease(): Promise<Lease> {
    this.#leases++;
    clearTimeout(this.#idle);
    try {
      const isolate = await this.#start();
      return {
        ready: isolate.ready,
        get stopped() {
          return isolate.end?.kind === "closed";
        },
        call: (method, params, options) => this.#callIn(isolate, method, params, options),
        release: () => this.#release(),
      };
    } catch (error) {
      this.#release();
      throw error;
    }
  }

  async #callIn(isolate: Isolate, method: string, params: unknown, options: PluginCall = {}): Promise<Reply> {
    const started = performance.now();
    const trace = (outcome: string) => this.#trace(method, started, outcome);
    try {
      const reply = await isolate.call(method, params, options);
      this.#crashes = 0;
      trace("ok");
      return reply;
    } catch (error) {
      if (this.#state === "refused") this.#checkUsable();
      const failure = failureOf(error, this.id, method);
      trace(failure.code);
      throw failure;
    }
  }

  #release(): void {
    if (--this.#leases > 0) return;
    this.#running?.checkIdle(SETTLE_MS);
    this.#idle = setTimeout(() => this.stop(), this.options.idleMs);
    Deno.unrefTimer(this.#idle);
  }

  /** Lets calls that name this session ask the host; the handlers go with the session. */
  openSession(handlers: Record<string, Handler>): { session: number; close: () => void } {
    const session = this.#nextSession++;
    this.#sessions.set(session, handlers);
    return { session, close: () => this.#sessions.delete(session) };
  }

  /** Ends its process; the next call starts another. */
  stop(): void {
    clearTimeout(this.#idle);
    this.#running?.close();
  }

  /** Stops it and keeps it from running, until {@linkcode enable}. */
  switchOff(state: "disabled" | "quarantined" | "refused", message?: string): void {
    this.#setState(state, message);
    this.stop();
  }

  /** Lets it run again, after whatever kept it from it. */
  enable(): void {
    this.#crashes = 0;
    if (!this.usable) this.#setState("ready");
  }

  /** Ends it for good: its folder is gone, or Nexus ends. Resolves when its process is gone. */
  async close(): Promise<void> {
    this.#gone = true;
    this.stop();
    clearTimeout(this.#idle);
    const isolate = await this.#isolate?.catch(() => null);
    isolate?.close();
    await isolate?.exited;
  }

  async #start(): Promise<Isolate> {
    this.#checkUsable();
    this.#isolate ??= this.#spawn();
    try {
      return await this.#isolate;
    } catch (error) {
      this.#isolate = null;
      throw error;
    }
  }

  async #spawn(): Promise<Isolate> {
    const { manifest, folder, bundler, env, keep, audit } = this.options;
    const modules = await this.#modules();
    const [program, wall] = await Promise.all([bundler.program(), outerWall()]);
    const granted = this.#granted;
    const grant = await grantOf(manifest, granted, { folder, keep, env });
    this.#checkUsable();
    if (granted !== this.#granted) return await this.#spawn(); // something was taken back meanwhile
    const isolate = new Isolate({
      name: `The plugin ${this.id}`,
      modules,
      grant,
      limits: manifest.limits,
      handlers: { host: (params, context) => this.#serveHost(params, context) },
      ...(program === undefined ? {} : { program }),
      wall,
      ...(grant.read.length === 0 ? {} : { cwd: folder }),
      ...(audit === undefined ? {} : { audit }),
      onExit: (end) => this.#ended(isolate, end),
    });
    this.#running = isolate;
    this.#setState("running");
    isolate.ready.then((loaded) => this.#checkLoaded(loaded), () => {});
    return isolate;
  }

  async #modules(): Promise<Uint8Array[]> {
    const { bundler, code } = this.options;
    try {
      return [await bundler.runtime(), await code()];
    } catch (error) {
      if (error instanceof NexusError && error.code === "plugin.invalid") {
        this.switchOff("refused", error.message);
      }
      throw error;
    }
  }

  #checkLoaded(loaded: unknown): void {
    const { kind } = Object(loaded);
    if (kind === this.manifest.kind) return;
    const is = typeof kind === "string" ? `of kind "${kind}"` : "not made with define*";
    this.switchOff("refused", `Its default export is ${is}; the manifest says "${this.manifest.kind}"`);
  }

  #checkUsable(): void {
    if (this.#gone) throw new NexusError("plugin.not_found", `The plugin ${this.id} is not there any more`);
    if (this.usable) return;
    const because = this.#message === undefined ? "" : `: ${this.#message}`;
    if (this.#state === "quarantined") {
      throw new NexusError("plugin.quarantined", `The plugin ${this.id} is in quarantine${because}`, {
        hint: `deno task plugin enable ${this.id} lets it run again.`,
      });
    }
    const code = this.#state === "refused" ? "plugin.invalid" : "plugin.not_found";
    throw new NexusError(code, `The plugin ${this.id} is ${this.#state}${because}`);
  }

  #ended(isolate: Isolate, { kind, error }: IsolateEnd): void {
    if (this.#running === isolate) {
      this.#running = null;
      this.#isolate = null;
    }
    if (!this.usable) return;
    if (kind === "breach") return this.switchOff("quarantined", error.message);
    if (kind !== "closed" && ++this.#crashes >= MAX_CRASHES) {
      return this.switchOff(
        "quarantined",
        `it failed ${this.#crashes} times in a row; the last time: ${error.message}`,
      );
    }
    this.#setState("ready", kind === "closed" ? undefined : error.message);
  }

  async #serveHost(params: unknown, context: Parameters<Handler>[1]): Promise<unknown> {
    const { session, method, params: inner } = Object(params);
    const name = `host.${String(method).slice(0, 40)}`;
    const started = performance.now();
    try {
      const handlers = this.#sessions.get(session);
      if (handlers === undefined && Number.isInteger(session) && session > 0 && session < this.#nextSession) {
        throw new NexusError("process.cancelled", `The call for which ${this.id} asks "${method}" is over`);
      }
      if (handlers === undefined || typeof method !== "string" || !Object.hasOwn(handlers, method)) {
        throw new NexusError(
          "plugin.denied",
          `The plugin ${this.id} may not ask the host for "${method}" here`,
        );
      }
      const result = await handlers[method]!(inner, context);
      this.#trace(name, started, "ok");
      return result;
    } catch (error) {
      this.#trace(name, started, toErrorData(error).code);
      throw error;
    }
  }

  #trace(method: string, started: number, outcome: string): void {
    this.options.onCall(this.calls.add(method, performance.now() - started, outcome));
  }

  #setState(state: PluginInfo["state"], message?: string): void {
    if (this.#gone || this.#state === state && this.#message === message) return;
    this.#state = state;
    this.#message = message;
    this.options.onState(state, message);
  }
}
