/**
 * Looks after every part.
 *
 * @module
 */
import type { BareHealth, Health } from "../../contract/mod.ts";
import { type Services, VERSION } from "../../runs/mod.ts";
import { diskPart, memoryPart, storePart } from "./machine_parts.ts";
import { look } from "./part.ts";
import {
  analysesPart,
  enginesPart,
  indexPart,
  modelsPart,
  pluginsPart,
  sandboxPart,
} from "./service_parts.ts";

const STARTED = performance.now();
/** A report so young is given again: nobody keeps the disk busy by asking. */
const FRESH_MS = 2000;

/** Tells how every part is. Starts nothing, and never takes longer than a second. */
export class HealthCheck {
  readonly #services: Services;
  #last: { at: number; report: Promise<Health> } | undefined;

  constructor(services: Services) {
    this.#services = services;
  }

  report(): Promise<Health> {
    const now = performance.now();
    if (!this.#last || now - this.#last.at > FRESH_MS) this.#last = { at: now, report: this.#look() };
    return this.#last.report;
  }

  /** What one without a key is told. */
  async bare(): Promise<BareHealth> {
    return { status: (await this.report()).status };
  }

  async #look(): Promise<Health> {
    const { store, engines, registry, runs, config, models, sandbox, library } = this.#services;
    const parts = await Promise.all([
      look("store", () => storePart(store)),
      look("disk", () => diskPart(store.home, config.MIN_FREE_DISK)),
      look("engines", () => enginesPart(engines)),
      look("index", () => indexPart(library)),
      look("plugins", () => pluginsPart(registry)),
      look("analyses", () => analysesPart(runs, config.MAX_CONCURRENT_ANALYSES)),
      look("memory", () => memoryPart()),
      look("generated code", () => sandboxPart(sandbox)),
      look("models", () => modelsPart(models), { status: "off", message: "Being looked for." }),
    ]);
    return {
      status: parts.some(({ status }) => status === "degraded") ? "degraded" : "ok",
      version: VERSION,
      uptimeSeconds: Math.round((performance.now() - STARTED) / 1000),
      parts,
    };
  }
}
