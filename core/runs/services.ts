/**
 * The parts of a running Nexus, put together once.
 *
 * @module
 */
import { dirname } from "node:path";
import { EventBus } from "../bus/mod.ts";
import { type Config, pluginVariable } from "../config/mod.ts";
import { Catalogue, Importer } from "../datasets/mod.ts";
import { Library, readDocument } from "../documents/mod.ts";
import { EnginePool } from "../engine/mod.ts";
import { Reader } from "../language/mod.ts";
import { Models } from "../models/mod.ts";
import { type Log, Metrics } from "../observe/mod.ts";
import { PluginRegistry } from "../plugins/mod.ts";
import { reviewCode, Sandbox } from "../sandbox/mod.ts";
import { STATISTICS, STATISTICS_FILE, statisticsBundle } from "../statistics/mod.ts";
import { Store, UsageMeter } from "../store/mod.ts";
import { Analyst } from "./analysis.ts";
import { Audit } from "./audit.ts";
import { Executor } from "./execute.ts";
import { countCall, countEvents, countScripts, measure, watchLag } from "./metrics.ts";
import { Rest } from "./rest.ts";
import { Retention } from "./retention.ts";
import { Runs } from "./runs.ts";
import type { ScriptRunner } from "./scripts/parts.ts";
import { type ScriptRepeater, scriptRepeater } from "./scripts/repeat.ts";

/** Where a Nexus keeps what it has, and finds what it came with. Absolute. */
export interface Places {
  home: string;
  /** The plugins that come with Nexus. */
  builtIn: string;
  /** The programs around untrusted code, where they were built ahead. */
  programs?: string;
}

