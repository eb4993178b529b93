import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { loadConfig } from "../config/mod.ts";
import { createApp, listen, PageFiles } from "../http/mod.ts";
import { Log } from "../observe/mod.ts";
import { openServices } from "../runs/mod.ts";
import { runCommand } from "./command.ts";
import { placesOf, type Program } from "./program.ts";

const ROOT = resolve(import.meta.dirname!, "../..");
const config = loadConfig({ environment: { MAX_MEMORY_MB: "1024" } });

interface Terminal {
  home: string;
  /** What a person at the terminal says; null: nobody is there. */
  says: boolean | null;
  asked: string[];
  run(...args: string[]): Promise<{ code: number; out: string; err: string }>;
}

/** A home of its own and a terminal over it. */
async function withTerminal(work: (terminal: Terminal) => Promise<void>): Promise<void> {
  const home = await Deno.makeTempDir();
  const terminal: Terminal = {
    home,
    says: null,
    asked: [],
    async run(...args) {
      const said = { out: "", err: "" };
      const code = await runCommand({
        root: ROOT,
        config,
        home: join(home, "data"),
        out: (text) => said.out += text,
        err: (text) => said.err += text,
        ask: (question) => {
          terminal.asked.push(question);
          return terminal.says;
        },
      }, ["plugin", ...args]);
      return { code, ...said };
    },
  };
  try {
    await work(terminal);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

/** Makes a parser that asks for something. */
async function makePlugin(
  { run, home }: Terminal,
  version: string,
  permissions: Record<string, unknown>,
): Promise<string> {
  const folder = join(home, "my-parser");
  if (!await Deno.stat(folder).catch(() => null)) {
    assert.equal((await run("new", "ingest", "acme/my-parser", "--in", folder)).code, 0);
  }
  const path = join(folder, "plugin.json");
  const manifest = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(path, JSON.stringify({ ...manifest, version, permissions }));
  return folder;
}

const NET = { net: [{ host: "rates.example.org:443", reason: "Exchange rates.\u001b[31m" }] };

Deno.test("a plugin is made, packed, signed, shown, asked for, installed, looked after and removed", async () => {
  await withTerminal(async (terminal) => {
    const { run, home } = terminal;
    const folder = await makePlugin(terminal, "1.0.0", NET);
    const [archive, key] = [join(home, "p.zip"), join(home, "key.pem")];
    assert.match((await run("keygen", "--out", key)).out, /Fingerprint: ([0-9a-f]{4} ?){8}/);
    assert.equal((await Deno.stat(key)).mode! & 0o077, 0, "nobody else reads the key");
    assert.equal((await run("keygen", "--out", key)).code, 1, "it is not written over");
    assert.equal((await run("pack", folder, "--out", archive)).code, 0);
    assert.match((await run("sign", archive, "--key", key)).out, /Signed/);

    const nobody = await run("install", archive);
    assert.equal(nobody.code, 1);
    assert.match(
      nobody.out,
      /connect to rates.example.org, port 443\n +because, says its author: "Exchange rates. \[31m"/,
    );
    assert.match(nobody.out, /Signed by +key .*not seen here before/);
    assert.match(nobody.err, /Nobody is at a terminal.*--yes/s);
    terminal.says = false;
    assert.deepEqual([(await run("install", archive)).code, terminal.asked.at(-1)], [2, "Install it?"]);
    assert.doesNotMatch((await run("list")).out, /acme/);
    terminal.says = true;
    assert.match((await run("install", archive)).out, /Installed.*State +running.*may connect to rates/s);

    await makePlugin(terminal, "1.1.0", NET);
    terminal.asked.length = 0;
    const update = await run("install", folder, "--yes");
    assert.match(update.out, /update from 1.0.0 to 1.1.0.*wants nothing that it does not have/s);
    assert.match(update.out, /was signed; this one is not/);
    await makePlugin(terminal, "1.2.0", { ...NET, env: [{ name: "RATES_KEY", reason: "The account." }] });
    const more = await run("update", "acme/my-parser");
    assert.match(more.out, /New: it also wants to\n +- read the environment variable RATES_KEY/);
    assert.doesNotMatch(more.out, /- connect to/, "what it has is not asked for again");
    assert.deepEqual(terminal.asked, ["Update it?"]);

    assert.match(
      (await run("revoke", "acme/my-parser", "net:rates.example.org:443")).out,
      /may NOT connect to/,
    );
    assert.match((await run("revoke", "acme/my-parser")).out, /disabled: everything .* taken back/);
    assert.equal((await run("enable", "acme/my-parser")).code, 1);
    assert.match((await run("grant", "acme/my-parser")).out, /may connect to/);
    assert.match((await run("disable", "acme/my-parser")).out, /disabled/);
    assert.match((await run("list")).out, /acme\/my-parser +1.2.0 +ingest +disabled/);
    assert.match((await run("enable", "acme/my-parser")).out, /ready/);
    assert.match((await run("remove", "acme/my-parser")).out, /Removed/);
    assert.equal((await run("info", "acme/my-parser")).code, 1);
    assert.match((await run("update")).err, /Name one plugin to update/);
    assert.match((await run("calls", "csv")).err, /No Nexus is running here/);
    assert.equal((await run("remove", "csv")).code, 1);
    assert.equal((await run("install", join(home, "nothing.zip"))).code, 1);
    assert.match((await run("nonsense")).err, /plugin install/);
    assert.match((await run("help")).out, /plugin new/);
  });
});

Deno.test("plugin joins the server that holds the home folder", async () => {
  await withTerminal(async (terminal) => {
    const { run, home } = terminal;
    const folder = await makePlugin(terminal, "1.0.0", {});
    const program = { root: ROOT, home: join(home, "data") } as Program;
    const traced: string[] = [];
    const log = new Log({ level: "info", write: (line) => traced.push(line) });
    const services = await openServices(config, log, placesOf(program));
    const page = new PageFiles(Promise.reject(new Error("this test has no page")));
    const listening = listen(createApp(services, page), { host: "127.0.0.1", port: 0 });
    services.store.lock.announce(listening.url);
    try {
      assert.match((await run("install", folder, "--yes")).out, /Installed/);
      assert.ok(
        services.registry.list().some(({ id, state }) => id === "acme/my-parser" && state === "running"),
      );
      assert.match((await run("info", "acme/my-parser")).out, /From +.*my-parser, 20\d\d/);
      assert.match((await run("trace", "acme/my-parser")).out, /Each call of acme.* is written to the log/);
      await services.importer.import({
        name: "x.myparser",
        mediaType: "",
        stream: new Blob(["name: Ann\n"]).stream(),
      });
      assert.match(traced.join(""), /"message":"plugin call".*"plugin":"acme\/my-parser","method":"sniff"/);
      assert.match((await run("trace", "acme/my-parser", "off")).out, /no longer/);
      assert.match((await run("calls", "acme/my-parser")).out, / ms +ok\n/);
      assert.match((await run("calls", "html")).out, /not called/);
      const [{ folder: installed } = { folder: "" }] = Object.values(
        JSON.parse(await Deno.readTextFile(`${program.home}/plugins/plugins.lock.json`)).plugins,
      ) as { folder: string }[];
      const bundle = `${program.home}/plugins/${installed}/bundle.js`;
      await Deno.writeTextFile(bundle, "//", { append: true });
      await services.registry.refresh();
      const refused = await run("info", "acme/my-parser");
      assert.match(refused.out, /refused: .*changed\n +deno task plugin install .* puts it right/);
      assert.doesNotMatch(refused.out, /Adds|reads files/);
      assert.match((await run("revoke", "data-analyst", "host:model")).out, /may NOT have your local/);
      assert.match((await run("grant", "data-analyst")).out, /may have your local/);
      assert.equal((await run("remove", "acme/my-parser")).code, 0);
      assert.ok(!services.registry.list().some(({ id }) => id === "acme/my-parser"));
      const actions = services.store.audit.list({ limit: 20 }).map(({ action }) => action);
      for (const action of ["plugin.installed", "plugin.revoked", "plugin.granted", "plugin.removed"]) {
        assert.ok(actions.includes(action), action);
      }
    } finally {
      await listening.close();
      await services.close();
    }
  });
});
