import assert from "node:assert/strict";
import { probeMachine } from "./machine.ts";

Deno.test("probeMachine() looks at this machine in a process of its own", async () => {
  const machine = await probeMachine();
  assert.equal(machine.note, undefined);
  assert.ok(machine.cores > 0 && machine.memoryMb > 256, JSON.stringify(machine));
});

Deno.test("probeMachine() says what it could not find out", async () => {
  const machine = await probeMachine({ signal: AbortSignal.abort() });
  assert.match(machine.note!, /^Graphics cards could not be looked for/);
  assert.ok(machine.memoryMb > 256);
});
