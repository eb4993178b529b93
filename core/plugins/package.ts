/**
 * A packed plugin: manifest, one file of code, what it reads, hashes of all of them, and perhaps a signature, in one archive.
 *
 * @module
 */
import { z } from "zod";
import { type Manifest, NexusError } from "../contract/mod.ts";
import { BUNDLE_FILE } from "./bundler.ts";
import { hashesOf, sha256 } from "./hash.ts";
import { parseManifest } from "./manifest.ts";
import { isSigned, sign, Signature } from "./signature.ts";
import { readZip, writeZip } from "./zip.ts";

/** Where a package carries its manifest, the hashes of its files, and who signed both. */
export const MANIFEST_FILE = "plugin.json";
const HASHES_FILE = "hashes.json";
const SIGNATURE_FILE = "signature.json";

const Hashes = z.strictObject({
  format: z.literal(1),
  files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
});

/** What an archive holds, after everything was checked. */
export interface PluginPackage {
  manifest: Manifest;
  /** Every file, those with hashes and signature too. */
  files: Map<string, Uint8Array>;
  /** SHA-256 of the hashes of all files: the same for the same plugin, signed or not. */
  sha256: string;
  /** The public key; null where nobody signed. */
  signer: string | null;
}

/** The archive of a plugin's files, `plugin.json` and `bundle.js` among them. */
export async function writePackage(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const hashes = { format: 1, files: await hashesOf(files) };
  const bytes = new TextEncoder().encode(JSON.stringify(hashes, null, 2) + "\n");
  return writeZip(new Map([...files, [HASHES_FILE, bytes]]));
}

/** The same archive with a signature, in place of one that it may have. @throws {NexusError} As {@linkcode readPackage} and `sign()`. */
export async function signPackage(archive: Uint8Array, pem: string): Promise<Uint8Array<ArrayBuffer>> {
  const { files } = await readPackage(archive);
  const signed = { manifest: files.get(MANIFEST_FILE)!, hashes: files.get(HASHES_FILE)! };
  const text = JSON.stringify(await sign(signed, pem), null, 2) + "\n";
  return writeZip(new Map([...files, [SIGNATURE_FILE, new TextEncoder().encode(text)]]));
}

/**
 * Reads an archive and checks it as a whole.
 *
 * @throws {NexusError} `plugin.invalid` with the first thing that is wrong.
 */
export async function readPackage(archive: Uint8Array): Promise<PluginPackage> {
  const files = await readZip(archive);
  for (const path of [MANIFEST_FILE, BUNDLE_FILE, HASHES_FILE]) {
    if (!files.has(path)) {
      throw refuse(`it has no ${path}`, "deno task plugin pack FOLDER makes the archive of a plugin.");
    }
  }
  const hashes = parse(Hashes, files.get(HASHES_FILE)!, HASHES_FILE);
  const content = new Map([...files].filter(([path]) => path !== HASHES_FILE && path !== SIGNATURE_FILE));
  for (const [path, hash] of Object.entries(await hashesOf(content))) {
    if (!Object.hasOwn(hashes.files, path)) throw refuse(`"${path}" is not listed in ${HASHES_FILE}`);
    if (hashes.files[path] !== hash) throw refuse(`"${path}" is not what ${HASHES_FILE} says`);
  }
  for (const path of Object.keys(hashes.files)) {
    if (!content.has(path)) throw refuse(`"${path}", which ${HASHES_FILE} lists, is missing`);
  }
  const signer = await signerOf(files);
  const manifest = parseManifest(new TextDecoder().decode(files.get(MANIFEST_FILE)));
  return { manifest, files, sha256: await sha256(files.get(HASHES_FILE)!), signer };
}

async function signerOf(files: Map<string, Uint8Array>): Promise<string | null> {
  const bytes = files.get(SIGNATURE_FILE);
  if (bytes === undefined) return null;
  const signature = parse(Signature, bytes, SIGNATURE_FILE);
  const signed = { manifest: files.get(MANIFEST_FILE)!, hashes: files.get(HASHES_FILE)! };
  if (!await isSigned(signed, signature)) {
    throw refuse(
      "its signature does not belong to it",
      "It was changed after it was signed. Do not install it.",
    );
  }
  return signature.key;
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array, path: string): T {
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw refuse(`${path} is not JSON`);
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refuse(
    issue?.path[0] === "format"
      ? `${path} has a format that this Nexus does not know`
      : `${path}: ${issue?.path.join(".")} ${issue?.message}`,
    "Pack it again with: deno task plugin pack FOLDER",
  );
}

function refuse(what: string, hint?: string): NexusError {
  return new NexusError(
    "plugin.invalid",
    `The archive cannot be used: ${what}`,
    hint === undefined ? {} : { hint },
  );
}
