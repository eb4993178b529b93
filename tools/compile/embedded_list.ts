/**
 * What `deno compile` says that it embedded, read from the tree that it prints.
 *
 * @module
 */

/** One line of the tree. */
export interface Embedded {
  /** Inside the binary, with slashes. */
  path: string;
  /** As it was printed: `1.2MB`. */
  size: string;
  /** Whether the line stands for a whole folder. */
  folder: boolean;
}

// deno-lint-ignore no-control-regex
const COLOURS = /\x1b\[[0-9;]*m/g;
const LINE = /^((?:[│ ] )*)[├└]─[─┬] (.+?)(?: \(([\d.]+ ?[KMGT]?B)[^)]*\))?$/;

/** The files and whole folders of a printed tree. */
export function parseTree(text: string): Embedded[] {
  const found: Embedded[] = [];
  const above: string[] = [];
  for (const line of text.replace(COLOURS, "").split("\n")) {
    const [, indent, name, size = ""] = LINE.exec(line.trimEnd()) ?? [];
    if (indent === undefined || name === undefined) continue;
    above.length = indent.length / 2;
    const folder = name.endsWith("/*");
    const path = [...above, folder ? name.slice(0, -2) : name].join("/");
    above.push(name);
    found.push({ path, size, folder });
  }
  // A line with others below it is a folder of which only a part is embedded.
  return found.filter(({ path, folder }, index) => folder || !found[index + 1]?.path.startsWith(`${path}/`));
}

const UNITS: Record<string, number> = { B: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3 };

/** Bytes of a line that stands for a path, or for a folder around it; 0 where none does. */
export function bytesAt(tree: Embedded[], path: string): number {
  const found = tree.find((line) => line.path === path || line.folder && path.startsWith(`${line.path}/`));
  const [, number = "0", unit = "B"] = /^([\d.]+) ?(\w+)$/.exec(found?.size ?? "") ?? [];
  return Math.round(Number(number) * (UNITS[unit] ?? 1));
}

/** The paths that are not in a tree. A folder is shown whole also where some of its files were left out on purpose. */
export function missingFrom(tree: Embedded[], wanted: readonly string[]): string[] {
  const files = new Set(tree.map(({ path }) => path));
  const folders = tree.filter(({ folder }) => folder).map(({ path }) => `${path}/`);
  return wanted.filter((path) => !files.has(path) && !folders.some((folder) => path.startsWith(folder)));
}
