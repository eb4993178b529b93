import assert from "node:assert/strict";
import { join } from "node:path";
import { INPUT, manifestOf, vizCode, withRegistry, writePlugin } from "./_plugins_for_tests.ts";
import { LOCK_FILE } from "./lock.ts";
import { packArchive } from "./pack.ts";
import { signPackage } from "./package.ts";
import { makeKey } from "./signature.ts";

const NET = { host: "rates.example.org:443", reason: "Exchange rates." };
const ENV = { name: "RATES_WORD", reason: "The account there." };

/** Packs a renderer `acme/dots` whose figure has one number. */
async function pack(
  folder: string,
  mark: number,
  more: Record<string, unknown> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const source = join(folder, `source-${crypto.randomUUID()}`);
  const files = {
    "mod.ts": vizCode(`return { data: [{ x: [${mark}] }], layout: {} };`),
    "README.md": "Dots.",
  };
  await writePlugin(source, manifestOf("viz", "acme/dots", more), files);
  return (await packArchive(source, { cache: join(folder, "cache") })).archive;
}

const nothing = () => Promise.resolve();

Deno.test("install() shows what is wanted, takes exactly that, and writes it down", async () => {
  await withRegistry(nothing, async ({ registry, folder, installed }) => {
    const { installer } = registry;
    const archive = await pack(folder, 1, { permissions: { net: [NET], env: [ENV] } });
    const seen = await installer.inspect(archive, "dots.zip");
    assert.deepEqual([seen.change, seen.asks, seen.signer, seen.installed], ["new", true, null, null]);
    assert.deepEqual(seen.asked, ["net:rates.example.org:443", "env:RATES_WORD"]);
    assert.equal(seen.permissions[0]?.words, "connect to rates.example.org, port 443");
    assert.match(seen.warnings.join(), /Nobody signed it/);
    assert.deepEqual(registry.viz(), [], "looking installs nothing");
    for (const accept of [[], ["net:rates.example.org:443"], [...seen.asked, "read:/"]]) {
      await assert.rejects(installer.install(seen.token, accept), { code: "request.invalid" });
    }
    const info = await installer.install(seen.token, seen.asked);
    assert.deepEqual([info.state, info.source, info.grants?.map(({ granted }) => granted)], [
      "running",
      "dots.zip",
      [true, true],
    ]);
    await assert.rejects(installer.install(seen.token, seen.asked), { message: /expired, or was used/ });
    assert.deepEqual((await registry.viz("dots")[0]!.render(INPUT)).data, [{ x: [1] }]);
    const lock = JSON.parse(await Deno.readTextFile(join(installed, LOCK_FILE))).plugins["acme/dots"];
    assert.deepEqual(Object.keys(lock.files).sort(), [
      "README.md",
      "bundle.js",
      "hashes.json",
      "plugin.json",
    ]);
    assert.deepEqual(lock.granted.map(({ permission }: { permission: string }) => permission), seen.asked);
  });
});

Deno.test("an update asks for what is new alone, and does not give back what was taken", async () => {
  await withRegistry(nothing, async ({ registry, folder, installed }) => {
    const { installer } = registry;
    const install = async (mark: number, more: Record<string, unknown>) => {
      const seen = await installer.inspect(await pack(folder, mark, more), "dots.zip");
      return { seen, info: await installer.install(seen.token, seen.asked) };
    };
    await install(1, { permissions: { net: [NET] } });
    const more = await install(2, { version: "1.1.0", permissions: { net: [NET], env: [ENV] } });
    assert.deepEqual([more.seen.change, more.seen.asks, more.seen.asked], ["update", true, [
      "env:RATES_WORD",
    ]]);
    assert.deepEqual((await registry.viz("dots")[0]!.render(INPUT)).data, [{ x: [2] }]);
    await installer.revoke("acme/dots", ["net:rates.example.org:443"]);
    const equal = await install(3, { version: "1.2.0", permissions: { net: [NET], env: [ENV] } });
    assert.deepEqual([equal.seen.asks, equal.seen.asked], [false, []]);
    assert.deepEqual(equal.info.grants?.map(({ granted }) => granted), [false, true]);
    const fewer = await install(4, { version: "1.3.0" });
    assert.deepEqual([fewer.seen.asks, fewer.seen.dropped.length, fewer.info.grants], [false, 2, []]);
    const older = await install(1, { version: "1.0.0" });
    assert.deepEqual([older.seen.change, older.seen.asks], ["downgrade", true]);
    const folders = await Array.fromAsync(Deno.readDir(join(installed, "acme--dots")));
    assert.equal(folders.length, 1, "the versions before are gone");
  });
});

