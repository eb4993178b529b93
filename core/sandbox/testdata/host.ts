/**
 * A host of its own for tests: runs a script without a review, says what came of it, and waits with a second one and a ready process until
 * it is ended.
 */
import { Sandbox } from "../mod.ts";

const [program, source] = Deno.args;
const sandbox = new Sandbox({
  enabled: true,
  timeoutMs: 20_000,
  memoryMb: 64,
  reviewFirst: false,
  program: () => Promise.resolve(program),
});
const handlers = { query: never, sql: never, columns: never };
const run = (source: string) =>
  sandbox.run({ source, tables: [], handlers }, { signal: new AbortController().signal });
const came = await run(source!).then(({ value }) => value, (error) => `${error.code} ${error.message}`);
console.log(`came: ${JSON.stringify(came)}`);
const last = run("for (;;);");
await sandbox.probe();
console.log("two are there");
await last;

function never(): Promise<never> {
  return new Promise(() => {});
}
