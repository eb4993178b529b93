import assert from "node:assert/strict";
import { memorySource, readTables } from "nexus/testing";
import plugin from "./mod.ts";

Deno.test("the parser reads records, and tells numbers from text", async () => {
  const [table] = await readTables(
    plugin,
    memorySource("name: Ada\nage: 36\n\nname: Bob\nage: 41\n", "a.myplugin"),
  );
  assert.deepEqual(table?.names, ["name", "age"]);
  assert.deepEqual(table?.types, ["text", "number"]);
  assert.deepEqual(table?.rows, [["Ada", "36"], ["Bob", "41"]]);
});

Deno.test("the parser says what it left out, and refuses what it cannot read", async () => {
  const [table] = await readTables(plugin, memorySource("name: Ada\nnonsense\n", "a.myplugin"));
  assert.equal(table?.notes[0]?.count, 1);
  await assert.rejects(readTables(plugin, memorySource("nonsense", "a.myplugin")), {
    code: "file.unreadable",
  });
});
