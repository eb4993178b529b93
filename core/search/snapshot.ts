/**
 * The index as a file, so that a start need not read every passage again. It can always be made anew from the store.
 *
 * @module
 */
import { writeAtomically } from "../store/files.ts";
import { INDEX_VERSION } from "./version.ts";

/** A larger index is made anew at each start: one string of JSON cannot hold it. */
const MAX_BYTES = 256 * 1024 * 1024;

/** What was written for this fingerprint by this version; null where it was another, or is damaged, or is not there. */
export async function readSnapshot(path: string, fingerprint: string): Promise<unknown> {
  try {
    const snapshot = JSON.parse(await Deno.readTextFile(path));
    return snapshot.version === INDEX_VERSION && snapshot.fingerprint === fingerprint
      ? snapshot.content
      : null;
  } catch {
    return null;
  }
}

/** Writes it whole or not at all; false where it would be too large. */
export async function writeSnapshot(path: string, fingerprint: string, content: unknown): Promise<boolean> {
  const text = JSON.stringify({ version: INDEX_VERSION, fingerprint, content });
  if (text.length > MAX_BYTES) {
    await Deno.remove(path).catch(() => {});
    return false;
  }
  await writeAtomically(path, text);
  return true;
}
