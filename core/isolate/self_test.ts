import assert from "node:assert/strict";
import { Channel } from "../process/mod.ts";

Deno.test("runEntry() starts an isolate from a program with every permission, and gives them up before code runs", async () => {
  const self = new URL("../process/testdata/self.ts", import.meta.url).href;
  const args = [
    "run",
    "-A",
    "--quiet",
    "--no-config",
    "--unstable-worker-options",
    self,
    "--nexus-child=isolate",
  ];
  const child = new Deno.Command(Deno.execPath(), { args, stdin: "piped", stdout: "piped" }).spawn();
  const key = crypto.getRandomValues(new Uint8Array(32));
  const writer = child.stdin.getWriter();
  await writer.write(key);
  writer.releaseLock();
  const channel = new Channel({ readable: child.stdout, writable: child.stdin }, { key, role: "host" });
  const file = (name: string) => Deno.readFile(new URL(`./testdata/${name}`, import.meta.url));
  const thief = new TextEncoder().encode('import text from "file:///etc/passwd" with { type: "text" };');
  await channel.post({ type: "start", permissions: "none", maxRssMb: 500 }, [
    await file("runtime.js"),
    thief,
  ]);
  await assert.rejects(channel.call("ready", null), {
    code: "plugin.failed",
    message: /read access|NotCapable/,
  });
  await child.status;
});
