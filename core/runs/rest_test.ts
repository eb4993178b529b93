import assert from "node:assert/strict";
import { Rest } from "./rest.ts";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("Rest begins after a while without anybody and without work, and ends with the first sign", async () => {
  const heard: string[] = [];
  let busy = true;
  const rest = new Rest({
    afterMs: 50,
    busy: () => busy,
    onRest: () => heard.push("rest"),
    onWake: () => heard.push("wake"),
  });
  try {
    rest.touch();
    await wait(150);
    assert.deepEqual(heard, []);
    busy = false;
    while (!rest.resting) await wait(10);
    await wait(150);
    assert.deepEqual(heard, ["rest"]);
    rest.touch();
    rest.touch();
    assert.deepEqual([heard, rest.resting], [["rest", "wake"], false]);
  } finally {
    rest.close();
  }
});
