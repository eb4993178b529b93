/**
 * `plugin test FOLDER`.
 *
 * @module
 */
import { join } from "node:path";
import { pluginVariable } from "../config/mod.ts";
import { NexusError } from "../contract/mod.ts";
import { type Check, testPlugin } from "../plugins/conformance/mod.ts";
import { callerPath } from "./files.ts";
import { type ExitCode, packing, type Program } from "./program.ts";
import { plainText } from "./render.ts";

const MARKS: Record<Check["outcome"], string> = { held: "ok    ", failed: "FAILED", remark: "note  " };

/** Runs the suite of the plugin's kind, then its own tests. */
export async function testCommand(program: Program, [folder]: string[]): Promise<ExitCode> {
  if (folder === undefined) {
    throw new NexusError("request.invalid", "Name the folder of a plugin", {
      hint: "deno task plugin test FOLDER",
    });
  }
  const path = callerPath(folder);
  const checks = await testPlugin(path, {
    ...packing(program),
    env: pluginVariable,
    onCheck: ({ name, outcome, message }) =>
      program.out(
        plainText(`${MARKS[outcome]} ${name}${message === undefined ? "" : `: ${message}`}`) + "\n",
      ),
  });
  const failed = checks.filter(({ outcome }) => outcome === "failed").length;
  const own = await ownTests(program, path);
  program.out(
    `\n${checks.length - failed} held, ${failed} failed${
      own === null ? "" : `; its own tests ${own ? "pass" : "FAIL"}`
    }\n`,
  );
  return failed > 0 || own === false ? 1 : 0;
}

/** The plugin's own tests, which may read their folder and nothing else; null where there are none that can run here. */
async function ownTests(program: Program, folder: string): Promise<boolean | null> {
  let tests = false;
  for await (const { name } of Deno.readDir(folder)) tests ||= /_test\.tsx?$/.test(name);
  if (!tests || Deno.build.standalone) return null;
  const config = join(folder, "deno.json");
  if (!await Deno.stat(config).then(({ isFile }) => isFile, () => false)) return null; // of our own: deno task test
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "--quiet", "--no-prompt", "--config", config, `--allow-read=${folder}`, folder],
    env: { NO_COLOR: "1" },
  }).output();
  if (code !== 0) {
    program.out(`\n${plainText(new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr))}`);
  }
  return code === 0;
}
