import assert from "node:assert/strict";
import { matrixOf, measurePath, moved, pathBox } from "./geometry.ts";

Deno.test("pathBox() follows absolute and relative commands", () => {
  assert.deepEqual(pathBox("M10,20h30v-5l-50,1Z"), { x0: -10, y0: 15, x1: 40, y1: 20 });
  assert.deepEqual(pathBox("M2,0A2,2 0 1,1 0,-2A2,2 0 0,1 2,0Z"), { x0: 0, y0: -2, x1: 2, y1: 0 });
  assert.equal(pathBox(""), null);
});

Deno.test("matrixOf() applies transforms from the left, and moved() boxes what they give", () => {
  const box = { x0: 0, y0: 0, x1: 10, y1: 2 };
  assert.deepEqual(moved(box, matrixOf("translate(5,6) scale(2)")), { x0: 5, y0: 6, x1: 25, y1: 10 });
  const turned = moved(box, matrixOf("rotate(90)"))!;
  assert.deepEqual(Object.values(turned).map(Math.round), [-2, 0, 0, 10].map((value) => value));
  assert.deepEqual(moved(box, matrixOf(null)), box);
});

Deno.test("measurePath() finds points along a path", () => {
  const path = measurePath("M0,0L10,0L10,10");
  assert.equal(path.length, 20);
  assert.deepEqual(path.at(15), { x: 10, y: 5 });
  assert.deepEqual(measurePath("").at(3), { x: 0, y: 0 });
});
