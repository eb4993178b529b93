import assert from "node:assert/strict";
import { join } from "node:path";
import { Channel } from "../process/mod.ts";
import { openLandlock } from "./landlock.ts";
import type { StartHead } from "./start.ts";

const SELF = new URL("../process/testdata/self.ts", import.meta.url).href;
const file = (name: string) => Deno.readFile(new URL(`./testdata/${name}`, import.meta.url));

/** Starts an isolate the way a compiled binary does: as a program with every permission. */
async function withSelf(
  { flags = [], code, ...start }: Partial<StartHead> & { flags?: string[]; code: string },
  run: (channel: Channel) => Promise<void>,
): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--quiet",
      "--no-config",
      "--unstable-worker-options",
      SELF,
      "--nexus-child=isolate",
      ...flags,
    ],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const key = crypto.getRandomValues(new Uint8Array(32));
  const writer = child.stdin.getWriter();
  await writer.write(key);
  writer.releaseLock();
  const channel = new Channel({ readable: child.stdout, writable: child.stdin }, { key, role: "host" });
  try {
    const modules = [await file("runtime.js"), new TextEncoder().encode(code)];
    await channel.post({ type: "start", permissions: "none", maxRssMb: 500, ...start }, modules);
    await run(channel);
  } finally {
    channel.close();
    await child.status;
  }
}

Deno.test("runEntry() starts an isolate from a program with every permission, and gives them up before code runs", async () => {
  const code = 'import text from "file:///etc/passwd" with { type: "text" };';
  await withSelf({ code }, async (channel) => {
    await assert.rejects(channel.call("ready", null), {
      code: "plugin.failed",
      message: /read access|NotCapable/,
    });
  });
});

Deno.test("Landlock closes files and sockets to an isolate that Deno would let through", {
  ignore: openLandlock() === null,
}, async () => {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const [open, closed] = [join(folder, "open"), join(folder, "closed.json")];
  await Deno.mkdir(open);
  await Deno.writeTextFile(join(open, "a.txt"), "granted");
  await Deno.writeTextFile(closed, '{"secret": true}');
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const code =
    `const tried = async (work) => { try { return await work(); } catch (error) { return error.name; } };
export const attack = async ({ open, closed, port }) => ({
  granted: await tried(() => Deno.readTextFile(open + "/a.txt")),
  read: await tried(() => Deno.readTextFile(closed)),
  readSync: await tried(() => Deno.readTextFileSync(closed)),
  list: await tried(() => [...Deno.readDirSync("/")].length),
  write: await tried(() => Deno.writeTextFile(open + "/b.txt", "b")),
  module: await tried(async () => (await import("file://" + closed, { with: { type: "json" } })).default),
  connect: await tried(() => Deno.connect({ hostname: "127.0.0.1", port })),
  listen: await tried(() => Deno.listen({ hostname: "127.0.0.1", port: 0 })),
  native: await tried(() => Deno.dlopen("libc.so.6", {})),
});`;
  const permissions = { read: true, write: true, net: true, env: false, run: false, ffi: false, sys: false };
  const wall = { read: [open], write: [], net: false };
  const flags = ["--allow-read=/", "--allow-write=/", "--allow-net=a:1"];
  try {
    await withSelf({ code, permissions, wall, flags }, async (channel) => {
      const { port } = listener.addr as Deno.NetAddr;
      const { value } = await channel.call("attack", { open, closed, port });
      assert.deepEqual(value, {
        granted: "granted",
        read: "PermissionDenied",
        readSync: "PermissionDenied",
        list: "PermissionDenied",
        write: "PermissionDenied",
        module: "TypeError",
        connect: "PermissionDenied",
        listen: "PermissionDenied",
        native: "NotCapable",
      });
    });
  } finally {
    listener.close();
    await Deno.remove(folder, { recursive: true });
  }
});
