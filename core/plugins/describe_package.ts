/**
 * What there is to say of a package before it is installed.
 *
 * @module
 */
import { join } from "node:path";
import type { Manifest, PluginInspection } from "../contract/mod.ts";
import { readChecked } from "./installed_files.ts";
import type { LockEntry, LockFile } from "./lock.ts";
import { parseManifest } from "./manifest.ts";
import { MANIFEST_FILE, type PluginPackage } from "./package.ts";
import { permissionsOf, wantedBy } from "./permission.ts";
import { compareVersions } from "./range.ts";
import { describeSigner } from "./signer.ts";

/** An inspection, without what belongs to the one who made it. */
export type Description = Omit<PluginInspection, "token" | "expiresAt" | "bytes">;

/** Holds a package against what is installed under its id in the folder `root`. */
export async function describePackage(
  read: PluginPackage,
  lock: LockFile,
  root: string,
): Promise<Description> {
  const { manifest, sha256, signer } = read;
  const { id, name, version, kind, description, license, contributes } = manifest;
  const entry = Object.hasOwn(lock.plugins, id) ? lock.plugins[id] : undefined;
  const before = entry === undefined ? null : await manifestOf(entry, root);
  const granted = new Set(entry?.granted.map(({ permission }) => permission));
  const permissions = permissionsOf(manifest, granted);
  // What was taken back is known, and not asked for again.
  const known = new Set(before === null ? granted : wantedBy(before).map((permission) => permission.id));
  const asked = permissions.filter((permission) => !known.has(permission.id)).map((permission) =>
    permission.id
  );
  const dropped = before === null
    ? []
    : permissionsOf(before, granted).filter((old) =>
      !permissions.some((permission) => permission.id === old.id)
    );
  const change = changeOf(read, entry);
  const stranger = entry !== undefined && entry.signer !== null && entry.signer !== signer;
  return {
    plugin: {
      id,
      name,
      version,
      kind,
      description,
      ...(license === undefined ? {} : { license }),
      contributes: contributes as PluginInspection["plugin"]["contributes"],
    },
    sha256,
    signer: await describeSigner(signer, lock),
    permissions,
    change,
    installed: entry === undefined
      ? null
      : { version: entry.version, signer: await describeSigner(entry.signer, lock) },
    asked,
    dropped,
    asks: change === "new" || change === "downgrade" || asked.length > 0 || stranger,
    warnings: warningsOf(read, entry, change),
  };
}

function changeOf(
  { manifest, sha256, signer }: PluginPackage,
  entry: LockEntry | undefined,
): Description["change"] {
  if (entry === undefined) return "new";
  const order = compareVersions(manifest.version, entry.version);
  if (order !== 0) return order > 0 ? "update" : "downgrade";
  return entry.sha256 === sha256 && entry.signer === signer ? "same" : "update";
}

function warningsOf(
  { manifest, sha256, signer }: PluginPackage,
  entry: LockEntry | undefined,
  change: Description["change"],
): string[] {
  const warnings: string[] = [];
  if (signer === null) warnings.push("Nobody signed it: whoever handed it on could have changed it.");
  if (entry === undefined) return warnings;
  const before = `Version ${entry.version}, which is installed,`;
  if (entry.signer !== signer) {
    if (signer === null) warnings.push(`${before} was signed; this one is not.`);
    else if (entry.signer === null) warnings.push(`${before} was not signed; this one is.`);
    else warnings.push(`Another key signed version ${entry.version}, which is installed.`);
  }
  if (change === "downgrade") warnings.push(`It is older than version ${entry.version}, which is installed.`);
  if (change === "update" && entry.version === manifest.version && entry.sha256 !== sha256) {
    warnings.push(`It calls itself ${manifest.version} like the one that is installed, and is not the same.`);
  }
  return warnings;
}

/** The manifest of what is installed; null where it was tampered with. */
async function manifestOf(entry: LockEntry, root: string): Promise<Manifest | null> {
  try {
    const files = await readChecked(join(root, entry.folder), entry);
    return parseManifest(new TextDecoder().decode(files.get(MANIFEST_FILE)));
  } catch {
    return null;
  }
}
