/**
 * What is counted of a running Nexus, besides its HTTP requests.
 *
 * @module
 */
import type { EventBus } from "../bus/mod.ts";
import { NexusError, type PluginCallRecord } from "../contract/mod.ts";
import type { EnginePool } from "../engine/mod.ts";
import type { Metrics } from "../observe/mod.ts";
import type { PluginRegistry } from "../plugins/mod.ts";
import { watchedMemory } from "../process/mod.ts";
import type { HomeUsage, Store } from "../store/mod.ts";
import type { Runs } from "./runs.ts";
import type { ScriptRunner } from "./scripts/parts.ts";
import { VERSION } from "./version.ts";

const LAG_EVERY_MS = 500;

/** Counts what the bus tells. */
export function countEvents(bus: EventBus, metrics: Metrics): void {
  bus.subscribe(({ event }) => {
    if (event.type === "run.ended") {
      metrics.count("nexus_runs_total", "Analyses that ended, by status.", { status: event.status });
    }
    if (event.type === "run.answer" && event.final) {
      metrics.observe("nexus_run_seconds", "Duration of analyses in seconds.", event.answer.ms / 1000);
    }
    if (event.type === "import.ready" || event.type === "import.failed") {
      const result = event.type === "import.ready" ? "ready" : "failed";
      metrics.count("nexus_imports_total", "Files that were imported.", { result });
    }
    if (event.type === "engine.restarted") {
      const { engine } = event;
      metrics.count("nexus_engine_restarts_total", "Engine processes that were replaced.", { engine });
    }
    if (event.type === "plugin.changed" && event.state === "quarantined") {
      const { plugin } = event;
      metrics.count("nexus_plugin_quarantines_total", "Plugins that failed too often.", { plugin });
    }
  });
}

/** Counts a call of a plugin. */
export function countCall(metrics: Metrics, plugin: string, { ms, outcome }: PluginCallRecord): void {
  metrics.count("nexus_plugin_calls_total", "Calls of plugins, by `ok` or the code of the error.", {
    plugin,
    outcome,
  });
  metrics.observe("nexus_plugin_seconds", "Duration of calls of plugins in seconds.", ms / 1000, { plugin });
}

/** Counts the scripts that run. */
export function countScripts(runner: ScriptRunner, metrics: Metrics): ScriptRunner {
  return {
    get enabled() {
      return runner.enabled;
    },
    review: runner.review,
    statistics: runner.statistics,
    async run(job, options) {
      const started = performance.now();
      let outcome = "ok";
      try {
        return await runner.run(job, options);
      } catch (error) {
        outcome = error instanceof NexusError ? error.code : "internal.error";
        throw error;
      } finally {
        const seconds = (performance.now() - started) / 1000;
        metrics.count("nexus_sandbox_jobs_total", "Scripts that ran, by `ok` or the code of the error.", {
          outcome,
        });
        metrics.observe("nexus_sandbox_seconds", "Duration of scripts in seconds.", seconds);
      }
    },
  };
}

/** What is measured when it is asked for. */
export function measure(
  metrics: Metrics,
  parts: { engines: EnginePool; runs: Runs; registry: PluginRegistry; store: Store; usage: () => HomeUsage },
): void {
  const { engines, runs, registry, store, usage } = parts;
  const started = Date.now() / 1000;
  metrics.gauge("nexus_info", "Version of Nexus.", () => 1, { version: VERSION });
  metrics.gauge(
    "nexus_start_time_seconds",
    "When this process started, in seconds since 1970.",
    () => started,
  );
  metrics.gauge("nexus_runs_running", "Analyses that run now.", () => runs.stats().running);
  metrics.gauge("nexus_runs_waiting", "Analyses that wait for their turn.", () => runs.stats().waiting);
  metrics.gauge(
    "nexus_host_memory_bytes",
    "Resident memory of the host process.",
    () => Deno.memoryUsage().rss,
  );
  metrics.gauge(
    "nexus_children",
    "Child processes whose memory is watched.",
    () => watchedMemory().processes,
  );
  metrics.gauge(
    "nexus_children_memory_bytes",
    "Resident memory of those child processes.",
    () => watchedMemory().bytes,
  );
  metrics.gauge(
    "nexus_engine_processes",
    "Engine processes for queries.",
    () => engines.stats().queries.processes.length,
  );
  metrics.gauge(
    "nexus_engine_waiting",
    "Queries that wait for an engine.",
    () => engines.stats().queries.waiting,
  );
  for (const state of ["ready", "running", "disabled", "quarantined", "refused"] as const) {
    const count = () => registry.list().filter((plugin) => plugin.state === state).length;
    metrics.gauge("nexus_plugins", "Plugins by state.", count, { state });
  }
  metrics.gauge("nexus_datasets", "Datasets.", () => store.datasets.count());
  metrics.gauge("nexus_documents", "Documents.", () => store.documents.count());
  for (const part of ["database", "files", "tables", "index", "plugins", "cache"] as const) {
    metrics.gauge("nexus_stored_bytes", "Bytes in the home folder, by part.", () => usage().parts[part], {
      part,
    });
  }
  metrics.gauge(
    "nexus_disk_free_bytes",
    "Free room on the disk of the home folder.",
    () => usage().freeBytes,
  );
}

/** Measures how late the event loop of the host is; the result stops it. */
export function watchLag(metrics: Metrics): () => void {
  let expected = performance.now() + LAG_EVERY_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    const late = Math.max(0, now - expected) / 1000;
    expected = now + LAG_EVERY_MS;
    metrics.observe("nexus_event_loop_lag_seconds", "How late the event loop of the host was.", late);
  }, LAG_EVERY_MS);
  Deno.unrefTimer(timer as unknown as number);
  return () => clearInterval(timer);
}
