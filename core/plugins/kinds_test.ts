import assert from "node:assert/strict";
import { join } from "node:path";
import { type AgentHost, type AgentTask, NexusError, type Source, type TableFound } from "../contract/mod.ts";
import { packRows } from "../process/mod.ts";
import { INPUT, manifestOf, vizCode, withRegistry, writePlugin } from "./_plugins_for_tests.ts";

const INI = `import { defineIngest, NexusError } from "nexus";
export default defineIngest({
  sniff: (head, file) => ({ confidence: file.name.endsWith(".ini") && head.length > 0 ? 0.9 : 0, reason: "extension" }),
  async read(source) {
    if (source.size < 3) throw new NexusError("file.unreadable", "Cannot read it: 2 bytes", { details: { row: 1 } });
    const columns = [{ name: "key", type: "text" }, { name: "value", type: "integer" }];
    return [{ name: "", notes: [], scan: { kind: "batches", columns } }];
  },
  async *rows(source) {
    let text = "";
    for await (const chunk of source.stream()) text += new TextDecoder().decode(chunk);
    const rows = text.trim().split("\\n").map((line) => line.split("="));
    for (let i = 0; i < rows.length; i += 2) yield { batch: rows.slice(i, i + 2) };
    yield { note: { level: "choice", topic: "separator", message: "Cut at =" } };
  },
});
`;

const AGENT = `import { defineAgent } from "nexus";
export default defineAgent({
  async *run(task, host) {
    yield { type: "step", title: "Reading" };
    const outcome = await host.read(task.question);
    const result = await host.query(outcome.readings[0].plan);
    const page = await host.fetch(result.ref, { limit: 1 });
    yield { type: "step", title: "Fetched", detail: JSON.stringify(page.rows) };
    yield { type: "result", reading: outcome.readings[0], certainty: "sure", ref: result.ref };
  },
});
`;

const REPORT = `import { defineReport } from "nexus";
import words from "./words.txt";
import more from "./more.json" with { type: "text" };
export default defineReport({ export: (report) => new TextEncoder().encode(words + more + report.title) });
`;

function sourceOf(text: string): Source {
  const bytes = new TextEncoder().encode(text);
  return {
    name: "a.ini",
    size: bytes.byteLength,
    mediaType: "text/plain",
    slice: (start, end) => Promise.resolve(bytes.slice(start, end)),
    // deno-lint-ignore require-yield
    async *stream() {
      throw new Error("the plugin streams by slices");
    },
  };
}

const READING = {
  plan: { op: "scan", dataset: "d1" },
  confidence: 0.95,
  kind: "table",
  summary: "all rows",
  used: [],
  unused: [],
};
const HOST = {
  read: () => Promise.resolve({ status: "read", certainty: "sure", readings: [READING] }),
  query: () =>
    Promise.resolve({
      ref: "r1",
      columns: [{ name: "a", type: "integer" }],
      rowCount: 2,
      preview: [[1], [2]],
    }),
  fetch: () =>
    Promise.resolve({ columns: [{ name: "a", type: "integer" }], rows: [[1]], rowCount: 2, truncated: true }),
} as unknown as AgentHost;
const TASK: AgentTask = { intent: "analyze", question: { text: "how many?" }, datasets: [] };
const DATA = { permissions: { host: [{ capability: "data", reason: "To answer." }] } };

Deno.test("a parser that goes on for ever with notes, or with nothing, is stopped", async () => {
  const items = {
    notes: '{ note: { level: "choice", topic: "x", message: "And another thing." } }',
    nothing: "{ batch: [] }",
  };
  for (const [name, item] of Object.entries(items)) {
    const head = INI.indexOf("  async *rows");
    const endless = `${INI.slice(0, head)}  async *rows() { for (;;) yield ${item}; },\n});\n`;
    await withRegistry(
      ({ builtIn }) =>
        writePlugin(join(builtIn, "ingest/ini"), manifestOf("ingest", "ini"), { "mod.ts": endless }),
      async ({ registry }) => {
        const source = sourceOf("a=1\n");
        const [handle] = await registry.ingest();
        const [table] = await handle!.read(source, { mode: "fast" });
        await assert.rejects(
          Array.fromAsync(handle!.rows(source, 0, table!)),
          { code: "plugin.contract" },
          name,
        );
      },
    );
  }
});

