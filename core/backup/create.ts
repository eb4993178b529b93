/**
 * Makes a backup of a home folder that is in use: one archive (tar), streamed.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { createTarPacker, type TarPackController } from "modern-tar";
import { NexusError } from "../contract/mod.ts";
import type { Store } from "../store/mod.ts";
import {
  CHECKSUMS,
  type Checksums,
  DATABASE,
  isBackupPath,
  MANIFEST,
  manifestOf,
  SAMPLES_MARKER,
} from "./contents.ts";
import { type Snapshot, snapshotDatabase } from "./snapshot.ts";

/** Whoever takes nothing for so long is not waited for. */
const STALLED_MS = 120_000;

export interface BackupOptions {
  /** Version of the program. */
  nexus: string;
  /** Called when all was taken, or not. */
  onEnd?: (outcome: { bytes: number } | { error: unknown }) => void;
}

/** An archive that is being made. */
export interface Backup {
  /** A file name for it: `nexus-backup-2026-11-22-120000.tar`. */
  name: string;
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
}

/**
 * Copies the database, then streams the copy and every file that it names. What is removed in between stays on the disk until the end;
 * the index and the caches are left out, for they are made anew.
 *
 * @throws NexusError `store.failed`, `run.busy` where another backup is being made
 */
export async function createBackup(store: Store, options: BackupOptions): Promise<Backup> {
  const letGo = store.hold();
  if (!letGo) {
    throw new NexusError("run.busy", "A backup is being made already", { hint: "Wait until it has ended." });
  }
  const copy = `${store.home}/temporary/backup-${crypto.randomUUID()}.db`;
  const end = async () => {
    letGo();
    await Deno.remove(copy).catch(() => {}); // cleared at the next start at the latest
  };
  try {
    const snapshot = await snapshotDatabase(store.home, copy);
    const { readable, controller } = createTarPacker();
    const archive = new Archive(controller);
    writeAll(archive, { store, snapshot, copy, nexus: options.nexus }).then(
      () => options.onEnd?.({ bytes: archive.bytes }),
      (error) => {
        controller.error(error);
        options.onEnd?.({ error });
      },
    ).finally(end);
    return { name: backupName(), stream: readable };
  } catch (error) {
    await end();
    throw error;
  }
}

/** `nexus-backup-2026-11-22-120000.tar` */
function backupName(): string {
  const [day, time] = new Date().toISOString().split(/[T.]/) as [string, string];
  return `nexus-backup-${day}-${time.replaceAll(":", "")}.tar`;
}

async function writeAll(
  archive: Archive,
  { store, snapshot, copy, nexus }: { store: Store; snapshot: Snapshot; copy: string; nexus: string },
): Promise<void> {
  await archive.addText(MANIFEST, JSON.stringify(manifestOf(nexus), null, 2));
  await archive.addFile(DATABASE, copy);
  for (const sha256 of snapshot.contents) await archive.addFile(`files/${sha256}`, store.files.path(sha256));
  for (const id of snapshot.tables) {
    for (const path of [store.tablePath(id), store.valuesPath(id), store.rejectsPath(id)]) {
      await archive.addFile(path.slice(store.home.length + 1), path);
    }
  }
  for await (const path of filesUnder(`${store.home}/plugins`)) {
    const name = path.slice(store.home.length + 1);
    if (isBackupPath(name)) await archive.addFile(name, path, { optional: true });
  }
  await archive.addFile(SAMPLES_MARKER, `${store.home}/${SAMPLES_MARKER}`, { optional: true });
  await archive.end();
}

/** Writes files, hashing them on the way. */
class Archive {
  readonly #controller: TarPackController;
  readonly #checksums: Checksums = {};
  bytes = 0;

  constructor(controller: TarPackController) {
    this.#controller = controller;
  }

  async addText(name: string, text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    await this.#add(name, bytes.length, ReadableStream.from([bytes]));
  }

  /** @throws NexusError `store.failed` where it is not there, unless it is optional */
  async addFile(name: string, path: string, options: { optional?: boolean } = {}): Promise<void> {
    let file: Deno.FsFile;
    try {
      file = await Deno.open(path);
    } catch (cause) {
      if (options.optional && cause instanceof Deno.errors.NotFound) return;
      throw new NexusError("store.failed", `Cannot read ${path}: ${(cause as Error).message}`, { cause });
    }
    const { size } = await file.stat(); // of this very file, whatever takes its name meanwhile
    await this.#add(name, size, file.readable);
  }

  async end(): Promise<void> {
    await this.addText(CHECKSUMS, JSON.stringify(this.#checksums));
    this.#controller.finalize();
  }

  async #add(name: string, size: number, content: ReadableStream<Uint8Array>): Promise<void> {
    const hash = createHash("sha256");
    const header = { name, size, type: "file" as const, mode: 0o600, mtime: new Date() };
    const writer = this.#controller.add(header).getWriter();
    try {
      for await (const chunk of content) {
        hash.update(chunk);
        await taken(writer.write(chunk));
      }
      await taken(writer.close());
    } catch (error) {
      writer.abort(error).catch(() => {});
      throw error;
    }
    this.#checksums[name] = { sha256: hash.digest("hex"), bytes: size };
    this.bytes += size;
  }
}

/** @throws NexusError `store.failed` where nobody takes it */
async function taken(writing: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stalled = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new NexusError("store.failed", "Nobody took the backup for two minutes")),
      STALLED_MS,
    );
  });
  try {
    await Promise.race([writing, stalled]);
  } finally {
    clearTimeout(timer);
  }
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* filesUnder(path);
    else if (isFile && !name.endsWith(".tmp")) yield path;
  }
}
