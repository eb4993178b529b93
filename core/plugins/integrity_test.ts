import assert from "node:assert/strict";
import { join } from "node:path";
import { until } from "nexus/testing";
import {
  CACHE,
  INPUT,
  manifestOf,
  type TestHome,
  vizCode,
  withRegistry,
  writePlugin,
} from "./_plugins_for_tests.ts";
import { LOCK_FILE } from "./lock.ts";
import { packArchive } from "./pack.ts";
import { PluginRegistry } from "./registry.ts";

const nothing = () => Promise.resolve();
const NET = { net: [{ host: "rates.example.org:443", reason: "Exchange rates." }] };

/** Packs a renderer whose figure has one number. */
async function pack(folder: string, id: string, mark: number, more: Record<string, unknown> = {}) {
  const source = join(folder, `source-${crypto.randomUUID()}`);
  await writePlugin(source, manifestOf("viz", id, more), {
    "mod.ts": vizCode(`return { data: [{ x: [${mark}] }], layout: {} };`),
  });
  return (await packArchive(source, { cache: CACHE })).archive;
}

async function install({ registry, folder }: TestHome, id: string, mark: number, more = {}): Promise<void> {
  const seen = await registry.installer.inspect(await pack(folder, id, mark, more), "test.zip");
  await registry.installer.install(seen.token, seen.asked);
}

async function placeOf({ installed }: TestHome, id: string): Promise<string> {
  const lock = JSON.parse(await Deno.readTextFile(join(installed, LOCK_FILE)));
  return join(installed, lock.plugins[id].folder);
}

const stateOf = ({ registry }: TestHome, id: string) => {
  const { state, message = "" } = registry.list().find((plugin) => plugin.id === id)!;
  return `${state} ${message}`;
};

Deno.test("a plugin that was tampered with is refused with the reason, the others run, and installing it again brings it back", async () => {
  const cases: [string, (place: string) => Promise<void>, RegExp][] = [
    [
      "changed",
      (place) => Deno.writeTextFile(join(place, "bundle.js"), "export default 1;"),
      /"bundle.js" was changed/,
    ],
    ["asks", async (place) => {
      const manifest = JSON.parse(await Deno.readTextFile(join(place, "plugin.json")));
      await Deno.writeTextFile(join(place, "plugin.json"), JSON.stringify({ ...manifest, permissions: NET }));
    }, /"plugin.json" was changed/],
    ["more", (place) => Deno.writeTextFile(join(place, "extra.js"), "1"), /"extra.js" was not installed/],
    ["fewer", (place) => Deno.remove(join(place, "hashes.json")), /"hashes.json" is missing/],
    ["linked", (place) => Deno.symlink("/etc/hostname", join(place, "link")), /"link" is a symbolic link/],
    ["cyclic", (place) => Deno.symlink(place, join(place, "again")), /"again" is a symbolic link/],
    ["moved", async (place) => {
      await Deno.rename(place, `${place}-elsewhere`);
      await Deno.symlink(`${place}-elsewhere`, place);
    }, /its folder is a symbolic link/],
    ["gone", (place) => Deno.remove(place, { recursive: true }), /its folder is gone/],
  ];
  await withRegistry(nothing, async (home) => {
    await install(home, "acme/good", 1);
    for (const [name] of cases) await install(home, `acme/${name}`, 2);
    for (const [name, tamper] of cases) await tamper(await placeOf(home, `acme/${name}`));
    await home.registry.refresh();
    for (const [name, , reason] of cases) {
      assert.match(stateOf(home, `acme/${name}`), reason, name);
      assert.match(stateOf(home, `acme/${name}`), /^refused/, name);
      assert.throws(() => home.registry.enable(`acme/${name}`), { code: "plugin.invalid" });
    }
    assert.deepEqual(home.registry.viz().map(({ id }) => id), ["acme/good"]);
    await install(home, "acme/changed", 2);
    await install(home, "acme/linked", 2);
    assert.deepEqual(home.registry.viz().map(({ id }) => id), ["acme/good", "acme/changed", "acme/linked"]);
    await home.registry.installer.remove("acme/more");
    assert.ok(!home.registry.list().some(({ id }) => id === "acme/more"));
  });
});

