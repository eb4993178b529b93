/**
 * `stats` as one module, for workers that can load nothing else.
 *
 * @module
 */
import { fromFileUrl, spawnChild } from "../process/mod.ts";

/** Name of a bundle that was made ahead, in the folder of programs. */
export const STATISTICS_FILE = "stats.js";

/** Where bundles come from. */
export interface StatisticsBundleOptions {
  /** Folder where bundles are kept, by the hash of what they are made of. */
  cache: string;
  /** A bundle that was made ahead, which is taken where it is there: a program that was packed has no sources. */
  packed?: string;
}

const HERE = fromFileUrl(new URL("./", import.meta.url).href);
const ROOT = fromFileUrl(new URL("../../", import.meta.url).href);
const DEADLINE_MS = 60_000;

const NOTICE =
  `Contains parts of stdlib (Apache-2.0, The Stdlib Authors; after the Boost library, Boost Software License 1.0, and Cephes), and of
ml.js, heap and fft.js (MIT).`;

const made = new Map<string, Promise<Uint8Array>>();

/** An ES module whose default export is the frozen `stats`. It imports nothing; made in a child process when something changed. */
export function statisticsBundle(options: StatisticsBundleOptions): Promise<Uint8Array> {
  const key = `${options.cache}\n${options.packed ?? ""}`;
  let bundle = made.get(key);
  if (bundle === undefined) {
    bundle = load(options);
    bundle.catch(() => made.delete(key));
    made.set(key, bundle);
  }
  return bundle;
}

async function load({ cache, packed }: StatisticsBundleOptions): Promise<Uint8Array> {
  const ready = packed === undefined ? null : await readIfThere(packed);
  if (ready !== null) return ready;
  const path = `${cache}/stats-${await fingerprint()}.js`;
  const kept = await readIfThere(path);
  if (kept !== null) return kept;
  const bytes = await make();
  await Deno.mkdir(cache, { recursive: true });
  const part = `${path}.${crypto.randomUUID()}`;
  await Deno.writeFile(part, bytes);
  await Deno.rename(part, path);
  return bytes;
}

async function make(): Promise<Uint8Array> {
  const child = spawnChild({
    entry: "bundler",
    permissions: ["--allow-read", "--allow-env", "--allow-run", "--allow-sys"],
  });
  try {
    const { attachments } = await child.channel.call("bundle", {
      entry: `${HERE}stats.ts`,
      folder: null,
      modules: {},
      packages: `${ROOT}node_modules`,
      aliases: {},
      notice: NOTICE,
    }, { timeoutMs: DEADLINE_MS });
    return attachments[0]!;
  } finally {
    child.kill("it has bundled");
    await child.exited;
  }
}

/** Changes with every source here, and with the versions of packages. */
async function fingerprint(): Promise<string> {
  const names = [];
  for await (const { name } of Deno.readDir(HERE)) if (/(?<!_tests?)\.ts$/.test(name)) names.push(name);
  const files = [...names.sort().map((name) => HERE + name), `${ROOT}deno.json`, `${ROOT}deno.lock`];
  const texts = await Promise.all(files.map(async (file) => await readIfThere(file) ?? new Uint8Array(0)));
  const whole = await new Blob(texts as Uint8Array<ArrayBuffer>[]).arrayBuffer();
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole)).toHex().slice(0, 32);
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
