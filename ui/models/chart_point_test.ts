import assert from "node:assert/strict";
import { rowOfPoint } from "./chart_point.ts";

Deno.test("rowOfPoint() takes the row from customdata, and nothing that is not a row", () => {
  assert.equal(rowOfPoint({ customdata: 3 }, 5), 3);
  assert.equal(rowOfPoint({ customdata: [2, "x"] }, 5), 2);
  assert.equal(rowOfPoint({ customdata: 9 }, 5), null);
  assert.equal(rowOfPoint({ customdata: "1" }, 5), null);
  assert.equal(rowOfPoint({}, 5), null);
});
