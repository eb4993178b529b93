import assert from "node:assert/strict";
import type { NexusEvent, StoredEvent } from "../contract/mod.ts";
import { eventStream, type EventStreamOptions, lastEventId } from "./sse.ts";

function stored(id: number, event: NexusEvent): StoredEvent {
  return { id, at: "", event };
}

function ids(text: string): number[] {
  return [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
}

/** A stream over events that a test adds to. */
function streamOf(events: StoredEvent[], options: Partial<EventStreamOptions> = {}) {
  const state = { reads: 0, listening: false, wake: () => {} };
  const response = eventStream({
    after: 0,
    read: (after, limit) => {
      state.reads++;
      return events.filter(({ id }) => id > after).slice(0, limit);
    },
    subscribe: (wake) => {
      state.listening = true;
      state.wake = wake;
      return () => state.listening = false;
    },
    isLast: ({ event }) => event.type === "run.ended",
    ended: () => false,
    ...options,
  });
  return { response, state };
}

function step(id: number): StoredEvent {
  return stored(id, { type: "run.step", run: "r", step: { actor: "a", title: "t" } });
}

Deno.test("eventStream() replays, goes on without a gap or repetition, and ends with the last event", async () => {
  const events = [stored(1, { type: "run.started", run: "r", question: "q" }), step(2)];
  const { response, state } = streamOf(events);
  const text = response.text();
  await new Promise((resolve) => setTimeout(resolve, 5));
  for (let id = 3; id <= 60; id++) events.push(step(id));
  state.wake();
  await new Promise((resolve) => setTimeout(resolve, 5));
  events.push(stored(61, { type: "run.ended", run: "r", status: "answered" }), step(62));
  state.wake();
  assert.deepEqual(ids(await text), Array.from({ length: 61 }, (_, index) => index + 1));
  assert.equal(state.listening, false);
});

Deno.test("eventStream() ends after the replay when nothing more can come", async () => {
  const { response } = streamOf([step(4), step(5)], { after: 4, ended: () => true });
  assert.deepEqual(ids(await response.text()), [5]);
});

Deno.test("eventStream() stops listening when the reader leaves", async () => {
  const { response, state } = streamOf([]);
  const reader = response.body!.getReader();
  await reader.read();
  assert.equal(state.listening, true);
  const reading = reader.read();
  await reader.cancel();
  await reading;
  assert.equal(state.listening, false);
});

Deno.test("eventStream() keeps nothing for a reader that does not read", async () => {
  const { response, state } = streamOf([step(1)]);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([state.reads, state.listening], [0, false]);
  await response.body!.cancel();
});

Deno.test("lastEventId() takes only what could have been given", () => {
  assert.equal(lastEventId("12", 12), 12);
  assert.equal(lastEventId("0", 12), 0);
  for (const header of [undefined, "", " ", "abc", "-1", "1.5", "13", "99999999999999999999", "NaN"]) {
    assert.equal(lastEventId(header, 12), null, String(header));
  }
});