/** Everything that the server and the commands work with. */
export interface Services {
  config: Config;
  log: Log;
  metrics: Metrics;
  store: Store;
  bus: EventBus;
  engines: EnginePool;
  registry: PluginRegistry;
  reader: Reader;
  catalogue: Catalogue;
  library: Library;
  importer: Importer;
  executor: Executor;
  models: Models;
  sandbox: Sandbox;
  /** Repeats the scripts of receipts. */
  scripts: ScriptRepeater;
  analyst: Analyst;
  runs: Runs;
  audit: Audit;
  usage: UsageMeter;
  retention: Retention;
  /** Starts what a first question needs, before it is asked: with the charts of these types. */
  warm(charts: string[]): void;
  /** Somebody is there: children that rest are started again, as {@linkcode warm} does. */
  attend(): void;
  /** Ends children first, then closes the store. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;
/** A server that nobody asked anything for so long lets its children go; the next sign of somebody takes them half a second. */
const REST_MS = 5 * 60_000;

/**
 * Opens a home folder and starts what serves it. Children start when they are needed.
 *
 * @throws NexusError `store.locked`
 */
export async function openServices(
  config: Config,
  log: Log,
  options: Places,
): Promise<Services> {
  const store = await Store.open(options.home);
  const metrics = new Metrics();
  const bus = new EventBus(
    (event, at) => store.events.append(event, at),
    (error) => log.error("an event was not kept or not heard by all", { error }),
  );
  const engines = new EnginePool({
    memoryMb: config.MAX_MEMORY_MB,
    temporary: `${store.home}/temporary`,
    onRestart: (engine, reason) => {
      log.warn("an engine process was replaced", { engine, reason });
      bus.publish({ type: "engine.restarted", engine, reason });
    },
    ...(config.ENABLE_MEMORY_OPTIMIZATION ? { idleMs: 60_000 } : {}),
  });
  const registry = await PluginRegistry.open({
    builtIn: options.builtIn,
    installed: `${store.home}/plugins`,
    cache: `${store.home}/cache/plugins`,
    ...(options.programs === undefined ? {} : { programs: options.programs }),
    trace: config.TRACE_PLUGINS,
    onTrace: (plugin, { method, ms, outcome }) => log.info("plugin call", { plugin, method, ms, outcome }),
    onCall: (id, call) => countCall(metrics, id, call),
    keep: [store.home, dirname(options.builtIn)],
    disabled: store.plugins.disabled(),
    env: pluginVariable,
    onManaged: (action, plugin, details) => {
      if (action === "removed") store.plugins.set(plugin, true); // one that is installed again is not off
      audit.record(`plugin.${action}`, plugin, details);
    },
    onChange: (plugin, state, message) => {
      const broken = state === "refused" || state === "quarantined";
      log[broken ? "warn" : "debug"]("a plugin changed", { plugin, state, reason: message });
      bus.publish({ type: "plugin.changed", plugin, state, ...(message === undefined ? {} : { message }) });
    },
  });
  const catalogue = new Catalogue(store, engines, bus);
  const models = new Models({
    baseUrl: config.OLLAMA_BASE_URL,
    apiKey: config.OLLAMA_API_KEY,
    wanted: {
      primary: config.PRIMARY_MODEL,
      review: config.REVIEW_MODEL,
      embedding: config.EMBEDDING_MODEL,
    },
    automatic: config.AUTO_MODEL_SELECTION,
    enginesMb: config.MAX_MEMORY_MB,
    timeoutMs: config.MODEL_TIMEOUT * 1000,
    onGenerated: (outcome, ms) => {
      metrics.count("nexus_model_calls_total", "Forms that a model was asked to fill, by outcome.", {
        outcome,
      });
      metrics.observe("nexus_model_seconds", "Duration of filling a form in seconds.", ms / 1000);
    },
  });
  const library = new Library(store, bus, models);
  const importer = new Importer({
    store,
    registry,
    engines,
    documents: {
      bySha256: (sha256) => library.bySha256(sha256),
      names: () => new Set(library.list().map(({ name }) => name)),
      read: (handle, file, source) => readDocument(library, handle, file, source),
    },
    bus,
    maxFileSize: config.MAX_FILE_SIZE,
  });
  const reader = new Reader({ values: (id) => catalogue.values(id) });
  const deadlineMs = config.QUERY_TIMEOUT * 1000;
  const executor = new Executor({
    engines,
    catalogue,
    deadlineMs,
    confirmMaxRows: config.CONFIRM_MAX_ROWS,
    cacheBytes: config.CACHE_SIZE_MB * MIB,
  });
  const sandbox = new Sandbox({
    enabled: config.ENABLE_CODE_SANDBOX,
    timeoutMs: config.SANDBOX_TIMEOUT * 1000,
    memoryMb: config.SANDBOX_MEMORY_MB,
    program: () => registry.isolateProgram(),
    statistics: () =>
      statisticsBundle({
        cache: `${store.home}/cache`,
        ...(options.programs === undefined ? {} : { packed: `${options.programs}/${STATISTICS_FILE}` }),
      }),
  });
  const scripts = { runner: countScripts(runnerOf(sandbox, engines), metrics), engines, deadlineMs };
  const analyst = new Analyst({ reader, executor, catalogue, library, registry, models, scripts });
  const runs = new Runs({
    store,
    bus,
    catalogue,
    library,
    analyst,
    maxConcurrent: config.MAX_CONCURRENT_ANALYSES,
    deadlineMs: 2 * (deadlineMs + models.budgetMs / 2 + config.SANDBOX_TIMEOUT * 1000),
  });
  const audit = new Audit({ records: store.audit, log });
  audit.follow(bus);
  const retention = new Retention({
    store,
    catalogue,
    library,
    audit,
    log,
    uploadsDays: config.RETENTION_UPLOADS_DAYS,
    runsDays: config.RETENTION_RUNS_DAYS,
    onRemoved: () => executor.clear(),
  });
  countEvents(bus, metrics);
  const usage = new UsageMeter(store.home);
  measure(metrics, { engines, runs, registry, store, usage: () => usage.last() });
  const stopLag = watchLag(metrics);
  const rest = config.ENABLE_MEMORY_OPTIMIZATION
    ? new Rest({
      afterMs: REST_MS,
      busy: () => runs.stats().running + runs.stats().waiting > 0,
      onRest: () => {
        log.debug("nobody is there: children rest");
        engines.rest();
        reader.rest();
        sandbox.rest().catch((error) => log.error("the sandbox did not rest", { error }));
      },
      onWake: () => services.warm(["bar", "line"]),
    })
    : null;
  const services: Services = {
    config,
    log,
    metrics,
    store,
    bus,
    engines,
    registry,
    reader,
    catalogue,
    library,
    importer,
    executor,
    models,
    sandbox,
    scripts: scriptRepeater({ executor, catalogue, parts: scripts }),
    analyst,
    runs,
    audit,
    usage,
    retention,
    warm(types) {
      engines.warm();
      reader.warm();
      models.warm();
      sandbox.warm();
      library.warm().catch((error) => log.error("the index could not be warmed", { error }));
      const intents = [
        "analyze",
        "visualize",
        ...(library.list().length > 0 ? ["retrieve" as const] : []),
      ] as const;
      const agents = intents.flatMap((intent) => registry.agents(intent)).map(({ id }) => id);
      const charts = registry.viz().filter(({ manifest }) => types.includes(manifest.contributes.viz!.type))
        .map(({ id }) => id);
      registry.warm([...agents, ...charts]).catch((error) =>
        log.error("plugins could not be warmed", { error })
      );
    },
    attend: () => rest?.touch(),
    async close() {
      stopLag();
      rest?.close();
      await Promise.all([runs.close(), retention.close()]);
      models.close();
      await Promise.allSettled([
        importer.close(),
        engines.close(),
        registry.close(),
        reader.close(),
        sandbox.close(),
        library.close(),
      ]);
      store.close();
    },
  };
  return services;
}

function runnerOf(sandbox: Sandbox, engines: EnginePool): ScriptRunner {
  return {
    get enabled() {
      return sandbox.state().enabled;
    },
    review: reviewCode,
    run(job, options) {
      // The process for SQL starts beside that of the script.
      if (/\bsql\s*\(/.test(job.source)) engines.warmSql();
      return sandbox.run(job, options);
    },
    statistics: [...STATISTICS],
  };
}
