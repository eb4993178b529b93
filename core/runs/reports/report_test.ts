import assert from "node:assert/strict";
import type { Scripted } from "../../models/_ollama_for_tests.ts";
import { withModel } from "../_bench_for_tests.ts";
import { Reports } from "../mod.ts";

const { signal } = new AbortController();
const QUESTIONS = ["total revenue", "average revenue by region"];

function prose(...paragraphs: string[]): Scripted {
  return { text: JSON.stringify({ title: "What the shop earns", paragraphs }) };
}

Deno.test("a report begins with what its answers say; a model's own numbers are refused, visibly", async () => {
  let script = prose("It earns {{a1}}; on average {{a2.2.average revenue}} in the {{a2.2.region}}.");
  await withModel(() => script, async ({ ask, services, asked, leave }) => {
    const runs: string[] = [];
    for (const question of QUESTIONS) runs.push((await ask(question)).run);
    const reports = new Reports(services);
    const page = async (ids: string[], title?: string) => {
      const { bytes, name } = await reports.write(
        { runs: ids, format: "html", ...(title ? { title } : {}) },
        { signal },
      );
      const text = new TextDecoder().decode(bytes);
      return { name, summary: /<section class="summary"[\s\S]*?<\/section>/.exec(text)?.[0] ?? "", text };
    };
    const written = await page(runs);
    assert.equal(written.name, "what-the-shop-earns.html");
    assert.match(written.summary, /It earns 100; on average 25 in the north\./);
    assert.match(written.summary, /Written by llama3\.2:3b; every number was filled in/);
    const calls = asked.length;
    await reports.write({ runs, format: "xlsx" }, { signal });
    assert.equal(asked.length, calls, "another format tells the same, and asks no model again");

    script = prose("It earns 5,000 euros.");
    const refused = await page(runs, "Invented");
    assert.match(refused.summary, /<p dir="auto">The total revenue is 100\.<\/p>/);
    assert.match(
      refused.summary,
      /written without a model: The text has the number 5000, which no answer gave/,
    );
    assert.ok(!refused.summary.includes("euros"));

    script = { pieces: ["{", "x"], dropAfter: 1 };
    assert.match((await page(runs, "Broken")).summary, /connection to Ollama ended/);
    await leave();
    assert.match((await page(runs, "Gone")).summary, /without a model/);
    assert.equal((await page(runs.slice(0, 1))).summary, "", "of one answer a summary would be an echo");

    services.registry.disable("report-writer");
    const bare = await page(runs);
    assert.deepEqual([bare.summary, bare.name], ["", "total-revenue.html"]);
    assert.match(bare.text, /The total revenue is 100\./);
  });
});

Deno.test("a report names what an answer rests on and nothing else, also after it was removed", async () => {
  await withModel(() => ({ text: "" }), async ({ ask, add, services, dataset, leave }) => {
    await leave();
    await add("lease.txt", "Notice\n\nEither party may end the lease with a notice of six months.\n");
    const computed = await ask("total revenue");
    const documents = services.library.list().map(({ id }) => id);
    const quoted = await ask({ question: "which notice ends the lease?", datasets: [], documents });
    assert.equal(quoted.computation, "quoted");
    services.catalogue.remove(dataset.id);
    const reports = new Reports(services);
    const page = async (run: string) =>
      new TextDecoder().decode((await reports.write({ runs: [run], format: "html" }, { signal })).bytes);
    assert.match(await page(computed.run), new RegExp(`from shop\\.csv, 4 rows[\\s\\S]*${dataset.sha256}`));
    const told = await page(quoted.run);
    assert.match(told, /from lease\.txt/);
    assert.ok(!told.includes("shop.csv"));
  });
});
