/**
 * The programs that Nexus starts as processes of its own. They are named here by address only, so that nothing of them is loaded into
 * the host, and a compiled binary can start itself as any of them.
 *
 * @module
 */

/** One program. */
export interface Entry {
  url: string;
  /** Whether it loads npm packages, and so needs the project's configuration. Without, nothing but its own files can be imported. */
  npm: boolean;
  /** Whether only a Nexus that runs from source needs it. */
  sourceOnly?: true;
}

/** Name of a program. */
export type EntryName =
  | "engine"
  | "sql"
  | "reader"
  | "index"
  | "isolate"
  | "bundler"
  | "machine"
  | "snapshot";

const ENTRIES: Record<EntryName, Entry> = {
  engine: { url: here("../engine/child.ts"), npm: true },
  sql: { url: here("../engine/sql/child.ts"), npm: true },
  reader: { url: here("../language/child.ts"), npm: true },
  index: { url: here("../search/child.ts"), npm: true },
  isolate: { url: here("../isolate/child.ts"), npm: false },
  machine: { url: here("../models/machine_child.ts"), npm: true },
  snapshot: { url: here("../backup/child.ts"), npm: false },
  bundler: { url: here("../plugins/bundler_child.ts"), npm: true, sourceOnly: true },
};

/** The names of all programs. */
export const ENTRY_NAMES = Object.keys(ENTRIES) as EntryName[];

/** The program of that name. */
export function entryOf(name: EntryName): Entry {
  return ENTRIES[name];
}

/** The argument with which a compiled binary starts itself as a program. */
export const CHILD_ARGUMENT = "--nexus-child=";

/** The project's configuration, for programs that load npm packages. */
export const CONFIG_URL = here("../../deno.json");

/** Permissions that are given up; `read` comes last, for the program is still to be loaded. */
const REVOCABLE = ["write", "net", "env", "run", "ffi", "sys", "import"] as const;
/** What a program gives up by itself, as soon as it does not need it any more. */
const BY_ITSELF: Partial<Record<EntryName, readonly string[]>> = { isolate: ["ffi", "read"] };

/**
 * Runs a program inside a compiled binary that started itself; it goes on after this resolves. A binary has the permissions it was
 * compiled with, so everything that the program was not granted is given up first. A grant for single paths or hosts keeps the
 * permission of that name here: it cannot be narrowed in a running process, only for workers.
 */
export async function runEntry(name: string, args: readonly string[] = Deno.args): Promise<void> {
  if (!isEntryName(name)) throw new TypeError(`Cannot start "${name}": there is no such program`);
  const kept = (permission: string) =>
    args.some((arg) => arg.startsWith(`--allow-${permission}`)) || BY_ITSELF[name]?.includes(permission);
  for (const permission of REVOCABLE) if (!kept(permission)) giveUp(permission);
  await import(entryOf(name).url);
  if (!kept("read")) giveUp("read");
}

/** Gives up a permission for good. Without effect where it was never granted. */
export function giveUp(name: (typeof REVOCABLE)[number] | "read"): void {
  Deno.permissions.revokeSync({ name } as Deno.PermissionDescriptor);
}

function isEntryName(name: string): name is EntryName {
  return Object.hasOwn(ENTRIES, name);
}

function here(path: string): string {
  return new URL(path, import.meta.url).href;
}
