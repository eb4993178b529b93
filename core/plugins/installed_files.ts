/**
 * The files of an installed plugin on the disk: written whole or not at all, and read with every byte held against the lock file.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { NexusError } from "../contract/mod.ts";
import { sha256 } from "./hash.ts";
import type { LockEntry } from "./lock.ts";

const MAX_FILES = 2100;

/** One file, as a look at the folder shows it. */
interface Seen {
  path: string;
  size: number;
  /** Times of the last change of content and of attributes; the first can be set by anyone, the second counts seconds. */
  changed: string;
}

/** Folder of one version of a plugin, inside the folder of installed plugins. */
export function folderName(id: string, hash: string): string {
  return `${id.replace("/", "--")}/${hash.slice(0, 12)}`;
}

/** Whether a folder has a name that {@linkcode folderName} gives. */
export function isVersionFolder(folder: string): boolean {
  return /[\\/][0-9a-f]{12}$/.test(folder);
}

/**
 * Changes when something in the folder does, without reading the files.
 *
 * @throws {NexusError} `plugin.invalid` where there is a symbolic link, or no folder.
 */
export async function printOf(folder: string): Promise<string> {
  return (await look(folder)).map(({ path, size, changed }) => `${path}:${size}:${changed}`).join("|");
}

/**
 * Reads all files. What is given back is what was checked: nothing is read a second time.
 *
 * @throws {NexusError} `plugin.invalid` where a file differs, is missing, is not listed, or is a symbolic link.
 */
export async function readChecked(
  folder: string,
  { files }: Pick<LockEntry, "files">,
): Promise<Map<string, Uint8Array>> {
  const seen = await look(folder);
  for (const { path } of seen) {
    if (!Object.hasOwn(files, path)) throw tampered(`"${path}" was not installed`);
  }
  const missing = Object.keys(files).find((path) => !seen.some((file) => file.path === path));
  if (missing !== undefined) throw tampered(`"${missing}" is missing`);
  const read = await Promise.all(seen.map(async ({ path }) => {
    const bytes = await Deno.readFile(join(folder, path)).catch((cause) => {
      throw tampered(`"${path}" cannot be read: ${(cause as Error).message}`);
    });
    if (await sha256(bytes) !== files[path]) throw tampered(`"${path}" was changed`);
    return [path, bytes] as const;
  }));
  return new Map(read);
}

/** Writes files to a new folder and syncs them; it appears under its name at once, or not at all. */
export async function writeWhole(
  root: string,
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<void> {
  const target = join(root, folder);
  const incoming = join(root, `.incoming-${crypto.randomUUID()}`);
  try {
    const folders = new Set<string>([incoming]);
    for (const [path, bytes] of files) {
      const place = join(incoming, path);
      await Deno.mkdir(dirname(place), { recursive: true });
      folders.add(dirname(place));
      using file = await Deno.open(place, { write: true, createNew: true });
      for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
      await file.sync();
    }
    await Promise.all([...folders].map(syncFolder));
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.remove(target, { recursive: true }).catch(() => {}); // of an install that did not come to its end, or tampered with
    await Deno.rename(incoming, target);
    await syncFolder(dirname(target));
    await syncFolder(root);
  } catch (cause) {
    await Deno.remove(incoming, { recursive: true }).catch(() => {});
    throw new NexusError("store.failed", `Cannot write ${target}: ${(cause as Error).message}`, { cause });
  }
}

/** Removes what an install that was cut off left behind. `kept` are the folders that the lock file names. */
export async function sweep(root: string, kept: ReadonlySet<string>): Promise<void> {
  for (const entry of await entriesOf(root)) {
    if (entry.name.startsWith(".incoming-")) {
      await Deno.remove(join(root, entry.name), { recursive: true }).catch(() => {});
    }
    if (!entry.isDirectory) continue;
    const inner = await entriesOf(join(root, entry.name));
    const ours = inner.filter(({ name, isDirectory }) => isDirectory && isVersionFolder(`/${name}`));
    for (const { name } of ours) {
      if (kept.has(`${entry.name}/${name}`)) continue;
      await Deno.remove(join(root, entry.name, name), { recursive: true }).catch(() => {});
    }
    if (ours.length > 0) await Deno.remove(join(root, entry.name)).catch(() => {}); // where nothing is left in it
  }
}

async function look(folder: string): Promise<Seen[]> {
  const seen: Seen[] = [];
  const visit = async (inside: string) => {
    for await (const { name, isDirectory, isSymlink } of Deno.readDir(join(folder, inside))) {
      const path = inside === "" ? name : `${inside}/${name}`;
      if (isSymlink) throw tampered(`"${path}" is a symbolic link`);
      if (isDirectory) await visit(path);
      else {
        const { size, mtime, ctime } = await Deno.lstat(join(folder, path));
        seen.push({ path, size, changed: `${mtime?.getTime()} ${ctime?.getTime()}` });
      }
      if (seen.length > MAX_FILES) throw tampered("there are more files than were installed");
    }
  };
  try {
    if ((await Deno.lstat(folder)).isSymlink) throw tampered("its folder is a symbolic link");
    await visit("");
  } catch (error) {
    if (error instanceof NexusError) throw error;
    throw tampered(error instanceof Deno.errors.NotFound ? "its folder is gone" : (error as Error).message);
  }
  return seen.sort((a, b) => a.path < b.path ? -1 : 1);
}

async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  try {
    return await Array.fromAsync(Deno.readDir(folder));
  } catch {
    return [];
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    using opened = await Deno.open(folder);
    await opened.sync();
  } catch {
    // Not every system lets a folder be synced.
  }
}

function tampered(what: string): NexusError {
  return new NexusError("plugin.invalid", `It is not what was installed: ${what}`, {
    hint: "Install it again, or remove it.",
  });
}
