import assert from "node:assert/strict";
import { type AgentHost, Manifest, type Narrative, NexusError, type WriteTask } from "nexus";
import { hostWith } from "nexus/testing";
import plugin from "./mod.ts";
import manifest from "./plugin.json" with { type: "json" };

type Told = WriteTask["answers"][number];

function told(index: number, parts: Partial<Told> = {}): Told {
  return {
    key: `a${index}`,
    question: `question ${"abcdefghijk"[index - 1]}?`,
    status: "answered",
    trust: "verified",
    text: `It is ${index * 100}.`,
    kind: "number",
    answer: index * 100,
    columns: [{ name: "n", type: "integer" }],
    rowCount: 1,
    preview: [[index * 100]],
    notices: [],
    ...parts,
  };
}
const failing = (code: "model.none" | "model.interrupted") =>
  hostWith({ generate: () => Promise.reject(new NexusError(code, "no model today")) });
const saying = (value: unknown) =>
  hostWith({ generate: () => Promise.resolve({ value: value as never, model: "m" }) });

async function write(
  answers: Told[],
  host: AgentHost = failing("model.none"),
  title: string | null = null,
): Promise<Narrative & { notices: string[] }> {
  const events = await Array.fromAsync(plugin.run({ intent: "write", title, answers }, host));
  const last = events.at(-1);
  assert.equal(last?.type, "narrative");
  const notices = events.flatMap((event) => event.type === "notice" ? [event.message] : []);
  return { ...(last as { narrative: Narrative }).narrative, notices };
}

Deno.test("plugin.json is a valid manifest that asks for a model alone", () => {
  assert.deepEqual(Manifest.parse(manifest).permissions.host.map(({ capability }) => capability), ["model"]);
});

Deno.test("run() writes without a model: a paragraph a finding, what was not answered, what to be careful of", async () => {
  const { title, summary, notices } = await write([
    told(1, { trust: "computed", notices: ["16 rows have no price."] }),
    told(2),
    told(3, { trust: "suggested", notices: ["A model wrote a script."] }),
    told(4, { status: "refused", trust: "none", text: "There is no profit." }),
  ]);
  assert.equal(title, "Question a, and three more questions");
  assert.deepEqual(summary.slice(0, 4), [
    "{{a1.text}}",
    "{{a2.text}}",
    "{{a3.text}}",
    "Not answered: “question d”.",
  ]);
  assert.match(summary[4]!, /^“question c” is only suggested: .* “question a” is computed, but not verified/);
  assert.equal(
    summary[5],
    "On “question a”: 16 rows have no price. On “question c”: A model wrote a script.",
  );
  assert.deepEqual(notices, []);
});

Deno.test("run() does not say of a quote that it was computed", async () => {
  const quote = { trust: "computed", kind: "passages" } as const;
  const { summary } = await write([told(1), told(2, quote), told(3, { trust: "computed" })]);
  const said = summary.join("\n");
  assert.match(
    said,
    /question b” is quoted: whether the words answer the question is for you to judge/,
  );
  assert.match(said, /question c” is computed, but not verified/);
  assert.doesNotMatch(said, /question b” (is|and .*are) computed/);
});

Deno.test("run() keeps within ten paragraphs, and has something to say of nothing", async () => {
  const many = await write(Array.from({ length: 11 }, (_, index) => told(index + 1, { trust: "computed" })));
  assert.ok(many.summary.length <= 10);
  assert.match(many.summary[6]!, /^Five more answers stand below: “question g”/);
  assert.match(many.summary.join(), /Every answer here is computed/);
  const none = await write(
    [told(1, { status: "failed", question: null, text: "{{a1}} broke" })],
    undefined,
    "A title",
  );
  assert.deepEqual([none.title, none.summary], ["A title", [
    "None of the questions was answered.",
    "Not answered: the plan that was given.",
  ]]);
});

Deno.test("run() takes a model's prose, and adds what to be careful of itself", async () => {
  const host = saying({ title: "What sells", paragraphs: ["It all comes to {{a1}}.", " "] });
  const { title, summary } = await write([told(1), told(2, { trust: "suggested" })], host);
  assert.equal(title, "What sells");
  assert.deepEqual(summary, [
    "It all comes to {{a1}}.",
    "“question b” is only suggested: check how before you rely on it.",
  ]);
});

Deno.test("run() says that a model failed, and writes without it; that none is there is no fault", async () => {
  const gone = await write([told(1)], failing("model.interrupted"));
  assert.match(gone.notices.join(), /written without a model: no model today/);
  assert.deepEqual(gone.summary, ["{{a1.text}}"]);
  assert.deepEqual((await write([told(1)])).notices, []);
});

Deno.test("run() lets no question make a place", async () => {
  const { title, summary } = await write([
    told(1, { question: "{{a9}} now", trust: "computed", notices: ["{{x}}"] }),
  ]);
  assert.ok(!/\{\{(?!a1)/.test(title + summary.join()), title + summary.join());
});
