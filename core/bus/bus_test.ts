import assert from "node:assert/strict";
import { EventBus } from "./bus.ts";

function counting(): () => number {
  let id = 0;
  return () => ++id;
}

Deno.test("EventBus delivers in order with rising ids until a listener leaves", () => {
  const bus = new EventBus(counting());
  const heard: number[] = [];
  const leave = bus.subscribe((event) => heard.push(event.id));
  bus.publish({ type: "run.started", run: "a", question: null });
  bus.publish({ type: "run.ended", run: "a", status: "answered" });
  leave();
  bus.publish({ type: "run.started", run: "b", question: null });
  assert.deepEqual(heard, [1, 2]);
  assert.equal(bus.listeners, 0);
});

Deno.test("EventBus goes on when a listener throws, and reports it", () => {
  const errors: unknown[] = [];
  const bus = new EventBus(counting(), (error) => errors.push(error));
  const heard: string[] = [];
  bus.subscribe(() => {
    throw new Error("broken");
  });
  bus.subscribe((event) => heard.push(event.event.type));
  bus.publish({ type: "dataset.removed", dataset: "d" });
  assert.deepEqual(heard, ["dataset.removed"]);
  assert.equal(errors.length, 1);
});

Deno.test("EventBus goes on when an event cannot be stored, and reports it", () => {
  const errors: unknown[] = [];
  const bus = new EventBus(() => {
    throw new Error("disk full");
  }, (error) => errors.push(error));
  const heard: string[] = [];
  bus.subscribe((event) => heard.push(event.event.type));
  bus.publish({ type: "dataset.removed", dataset: "d" });
  assert.deepEqual(heard, ["dataset.removed"]);
  assert.equal(errors.length, 1);
});
