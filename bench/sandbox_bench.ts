/**
 * What a script costs: from nothing, and with a process that waits. Run it with `deno run -A bench/sandbox_bench.ts [--jobs 40]`; it prints
 * a table for docs/quality.md.
 *
 * @module
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { outerWall } from "../core/isolate/mod.ts";
import { PluginRegistry } from "../core/plugins/mod.ts";
import { reviewCode, Sandbox } from "../core/sandbox/mod.ts";
import { statisticsBundle } from "../core/statistics/mod.ts";

const { values } = parseArgs({ args: Deno.args, options: { jobs: { type: "string", default: "40" } } });
const JOBS = Number(values.jobs);
const folder = await Deno.makeTempDir({ prefix: "nexus-bench-" });
const registry = await PluginRegistry.open({
  builtIn: resolve(import.meta.dirname!, "../plugins"),
  installed: `${folder}/plugins`,
  cache: `${folder}/cache`,
});

const SOURCE = `const { rows } = await sql("SELECT region, revenue FROM orders");
const sums = new Map();
for (const [region, revenue] of rows) sums.set(region, (sums.get(region) ?? 0) + revenue);
return [...sums].map(([region, revenue]) => ({ region, revenue }));`;
const TABLE = {
  columns: [{ name: "region", type: "text" as const }, { name: "revenue", type: "number" as const }],
  rows: Array.from({ length: 1000 }, (_, i) => [["north", "south", "east"][i % 3]!, i * 1.5]),
  rowCount: 1000,
  truncated: false,
};
const handlers = {
  query: () => Promise.resolve(TABLE),
  sql: () => Promise.resolve(TABLE),
  columns: () => Promise.resolve({}),
};

function openSandbox(): Sandbox {
  return new Sandbox({
    enabled: true,
    timeoutMs: 5000,
    program: () => registry.isolateProgram(),
    statistics: () => statisticsBundle({ cache: folder }),
  });
}

async function runOne(sandbox: Sandbox): Promise<number> {
  const started = performance.now();
  await sandbox.run({ source: SOURCE, tables: [], handlers }, { signal: new AbortController().signal });
  return performance.now() - started;
}

async function cold(): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < JOBS; i++) {
    const sandbox = openSandbox();
    times.push(await runOne(sandbox));
    await sandbox.close();
  }
  return times;
}

async function ready(): Promise<{ times: number[]; rss: number[] }> {
  const sandbox = openSandbox();
  const [times, rss]: [number[], number[]] = [[], []];
  const program = (await registry.isolateProgram())!;
  for (let i = 0; i < JOBS; i++) {
    await sandbox.probe();
    rss.push(...await residentOf(program));
    times.push(await runOne(sandbox));
  }
  await sandbox.close();
  return { times, rss };
}

/** Resident MiB of the processes with this text in their command line. */
async function residentOf(text: string): Promise<number[]> {
  const sizes: number[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (!(await Deno.readTextFile(`/proc/${name}/cmdline`)).includes(text)) continue;
      const pages = Number((await Deno.readTextFile(`/proc/${name}/statm`)).split(" ")[1]);
      sizes.push(pages * 4096 / 1024 / 1024);
    } catch {
      // It ended meanwhile.
    }
  }
  return sizes;
}

function describe(times: number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}`;
}

function review(): number[] {
  const source = `${SOURCE.replace("return", `${"const x = Math.max(1, 2); ".repeat(330)}\nreturn`)}`
    .replaceAll(
      /const x/g,
      () => `const x${n++}`,
    );
  return Array.from({ length: JOBS }, () => {
    const started = performance.now();
    reviewCode(source);
    return performance.now() - started;
  });
}

let n = 0;
await registry.isolateProgram();
await statisticsBundle({ cache: folder });
const wall = await outerWall();
await cold();
const table: [string, string][] = [
  ["second wall", wall?.tool ?? "none"],
  ["cold script, ms", describe(await cold())],
];
const { times, rss } = await ready();
table.push(
  ["script in a ready process, ms", describe(times)],
  ["memory of a ready process, MiB", describe(rss)],
  ["review of 10 KB, ms", describe(review())],
);
for (const [what, value] of table) console.log(`${what.padEnd(34)} ${value}`);
await registry.close();
await Deno.remove(folder, { recursive: true });
