import assert from "node:assert/strict";
import { Bundler } from "../plugins/bundler.ts";
import { type Attack, ATTACKS, besiege, processesWith, type Target } from "./attacks/mod.ts";
import { TABLE } from "./_sandbox_for_tests.ts";
import { reviewCode, Sandbox, type SandboxJob } from "./mod.ts";

const LANES = 3;
const TIMEOUT_MS = 300;
const HARMLESS = "return [typeof [].leftBehind, typeof ({}).leftBehind, 1 + 1].join();";
const LOG = Deno.env.get("ATTACKS_LOG") === undefined ? undefined : console.log;

const handlers: SandboxJob["handlers"] = {
  query: () => Promise.resolve(TABLE),
  sql: () => Promise.resolve(TABLE),
  columns: () => Promise.resolve({}),
};

/** Sandboxes whose processes are known by the address of their program: one for each time and memory that attacks may take. */
function targetOf(program: string, reviewFirst: boolean): Target {
  const sandboxes = new Map<string, Sandbox>();
  const sandboxFor = ({ timeoutMs = TIMEOUT_MS, memoryMb = 64 }: Attack) => {
    const address = `${program}?${timeoutMs}-${memoryMb}`;
    const sandbox = sandboxes.get(address) ?? new Sandbox({
      enabled: true,
      timeoutMs,
      memoryMb,
      outputMb: 2,
      reviewFirst,
      program: () => Promise.resolve(address),
    });
    sandboxes.set(address, sandbox);
    return { sandbox, address };
  };
  const run = (attack: Attack, source: string) =>
    sandboxFor(attack).sandbox.run({ source, tables: [], handlers }, {
      signal: new AbortController().signal,
    });
  let source = "";
  let last: Attack;
  return {
    async prepare(attack, fill) {
      source = fill(scriptOf(attack));
      last = attack;
      const { sandbox, address } = sandboxFor(attack);
      await sandbox.probe();
      const rejected = reviewFirst && reviewCode(source).some(({ severity }) => severity === "error");
      const own = rejected ? [] : processesWith(address);
      if (!rejected) assert.notEqual(own.length, 0, "the process that waits is there");
      return { timeoutMs: attack.timeoutMs ?? TIMEOUT_MS, processes: () => [...own] };
    },
    run: (attack) => run(attack, source),
    stop: () => {},
    async next() {
      assert.equal((await run(last, HARMLESS)).value, "undefined,undefined,2");
    },
    async close() {
      await Promise.all([...sandboxes.values()].map((sandbox) => sandbox.close()));
    },
  };
}

/** A script with the static imports of an attack: it leaves the function that it stands in. */
function scriptOf({ body, head }: Attack): string {
  return head === undefined ? body : `${body}\n};\n${head}\nexport const rest = async () => {`;
}

const cache = new URL("../../node_modules/.cache/nexus-tests", import.meta.url).pathname;
const bundler = new Bundler(cache, null);
const program = await bundler.program();
await bundler.close();

for (const reviewFirst of [false, true]) {
  for (const [group, attacks] of Object.entries(ATTACKS)) {
    Deno.test(`generated code ${reviewFirst ? "with" : "without"} a review cannot harm: ${group}`, async () => {
      const targets = Array.from({ length: LANES }, (_, lane) => targetOf(`${program}?${lane}`, reviewFirst));
      assert.deepEqual((await besiege(attacks, targets, LOG)).problems, []);
    });
  }
}
