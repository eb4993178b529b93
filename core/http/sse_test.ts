import assert from "node:assert/strict";
import type { NexusEvent, StoredEvent } from "../contract/mod.ts";
import { eventStream } from "./sse.ts";

function stored(id: number, event: NexusEvent): StoredEvent {
  return { id, at: "", event };
}

function ids(text: string): number[] {
  return [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));
}

Deno.test("eventStream() replays, goes on without a gap or repetition, and ends with the last event", async () => {
  let tell: (event: StoredEvent) => void = () => {};
  let left = false;
  const past = [
    stored(1, { type: "run.started", run: "r", question: "q" }),
    stored(2, { type: "run.step", run: "r", step: { actor: "a", title: "t" } }),
  ];
  const response = eventStream({
    replay: () => past,
    subscribe: (listener) => {
      tell = listener;
      return () => left = true;
    },
    accepts: ({ event }) => "run" in event && event.run === "r",
    isLast: ({ event }) => event.type === "run.ended",
    ended: () => false,
  });
  tell(past[1]!);
  tell(stored(3, { type: "run.ended", run: "other", status: "answered" }));
  tell(stored(4, { type: "run.ended", run: "r", status: "answered" }));
  assert.deepEqual(ids(await response.text()), [1, 2, 4]);
  assert.equal(left, true);
});

Deno.test("eventStream() ends after the replay when nothing more can come", async () => {
  const response = eventStream({
    replay: () => [],
    subscribe: () => () => {},
    accepts: () => true,
    isLast: () => false,
    ended: () => true,
  });
  assert.deepEqual(ids(await response.text()), []);
});

Deno.test("eventStream() stops listening when the reader leaves", async () => {
  let left = false;
  const response = eventStream({
    replay: () => [],
    subscribe: () => () => left = true,
    accepts: () => true,
    isLast: () => false,
    ended: () => false,
  });
  await response.body!.cancel();
  assert.equal(left, true);
});
