/**
 * Finding plugins: folders with a `plugin.json`, one or two levels below a root.
 *
 * @module
 */
import { join } from "node:path";
import { NexusError } from "../contract/mod.ts";

/** Files that are neither loaded nor part of a plugin's identity. */
const LEFT_OUT = /(^|\/)(testdata|node_modules|\.[^/]*)(\/|$)|_test\.tsx?$|\.md$/;
const MAX_FILES = 2000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Whether a file, by its path inside the plugin's folder, is part of the plugin. */
export function isPart(path: string): boolean {
  return !LEFT_OUT.test(path);
}

/** Folders with a plugin, in order of their paths. A root that is not there has none. */
export async function findPlugins(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await subfolders(root)) {
    if (await hasManifest(folder)) found.push(folder);
    else for (const inner of await subfolders(folder)) if (await hasManifest(inner)) found.push(inner);
  }
  return found;
}

/** One file of a plugin. */
export interface PluginFile {
  /** Inside the folder, with slashes. */
  path: string;
  size: number;
  /** Time of the last change in milliseconds. */
  changed: number;
}

/**
 * The files that make a plugin, in order of their paths.
 *
 * @throws {NexusError} `plugin.invalid` where one is a symbolic link, or they are too many or too large.
 */
export async function pluginFiles(folder: string): Promise<PluginFile[]> {
  const files: PluginFile[] = [];
  const visit = async (inside: string) => {
    for await (const entry of Deno.readDir(join(folder, inside))) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (!isPart(path)) continue;
      if (entry.isSymlink) throw refuse(`"${path}" is a symbolic link`);
      if (entry.isDirectory) await visit(path);
      else {
        const { size, mtime } = await Deno.lstat(join(folder, path));
        files.push({ path, size, changed: mtime?.getTime() ?? 0 });
      }
      if (files.length > MAX_FILES) throw refuse(`it has more than ${MAX_FILES} files`);
    }
  };
  await visit("");
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  if (bytes > MAX_BYTES) throw refuse(`its files have ${bytes} bytes; the limit is ${MAX_BYTES}`);
  return files.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** A word that changes when a file of the plugin does, without reading them. */
export function fingerprint(files: PluginFile[]): string {
  return files.map(({ path, size, changed }) => `${path}:${size}:${changed}`).join("|");
}

async function subfolders(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.isDirectory && isPart(entry.name)) names.push(entry.name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort().map((name) => join(folder, name));
}

async function hasManifest(folder: string): Promise<boolean> {
  try {
    return (await Deno.lstat(join(folder, "plugin.json"))).isFile;
  } catch {
    return false;
  }
}

function refuse(what: string): NexusError {
  return new NexusError("plugin.invalid", `The plugin cannot be loaded: ${what}`);
}