Deno.test("a parser sniffs, reads and yields rows and notes", async () => {
  await withRegistry(
    ({ builtIn }) => writePlugin(join(builtIn, "ingest/ini"), manifestOf("ingest", "ini"), { "mod.ts": INI }),
    async ({ registry }) => {
      const source = sourceOf("a=1\nb=2\nc=3\n");
      const head = await source.slice(0, 100);
      const [first, ...others] = await registry.sniff(head, source);
      assert.deepEqual([first?.handle.id, first?.match.confidence, others.length], ["ini", 0.9, 0]);
      assert.deepEqual(await registry.sniff(head, { ...source, name: "a.csv" }), []);
      const { handle } = first!;
      const tables = await handle.read(source, { mode: "fast" });
      assert.deepEqual(tables.map((table) => table.scan.columns.length), [2]);
      assert.deepEqual(await Array.fromAsync(handle.rows(source, 0, tables[0]!)), [
        { batch: packRows([["a", "1"], ["b", "2"]], 2) },
        { batch: packRows([["c", "3"]], 2) },
        { note: { level: "choice", topic: "separator", message: "Cut at =" } },
      ]);
      await assert.rejects(handle.read(sourceOf("a"), { mode: "fast" }), {
        code: "file.unreadable",
        message: "Cannot read it: 2 bytes",
        details: { row: 1, plugin: "ini", method: "read" },
      });
      const narrow = { ...tables[0]!, scan: { kind: "batches", columns: [] } } as TableFound;
      await assert.rejects(Array.fromAsync(handle.rows(source, 0, narrow)), { code: "plugin.contract" });
      for await (const _ of handle.rows(source, 0, tables[0]!)) break;
      assert.equal(registry.list()[0]?.state, "running");
    },
  );
});

Deno.test("a parser may ask for many pieces at once, and for more than a piece", async () => {
  const code = `import { defineIngest } from "nexus";
    export default defineIngest({
      sniff: () => ({ confidence: 1, reason: "takes all" }),
      async read(source) {
        const pieces = await Promise.all(Array.from({ length: 200 }, (_, i) => source.slice(i, i + 2)));
        const whole = await source.slice(-5, 1e9);
        const name = [pieces.reduce((sum, piece) => sum + piece.length, 0), whole.length, whole.at(-1)].join();
        return [{ name, notes: [], scan: { kind: "batches", columns: [{ name: "a", type: "text" }] } }];
      },
    });`;
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(join(builtIn, "ingest/all"), manifestOf("ingest", "all"), { "mod.ts": code }),
    async ({ registry }) => {
      const [handle] = await registry.ingest();
      const [table] = await handle!.read(sourceOf("x".repeat(9_999_999) + "z"), { mode: "fast" });
      assert.equal(table?.name, "400,10000000,122");
    },
  );
});

Deno.test("an agent runs, and asks the host only for what it was granted", async () => {
  await withRegistry(
    async ({ builtIn }) => {
      const write = (id: string, more: Record<string, unknown>) =>
        writePlugin(join(builtIn, "agents", id), manifestOf("agent", id, more), { "mod.ts": AGENT });
      await write("asker", DATA);
      await write("thief", {});
    },
    async ({ registry }) => {
      const [asker, thief] = registry.agents("analyze");
      assert.equal(asker?.version, "1.0.0");
      assert.deepEqual(await Array.fromAsync(asker!.run(TASK, HOST)), [
        { type: "step", title: "Reading" },
        { type: "step", title: "Fetched", detail: "[[1]]" },
        { type: "result", reading: READING, certainty: "sure", ref: "r1" },
      ]);
      await assert.rejects(Array.fromAsync(thief!.run(TASK, HOST)), {
        code: "plugin.denied",
        message: /"data"/,
      });
      assert.deepEqual(registry.agents("visualize"), []);
      const stopped = asker!.run(TASK, HOST, { signal: AbortSignal.abort() });
      await assert.rejects(Array.fromAsync(stopped), { code: "process.cancelled" });
    },
  );
});

