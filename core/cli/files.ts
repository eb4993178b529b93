/**
 * Files that the command line names.
 *
 * @module
 */
import { isAbsolute, resolve } from "node:path";
import { callerFolder } from "../config/mod.ts";
import { NexusError } from "../contract/mod.ts";

/** A path of the command line, meant against the folder where the person typed it. */
export function callerPath(path: string): string {
  return isAbsolute(path) ? path : resolve(callerFolder(), path);
}

/** Bytes of a file. A folder, a pipe or a device is none. @throws NexusError `file.not_found` */
export async function openInput(path: string): Promise<ReadableStream<Uint8Array>> {
  await requireFile(path);
  try {
    return (await Deno.open(path)).readable;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** Text of a file. @throws NexusError `file.not_found` */
export async function readInput(path: string): Promise<string> {
  await requireFile(path);
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** @throws NexusError `file.not_found` where there is no file of this name. */
export async function requireFile(path: string): Promise<void> {
  let info: Deno.FileInfo;
  try {
    info = await Deno.stat(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      throw new NexusError("file.not_found", `There is no file ${path}`, { cause });
    }
    throw unreadable(path, cause);
  }
  if (!info.isFile) throw new NexusError("file.not_found", `${path} is not a file`);
}

/** Finds out whether a file can be written before the work for it is done. @throws NexusError `request.invalid` */
export async function requireWritable(path: string): Promise<void> {
  try {
    (await Deno.open(path, { append: true, create: true })).close();
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** @throws NexusError `request.invalid` */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, text);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): NexusError {
  return new NexusError("file.not_found", `Cannot read ${path}: ${(cause as Error).message}`, { cause });
}

function unwritable(path: string, cause: unknown): NexusError {
  return new NexusError("request.invalid", `Cannot write ${path}: ${(cause as Error).message}`, { cause });
}
