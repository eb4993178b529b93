import assert from "node:assert/strict";
import type { Scripted } from "../models/_ollama_for_tests.ts";
import { type Bench, withModel } from "./_bench_for_tests.ts";

const QUESTION = "Who opened the wind farm in May?";

async function addStudy({ services }: Bench): Promise<string> {
  const text = "The wind farm has 24 turbines. The mayor, Anna Berg, opened the wind farm in May 2021.";
  const stream = new Blob([text]).stream();
  const { documents } = await services.importer.import({ name: "study.md", mediaType: "", stream });
  return documents[0]!.id;
}

function says(...texts: string[]): (asked: { prompt: string }) => Scripted {
  return ({ prompt }) => {
    const id = /Passage (p\d+)/.exec(prompt)![1]!;
    return { text: JSON.stringify({ sentences: texts.map((text) => ({ text, passages: [id] })) }) };
  };
}

function withStudy(
  answer: Parameters<typeof withModel>[0],
  test: (bench: Bench, document: string) => Promise<void>,
  environment: Record<string, string> = {},
): Promise<void> {
  return withModel(answer, async (bench) => await test(bench, await addStudy(bench)), environment);
}

Deno.test("a model's sentences are kept where they stand in their passages, and are suggested", () =>
  withStudy(
    says("Anna Berg opened the wind farm.", "It has 99 turbines."),
    async ({ ask, services }, document) => {
      const answer = await ask({ question: QUESTION, datasets: [], documents: [document] });
      assert.equal(answer.text, "Anna Berg opened the wind farm. (study)");
      assert.deepEqual([answer.status, answer.trust, answer.computation], [
        "answered",
        "suggested",
        "quoted",
      ]);
      assert.match(answer.notices.join(), /99 does not stand in its passage/);
      assert.ok(answer.steps.includes("llama3.2:3b read the passages"));
      const { receipt } = services.runs.get(answer.run).answer!;
      assert.deepEqual([receipt!.model!.name, receipt!.checks.map(({ name }) => name)], ["llama3.2:3b", [
        "quotes",
        "sentences",
      ]]);
    },
  ));

Deno.test("without a sentence that stands, the passage itself is quoted", () =>
  withStudy(says("Bernd Klein opened the wind farm."), async ({ ask }, document) => {
    const answer = await ask({ question: QUESTION, datasets: [], documents: [document] });
    assert.deepEqual([answer.trust, answer.answer], [
      "computed",
      "The mayor, Anna Berg, opened the wind farm in May 2021.",
    ]);
    assert.match(answer.notices.join(), /Klein does not stand/);
  }));

Deno.test("a model that finds nothing, or fails, leaves the quote and says so", async () => {
  for (
    const [answer, notice] of [
      [says(), /finds no answer in the passages/],
      [() => ({ text: "No idea, sorry." }), /gave no answer of the form.*without a model/],
    ] as const
  ) {
    await withStudy(answer, async ({ ask }, document) => {
      const { trust, notices } = await ask({ question: QUESTION, datasets: [], documents: [document] });
      assert.equal(trust, "computed");
      assert.match(notices.join(), notice);
    });
  }
});

Deno.test("without a model nothing is said of models; what is not there is refused without asking one", () =>
  withStudy(says("x"), async ({ ask, asked, leave }, document) => {
    const refused = await ask({
      question: "Which penguins live in Antarctica?",
      datasets: [],
      documents: [document],
    });
    assert.deepEqual([refused.status, refused.error!.details!.reason, asked.length], [
      "refused",
      "not_in_documents",
      0,
    ]);
    await leave();
  }, { PRIMARY_MODEL: "" }));
