import assert from "node:assert/strict";
import { NexusError } from "../contract/mod.ts";
import { checkExposure, isLoopback } from "./exposure.ts";
import { loadConfig } from "./load.ts";

Deno.test("isLoopback() knows the addresses that this machine alone can reach", () => {
  for (const host of ["localhost", "127.0.0.1", "127.9.9.9", "::1", "[::1]", "LOCALHOST"]) {
    assert.equal(isLoopback(host), true, host);
  }
  for (
    const host of ["0.0.0.0", "::", "192.168.1.2", "127.0.0.1.example", "nexus.lan", "localhost.example"]
  ) {
    assert.equal(isLoopback(host), false, host);
  }
});

Deno.test("checkExposure() refuses other machines without a key, and offers one that is taken", () => {
  checkExposure({ HOST: "127.0.0.1", API_KEY: "" });
  checkExposure({ HOST: "0.0.0.0", API_KEY: "a key of some length".replaceAll(" ", "-") });
  const offered = (): string => {
    try {
      checkExposure({ HOST: "0.0.0.0", API_KEY: "" });
    } catch (error) {
      assert.ok(error instanceof NexusError && error.code === "config.invalid");
      return /API_KEY=(\S+)$/.exec(error.hint!)![1]!;
    }
    throw new Error("it was let through");
  };
  const [key, other] = [offered(), offered()];
  assert.equal(key.length, 43);
  assert.notEqual(key, other);
  assert.equal(loadConfig({ environment: { API_KEY: key } }).API_KEY, key);
});

Deno.test("a key that is too short is refused without being printed", () => {
  assert.throws(
    () => loadConfig({ environment: { API_KEY: "too-short" } }),
    (error: unknown) =>
      error instanceof NexusError && error.message.includes("API_KEY") &&
      !error.message.includes("too-short"),
  );
});