Deno.test("what runs are the bytes that were checked, also where they change between two looks", async () => {
  await withRegistry(nothing, async (home) => {
    await install(home, "acme/dots", 1);
    const [handle] = home.registry.viz();
    await until("its process has stopped", () => /^ready/.test(stateOf(home, "acme/dots")));
    const code = join(await placeOf(home, "acme/dots"), "bundle.js");
    const good = await Deno.readTextFile(code);
    await Deno.writeTextFile(code, good.replace("x:[1]", "x:[666]"));
    await assert.rejects(handle!.render(INPUT), {
      code: "plugin.invalid",
      message: /"bundle.js" was changed/,
    });
    assert.match(stateOf(home, "acme/dots"), /^refused/);
    await Deno.writeTextFile(code, good);
    await home.registry.refresh();
    assert.match(stateOf(home, "acme/dots"), /^ready/, "restored by hand");
    assert.deepEqual((await home.registry.viz()[0]!.render(INPUT)).data, [{ x: [1] }]);
  }, { idleMs: 20, refreshMs: 60_000 });
});

Deno.test("an install that was cut off leaves the version before, and no trace of itself", async () => {
  await withRegistry(nothing, async (home) => {
    await install(home, "acme/dots", 1);
    const { installed, registry, builtIn } = home;
    const half = join(installed, ".incoming-0f0f");
    await writePlugin(half, manifestOf("viz", "acme/dots", { version: "2.0.0" }), {});
    const whole = join(installed, "acme--dots", "0123456789ab"); // renamed, and the lock file not yet written
    await writePlugin(whole, manifestOf("viz", "acme/dots", { version: "2.0.0" }), {
      "bundle.js": "export default 1;",
    });
    await registry.refresh();
    assert.deepEqual(registry.list().map(({ version, state }) => [version, state]), [["1.0.0", "running"]]);
    const after = await PluginRegistry.open({ builtIn, installed, cache: CACHE });
    try {
      assert.deepEqual((await after.viz()[0]!.render(INPUT)).data, [{ x: [1] }]);
      assert.deepEqual((await Array.fromAsync(Deno.readDir(installed), ({ name }) => name)).sort(), [
        "acme--dots",
        LOCK_FILE,
      ]);
      assert.equal((await Array.fromAsync(Deno.readDir(join(installed, "acme--dots")))).length, 1);
    } finally {
      await after.close();
    }
  });
});

Deno.test("a lock file that is damaged or newer stops what was installed, and nothing else", async () => {
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(join(builtIn, "viz/own"), manifestOf("viz", "own"), {
        "mod.ts": vizCode("return { data: [], layout: {} };"),
      }),
    async (home) => {
      await install(home, "acme/dots", 1);
      const path = join(home.installed, LOCK_FILE);
      const good = await Deno.readTextFile(path);
      for (
        const text of [
          "{",
          '{"lock": 2, "plugins": {}, "revoked": {}}',
          good.replace(/"folder": "[^"]*"/, '"folder": "../../x"'),
        ]
      ) {
        await Deno.writeTextFile(path, text);
        await home.registry.refresh();
        assert.deepEqual(home.registry.viz().map(({ id }) => id), ["own"]);
        assert.match(stateOf(home, "acme/dots"), /refused plugins.lock.json is damaged, or of a newer Nexus/);
        await assert.rejects(install(home, "acme/other", 1), { code: "plugin.invalid", hint: /Restore/ });
        assert.equal(await Deno.readTextFile(path), text, "it is not written over");
      }
      await Deno.writeTextFile(path, good);
      await home.registry.refresh();
      assert.deepEqual(home.registry.viz().map(({ id }) => id), ["own", "acme/dots"]);
    },
  );
});

