import assert from "node:assert/strict";
import type { PluginInspection } from "nexus";
import { installButton, installQuestion, signerWords, wayBack } from "./plugin_words.ts";

const inspection = (change: PluginInspection["change"], asked: string[]) =>
  ({
    change,
    asked,
    plugin: { name: "Ledger", version: "1.1.0" },
    installed: change === "new" ? null : { version: "1.0.0", signer: null },
  }) as unknown as PluginInspection;

Deno.test("installQuestion() says what would change", () => {
  assert.equal(installQuestion(inspection("new", [])), "Install Ledger 1.1.0?");
  assert.equal(installQuestion(inspection("update", [])), "Update Ledger from 1.0.0 to 1.1.0?");
});

Deno.test("installButton() says that something is allowed only where something is asked for", () => {
  assert.equal(installButton(inspection("new", ["host:data"])), "Install and allow");
  assert.equal(installButton(inspection("update", [])), "Update");
});

Deno.test("signerWords() trusts no key that is new here", () => {
  const signer = { key: "k", fingerprint: "ab12 cd34", known: [] as string[] };
  assert.equal(signerWords(null, "acme/x").good, false);
  assert.equal(signerWords(signer, "acme/x").good, false);
  assert.equal(signerWords({ ...signer, known: ["acme/x"] }, "acme/x").good, true);
  assert.doesNotMatch(signerWords({ ...signer, known: ["acme/x"] }, "acme/x").text, /like/);
});

Deno.test("wayBack() names one for what does not run", () => {
  assert.match(wayBack({ state: "quarantined", origin: "installed" })!, /switch it on/);
  const installedAt = "2026-01-01T00:00:00Z";
  assert.match(wayBack({ state: "refused", origin: "installed", installedAt })!, /remove/);
  assert.match(wayBack({ state: "refused", origin: "installed" })!, /folder/);
  assert.equal(wayBack({ state: "ready", origin: "built-in" }), null);
});
