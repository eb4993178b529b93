/**
 * `start`: the workbench.
 *
 * @module
 */
import { checkExposure } from "../config/mod.ts";
import { NexusError } from "../contract/mod.ts";
import { buildPage, createApp, listen, type Listening, PageFiles } from "../http/mod.ts";
import { Log } from "../observe/mod.ts";
import { openServices, type Services, VERSION } from "../runs/mod.ts";
import { readHolder } from "../store/mod.ts";
import { type ExitCode, placesOf, type Program } from "./program.ts";

/** Opens the home folder, listens, and stays until it is told to end. */
export async function startCommand(program: Program): Promise<ExitCode> {
  const { config } = program;
  checkExposure(config);
  const log = new Log({ level: config.LOG_LEVEL, ...(config.LOG_FILE ? { file: config.LOG_FILE } : {}) });
  const started = performance.now();
  let services: Services;
  try {
    services = await openServices(config, log, placesOf(program));
  } catch (error) {
    if (!(error instanceof NexusError) || error.code !== "store.locked") throw error;
    const url = (await readHolder(program.home))?.url;
    if (!url) throw error;
    program.out(`Nexus is already running: ${url}\n`);
    return 0;
  }
  const page = new PageFiles(pageOf(program, services));
  const listening = listen(createApp(services, page), { host: config.HOST, port: config.PORT });
  services.store.lock.announce(listening.url);
  outliveFaults(log);
  services.warm(["bar", "line"]);
  services.importer.resume();
  services.retention.start();
  const sample = await addSamples(program, services);
  await page.serve("index.html"); // the address is printed when the page behind it works
  log.info("ready", { url: listening.url, version: VERSION, ms: Math.round(performance.now() - started) });
  program.out(greeting(listening.url, sample));
  await untilEnd();
  log.info("ending");
  await close(listening, services);
  return 0;
}

/** The folder of the page, once it is built. */
async function pageOf({ root, built }: Program, { store, log }: Services): Promise<string> {
  return built ? `${root}/page` : await buildPage({ root, cache: `${store.home}/cache`, log });
}

/** The first start finds a dataset to play with; one that was removed does not come back. */
async function addSamples({ root }: Program, { store, importer, log }: Services): Promise<string | null> {
  const marker = `${store.home}/samples.added`;
  const added = await Deno.stat(marker).then(() => true, () => false);
  if (added || store.datasets.list().length > 0) return null;
  const file = await Deno.open(`${root}/samples/sales.csv`);
  const outcome = await importer.import({ name: "sales.csv", mediaType: "text/csv", stream: file.readable });
  if (outcome.error) {
    log.error("the sample could not be added", { error: outcome.error });
    return null;
  }
  await Deno.writeTextFile(marker, new Date().toISOString());
  return outcome.datasets[0]?.name ?? null;
}

function greeting(url: string, sample: string | null): string {
  const lines = ["", `  Nexus ${VERSION} is ready:  ${url}`, ""];
  if (sample) lines.push(`  A sample dataset, "${sample}", is in it. Drop your own files on the page.`, "");
  lines.push("  Nothing leaves this machine. Ctrl+C ends it.", "", "");
  return lines.join("\n");
}

function untilEnd(): Promise<void> {
  return new Promise((resolve) => {
    const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
    const end = () => {
      for (const signal of signals) Deno.removeSignalListener(signal, end);
      resolve();
    };
    for (const signal of signals) Deno.addSignalListener(signal, end);
  });
}

/** Whoever waits for an answer is told that it was cancelled, while nobody new is let in. */
async function close(listening: Listening, services: Services): Promise<void> {
  await Promise.all([listening.close(), services.runs.close()]);
  await services.close();
}

/** One request must not end the server for all: what nobody caught is logged. */
function outliveFaults(log: Log): void {
  const report = (event: Event, error: unknown) => {
    event.preventDefault();
    log.error("a fault that nobody caught", { error });
  };
  globalThis.addEventListener("unhandledrejection", (event) => report(event, event.reason));
  globalThis.addEventListener("error", (event) => report(event, event.error));
}
