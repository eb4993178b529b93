import assert from "node:assert/strict";
import { Channel } from "./channel.ts";
import { ENTRY_NAMES, type EntryName, entryOf, runEntry } from "./entries.ts";
import { fromFileUrl } from "./file_url.ts";

const SELF = new URL("./testdata/self.ts", import.meta.url).href;
const CONFIG = fromFileUrl(new URL("../../deno.json", import.meta.url).href);
/** The isolate waits for a key and gives up what it has by itself; `core/isolate/self_test.ts` holds it to that. */
const SERVING = ENTRY_NAMES.filter((name) => name !== "isolate" && !entryOf(name).sourceOnly);
/** What a program needs to load at all. */
const NEEDED: Partial<Record<EntryName, string[]>> = { machine: ["env"], sql: ["read", "env", "ffi", "sys"] };

/** Starts an entry from a program with every permission, as a binary would; says what it is left with. */
async function leftWith(name: EntryName, flags: string[]): Promise<Set<string>> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--config", CONFIG, SELF, `--nexus-child=${name}`, ...flags],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const channel = new Channel({ readable: child.stdout, writable: child.stdin }, { role: "host" });
  const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  try {
    await assert.rejects(channel.call("nothing of ours", null), { code: "process.protocol" });
    let said = "";
    for (;;) {
      const found = /left with: ([a-z,]*)\./.exec(said);
      if (found !== null) return new Set(found[1]!.split(","));
      const { value, done } = await reader.read();
      if (done) throw new Error(`${name} ended: ${said}`);
      said += value;
    }
  } finally {
    channel.close();
    await reader.cancel();
    await child.status;
  }
}

for (const name of SERVING) {
  Deno.test(`runEntry() leaves ${name} with nothing that it was not granted`, async () => {
    const needed = NEEDED[name] ?? ["sys"];
    const flags = needed.map((permission) => `--allow-${permission}`);
    const [least, more] = await Promise.all([
      leftWith(name, flags),
      leftWith(name, [...flags, "--allow-net=a:1"]),
    ]);
    assert.deepEqual(least, new Set(needed));
    assert.deepEqual(more, new Set([...needed, "net"]));
  });
}

Deno.test("runEntry() starts nothing that is no entry", async () => {
  for (const name of ["nothing", "toString", ""]) await assert.rejects(runEntry(name), TypeError);
});
