/**
 * Puts a backup into an empty home folder.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { createTarDecoder } from "modern-tar";
import { NexusError } from "../contract/mod.ts";
import { lockHome, Store } from "../store/mod.ts";
import {
  BackupManifest,
  CHECKSUMS,
  Checksums,
  DATABASE,
  isBackupPath,
  MANIFEST,
  SAMPLES_MARKER,
} from "./contents.ts";

/** What was restored. */
export interface Restored {
  manifest: BackupManifest;
  datasets: number;
  documents: number;
  runs: number;
  bytes: number;
}

/** The two files of an archive that are read whole. */
const MAX_TEXT_BYTES = 256 * 1024 * 1024;

/**
 * Checks every file by its hash on the way; the database comes last, so that a home folder is whole or none. What was written is removed
 * where the archive is damaged.
 *
 * @throws NexusError `store.failed` where the folder is not empty or cannot be written, `file.unreadable` where the archive is no backup
 */
export async function restoreBackup(archive: ReadableStream<Uint8Array>, home: string): Promise<Restored> {
  await Deno.mkdir(home, { recursive: true });
  await requireEmpty(home);
  const lock = await lockHome(home);
  let manifest: BackupManifest;
  let bytes: number;
  try {
    ({ manifest, bytes } = await unpack(archive, home));
  } catch (error) {
    await clear(home);
    throw error instanceof NexusError ? error : damaged((error as Error).message, error);
  } finally {
    lock.release();
  }
  try {
    const store = await Store.open(home); // brings it to this version, and sees that it can be read
    const [datasets, documents] = [store.datasets.list().length, store.documents.count()];
    const runs = store.runs.count();
    store.close();
    return { manifest, datasets, documents, runs, bytes };
  } catch (error) {
    await clear(home);
    throw error;
  }
}

async function unpack(
  archive: ReadableStream<Uint8Array>,
  home: string,
): Promise<{ manifest: BackupManifest; bytes: number }> {
  const found: Checksums = {};
  const texts = new Map<string, string>();
  const decoder = createTarDecoder({ strict: true });
  for await (const { header, body } of archive.pipeThrough(decoder)) {
    const { name, type, size } = header;
    if (type !== "file" || !isBackupPath(name)) {
      throw damaged(`"${name.slice(0, 200)}" has no place in a backup`);
    }
    if (Object.hasOwn(found, name)) throw damaged(`"${name}" is in it twice`);
    if (Object.keys(found).length === 0 && name !== MANIFEST) throw damaged("it has no manifest");
    if (name === MANIFEST || name === CHECKSUMS) {
      if (size > MAX_TEXT_BYTES) throw damaged(`"${name}" is too large`);
      const bytes = new Uint8Array(await new Response(body).arrayBuffer());
      texts.set(name, new TextDecoder().decode(bytes));
      found[name] = { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
      if (name === MANIFEST) parsed(BackupManifest, texts.get(MANIFEST)!);
    } else {
      found[name] = await writeFile(`${home}/${name === DATABASE ? `${DATABASE}.restoring` : name}`, body);
    }
  }
  compare(found, texts.get(CHECKSUMS));
  await Deno.rename(`${home}/${DATABASE}.restoring`, `${home}/${DATABASE}`);
  const bytes = Object.values(found).reduce((sum, file) => sum + file.bytes, 0);
  return { manifest: parsed(BackupManifest, texts.get(MANIFEST)!), bytes };
}

async function writeFile(
  path: string,
  content: ReadableStream<Uint8Array>,
): Promise<Checksums[string]> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const hash = createHash("sha256");
  let bytes = 0;
  using file = await open(path);
  for await (const chunk of content) {
    hash.update(chunk);
    for (let offset = 0; offset < chunk.length;) {
      offset += await file.write(chunk.subarray(offset)).catch(full);
    }
    bytes += chunk.length;
  }
  await file.sync();
  return { sha256: hash.digest("hex"), bytes };

  function open(path: string): Promise<Deno.FsFile> {
    return Deno.open(path, { write: true, createNew: true, mode: 0o600 }).catch(full);
  }

  function full(cause: Error): never {
    throw new NexusError("store.failed", `Cannot write ${path}: ${cause.message}`, { cause });
  }
}

/** @throws NexusError `file.unreadable` where a file is missing, changed, or more than the archive tells of */
function compare(found: Checksums, text: string | undefined): void {
  if (text === undefined) throw damaged("it was cut off");
  const told = parsed(Checksums, text);
  const { [CHECKSUMS]: _, ...rest } = found;
  for (const name of new Set([...Object.keys(told), ...Object.keys(rest)])) {
    const same = Object.hasOwn(told, name) && Object.hasOwn(rest, name) &&
      told[name]!.sha256 === rest[name]!.sha256;
    if (!same) throw damaged(`"${name}" is not as it was when the backup was made`);
    const content = /^files\/(\w+)$/.exec(name)?.[1];
    if (content !== undefined && content !== rest[name]!.sha256) {
      throw damaged(`the upload ${content} has changed on the disk before the backup was made`);
    }
  }
  if (!Object.hasOwn(rest, DATABASE)) throw damaged("it has no database");
}

function parsed<T>(schema: { parse(value: unknown): T }, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw damaged((cause as Error).message.slice(0, 500), cause);
  }
}

function damaged(reason: string, cause?: unknown): NexusError {
  return new NexusError("file.unreadable", `This is no backup that can be restored: ${reason}`, {
    cause,
    hint: "Nothing was restored. Make a backup with: deno task backup",
  });
}

async function requireEmpty(home: string): Promise<void> {
  const inUse = new Set([DATABASE, "files", "tables", "plugins"]);
  for await (const { name, isFile } of Deno.readDir(home)) {
    if (!inUse.has(name)) continue;
    const empty = !isFile && (await Array.fromAsync(Deno.readDir(`${home}/${name}`))).length === 0;
    if (!empty) {
      throw new NexusError(
        "store.failed",
        `${home} is not empty: a backup is restored into a new home folder`,
        {
          hint: "Name a new one: NEXUS_HOME=/path/of/a/new/folder deno task restore FILE",
        },
      );
    }
  }
}

async function clear(home: string): Promise<void> {
  for (
    const name of [DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`, `${DATABASE}.restoring`, "files", "tables"]
  ) {
    await Deno.remove(`${home}/${name}`, { recursive: true }).catch(() => {});
  }
  await Deno.remove(`${home}/plugins`, { recursive: true }).catch(() => {});
  await Deno.remove(`${home}/${SAMPLES_MARKER}`).catch(() => {});
}
