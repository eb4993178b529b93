/**
 * The page: built once per change of its sources, then served from the cache.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import type { Log } from "../observe/mod.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};

/** Bytes from which compressing pays. */
const LEAST_ZIPPED = 1400;

/** Files of the page. */
export class PageFiles {
  readonly #ready: Promise<string>;
  /** Compressed files, by path: a few, and they do not change. */
  readonly #zipped = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

  /** `ready` gives the folder once it is built. */
  constructor(ready: Promise<string>) {
    this.#ready = ready;
    ready.catch(() => {}); // told to whoever asks for a file
  }

  /** A file of the page, compressed where the client takes that; null where there is none of this name. */
  async serve(path: string, encodings = ""): Promise<Response | null> {
    if (!/^(assets\/)?[\w-]+(\.[\w-]+)*$/.test(path)) return null;
    const folder = await this.#ready;
    const type = TYPES[/\.\w+$/.exec(path)?.[0] ?? ""];
    if (!type) return null;
    try {
      const bytes = await Deno.readFile(`${folder}/${path}`);
      const hashed = /-[A-Z0-9]{8}\./.test(path);
      const headers = {
        "content-type": type,
        "cache-control": hashed ? "public, max-age=31536000, immutable" : "no-cache",
        vary: "accept-encoding",
      };
      const zips = bytes.length >= LEAST_ZIPPED && !/^(?:image\/png|font)/.test(type) && takesGzip(encodings);
      if (!zips) return new Response(bytes, { headers });
      const zipped = this.#zipped.get(path) ?? gzip(bytes);
      this.#zipped.set(path, zipped);
      return new Response(await zipped, { headers: { ...headers, "content-encoding": "gzip" } });
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw error;
    }
  }
}

/**
 * Builds the page in a child process, for the bundler must not run in the host.
 *
 * @returns the folder with its files
 * @throws NexusError `internal.error`
 */
export async function buildPage(options: { root: string; cache: string; log: Log }): Promise<string> {
  const hash = await hashSources([
    `${options.root}/ui`,
    `${options.root}/core/contract`,
    `${options.root}/deno.json`,
  ]);
  const folder = `${options.cache}/page-${hash}`;
  if (await exists(`${folder}/index.html`)) return folder;
  const started = performance.now();
  const building = `${folder}.${crypto.randomUUID()}.tmp`;
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-read",
      "--allow-write",
      "--allow-env",
      "--allow-run",
      "--allow-sys",
      `${options.root}/ui/build.ts`,
      "--out",
      building,
    ],
    cwd: options.root,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (code !== 0) {
    throw new NexusError(
      "internal.error",
      `The page could not be built: ${new TextDecoder().decode(stderr).slice(-2000)}`,
    );
  }
  await Deno.rename(building, folder).catch(async (error) => {
    if (!await exists(`${folder}/index.html`)) throw error; // another process was first
    await Deno.remove(building, { recursive: true });
  });
  options.log.info("the page was built", { ms: Math.round(performance.now() - started) });
  return folder;
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function hashSources(paths: string[]): Promise<string> {
  const parts: string[] = [];
  const visit = async (path: string): Promise<void> => {
    if ((await Deno.stat(path)).isFile) {
      parts.push(path, await Deno.readTextFile(path));
      return;
    }
    const names = (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name).filter((name) =>
      !name.includes("_test.") && name !== "testdata"
    ).sort();
    for (const name of names) await visit(`${path}/${name}`);
  };
  for (const path of paths) await visit(path);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.join("\0")));
  return new Uint8Array(digest).toHex().slice(0, 16);
}

function takesGzip(encodings: string): boolean {
  return encodings.split(",").some((one) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(one));
}

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
