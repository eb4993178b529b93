/**
 * `plugin test`: everything that is asked of a plugin, in the process and with the walls that it will have.
 *
 * @module
 */
import { join } from "node:path";
import type { HostCapability, Manifest } from "../../contract/mod.ts";
import { packArchive, type PackOptions } from "../pack.ts";
import { readPackage } from "../package.ts";
import { wantedBy } from "../permission.ts";
import { PluginRegistry } from "../registry.ts";
import { agentSuite } from "./agent_suite.ts";
import { type Audit, readAudit } from "./audit.ts";
import { type Check, collector, hold, Remark, type SuiteContext } from "./checks.ts";
import { ingestSuite } from "./ingest_suite.ts";
import { reportSuite } from "./report_suite.ts";
import { vizSuite } from "./viz_suite.ts";

/** How a plugin is tested. */
export interface TestOptions extends PackOptions {
  onCheck: (check: Check) => void;
  /** Values of variables that the plugin asks for. */
  env: (name: string) => string | undefined;
}

const MAX_SAMPLE = 8 * 1024 * 1024;

/**
 * Packs a plugin, installs it in a home of its own, and runs the suite of its kind.
 *
 * @throws {NexusError} `plugin.invalid` where there is nothing to test: no manifest, or code that does not bundle.
 */
export async function testPlugin(folder: string, options: TestOptions): Promise<Check[]> {
  const { checks, check } = collector(options.onCheck);
  const { manifest, archive } = await packArchive(folder, options);
  const home = await Deno.realPath(await Deno.makeTempDir({ prefix: "nexus-plugin-test-" }));
  const audit = join(home, "audit.jsonl");
  await Deno.writeTextFile(audit, "");
  const registry = await PluginRegistry.open({
    builtIn: join(home, "none"),
    installed: join(home, "installed"),
    cache: options.cache,
    ...(options.programs === undefined ? {} : { programs: options.programs }),
    audit,
    env: options.env,
  });
  try {
    await check("it is packed, and its archive is whole", async () => {
      const { files } = await readPackage(archive);
      if (!files.has("README.md")) {
        throw new Remark("it has no README.md: say what it is for and what it cannot do");
      }
    });
    const seen = await registry.installer.inspect(archive, folder);
    const info = await registry.installer.install(seen.token, seen.asked);
    await check("it loads, and is what its manifest says", () => {
      hold(info.state === "running", info.message ?? `its state is ${info.state}`);
      return Promise.resolve();
    });
    if (info.state !== "running") return checks;
    const used = await runSuite(registry, { manifest, samples: await samplesOf(folder), check });
    await check("it was never put in quarantine", () => {
      const [now] = registry.list();
      hold(now?.state !== "quarantined", now?.message ?? "");
      return Promise.resolve();
    });
    const place = JSON.parse(await Deno.readTextFile(join(home, "installed/plugins.lock.json")));
    const installed = join(home, "installed", place.plugins[manifest.id].folder);
    const found = readAudit(await Deno.readTextFile(audit), wantedBy(manifest), installed);
    await permissionChecks(
      check,
      manifest,
      found,
      used,
      registry.calls(manifest.id).map(({ method, outcome }) => `${method} ${outcome}`),
    );
    await registry.installer.remove(manifest.id);
    await check("removing it takes its ability with it", () => {
      hold(registry.list().length === 0, "it is still listed");
      return Promise.resolve();
    });
  } finally {
    await registry.close();
    await Deno.remove(home, { recursive: true });
  }
  return checks;
}

async function runSuite(registry: PluginRegistry, context: SuiteContext): Promise<Set<HostCapability>> {
  const { manifest } = context;
  const { id, kind } = manifest;
  switch (kind) {
    case "ingest":
      await ingestSuite((await registry.ingest()).find((handle) => handle.id === id)!, context);
      break;
    case "viz":
      await vizSuite(registry.viz().find((handle) => handle.id === id)!, context);
      break;
    case "report":
      await reportSuite(registry.reports().find((handle) => handle.id === id)!, context);
      break;
    case "agent": {
      const [intent] = manifest.contributes.agent!.intents;
      return await agentSuite(registry.agents(intent!).find((handle) => handle.id === id)!, context);
    }
  }
  return new Set();
}

async function permissionChecks(
  check: SuiteContext["check"],
  manifest: Manifest,
  { unneeded, denied }: Audit,
  used: Set<HostCapability>,
  calls: string[],
): Promise<void> {
  await check("it asks for nothing that it never needs", () => {
    const idle = manifest.permissions.host.filter(({ capability }) => !used.has(capability));
    const names = [...unneeded.map(({ id }) => id), ...idle.map(({ capability }) => `host:${capability}`)];
    if (names.length === 0) return Promise.resolve();
    throw new Remark(`${names.join(", ")} was not used in these tests; ask for it only where it is needed`);
  });
  await check("it tries nothing that it was not granted", () => {
    const asked = calls.filter((call) => call.endsWith(" plugin.denied")).map((call) => call.split(" ")[0]!);
    const tried = [...denied, ...new Set(asked)];
    hold(tried.length === 0, `it tried: ${tried.slice(0, 10).join(", ")}`);
    return Promise.resolve();
  });
}

async function samplesOf(folder: string): Promise<SuiteContext["samples"]> {
  const samples: SuiteContext["samples"] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(join(folder, "testdata"))) {
      const path = join(folder, "testdata", name);
      if (isFile && (await Deno.stat(path)).size <= MAX_SAMPLE) {
        samples.push({ name, bytes: await Deno.readFile(path) });
      }
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return samples.sort((a, b) => a.name < b.name ? -1 : 1).slice(0, 20);
}
