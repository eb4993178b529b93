/**
 * `backup [FILE]` and `restore FILE`.
 *
 * @module
 */
import { join } from "node:path";
import { createBackup, MANIFEST, restoreBackup } from "../backup/mod.ts";
import { callerFolder, withCommands } from "../config/mod.ts";
import { ErrorResponse, fromErrorData, NexusError } from "../contract/mod.ts";
import { VERSION } from "../runs/mod.ts";
import { formatBytes } from "../store/mod.ts";
import { callerPath, openInput } from "./files.ts";
import type { ExitCode, Program } from "./program.ts";
import { fetchServer, type JoinedServer, openOrJoin } from "./server.ts";

/** Writes a backup of the home folder to a file, also while a server works in it. */
export async function backupCommand(program: Program, [file]: string[]): Promise<ExitCode> {
  const target = file === undefined ? undefined : callerPath(file);
  if (target !== undefined) await refuseOthers(target);
  const nexus = await openOrJoin(program);
  try {
    const { name, stream } = "services" in nexus
      ? await createBackup(nexus.services.store, { nexus: VERSION })
      : await askBackup(nexus);
    const path = target ?? join(callerFolder(), name);
    const bytes = await save(stream, path);
    if ("services" in nexus) nexus.services.audit.record("backup.made", name, { bytes });
    const next = withCommands("deno task restore puts it into an empty home folder.");
    program.out(`${path}: ${formatBytes(bytes)}. ${next}\n`);
    return 0;
  } finally {
    if ("services" in nexus) await nexus.services.close();
  }
}

/** Puts a backup into the home folder, which must be empty. */
export async function restoreCommand(program: Program, [file]: string[]): Promise<ExitCode> {
  if (file === undefined) {
    throw new NexusError("request.invalid", "restore needs a backup", {
      hint: "NEXUS_HOME=/path/of/a/new/folder deno task restore FILE",
    });
  }
  const archive = await openInput(callerPath(file));
  const { manifest, datasets, documents, runs } = await restoreBackup(archive, program.home);
  program.out(
    `Restored to ${program.home}: ${datasets} ${datasets === 1 ? "dataset" : "datasets"}, ${documents} ${
      documents === 1 ? "document" : "documents"
    }, ${runs} ${runs === 1 ? "run" : "runs"}, as of ${manifest.createdAt}.\n`,
  );
  return 0;
}

async function askBackup(
  server: JoinedServer,
): Promise<{ name: string; stream: ReadableStream<Uint8Array> }> {
  const response = await fetchServer(server, "/backup");
  if (!response.ok) throw fromErrorData(ErrorResponse.parse(await response.json()).error);
  const name = /filename="([\w.-]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1];
  return { name: name ?? "nexus-backup.tar", stream: response.body! };
}

/** An older backup may be written over; what is anything else is not. @throws NexusError `request.invalid` */
async function refuseOthers(path: string): Promise<void> {
  let head: Uint8Array;
  try {
    using file = await Deno.open(path);
    const buffer = new Uint8Array(MANIFEST.length);
    head = buffer.subarray(0, await file.read(buffer) ?? 0);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) return;
    throw new NexusError("request.invalid", `Cannot write ${path}: ${(cause as Error).message}`, { cause });
  }
  if (new TextDecoder().decode(head) === MANIFEST) return;
  throw new NexusError("request.invalid", `${path} is there already, and is no backup`, {
    hint: "Name another file; without a name, one with the date is made in this folder.",
  });
}

/** Under a temporary name until it is whole. */
async function save(stream: ReadableStream<Uint8Array>, path: string): Promise<number> {
  const temporary = `${path}.part`;
  try {
    using file = await Deno.open(temporary, { write: true, create: true, truncate: true, mode: 0o600 });
    let bytes = 0;
    for await (const chunk of stream) {
      for (let offset = 0; offset < chunk.length;) offset += await file.write(chunk.subarray(offset));
      bytes += chunk.length;
    }
    await file.sync();
    await Deno.rename(temporary, path);
    return bytes;
  } catch (cause) {
    await Deno.remove(temporary).catch(() => {});
    throw cause instanceof NexusError
      ? cause
      : new NexusError("store.failed", `The backup could not be written: ${(cause as Error).message}`, {
        cause,
        hint: `See that ${path} can be written and that its disk has room.`,
      });
  }
}
