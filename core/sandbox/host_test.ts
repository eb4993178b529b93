import assert from "node:assert/strict";
import { Bundler } from "../plugins/bundler.ts";
import { goneAfter, HostWatch, processesWith } from "./attacks/mod.ts";

const HOST = new URL("./testdata/host.ts", import.meta.url).pathname;
const CONFIG = new URL("../../deno.json", import.meta.url).pathname;

/** Address of the isolate's program, one that no other test uses. */
async function programFor(name: string): Promise<string> {
  const bundler = new Bundler(
    new URL("../../node_modules/.cache/nexus-tests", import.meta.url).pathname,
    null,
  );
  const program = await bundler.program();
  await bundler.close();
  return `${program}?${name}-${crypto.randomUUID()}`;
}

function hostArgs(program: string, source: string): string[] {
  return ["run", "-A", "--no-check", "--config", CONFIG, HOST, program, source];
}

async function readUntil(stream: ReadableStream<Uint8Array>, words: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    if (text.includes(words)) break;
  }
  return text;
}

Deno.test("a host that is killed leaves no process behind after a second", async () => {
  const program = await programFor("killed");
  const host = new Deno.Command(Deno.execPath(), { args: hostArgs(program, "return 1"), stdout: "piped" })
    .spawn();
  assert.match(await readUntil(host.stdout, "two are there"), /came: 1/);
  const left = processesWith(program).filter((pid) => pid !== host.pid);
  assert.ok(left.length >= 2);
  const watch = new HostWatch();
  try {
    const felt = await watch.begin();
    host.kill("SIGKILL");
    await host.status;
    const goneMs = await goneAfter(left, 20_000);
    const { waitedMs } = await felt();
    assert.ok(
      goneMs !== null && goneMs - waitedMs < 1000,
      `after ${goneMs} ms, of which ${waitedMs} waiting`,
    );
    assert.deepEqual(processesWith(program), []);
  } finally {
    watch.close();
  }
});

const hasTerminal = await new Deno.Command("script", { args: ["--version"], stdout: "null", stderr: "null" })
  .output()
  .then(({ success }) => success, () => false);

Deno.test({
  name: "a script asks nobody at the terminal for permissions",
  ignore: !hasTerminal,
  async fn() {
    const program = await programFor("terminal");
    const source =
      'const said = []; for (const s of ["file:///etc/passwd", "node:os"]) { try { const m = await import(s); said.push(m.hostname?.() ?? "loaded"); } catch (error) { said.push("held"); } } return said.join();';
    const command = [Deno.execPath(), ...hostArgs(program, source)].map((word) =>
      `'${word.replaceAll("'", "'\\''")}'`
    ).join(" ");
    const host = new Deno.Command("script", {
      args: ["--quiet", "--return", "--command", command, "/dev/null"],
      stdin: "null",
      stdout: "piped",
    }).spawn();
    const text = await readUntil(host.stdout, "two are there");
    for (const pid of processesWith(program)) if (pid !== host.pid) Deno.kill(pid, "SIGKILL");
    await host.status;
    assert.match(text, /came: "held,held"/);
    assert.doesNotMatch(text, /permission|requests|Allow\?/i);
  },
});
