import assert from "node:assert/strict";
import { IDLE_MS, LONGEST_MS, Sessions } from "./sessions.ts";

Deno.test("a session lives while it is used, and never longer than the longest", () => {
  let now = 0;
  const sessions = new Sessions(() => now);
  const { id, session } = sessions.open();
  assert.match(id, /^[0-9a-f]{64}$/);
  assert.equal(id.includes(session.name), false, "its name does not give it away");
  while (now + IDLE_MS < LONGEST_MS) {
    now += IDLE_MS - 1;
    assert.ok(sessions.find(id), String(now));
  }
  now = LONGEST_MS;
  assert.equal(sessions.find(id), undefined);
  assert.equal(session.ended.aborted, true);
});

Deno.test("a session ends when it is not used, when it is closed, and when a thousand came after it", () => {
  let now = 0;
  const sessions = new Sessions(() => now);
  const idle = sessions.open();
  now += IDLE_MS;
  assert.equal(sessions.find(idle.id), undefined);
  const closed = sessions.open();
  sessions.close(closed.id);
  assert.equal(sessions.find(closed.id), undefined);
  assert.equal(closed.session.ended.aborted, true);
  const first = sessions.open();
  const others = Array.from({ length: 1000 }, () => sessions.open());
  assert.equal(sessions.find(first.id), undefined);
  assert.ok(sessions.find(others[0]!.id));
});