Deno.test("nothing takes the place of a plugin that comes with Nexus, or reaches its files and settings", async () => {
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(join(builtIn, "viz/own"), manifestOf("viz", "own"), { "mod.ts": vizCode("return null;") }),
    async (home) => {
      await assert.rejects(install(home, "own", 1), { code: "plugin.invalid", message: /comes with Nexus/ });
      const { installed, builtIn } = home;
      const asks: [Record<string, unknown>, RegExp][] = [
        [{ read: [{ path: "/", reason: "all" }] }, /Nexus keeps its own files there/],
        [{ read: [{ path: installed, reason: "x" }] }, /Nexus keeps its own files there/],
        [{ write: [{ path: join(builtIn, "viz"), reason: "x" }] }, /Nexus keeps its own files there/],
        [{ write: [{ path: "state", reason: "x" }] }, /does not write to its own folder/],
        [{ read: [{ path: "../..", reason: "x" }] }, /no ".."/],
        [{ read: [{ path: "/a,/b", reason: "x" }] }, /no path/],
        [{ read: [{ path: "/srv/\u202egnp.a", reason: "x" }] }, /cannot be seen/],
        [{ read: [{ path: "/srv/\u200bdata", reason: "x" }] }, /cannot be seen/],
        [{ read: [{ path: "/proc/self/environ", reason: "x" }] }, /the system and its processes/],
        [{ read: [{ path: "/srv/./../proc", reason: "x" }] }, /no ".."/],
        [{ write: [{ path: "//dev", reason: "x" }] }, /the system and its processes/],
        [{ net: [{ host: "localhost:8321", reason: "x" }] }, /does not reach this machine/],
        [{ net: [{ host: "127.1.2.3:80", reason: "x" }] }, /does not reach this machine/],
        [{ net: [{ host: "0:80", reason: "x" }] }, /does not reach this machine/],
        [{ env: [{ name: "API_KEY", reason: "x" }] }, /setting of Nexus/],
        [{ env: [{ name: "A,B", reason: "x" }] }, /no variable/],
        [{ env: [{ name: "DENO_DIR", reason: "x" }] }, /its own process would be set up/],
        [{ env: [{ name: "LD_PRELOAD", reason: "x" }] }, /its own process would be set up/],
      ];
      for (const [permissions, message] of asks) {
        await assert.rejects(install(home, "acme/dots", 1, { permissions }), {
          code: "plugin.invalid",
          message,
        });
      }
    },
  );
});

Deno.test("a folder that somebody put there runs where it asks for nothing, and waits to be asked for otherwise", async () => {
  await withRegistry(nothing, async (home) => {
    const { installed, registry } = home;
    const code = { "mod.ts": vizCode("return { data: [], layout: {} };") };
    await writePlugin(join(installed, "a"), manifestOf("viz", "acme/asks-nothing"), code);
    await writePlugin(join(installed, "b"), manifestOf("viz", "acme/asks", { permissions: NET }), code);
    await registry.refresh();
    assert.deepEqual(registry.viz().map(({ id }) => id), ["acme/asks-nothing"]);
    assert.match(
      stateOf(home, "acme/asks"),
      /refused Nobody was asked yet: it wants to connect to rates.example.org/,
    );
    await assert.rejects(registry.installer.remove("acme/asks-nothing"), { message: /by hand/ });
    const seen = await registry.installer.inspect(
      (await packArchive(join(installed, "b"), { cache: CACHE })).archive,
      "b",
    );
    const info = await registry.installer.install(seen.token, seen.asked);
    assert.deepEqual([info.state, info.grants?.length], ["running", 1]);
  });
});

Deno.test("a granted path that was turned into a link to the files of Nexus opens nothing", async () => {
  await withRegistry(nothing, async (home) => {
    const elsewhere = await Deno.makeTempDir();
    const path = join(elsewhere, "maps");
    await Deno.mkdir(path);
    await install(home, "acme/dots", 1, { permissions: { read: [{ path, reason: "Its maps." }] } });
    home.registry.disable("acme/dots");
    home.registry.enable("acme/dots");
    await Deno.remove(path);
    await Deno.symlink(home.installed, path);
    await assert.rejects(home.registry.viz()[0]!.render(INPUT), {
      code: "plugin.denied",
      message: /its own files/,
    });
    await Deno.remove(elsewhere, { recursive: true });
  });
});
