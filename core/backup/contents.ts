/**
 * What is in a backup, and under which names.
 *
 * @module
 */
import { z } from "zod";

/** Names of the parts that every backup has: first the manifest, last the checksums, by which one that was cut off is known. */
export const MANIFEST = "manifest.json";
export const DATABASE = "nexus.db";
export const CHECKSUMS = "checksums.json";

/** The newest form of archives. */
const FORMAT = 1;

/** The first file of an archive. */
export const BackupManifest = z.object({
  format: z.literal("nexus-backup"),
  version: z.literal(FORMAT, { error: "it was made by a newer Nexus" }),
  /** Version of the program that made it. */
  nexus: z.string(),
  createdAt: z.string(),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** The last file of an archive: each other one by its path. */
export const Checksums = z.record(z.string(), z.object({ sha256: z.string(), bytes: z.number() }));
export type Checksums = z.infer<typeof Checksums>;

/** A fresh manifest. */
export function manifestOf(nexus: string): BackupManifest {
  return { format: "nexus-backup", version: FORMAT, nexus, createdAt: new Date().toISOString() };
}

/** Says of the first start that the sample was added. */
export const SAMPLES_MARKER = "samples.added";

const PATHS = [
  /^(manifest\.json|nexus\.db|samples\.added|checksums\.json)$/,
  /^files\/[0-9a-f]{64}$/,
  /^tables\/d[0-9a-f]{16}(_\d+)?\.(parquet|values\.json|rejects\.json)$/,
  /^plugins(\/[^/\\:*?"<>|\p{Cc}]{1,200}){1,12}$/u,
];

/** Whether a file of this path may be in a backup: nothing leads out of the home folder, and nothing but what a backup has goes in. */
export function isBackupPath(path: string): boolean {
  return PATHS.some((pattern) => pattern.test(path)) &&
    path.split("/").every((part) => part !== "." && part !== ".." && !/[. ]$/.test(part));
}
