/**
 * Which permissions a plugin's process asked for, from the file that the runtime writes.
 *
 * @module
 */
import { isAbsolute, resolve } from "node:path";
import type { WantedPermission } from "../permission.ts";

/** What came of the permissions. */
export interface Audit {
  /** Granted and never asked for. */
  unneeded: WantedPermission[];
  /** Asked for and not granted, once each: `read /etc/passwd`. */
  denied: string[];
}

interface Line {
  permission: string;
  value: string | null;
}

/** Holds what was asked for against what was granted. `folder` is the plugin's, as it was installed. */
export function readAudit(text: string, wanted: readonly WantedPermission[], folder: string): Audit {
  const asked = text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Line);
  const used = new Set<WantedPermission>();
  const denied = new Set<string>();
  for (const line of asked) {
    const granted = wanted.filter((permission) => covers(permission, line, folder));
    for (const permission of granted) used.add(permission);
    if (granted.length === 0 && !isOfRuntime(line, wanted)) {
      denied.add(`${line.permission}${line.value === null ? "" : ` ${line.value}`}`);
    }
  }
  return {
    unneeded: wanted.filter((permission) => permission.kind !== "host" && !used.has(permission)),
    denied: [...denied].sort(),
  };
}

/** The runtime itself asks for a kind as a whole when it starts a worker that has a part of it, and looks for packages where one is required. */
function isOfRuntime({ permission, value }: Line, wanted: readonly WantedPermission[]): boolean {
  if (value === null) return wanted.some(({ kind }) => kind === permission);
  return permission === "read" && /^\/(node_modules|package\.json)$/.test(value);
}

function covers({ kind, target }: WantedPermission, { permission, value }: Line, folder: string): boolean {
  if (kind !== permission || value === null) return false;
  if (kind === "read" || kind === "write") {
    const [outer, inner] = [target, value].map((path) => isAbsolute(path) ? path : resolve(folder, path));
    return inner === outer || inner!.startsWith(`${outer}/`) || inner!.startsWith(`${outer}\\`);
  }
  // A host stands for its addresses, which are not granted and not asked for again.
  return kind === "net" ? value.replace(/^"|"$/g, "") === target : value === target;
}
