/**
 * Holds every import against the layers of `docs/architecture.md`, and prints the import and the rule that it breaks.
 *
 * @module
 */
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "..");

/** Layers from the bottom up; folders of one layer do not import each other. */
const LAYERS: readonly (readonly string[])[] = [
  ["contract"],
  ["kit"],
  ["plan", "config", "bus", "observe", "store", "process"],
  ["language", "statistics", "isolate", "models", "search", "backup"],
  ["engine"],
  ["sandbox"],
  ["plugins"],
  ["datasets", "documents"],
  ["runs"],
  ["http", "cli"],
];

/** Siblings that may know each other: the command line starts the server. */
const ALLOWED = new Set(["cli>http"]);

/** What nothing that is statically reachable from main.ts may import. */
const NATIVE = /^(@duckdb\/|nodejs-polars|esbuild|playwright-core)/;

/** Files behind the names of Nexus. */
const NAMES = new Map(
  Object.entries<string>(JSON.parse(await Deno.readTextFile(join(ROOT, "deno.json"))).imports)
    .filter(([name]) => /^nexus(\/|$)/.test(name))
    .map(([name, path]) => [name, resolve(ROOT, path)]),
);
/** What the code of a plugin imports of Nexus. */
const OFFERED = new Set(
  [...NAMES].filter(([name]) => name !== "nexus/testing").map(([, path]) => relative(ROOT, path)),
);

const level = new Map(LAYERS.flatMap((names, index) => names.map((name) => [name, index] as const)));

interface Import {
  from: string;
  to: string;
  static: boolean;
  typeOnly: boolean;
}

async function* sources(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (
      entry.isDirectory &&
      !["node_modules", "testdata", "data", "dist", ".git", "coverage"].includes(entry.name)
    ) yield* sources(path);
    else if (/\.tsx?$/.test(entry.name)) yield path;
  }
}

function importsOf(path: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const found: Import[] = [];
  for (
    const match of code.matchAll(
      /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']/g,
    )
  ) {
    found.push({ from: path, to: match[3]!, static: true, typeOnly: match[2] !== undefined });
  }
  for (const match of code.matchAll(/\bimport\(\s*["']([^"']+)["']/g)) {
    found.push({ from: path, to: match[1]!, static: false, typeOnly: false });
  }
  return found;
}

function target({ from, to }: Import): string {
  const named = NAMES.get(to);
  if (named !== undefined) return named;
  return to.startsWith(".") ? resolve(dirname(from), to) : to;
}

/** Folder below core/ that a path belongs to. */
function area(path: string): string | undefined {
  return /^core\/([^/]+)\//.exec(relative(ROOT, path))?.[1];
}

function breach(item: Import): string | undefined {
  const to = target(item);
  const from = relative(ROOT, item.from);
  const isTest = /_(test|for_tests)\.tsx?$/.test(from);
  const external = !to.startsWith("/");
  if (from.startsWith("core/")) {
    const [source, destination] = [area(item.from), external ? undefined : area(to)];
    if (source === undefined || !level.has(source)) return `core/${source} is in no layer`;
    if (source === "contract" && external && to !== "zod" && !isTest) return "the contract imports only zod";
    if (source === "kit" && external && !isTest) return "the kit imports only the contract";
    if (!external && relative(ROOT, to).startsWith("plugins/") && !isTest) return "nobody imports a plugin";
    if (destination === undefined || destination === source || isTest) return undefined;
    if (!level.has(destination)) return `core/${destination} is in no layer`;
    if (level.get(destination)! >= level.get(source)! && !ALLOWED.has(`${source}>${destination}`)) {
      return level.get(destination) === level.get(source)
        ? "folders of one layer do not import each other"
        : `${source} is below ${destination}`;
    }
  }
  if (from.startsWith("plugins/") && !external && !isTest) {
    const own = from.split("/").slice(0, 3).join("/");
    const inside = relative(ROOT, to);
    if (!OFFERED.has(inside) && !inside.startsWith(own + "/")) {
      return "a plugin imports nexus and its kit, npm packages and its own folder";
    }
  }
  if (from.startsWith("ui/") && !external && !isTest) {
    const inside = relative(ROOT, to);
    if (inside.startsWith("plugins/")) return "nobody imports a plugin";
    if (inside.startsWith("core/") && !(inside === "core/contract/mod.ts" && item.typeOnly)) {
      return "the page imports types of the contract alone";
    }
  }
  return undefined;
}

/** Files that main.ts loads at start, with the path of imports that leads there. */
function reachable(imports: Map<string, Import[]>): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  const queue: string[][] = [[join(ROOT, "main.ts")]];
  for (let path = queue.shift(); path; path = queue.shift()) {
    const file = path.at(-1)!;
    if (seen.has(file)) continue;
    seen.set(file, path);
    for (const item of imports.get(file) ?? []) {
      if (item.static && !item.typeOnly) queue.push([...path, target(item)]);
    }
  }
  return seen;
}

const imports = new Map<string, Import[]>();
for await (const path of sources(ROOT)) imports.set(path, importsOf(path, await Deno.readTextFile(path)));

const problems: string[] = [];
for (const item of [...imports.values()].flat()) {
  const rule = breach(item);
  if (rule) problems.push(`${relative(ROOT, item.from)} imports "${item.to}": ${rule}`);
}
for (const [file, path] of reachable(imports)) {
  if (NATIVE.test(file) || relative(ROOT, file).startsWith("plugins/")) {
    problems.push(
      `${
        path.map((step) => step.startsWith("/") ? relative(ROOT, step) : step).join(" -> ")
      }: nothing that main.ts loads at start may import this`,
    );
  }
}
for (const problem of problems) console.error(problem);
console.log(`layers: ${imports.size} files, ${problems.length} breaches`);
if (problems.length > 0) Deno.exit(1);
