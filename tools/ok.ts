/**
 * `deno task ok`: everything that must hold, cheapest first; stops at the first that does not.
 *
 * @module
 */
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "..");

const STEPS: readonly (readonly [name: string, ...args: string[]])[] = [
  ["format", "fmt", "--check", "--quiet"],
  ["lint", "lint", "--quiet"],
  ["layers", "run", "-A", "tools/check_layers.ts"],
  ["manifests", "run", "-A", "tools/plugin_schema.ts", "--check"],
  ["error docs", "run", "-A", "tools/error_docs.ts", "--check"],
  ["statistics docs", "run", "-A", "tools/statistics_docs.ts", "--check"],
  ["types", "check", "--quiet", "main.ts", "core", "plugins", "ui", "tools", "bench", "samples", "examples"],
  ["engines agree", "run", "-A", "tools/engine_matrix.ts"],
  ["tests", "run", "-A", "tools/run_tests.ts", "--doc"],
];

for (const [name, ...args] of STEPS) {
  const started = performance.now();
  console.log(`\n== ${name}`);
  const { code } = await new Deno.Command(Deno.execPath(), { args, cwd: ROOT }).spawn().status;
  if (code !== 0) {
    console.error(`\nNot ok: ${name}`);
    Deno.exit(code);
  }
  console.log(`== ${name}: ok (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}
console.log("\nok");
