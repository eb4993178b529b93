import assert from "node:assert/strict";
import type { Value } from "../contract/mod.ts";
import { columnOf } from "./column.ts";

Deno.test("columnOf() finds the type that fits every value", () => {
  const cases: [Value[], string][] = [
    [[1, null, 3], "integer"],
    [[1, 2.5], "number"],
    [[1e300], "number"],
    [[true, null], "boolean"],
    [["2024-02-29"], "date"],
    [["2023-02-29"], "text"],
    [["2024-01-01", "2024-01-01T10:00:00"], "datetime"],
    [[null], "text"],
    [[], "text"],
    [["a", 1, true], "text"],
  ];
  for (const [values, type] of cases) assert.equal(columnOf(values).type, type, JSON.stringify(values));
  assert.deepEqual(columnOf(["a", 1, null, true]).values, ["a", "1", null, "true"]);
  assert.deepEqual(columnOf(["2024-01-01", "2024-01-01T10:00:00.5"]).type, "text");
  assert.deepEqual(columnOf(["2024-01-01", "2024-01-02T10:00:00"]).values[0], "2024-01-01T00:00:00");
});
