/**
 * `deno task test`: all tests with coverage of core/, and a last line that a machine can read. `--uncovered` names the files that want tests.
 *
 * @module
 */
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "..");
const FLOOR = 80;

const folder = await Deno.makeTempDir({ prefix: "nexus-test-" });
const junit = `${folder}/junit.xml`;
const coverage = `${folder}/coverage`;
const doc = Deno.args.includes("--doc");

const { code } = await new Deno.Command(Deno.execPath(), {
  args: [
    "test",
    "-A",
    "--no-prompt",
    ...(doc ? ["--doc"] : []),
    `--junit-path=${junit}`,
    `--coverage=${coverage}`,
    "--coverage-raw-data-only",
    ...Deno.args.filter((arg) => arg !== "--doc" && arg !== "--uncovered"),
  ],
  cwd: ROOT,
}).spawn().status;

const [passed, failed, skipped] = await counts();
const lines = await coverageOfCore();
if (lines !== null) {
  console.log(
    `\nLines covered in core/: ${
      lines.toFixed(1)
    } % (the aim is above ${FLOOR} %; what runs in child processes is not counted)`,
  );
}
await Deno.remove(folder, { recursive: true });
console.log(
  `\n${passed} passed, ${failed + (code !== 0 && failed === 0 ? 1 : 0)} failed${
    skipped > 0 ? `, ${skipped} skipped` : ""
  }`,
);
Deno.exit(code);

async function counts(): Promise<[number, number, number]> {
  const text = await Deno.readTextFile(junit).catch(() => "");
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`<testsuite [^>]*\\b${name}="(\\d+)"`, "g"))].reduce(
      (total, match) => total + Number(match[1]),
      0,
    );
  const [tests, failures, errors, disabled] = ["tests", "failures", "errors", "disabled"].map(sum) as [
    number,
    number,
    number,
    number,
  ];
  const ignored = Math.max(disabled, (text.match(/<skipped\b/g) ?? []).length);
  return [tests - failures - errors - ignored, failures + errors, ignored];
}

async function coverageOfCore(): Promise<number | null> {
  const { stdout, success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "coverage",
      "--lcov",
      `--include=^${new URL("../core/", import.meta.url).href}`,
      "--exclude=_test\\.ts|testdata",
      coverage,
    ],
    cwd: ROOT,
    stderr: "null",
  }).output();
  if (!success) return null;
  const text = new TextDecoder().decode(stdout);
  if (Deno.args.includes("--uncovered")) printUncovered(text);
  const sum = (key: string) =>
    [...text.matchAll(new RegExp(`^${key}:(\\d+)$`, "gm"))].reduce(
      (total, match) => total + Number(match[1]),
      0,
    );
  const found = sum("LF");
  return found === 0 ? null : 100 * sum("LH") / found;
}

/** The files with the most lines that no test reached. */
function printUncovered(lcov: string): void {
  const files = lcov.split("end_of_record").flatMap((record) => {
    const of = (key: string) => new RegExp(`^${key}:(.*)$`, "m").exec(record)?.[1];
    const path = of("SF");
    return path === undefined
      ? []
      : [{ path, missed: Number(of("LF")) - Number(of("LH")), lines: Number(of("LF")) }];
  });
  for (const { path, missed, lines } of files.sort((a, b) => b.missed - a.missed).slice(0, 25)) {
    console.log(`${String(missed).padStart(5)} of ${String(lines).padStart(5)} lines  ${path}`);
  }
}