Deno.test("an update by another hand is asked for, one by the same is not", async () => {
  await withRegistry(nothing, async ({ registry: { installer }, folder }) => {
    const [ours, other] = [await makeKey(), await makeKey()];
    const seen = await installer.inspect(await signPackage(await pack(folder, 1), ours.pem), "a");
    assert.deepEqual([seen.signer?.key, seen.signer?.known, seen.warnings], [ours.key, [], []]);
    await installer.install(seen.token, []);
    const next = await pack(folder, 2, { version: "1.1.0" });
    const same = await installer.inspect(await signPackage(next, ours.pem), "b");
    assert.deepEqual([same.asks, same.signer?.known], [false, ["acme/dots"]]);
    const stranger = await installer.inspect(await signPackage(next, other.pem), "c");
    assert.equal(stranger.asks, true);
    assert.match(stranger.warnings.join(), /Another key signed version 1.0.0/);
    const unsigned = await installer.inspect(next, "d");
    assert.equal(unsigned.asks, true);
    assert.match(unsigned.warnings.join(), /was signed; this one is not/);
    assert.equal((await installer.install(same.token, [])).version, "1.1.0");
    await assert.rejects(installer.install(stranger.token, []), { message: /changed after the inspection/ });
  });
});

Deno.test("revoke() takes effect at once; a plugin without anything left is off until it is given back", async () => {
  const files = {
    "mod.ts": vizCode(
      `let word = "none"; try { word = Deno.env.get("RATES_WORD"); } catch { word = "denied"; }
      return { data: [], layout: { word } };`,
    ),
  };
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(
        join(builtIn, "viz/dots"),
        manifestOf("viz", "dots", { permissions: { env: [ENV], net: [NET] } }),
        files,
      ),
    async ({ registry, installed }) => {
      const word = async () => (await registry.viz("dots")[0]!.render(INPUT)).layout.word;
      assert.equal(await word(), "hello");
      await registry.installer.revoke("dots", ["env:RATES_WORD"]);
      assert.equal(await word(), "denied");
      await assert.rejects(registry.installer.revoke("dots", ["env:HOME"]), { code: "request.invalid" });
      const off = await registry.installer.revoke("dots");
      assert.deepEqual([off.state, registry.viz("dots").length], ["disabled", 0]);
      assert.match(off.message!, /taken back/);
      assert.throws(() => registry.enable("dots"), { code: "plugin.invalid", message: /taken back/ });
      await registry.refresh();
      assert.equal(registry.list()[0]?.state, "disabled");
      const on = await registry.installer.grant("dots", ["env:RATES_WORD"]);
      assert.equal(on.state, "ready");
      assert.equal(await word(), "hello");
      const { revoked } = JSON.parse(await Deno.readTextFile(join(installed, LOCK_FILE)));
      assert.deepEqual(revoked.dots.map(({ permission }: { permission: string }) => permission), [
        "net:rates.example.org:443",
      ]);
    },
    { env: (name) => name === "RATES_WORD" ? "hello" : undefined },
  );
});

Deno.test("remove() takes ability, files and grants; what comes with Nexus stays", async () => {
  await withRegistry(
    ({ builtIn }) =>
      writePlugin(join(builtIn, "viz/own"), manifestOf("viz", "own"), { "mod.ts": vizCode("return null;") }),
    async ({ registry, folder, installed, changes }) => {
      const { installer } = registry;
      const seen = await installer.inspect(await pack(folder, 1), "a");
      await installer.install(seen.token, []);
      await installer.remove("acme/dots");
      assert.deepEqual(registry.viz("dots").map(({ id }) => id), ["own"]);
      assert.ok(changes.includes("acme/dots removed"));
      assert.deepEqual(await Array.fromAsync(Deno.readDir(installed), ({ name }) => name), [LOCK_FILE]);
      await assert.rejects(installer.remove("acme/dots"), { code: "plugin.not_found" });
      await assert.rejects(installer.remove("own"), { code: "plugin.invalid", message: /comes with Nexus/ });
    },
  );
});

Deno.test("what a plugin may read of its own folder is packed with it, and lies in its working folder", async () => {
  const body = `let code = "open"; try { Deno.readTextFileSync("bundle.js"); } catch { code = "closed"; }
    return { data: [], layout: { map: Deno.readTextFileSync("data/maps/a.txt"), code } };`;
  const permissions = { read: [{ path: "data", reason: "Its maps." }] };
  await withRegistry(nothing, async ({ registry, folder }) => {
    const source = join(folder, "source");
    await writePlugin(source, manifestOf("viz", "acme/maps", { permissions }), {
      "mod.ts": vizCode(body),
      "data/maps/a.txt": "a map",
      "data/.secret": "not packed",
      "other.txt": "not packed",
    });
    const { archive } = await packArchive(source, { cache: join(folder, "cache") });
    const seen = await registry.installer.inspect(archive, "maps.zip");
    assert.equal(seen.permissions[0]?.words, 'read the files under "data" that come with it');
    await registry.installer.install(seen.token, seen.asked);
    assert.deepEqual((await registry.viz("dots")[0]!.render(INPUT)).layout, { map: "a map", code: "closed" });
    await Deno.symlink("/etc/hostname", join(source, "data/link"));
    await assert.rejects(packArchive(source, { cache: join(folder, "cache") }), { message: /symbolic link/ });
    await Deno.remove(join(source, "data"), { recursive: true });
    await assert.rejects(packArchive(source, { cache: join(folder, "cache") }), {
      message: /which is not there/,
    });
  });
});
