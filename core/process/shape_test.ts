import assert from "node:assert/strict";
import { overShape } from "./shape.ts";

const LIMITS = { maxDepth: 3, maxValues: 10 };

Deno.test("overShape() counts depth and values, and passes over what stands in texts", () => {
  const within = [
    "1",
    '"[[[[[[{,,,,,,,,,,,,"',
    '{"a":[{"b":1}]}',
    "[1,2,3,4,5,6,7,8,9]",
    '["\\"[[[[[\\\\",1]',
    '"',
  ];
  for (const text of within) assert.equal(overShape(text, LIMITS), null, text);
  assert.match(overShape('{"a":[{"b":[]}]}', LIMITS)!, /deeper than 3/);
  assert.match(overShape("[1,2,3,4,5,6,7,8,9,10]", LIMITS)!, /more than 10 values/);
  assert.match(overShape('["\\\\",[[[1]]]]', LIMITS)!, /deeper than 3/);
});