Deno.test("an agent asks a model only where that was granted, and only with a form of the contract", async () => {
  const code = `import { defineAgent } from "nexus";
export default defineAgent({
  async *run(task, host) {
    const bad = { type: "string", pattern: "^(a+)+$" };
    const schema = task.question.text === "bad" ? bad : { type: "string", enum: ["yes", "no"] };
    const { value, model } = await host.generate({ task: "Say yes.", data: [] }, schema);
    yield { type: "notice", message: model + " said " + value };
  },
});`;
  const model = { permissions: { host: [{ capability: "model", reason: "To ask." }] } };
  await withRegistry(
    async ({ builtIn }) => {
      await writePlugin(join(builtIn, "agents/a"), manifestOf("agent", "a", model), { "mod.ts": code });
      await writePlugin(join(builtIn, "agents/b"), manifestOf("agent", "b", DATA), { "mod.ts": code });
    },
    async ({ registry }) => {
      const host: AgentHost = { ...HOST, generate: () => Promise.resolve({ value: "yes", model: "m" }) };
      const [asker, thief] = registry.agents("analyze");
      assert.deepEqual(await Array.fromAsync(asker!.run(TASK, host)), [{
        type: "notice",
        message: "m said yes",
      }]);
      await assert.rejects(Array.fromAsync(thief!.run(TASK, host)), {
        code: "plugin.denied",
        message: /"model"/,
      });
      const bad = { ...TASK, question: { text: "bad" } } as AgentTask;
      await assert.rejects(Array.fromAsync(asker!.run(bad, host)), { code: "plugin.contract" });
      const away: AgentHost = {
        ...HOST,
        generate: () => Promise.reject(new NexusError("model.timeout", "slow")),
      };
      await assert.rejects(Array.fromAsync(asker!.run(TASK, away)), { code: "model.timeout" });
    },
  );
});

Deno.test("an agent may pass the host's errors on, and not send what is no plan", async () => {
  const plan = JSON.stringify(READING.plan);
  const code = `import { defineAgent } from "nexus";
export default defineAgent({
  async *run(task, host) {
    await host.query(task.question.text === "bad" ? { op: "rm" } : ${plan});
  },
});`;
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(join(builtIn, "agents/a"), manifestOf("agent", "a", DATA), { "mod.ts": code }),
    async ({ registry }) => {
      const host = {
        ...HOST,
        query: () => Promise.reject(new NexusError("plan.unknown_column", "no such column")),
      };
      const [agent] = registry.agents("analyze");
      await assert.rejects(Array.fromAsync(agent!.run(TASK, host)), { code: "plan.unknown_column" });
      const bad = { ...TASK, question: { text: "bad" } } as AgentTask;
      await assert.rejects(Array.fromAsync(agent!.run(bad, host)), { code: "plan.invalid" });
    },
  );
});

Deno.test("a renderer draws and an exporter writes, with texts from its folder", async () => {
  const viz = vizCode("return { data: [{ x: [input.chart.title] }], layout: {} };");
  await withRegistry(
    async ({ builtIn }) => {
      await writePlugin(join(builtIn, "viz/dots"), manifestOf("viz", "dots"), { "mod.ts": viz });
      const files = { "mod.ts": REPORT, "words.txt": "words ", "more.json": "{} " };
      await writePlugin(join(builtIn, "report/txt"), manifestOf("report", "txt"), files);
    },
    async ({ registry }) => {
      const figure = await registry.viz("dots")[0]!.render(INPUT);
      assert.deepEqual(figure, { data: [{ x: ["A chart"] }], layout: {} });
      const report = { title: "A report", createdAt: "", nexus: "", answers: [] };
      const bytes = await registry.reports("txt")[0]!.export(report);
      assert.equal(new TextDecoder().decode(bytes), "words {} A report");
      assert.deepEqual([registry.viz("bar"), registry.reports("pdf")], [[], []]);
    },
  );
});

Deno.test("a call whose process is ended for another that would not be cancelled is made again", async () => {
  const body = `if (input.chart.title === "never") await new Promise(() => {});
    while (Date.now() < Number(input.chart.title)) await new Promise((resolve) => setTimeout(resolve, 20));
    return { data: [], layout: { title: input.chart.title } };`;
  await withRegistry(
    ({ builtIn }) => writePlugin(join(builtIn, "viz/x"), manifestOf("viz", "x"), { "mod.ts": vizCode(body) }),
    async ({ registry }) => {
      const [handle] = registry.viz();
      await handle!.render(INPUT);
      const controller = new AbortController();
      const never = handle!.render({ ...INPUT, chart: { ...INPUT.chart, title: "never" } }, {
        signal: controller.signal,
      });
      // By then the first one was cancelled, and given time to end.
      const title = String(Date.now() + 3000);
      const other = handle!.render({ ...INPUT, chart: { ...INPUT.chart, title } });
      setTimeout(() => controller.abort(), 50);
      await assert.rejects(never, { code: "process.cancelled" });
      assert.equal((await other).layout.title, title);
      assert.equal(registry.calls("x").filter(({ outcome }) => outcome === "plugin.failed").length, 1);
    },
  );
});
