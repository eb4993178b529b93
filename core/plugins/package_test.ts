import assert from "node:assert/strict";
import { manifestOf } from "./_plugins_for_tests.ts";
import { readPackage, signPackage, writePackage } from "./package.ts";
import { fingerprintOf, isSigned, makeKey, sign } from "./signature.ts";
import { readZip, writeZip } from "./zip.ts";

const bytes = (words: string) => new TextEncoder().encode(words);
const FILES = new Map([
  ["plugin.json", bytes(JSON.stringify(manifestOf("viz", "acme/dots")))],
  ["bundle.js", bytes("export default {};")],
  ["README.md", bytes("Dots.")],
]);

/** The archive with its files changed afterwards. */
async function tampered(
  archive: Uint8Array,
  change: (files: Map<string, Uint8Array>) => void,
): Promise<Uint8Array> {
  const files = await readZip(archive);
  change(files);
  return await writeZip(files);
}

Deno.test("a package is read with its manifest, and a signature names its key", async () => {
  const archive = await writePackage(FILES);
  const plain = await readPackage(archive);
  assert.deepEqual([plain.manifest.id, plain.signer], ["acme/dots", null]);
  const { pem, key } = await makeKey();
  const signed = await readPackage(await signPackage(archive, pem));
  assert.deepEqual([signed.signer, signed.sha256], [key, plain.sha256]);
  const again = await readPackage(await signPackage(await signPackage(archive, (await makeKey()).pem), pem));
  assert.equal(again.signer, key, "a new signature takes the place of the old");
  assert.match(await fingerprintOf(key), /^([0-9a-f]{4} ){7}[0-9a-f]{4}$/);
});

Deno.test("a package that was changed after it was made is refused", async () => {
  const archive = await writePackage(FILES);
  const cases: [(files: Map<string, Uint8Array>) => void, RegExp][] = [
    [
      (files) => files.set("bundle.js", bytes("export default evil;")),
      /"bundle.js" is not what hashes.json says/,
    ],
    [(files) => files.set("more.js", bytes("1")), /"more.js" is not listed/],
    [(files) => files.delete("README.md"), /"README.md", which hashes.json lists, is missing/],
    [(files) => files.delete("bundle.js"), /no bundle.js/],
    [(files) => files.delete("hashes.json"), /no hashes.json/],
    [(files) => files.delete("plugin.json"), /no plugin.json/],
    [(files) => files.set("hashes.json", bytes("[")), /hashes.json is not JSON/],
    [(files) => files.set("hashes.json", bytes('{"format":2,"files":{}}')), /hashes.json has a format/],
    [(files) => files.set("signature.json", bytes("{}")), /signature.json/],
  ];
  for (const [change, message] of cases) {
    await assert.rejects(readPackage(await tampered(archive, change)), { code: "plugin.invalid", message });
  }
});

Deno.test("a signature holds for its manifest and its files alone", async () => {
  const [ours, other] = [await makeKey(), await makeKey()];
  const archive = await signPackage(await writePackage(FILES), ours.pem);
  const evil = await writePackage(new Map([...FILES, ["bundle.js", bytes("export default evil;")]]));
  const taken = (await readZip(archive)).get("signature.json")!;
  const moved = await tampered(evil, (files) => files.set("signature.json", taken));
  await assert.rejects(readPackage(moved), { message: /signature does not belong/, hint: /Do not install/ });
  const renamed = await tampered(archive, (files) => {
    const signature = JSON.parse(new TextDecoder().decode(files.get("signature.json")));
    files.set("signature.json", bytes(JSON.stringify({ ...signature, key: other.key })));
  });
  await assert.rejects(readPackage(renamed), { message: /signature does not belong/ });
  const signed = { manifest: bytes("ab"), hashes: bytes("c") };
  const signature = await sign(signed, ours.pem);
  assert.equal(await isSigned(signed, signature), true);
  assert.equal(await isSigned({ manifest: bytes("a"), hashes: bytes("bc") }, signature), false);
  assert.equal(await isSigned(signed, { ...signature, key: "A".repeat(43) }), false);
  await assert.rejects(sign(signed, "no key"), { code: "request.invalid" });
  await assert.rejects(signPackage(archive.slice(0, -5), ours.pem), { code: "plugin.invalid" });
});

Deno.test("a package for another contract, or with a manifest that is none, is refused", async () => {
  const packed = async (manifest: unknown) => {
    const text = typeof manifest === "string" ? manifest : JSON.stringify(manifest);
    return await writePackage(new Map([...FILES, ["plugin.json", bytes(text)]]));
  };
  const cases: [unknown, RegExp][] = [
    [manifestOf("viz", "acme/dots", { api: "^2.0.0" }), /needs the plugin contract \^2.0.0/],
    [manifestOf("viz", "acme/dots", { permissions: { ffi: true } }), /permissions.*ffi/],
    [manifestOf("viz", "../../x"), /id/],
    ["{", /not JSON/],
    ["null", /not valid/],
  ];
  for (const [manifest, message] of cases) {
    await assert.rejects(readPackage(await packed(manifest)), { code: "plugin.invalid", message });
  }
});
