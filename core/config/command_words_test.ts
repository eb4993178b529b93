import assert from "node:assert/strict";
import { withCommands } from "./command_words.ts";

Deno.test("withCommands() names commands as they are called here", () => {
  const text = "deno task plugin list shows all; deno task compile and deno task starting do not.";
  assert.equal(withCommands(text, false), text);
  assert.equal(
    withCommands(text, true),
    "nexus plugin list shows all; deno task compile and deno task starting do not.",
  );
});
