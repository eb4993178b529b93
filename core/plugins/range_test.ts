import assert from "node:assert/strict";
import { inRange } from "./range.ts";

Deno.test("inRange() reads the usual forms of ranges", () => {
  const inside = [
    ["1.0.0", "^1.0.0"],
    ["1.9.3", "^1.2"],
    ["1.0.0", "1.x"],
    ["1.4.0", "1"],
    ["0.2.5", "^0.2.1"],
    ["0.0.3", "^0.0.3"],
    ["1.2.9", "~1.2.3"],
    ["1.9.0", "~1"],
    ["2.0.0", ">=1.0.0 <3.0.0"],
    ["2.0.0", ">= 2.0.0"],
    ["3.1.0", "^1.0.0 || ^3.0.0"],
    ["9.9.9", "*"],
    ["1.0.0", "=1.0.0"],
  ];
  for (const [version, range] of inside) assert.ok(inRange(version!, range!), `${version} in ${range}`);
  const outside = [
    ["2.0.0", "^1.0.0"],
    ["1.0.0", "^1.0.1"],
    ["0.3.0", "^0.2.1"],
    ["0.0.4", "^0.0.3"],
    ["1.3.0", "~1.2.3"],
    ["1.0.1", "1.0.0"],
    ["3.0.0", ">=1.0.0 <3.0.0"],
    ["2.0.0", "1.x || ~2.1"],
  ];
  for (const [version, range] of outside) assert.ok(!inRange(version!, range!), `${version} not in ${range}`);
});

Deno.test("inRange() refuses what is no range", () => {
  for (const range of ["", "latest", "^a", "1.0.0.0", ">"]) {
    assert.throws(() => inRange("1.0.0", range), RangeError);
  }
});
