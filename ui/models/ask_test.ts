import { signal } from "@preact/signals";
import assert from "node:assert/strict";
import type { Dataset } from "nexus";
import { Analysis } from "./analysis.ts";
import { Ask } from "./ask.ts";
import { STARTING } from "./run_state.ts";

function setUp() {
  const asked: { question: string; datasets: string[]; previous: string | null | undefined }[] = [];
  const scripts: { source: string; datasets: string[] }[] = [];
  const latestAnswered = signal<Analysis | undefined>(undefined);
  const columns = [{ name: "order_date", type: "date", distinct: 3, top: [] }];
  const chosen = signal([{ id: "d2", name: "orders", columns } as unknown as Dataset]);
  const ask = new Ask({ chosen }, {
    latestAnswered,
    ask(question, datasets, previous) {
      asked.push({ question, datasets, previous: previous?.state.value.run });
      return new Analysis(question, datasets);
    },
    script(source, datasets) {
      scripts.push({ source, datasets });
      return new Analysis("", datasets);
    },
  });
  const answered = new Analysis("total by month", ["d1"]);
  answered.state.value = { ...STARTING, run: "r1", phase: "ended" };
  return { ask, asked, chosen, scripts, latestAnswered, answered };
}

Deno.test("Ask.submit() asks about the chosen data and frees the field", () => {
  const { ask, asked } = setUp();
  ask.type("  mean price ", 3);
  ask.submit();
  ask.submit();
  assert.deepEqual(asked, [{ question: "mean price", datasets: ["d2"], previous: undefined }]);
  assert.equal(ask.draft.value, "");
});

Deno.test("Ask continues the last answer where the question begins like a continuation, or the user says so", () => {
  const { ask, asked, latestAnswered, answered } = setUp();
  ask.type("and by region", 13);
  assert.equal(ask.followUp.value, false);
  latestAnswered.value = answered;
  assert.equal(ask.followUp.value, true);
  ask.submit();
  assert.deepEqual(asked.at(-1), { question: "and by region", datasets: ["d1"], previous: "r1" });
  ask.type("Android phones by month", 5);
  assert.equal(ask.followUp.value, false);
  ask.type("top 3 only", 5);
  assert.equal(ask.followUp.value, true);
  ask.followUpChoice.value = false;
  assert.equal(ask.followUp.value, false);
  ask.followUpChoice.value = true;
  assert.equal(ask.followUp.value, true);
});

Deno.test("Ask continues no computation where only documents are asked", () => {
  const { ask, chosen, latestAnswered, answered } = setUp();
  latestAnswered.value = answered;
  ask.type("what about notice", 5);
  assert.equal(ask.followUp.value, true);
  chosen.value = [];
  assert.equal(ask.followUp.value, false);
});

Deno.test("Ask.recall() goes through earlier questions and back to the one that was not sent", () => {
  const { ask } = setUp();
  for (const question of ["one", "two"]) {
    ask.type(question, 3);
    ask.submit();
  }
  ask.type("dra", 3);
  assert.equal(ask.recall(1), true);
  assert.equal(ask.draft.value, "two");
  assert.equal(ask.recall(1), true);
  assert.equal(ask.draft.value, "one");
  assert.equal(ask.recall(1), false);
  ask.recall(-1);
  ask.recall(-1);
  assert.equal(ask.draft.value, "dra");
  assert.equal(ask.recall(-1), false);
});

Deno.test("Ask completes names, and leaves the list with a step past its end", () => {
  const { ask } = setUp();
  ask.type("count by ord", 12);
  ask.move(1);
  assert.equal(ask.active.value, 0);
  ask.move(1);
  assert.equal(ask.active.value, -1);
  assert.equal(ask.complete(0), 19);
  assert.equal(ask.draft.value, "count by order_date");
  assert.equal(ask.completions.value, null);
});

Deno.test("Ask.insert() puts a name in as a word of its own", () => {
  const { ask } = setUp();
  ask.insert("price");
  assert.equal(ask.draft.value, "price ");
  ask.type("mean by region", 4);
  ask.insert("price");
  assert.equal(ask.draft.value, "mean price by region");
  assert.equal(ask.caret.value, 10);
});

Deno.test("Ask.runScript() runs what was written on the chosen data, and keeps it for the next time", () => {
  const { ask, scripts } = setUp();
  ask.runScript();
  ask.toggleScript();
  assert.match(ask.script.value!, /count/);
  ask.script.value = "return 1";
  ask.runScript();
  assert.deepEqual(scripts, [{ source: "return 1", datasets: ["d2"] }]);
  assert.equal(ask.script.value, null);
  ask.toggleScript();
  assert.equal(ask.script.value, "return 1");
});
