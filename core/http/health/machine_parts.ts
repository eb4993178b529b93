/**
 * Disk and memory.
 *
 * @module
 */
import { statfs } from "node:fs/promises";
import { watchedMemory } from "../../process/mod.ts";
import { formatBytes, type Store } from "../../store/mod.ts";
import type { Part } from "./part.ts";

/** A write of this size needs room of its own on every file system. */
const PROBE_BYTES = 64 * 1024;

/** Writes to the home folder, for only that tells whether it can be written. */
export async function storePart(store: Store): Promise<Part> {
  const path = `${store.home}/temporary/health.probe`;
  try {
    using file = await Deno.open(path, { write: true, create: true, truncate: true });
    const bytes = new Uint8Array(PROBE_BYTES);
    for (let offset = 0; offset < bytes.length;) offset += await file.write(bytes.subarray(offset));
    await file.sync();
  } finally {
    await Deno.remove(path).catch(() => {});
  }
  const { bytes, unused } = store.size();
  const datasets = store.datasets.count();
  const documents = store.documents.count();
  return {
    name: "store",
    status: "ok",
    message: `Can be written. ${datasets} ${datasets === 1 ? "dataset" : "datasets"}, ${documents} ${
      documents === 1 ? "document" : "documents"
    }; the database has ${formatBytes(bytes)}.`,
    details: { datasets, documents, databaseBytes: bytes, unusedBytes: unused },
  };
}

/** Room on the disk of the home folder, as far as this program may use it. */
export async function diskPart(home: string, leastBytes: number): Promise<Part> {
  const { bavail, blocks, bsize } = await statfs(home);
  const [free, total] = [bavail * bsize, blocks * bsize];
  const enough = free >= leastBytes;
  return {
    name: "disk",
    status: enough ? "ok" : "degraded",
    message: enough
      ? `${formatBytes(free)} free of ${formatBytes(total)}.`
      : `Only ${formatBytes(free)} free of ${formatBytes(total)}, less than MIN_FREE_DISK.`,
    details: { freeBytes: free, totalBytes: total, leastBytes },
  };
}

/** Resident memory of the host, and of the children whose memory is watched. */
export function memoryPart(): Part {
  const host = Deno.memoryUsage().rss;
  const { processes, bytes } = watchedMemory();
  const children = bytes === null ? "" : `, ${processes} children ${formatBytes(bytes)}`;
  return {
    name: "memory",
    status: "ok",
    message: `Host ${formatBytes(host)}${children}.`,
    details: { hostBytes: host, children: processes, childrenBytes: bytes },
  };
}
