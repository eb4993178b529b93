import type { PluginSigner } from "../contract/mod.ts";
import type { LockFile } from "./lock.ts";
import { fingerprintOf } from "./signature.ts";

/** A key, and the plugins here that it signed; null where nobody signed. */
export async function describeSigner(key: string | null, lock: LockFile): Promise<PluginSigner | null> {
  if (key === null) return null;
  const known = Object.entries(lock.plugins).filter(([, { signer }]) => signer === key).map(([id]) => id);
  return { key, fingerprint: await fingerprintOf(key), known };
}
