/**
 * Everything that is built ahead of time, as one folder: packed plugins, the programs around them, the page, samples.
 *
 * @module
 */
import { join, relative } from "node:path";
import { STAGE_FILE } from "../../core/config/mod.ts";
import { packAll } from "../../core/plugins/mod.ts";
import { STATISTICS_FILE, statisticsBundle } from "../../core/statistics/mod.ts";
import { VERSION } from "../../core/runs/version.ts";

/** Files that are taken as they are. */
const AS_THEY_ARE = [
  "samples/sales.csv",
  "samples/support_tickets.json",
  "samples/budget.xlsx",
  "plugin.schema.json",
  "LICENSE",
];

/** One file of a stage. */
export interface StagedFile {
  /** Inside the stage, with slashes. */
  path: string;
  bytes: number;
}

/** Builds the stage of the source in `root` into the folder `out`, which is made anew. */
export async function buildStage(root: string, out: string): Promise<StagedFile[]> {
  await Deno.remove(out, { recursive: true }).catch(() => {});
  await Deno.mkdir(out, { recursive: true });
  const cache = join(root, "node_modules/.cache/nexus-stage");
  await Promise.all([
    packAll(join(root, "plugins"), out, { cache }),
    buildStatistics(join(out, "programs"), cache),
    buildPage(root, join(out, "page")),
    ...AS_THEY_ARE.map(async (path) => {
      await Deno.mkdir(join(out, path, ".."), { recursive: true });
      await Deno.copyFile(join(root, path), join(out, path));
    }),
  ]);
  const files = await stagedFiles(out);
  await Deno.writeTextFile(join(out, STAGE_FILE), JSON.stringify({ version: VERSION, files }, null, 2));
  return files;
}

/** The files of a stage, in order of their paths. */
export async function stagedFiles(out: string): Promise<StagedFile[]> {
  const files: StagedFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = join(folder, name);
      if (isDirectory) {
        await visit(path);
        continue;
      }
      const { size } = await Deno.stat(path);
      files.push({ path: relative(out, path).replaceAll("\\", "/"), bytes: size });
    }
  };
  await visit(out);
  return files.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** What scripts have as `stats`. */
async function buildStatistics(programs: string, cache: string): Promise<void> {
  const bytes = await statisticsBundle({ cache });
  await Deno.mkdir(programs, { recursive: true });
  await Deno.writeFile(join(programs, STATISTICS_FILE), bytes);
}

/** In a process of its own: esbuild stays out of this one. */
async function buildPage(root: string, out: string): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", join(root, "ui/build.ts"), "--out", out],
    cwd: root,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`The page was not built: ${new TextDecoder().decode(stderr)}`);
}
