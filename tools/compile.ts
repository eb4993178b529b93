/**
 * `deno task compile [--target TARGET] [--stage]`: one binary with everything in it.
 *
 * Builds plugins, page and programs into `dist/stage`, tries the program with them in a copy without sources, compiles, and tries the
 * binary. Exit code 1 where no binary was made, with the reason in the last line. `--stage` builds and tries, and makes none.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { STAGE } from "../core/config/mod.ts";
import { compile, type Compiled, packOnly } from "./compile/compile.ts";
import { embeddedSources } from "./compile/embed.ts";
import { bytesAt, missingFrom, parseTree } from "./compile/embedded_list.ts";
import { copyAsBinary, copyEmbedded } from "./compile/rehearsal.ts";
import { buildStage } from "./compile/stage.ts";
import { nativePaths, TARGETS } from "./compile/targets.ts";
import { tryCommands, tryServer } from "./compile/trial.ts";
import type { Tried } from "./compile/tried.ts";

const ROOT = resolve(import.meta.dirname!, "..");
const stage = join(ROOT, STAGE);
/** Each package of a native engine is larger. */
const NATIVE_BYTES = 20e6;
const { values } = parseArgs({
  args: Deno.args,
  options: {
    target: { type: "string", default: Deno.build.target },
    stage: { type: "boolean", default: false },
  },
});
const { target } = values;
if (!(target in TARGETS)) fail(`"${target}" is no target: ${Object.keys(TARGETS).join(", ")}`);

const files = await step("build plugins, page and programs", () => buildStage(ROOT, stage));
console.log(
  `  ${files.length} files, ${megabytes(files.reduce((sum, { bytes }) => sum + bytes, 0))}, in ${STAGE}`,
);
await step("try the program with them, in a copy without sources and bundler", async () => {
  await inFolder(async (folder) => {
    await copyEmbedded(ROOT, join(folder, "copy"));
    await tryAll(copyAsBinary(join(folder, "copy"), { stage, home: join(folder, "home") }));
  });
});
if (values.stage) Deno.exit(0);

const out = join(ROOT, "dist", target.includes("windows") ? "nexus.exe" : "nexus");
await Deno.remove(out).catch(() => {});
const made = await step(`compile for ${target}`, () => compile(ROOT, { out, target }));
if (!made.ok && !made.noRuntime) fail(`deno compile failed:\n${made.printed}`);
// Without a runtime the list of what is embedded can still be held against what must be; the file cannot run.
const packed = made.ok
  ? made
  : await step("pack without a runtime, to check the list", () => packOnly(ROOT, { target }));
await checkList(packed);
if (!made.ok) {
  console.log(
    "Once the runtime can be downloaded, or lies in Deno's cache, run this again. Until then: deno task start",
  );
  fail(`No binary was made: the runtime that deno compile embeds could not be had: ${made.reason}`);
}
if (target !== Deno.build.target) {
  console.log(`\n${out}: made for ${target}, not tried: this is ${Deno.build.target}`);
  Deno.exit(0);
}
await step("try the binary", () => inFolder((folder) => tryAll(binaryIn(folder))));
console.log(`\n${out}: ${megabytes((await Deno.stat(out)).size)}`);

function binaryIn(folder: string): Tried {
  const env = { NEXUS_HOME: join(folder, "home"), PORT: "0", LOG_LEVEL: "warn", MAX_MEMORY_MB: "1024" };
  return { program: out, args: [], env };
}

async function tryAll(tried: Tried): Promise<void> {
  await tryCommands(tried, join(ROOT, "samples/sales.csv"));
  await tryServer(tried);
}

async function checkList({ printed }: Compiled): Promise<void> {
  const natives = await nativePaths(ROOT, target);
  const wanted = [
    ...await embeddedSources(ROOT),
    "deno.json",
    ...files.map(({ path }) => `${STAGE}/${path}`),
    ...natives,
  ];
  // Packing for another system stops behind the list: the file of Deno here has not that system's form.
  const tree = parseTree(printed);
  if (tree.length === 0) fail(`deno compile failed:\n${printed}`);
  console.log("\nEmbedded:");
  for (const { path, size, folder } of tree) {
    console.log(`  ${size.padStart(9)}  ${path}${folder ? "/*" : ""}`);
  }
  for (const { path, bytes } of files) console.log(`  ${megabytes(bytes).padStart(9)}  ${STAGE}/${path}`);
  const hollow = natives.filter((path) => bytesAt(tree, path) < NATIVE_BYTES);
  const missing = [...new Set([...missingFrom(tree, wanted), ...hollow])];
  if (missing.length > 0) fail(`Not embedded: ${missing.join(", ")}`);
  console.log(
    `\nAll ${wanted.length} files that must be there are there: sources, children, plugins, page, native engines.`,
  );
}

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  console.log(`\n== ${what}`);
  try {
    return await work();
  } catch (error) {
    return fail(`Could not ${what}: ${(error as Error).message}`);
  } finally {
    console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "nexus-compile-" }));
  try {
    await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`;
}

function fail(message: string): never {
  console.error(`\n${message}`);
  Deno.exit(1);
}
