import assert from "node:assert/strict";
import type { Answer, NexusEvent, Run } from "nexus";
import { afterEvent, afterFetch, afterProblem, STARTING } from "./run_state.ts";

const answer = (trust: Answer["trust"]) => ({ status: "answered", trust, text: "42" }) as Answer;

const events: NexusEvent[] = [
  { type: "run.started", run: "r1", question: "q" },
  { type: "run.step", run: "r1", step: { actor: "language", title: "Reading" } },
  { type: "run.answer", run: "r1", answer: answer("computed"), final: false },
  { type: "run.answer", run: "r1", answer: answer("verified"), final: true },
  { type: "run.ended", run: "r1", status: "answered" },
];

Deno.test("afterEvent() goes from sending to ended, and upgrades the answer on the way", () => {
  const states = events.map((_, index) => events.slice(0, index + 1).reduce(afterEvent, STARTING));
  assert.deepEqual(states.map((state) => state.phase), ["running", "running", "running", "running", "ended"]);
  assert.deepEqual(states.map((state) => state.answer?.trust), [
    undefined,
    undefined,
    "computed",
    "verified",
    "verified",
  ]);
  assert.deepEqual(states.map((state) => state.final), [false, false, false, true, true]);
});

Deno.test("afterEvent() gives the same state when the stream is replayed from the start", () => {
  const once = events.reduce(afterEvent, STARTING);
  assert.deepEqual(events.reduce(afterEvent, once), once);
});

Deno.test("afterFetch() takes a stored run; one without an answer is a problem with a reference", () => {
  const run = { id: "r1", status: "answered", answer: answer("verified") } as Run;
  assert.equal(afterFetch(STARTING, run).phase, "ended");
  assert.equal(afterFetch(STARTING, { ...run, status: "cancelled", answer: null }).phase, "cancelled");
  assert.equal(afterFetch(STARTING, { ...run, status: "running", answer: null }).phase, "running");
  assert.equal(afterFetch(STARTING, { ...run, status: "failed", answer: null }).problem?.reference, "r1");
});

Deno.test("afterProblem() keeps an answer that already stands", () => {
  const answered = events.slice(0, 3).reduce(afterEvent, STARTING);
  assert.equal(afterProblem(answered, { message: "lost" }).problem, null);
  assert.equal(afterProblem(STARTING, { message: "lost" }).problem?.message, "lost");
});
