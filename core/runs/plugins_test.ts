import assert from "node:assert/strict";
import { resolve } from "node:path";
import { until } from "nexus/testing";
import { loadConfig } from "../config/mod.ts";
import { Log } from "../observe/mod.ts";
import { packArchive } from "../plugins/mod.ts";
import { openServices, type Services } from "./mod.ts";

const BUILT_IN = resolve(import.meta.dirname!, "../../plugins");

async function copy(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const entry of Deno.readDir(from)) {
    if (entry.name === "testdata" || entry.name.includes("_test.")) continue;
    if (entry.isDirectory) await copy(`${from}/${entry.name}`, `${to}/${entry.name}`);
    else await Deno.copyFile(`${from}/${entry.name}`, `${to}/${entry.name}`);
  }
}

function file(name: string, text: string) {
  return { name, mediaType: "", stream: ReadableStream.from([new TextEncoder().encode(text)]) };
}

/** What the program can do now, tried for real. */
async function abilities(services: Services): Promise<Record<string, boolean>> {
  await services.registry.refresh();
  const nonce = crypto.randomUUID();
  const csv = await services.importer.import(file("a.csv", `name,amount\nx${nonce},1\ny,2\n`));
  const json = await services.importer.import(
    file("a.json", `[{"name": "x${nonce}", "amount": 1}, {"name": "y", "amount": 2}]`),
  );
  const dataset = csv.datasets[0] ?? json.datasets[0]!;
  const { answer } = await services.runs.start({ question: "total amount by name", datasets: [dataset.id] })
    .done;
  return {
    csv: !csv.error,
    json: !json.error,
    answer: answer?.status === "answered",
    chart: answer?.visual?.chart.type === "bar",
  };
}

Deno.test("a plugin whose folder is deleted takes exactly its ability along; a renamed copy from outside the tree brings it back", async () => {
  const folder = await Deno.makeTempDir();
  const builtIn = `${folder}/plugins`;
  await copy(BUILT_IN, builtIn);
  const services = await openServices(
    loadConfig({ environment: { MAX_MEMORY_MB: "1024" } }),
    new Log({ level: "error" }),
    { home: `${folder}/home`, builtIn },
  );
  try {
    const all = { csv: true, json: true, answer: true, chart: true };
    assert.deepEqual(await abilities(services), all);
    for (
      const [kind, name, gone] of [["ingest", "csv", { csv: false }], ["viz", "bar", { chart: false }], [
        "agents",
        "data-analyst",
        { answer: false, chart: false },
      ]] as const
    ) {
      await Deno.rename(`${builtIn}/${kind}/${name}`, `${folder}/${name}`);
      assert.deepEqual(await abilities(services), { ...all, ...gone }, `without ${name}`);
      const manifest = JSON.parse(await Deno.readTextFile(`${folder}/${name}/plugin.json`));
      await Deno.writeTextFile(
        `${folder}/${name}/plugin.json`,
        JSON.stringify({ ...manifest, id: `acme/${name}` }),
      );
      const { archive } = await packArchive(`${folder}/${name}`, { cache: `${folder}/cache` });
      const { installer } = services.registry;
      const { token, asked } = await installer.inspect(archive, `${name}.zip`);
      await installer.install(token, asked);
      assert.deepEqual(await abilities(services), all, `with a copy of ${name}`);
    }
  } finally {
    await services.close();
    await Deno.remove(folder, { recursive: true });
  }
});

/** Ranks in four million rows: seconds of work for any engine. */
const HEAVY = `const scan = { op: "scan", dataset: task.datasets[0].id };
const one = { kind: "literal", value: 1 };
const input = { op: "join", left: scan, right: scan, how: "inner", on: [{ left: one, right: one }] };
const by = (name, descending) => ({ by: { kind: "column", name }, descending });
const columns = Array.from({ length: 12 }, (_, k) => ({
  name: "rank " + k, function: "rank", partition: [], order: [by("amount", k % 2 === 0), by("name", k % 3 === 0)],
}));
const heavy = { op: "sort", input: { op: "window", input, columns }, keys: [by("rank 3", true)] };`;

Deno.test("what an agent asked and did not wait for ends with the run", async () => {
  const folder = await Deno.makeTempDir();
  const builtIn = `${folder}/plugins`;
  await copy(BUILT_IN, builtIn);
  await Deno.mkdir(`${builtIn}/agents/hasty`);
  await Deno.writeTextFile(
    `${builtIn}/agents/hasty/plugin.json`,
    JSON.stringify({
      id: "hasty",
      name: "Hasty",
      version: "1.0.0",
      api: "^1.0.0",
      description: "Asks and leaves.",
      kind: "agent",
      contributes: { agent: { intents: ["analyze"], priority: 1000, model: "none" } },
      permissions: { host: [{ capability: "data", reason: "To ask." }] },
    }),
  );
  await Deno.writeTextFile(
    `${builtIn}/agents/hasty/mod.ts`,
    `import { defineAgent } from "nexus";
export default defineAgent({
  async *run(task, host) {
    ${HEAVY}
    host.query(heavy).catch(() => {});
    throw new Error("gone");
  },
});`,
  );
  const config = loadConfig({ environment: { MAX_MEMORY_MB: "1024", QUERY_TIMEOUT: "600" } });
  const services = await openServices(config, new Log({ level: "error" }), {
    home: `${folder}/home`,
    builtIn,
  });
  try {
    const rows = Array.from({ length: 2000 }, (_, row) => `n${row},${row}`);
    const { datasets } = await services.importer.import(file("a.csv", `name,amount\n${rows.join("\n")}\n`));
    const asked = services.runs.start({ question: "total amount", datasets: [datasets[0]!.id] });
    assert.equal((await asked.done).answer?.answer, 1_999_000);
    const query = () => services.registry.calls("hasty").find(({ method }) => method === "host.query");
    await until("its query has ended", () => query() !== undefined);
    assert.equal(query()!.outcome, "process.cancelled");
  } finally {
    await services.close();
    await Deno.remove(folder, { recursive: true });
  }
});
