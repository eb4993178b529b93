/**
 * What plugins cost: start, warm call, each megabyte of a call, ten at once, twenty that are idle. Prints a table for docs/quality.md.
 *
 *     deno run -A bench/plugins.ts
 *
 * @module
 */
import { join, resolve } from "node:path";
import type { RenderInput, Source } from "../core/contract/mod.ts";
import { packPlugin, PluginRegistry } from "../core/plugins/mod.ts";

const ROOT = resolve(import.meta.dirname!, "..");
const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "nexus-bench-plugins-" }));
const cache = join(ROOT, "node_modules/.cache/nexus-tests");
const MB = 1024 * 1024;
const COPIES = 20;

const VIZ = `import { defineViz } from "nexus";
export default defineViz({ render: (input) => ({ data: [], layout: { rows: input.table.rows.length } }) });`;
const INGEST = `import { defineIngest } from "nexus";
export default defineIngest({
  sniff: () => ({ confidence: 0.1, reason: "x" }),
  async read(source) {
    let bytes = 0;
    for await (const chunk of source.stream()) bytes += chunk.length;
    return [{ name: String(bytes), notes: [], scan: { kind: "batches", columns: [{ name: "a", type: "text" }] } }];
  },
  async *rows(source) { for (let i = 0; i < source.size / 1e6; i++) yield { batch: ROWS }; },
});
const ROWS = Array.from({ length: 1000 }, () => ["x".repeat(1000)]);`;
const INPUT: RenderInput = {
  chart: { type: "v0", encoding: {}, title: "A chart" },
  encoding: {},
  table: { columns: [], rows: [], rowCount: 0, truncated: false },
  theme: { mode: "light", colors: [], font: "sans-serif" },
};

async function write(
  name: string,
  kind: "viz" | "ingest",
  contributes: unknown,
  code: string,
): Promise<void> {
  const source = join(folder, "source", name);
  await Deno.mkdir(source, { recursive: true });
  const manifest = {
    id: name,
    name,
    version: "1.0.0",
    api: "^1.0.0",
    description: "For the bench.",
    kind,
    contributes,
  };
  await Deno.writeTextFile(join(source, "plugin.json"), JSON.stringify(manifest));
  await Deno.writeTextFile(join(source, "mod.ts"), code);
  await packPlugin(source, join(folder, "packed", name), { cache });
}

function show(what: string, times: number[], unit = "ms"): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(1);
  console.log(
    `${what.padEnd(46)} p50 ${at(0.5).padStart(7)} ${unit}   p95 ${
      at(0.95).padStart(7)
    } ${unit}   (${times.length})`,
  );
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** Megabytes that this process's children have resident, and that are theirs alone. */
async function childrenMb(): Promise<{ count: number; rss: number; own: number }> {
  const found = { count: 0, rss: 0, own: 0 };
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
    if (stat.slice(stat.lastIndexOf(")")).split(" ")[2] !== String(Deno.pid)) continue;
    const rollup = await Deno.readTextFile(`/proc/${name}/smaps_rollup`).catch(() => "");
    const kb = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, "m").exec(rollup)?.[1] ?? 0);
    found.count++;
    found.rss += kb("Rss") / 1024;
    found.own += (kb("Private_Clean") + kb("Private_Dirty")) / 1024;
  }
  return found;
}

function source(bytes: number): Source {
  const chunk = new Uint8Array(bytes).fill(120);
  return {
    name: "x.bin",
    size: bytes,
    mediaType: "",
    slice: (start, end) => Promise.resolve(chunk.slice(start, end)),
    async *stream() {
      yield chunk;
    },
  };
}

for (let i = 0; i < COPIES; i++) {
  await write(`v${i}`, "viz", { viz: { type: `v${i}`, title: `V${i}`, channels: [] } }, VIZ);
}
await write(
  "reader",
  "ingest",
  { ingest: { extensions: [".bin"], mediaTypes: [], gives: ["table"] } },
  INGEST,
);
const registry = await PluginRegistry.open({
  builtIn: join(folder, "packed"),
  installed: join(folder, "none"),
  cache,
});
const draw = (at: number, input = INPUT) => registry.viz(`v${at}`)[0]!.render(input);
const restart = (id: string) => {
  registry.disable(id);
  registry.enable(id);
};
try {
  await draw(0);
  const cold: number[] = [];
  for (let i = 0; i < 15; i++) {
    restart("v0");
    cold.push(await time(() => draw(0)));
  }
  show("first call, process to be started", cold);
  const warm: number[] = [];
  for (let i = 0; i < 500; i++) warm.push(await time(() => draw(0)));
  show("warm call", warm);
  for (const rows of [20_000, 200_000]) {
    const table = {
      columns: [],
      rows: Array.from({ length: rows }, (_, at) => [`row ${at}`, at, at / 3]),
      rowCount: rows,
      truncated: false,
    };
    const size = JSON.stringify(table).length / MB;
    const times: number[] = [];
    for (let i = 0; i < 20; i++) times.push(await time(() => draw(0, { ...INPUT, table })));
    show(`call with ${size.toFixed(2)} MB of rows as JSON, each MB`, times.map((ms) => ms / size));
  }
  const [reader] = await registry.ingest();
  const large = source(64 * MB);
  const reads: number[] = [];
  for (let i = 0; i < 5; i++) reads.push(await time(() => reader!.read(large, { mode: "careful" })) / 64);
  show("parser streams a file of 64 MB, each MB", reads);
  const [table] = await reader!.read(source(MB), { mode: "careful" });
  const rows: number[] = [];
  for (let i = 0; i < 5; i++) {
    rows.push(
      await time(async () => {
        for await (const _ of reader!.rows(large, 0, table!)) { /* counted by nobody */ }
      }) / 64,
    );
  }
  show("parser hands over 64 MB of rows, each MB", rows);
  for (let i = 0; i < 10; i++) restart(`v${i}`);
  await new Promise((resolve) => setTimeout(resolve, 300));
  console.log(
    `ten plugins started and called at once: ${
      (await time(() => Promise.all(Array.from({ length: 10 }, (_, at) => draw(at))))).toFixed(0)
    } ms`,
  );
  console.log(
    `a call of each of ten that run, at once: ${
      (await time(() => Promise.all(Array.from({ length: 10 }, (_, at) => draw(at))))).toFixed(1)
    } ms`,
  );
  restart("reader");
  await Promise.all(Array.from({ length: COPIES }, (_, at) => draw(at)));
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const running = await childrenMb();
  console.log(
    `${running.count} plugins that run and wait: ${running.rss.toFixed(0)} MB resident, ${
      running.own.toFixed(0)
    } MB of their own`,
  );
  for (let i = 0; i < COPIES; i++) restart(`v${i}`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const stopped = await childrenMb();
  console.log(
    `${registry.list().length} installed that nobody called for a minute: ${stopped.count} processes, ${
      stopped.rss.toFixed(0)
    } MB; this process ${(Deno.memoryUsage().rss / MB).toFixed(0)} MB`,
  );
} finally {
  await registry.close();
  await Deno.remove(folder, { recursive: true });
}
