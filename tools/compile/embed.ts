/**
 * What goes into the binary.
 *
 * @module
 */
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { STAGE } from "../../core/config/mod.ts";
import { ENTRY_NAMES, entryOf } from "../../core/process/entries.ts";

/** The programs that a binary starts itself as, by their paths inside the source. */
export function embeddedEntries(root: string): string[] {
  return ENTRY_NAMES.map(entryOf)
    .filter(({ sourceOnly }) => !sourceOnly)
    .map(({ url }) => relative(root, fileURLToPath(url)).replaceAll("\\", "/"));
}

/** Every module of Nexus that the program or one of its children loads, by its path inside the source. */
export async function embeddedSources(root: string): Promise<string[]> {
  const graphs = await Promise.all(
    ["main.ts", ...embeddedEntries(root)].map((entry) => modulesOf(root, entry)),
  );
  return [...new Set(graphs.flat())].sort();
}

/** What `deno info --json` says of one module. */
interface Module {
  specifier: string;
  /** Those with `code` are loaded; from the others nothing but types is imported. */
  dependencies?: { code?: { specifier: string } }[];
}

async function modulesOf(root: string, entry: string): Promise<string[]> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--quiet", entry],
    cwd: root,
  }).output();
  if (!success) {
    throw new Error(`The modules of ${entry} were not found: ${new TextDecoder().decode(stderr)}`);
  }
  const { roots, modules }: { roots: string[]; modules: Module[] } = JSON.parse(
    new TextDecoder().decode(stdout),
  );
  const known = new Map(modules.map((module) => [module.specifier, module]));
  const loaded = new Set(roots);
  // A set that grows is walked to its end.
  for (const specifier of loaded) {
    for (const { code } of known.get(specifier)?.dependencies ?? []) if (code) loaded.add(code.specifier);
  }
  return [...loaded]
    .filter((specifier) => specifier.startsWith("file:"))
    .map((specifier) => relative(root, fileURLToPath(specifier)).replaceAll("\\", "/"))
    .filter((path) => !path.startsWith("..") && !path.startsWith("node_modules"));
}

/** Arguments of `deno compile`; permissions are baked in, and each child gives up what it may not have. */
export function compileArguments(
  root: string,
  { out, target, unwanted }: { out: string; target?: string; unwanted: string[] },
): string[] {
  return [
    "compile",
    "--no-check",
    "--no-prompt",
    // Kept in a shared temporary folder it would be code that anybody could write.
    "--no-code-cache",
    // Native engines load the libraries that lie beside them.
    "--self-extracting",
    // The packages that something embedded imports, and no others.
    "--node-modules-dir=none",
    "--exclude-unused-npm",
    ...["read", "write", "net", "run", "env", "sys", "ffi"].map((permission) => `--allow-${permission}`),
    ...embeddedEntries(root).map((entry) => `--include=${entry}`),
    `--include=${STAGE}`,
    ...unwanted.map((path) => `--exclude=${path}`),
    ...(target === undefined ? [] : [`--target=${target}`]),
    `--output=${out}`,
    join(root, "main.ts"),
  ];
}
