import assert from "node:assert/strict";
import { NexusError } from "../contract/mod.ts";
import { loadConfig } from "./load.ts";
import { SETTINGS } from "./settings.ts";

Deno.test("loadConfig() gives every default", () => {
  const config = loadConfig({ environment: {} });
  assert.equal(config.HOST, "127.0.0.1");
  assert.equal(config.MAX_FILE_SIZE, 2 * 1024 ** 3);
  assert.deepEqual(config.CORS_ALLOWED_ORIGINS, []);
});

Deno.test("loadConfig() lets the environment win over the file", () => {
  const config = loadConfig({ environment: { PORT: "9000" }, file: "PORT=1\nLOG_LEVEL='warn'\n# note\n" });
  assert.equal(config.PORT, 9000);
  assert.equal(config.LOG_LEVEL, "warn");
});

Deno.test("loadConfig() takes an empty value as the default", () => {
  assert.equal(loadConfig({ environment: { PORT: "" } }).PORT, 8321);
});

Deno.test("loadConfig() names every wrong setting", () => {
  assert.throws(
    () => loadConfig({ environment: { PORT: "many", MAX_FILE_SIZE: "big", ENABLE_CODE_SANDBOX: "perhaps" } }),
    (error: unknown) =>
      error instanceof NexusError && error.code === "config.invalid" &&
      ["PORT", "MAX_FILE_SIZE", "ENABLE_CODE_SANDBOX"].every((name) => error.message.includes(name)),
  );
});

Deno.test("docs/configuration.md lists exactly the settings that exist", async () => {
  const text = await Deno.readTextFile(new URL("../../docs/configuration.md", import.meta.url));
  const listed = [...text.matchAll(/^\| `([A-Z_]+)` *\|/gm)].map((match) => match[1]);
  assert.deepEqual(listed, Object.keys(SETTINGS));
});
