import assert from "node:assert/strict";
import { join } from "node:path";
import { type Attack, ATTACKS, besiege, processesWith, type Target } from "../sandbox/attacks/mod.ts";
import { INPUT, manifestOf, writePlugin } from "./_plugins_for_tests.ts";
import { BUNDLE_FILE } from "./bundler.ts";
import { PluginRegistry } from "./registry.ts";

const LANES = 3;
const TIMEOUT_MS = 300;
const LOG = Deno.env.get("ATTACKS_LOG") === undefined ? undefined : console.log;

/** The code of a plugin as it is packed: nothing looks at its imports. */
function bundleOf({ head, body }: Attack): string {
  return `${head ?? ""}
const attack = async () => {
${body}
};
export default { kind: "viz", render: async () => ({ data: [{ got: (await attack()) ?? null }], layout: {} }) };
`;
}

/** A registry with a plugin for each attack beside a good one, whose process is there all the time. */
class Attacked implements Target {
  readonly #ids: Map<Attack, string>;
  readonly #cache: string;
  #folder = "";
  #registry!: PluginRegistry;
  #program = "";
  #calm: number[] = [];

  constructor(attacks: Attack[], cache: string) {
    this.#ids = new Map([GOOD, ...attacks].map((attack, i) => [attack, `plugin-${i}`]));
    this.#cache = cache;
  }

  async prepare(attack: Attack, fill: (code: string) => string) {
    if (this.#folder === "") await this.#open(fill);
    const id = this.#ids.get(attack)!;
    this.#registry.enable(id);
    // What does not load would only be loaded twice.
    if (attack.head === undefined) await this.#registry.warm([id]);
    return { timeoutMs: attack.timeoutMs ?? TIMEOUT_MS, processes: () => this.#others() };
  }

  run(attack: Attack): Promise<unknown> {
    return this.#registry.viz().find(({ id }) => id === this.#ids.get(attack))!.render(INPUT);
  }

  stop(attack: Attack): void {
    this.#registry.disable(this.#ids.get(attack)!);
  }

  async next(): Promise<void> {
    assert.deepEqual(await this.run(GOOD), { data: [{ got: 2 }], layout: {} });
    assert.deepEqual(this.#others(), []);
  }

  async close(): Promise<void> {
    await this.#registry.close();
    await Deno.remove(this.#folder, { recursive: true });
  }

  #others(): number[] {
    return processesWith(this.#program).filter((pid) => !this.#calm.includes(pid));
  }

  async #open(fill: (code: string) => string): Promise<void> {
    this.#folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "nexus-attacked-" }));
    const builtIn = join(this.#folder, "built-in");
    for (const [attack, id] of this.#ids) {
      const limits = {
        timeoutMs: attack.timeoutMs ?? TIMEOUT_MS,
        memoryMb: attack.memoryMb ?? 64,
        outputMb: 2,
      };
      const code = bundleOf({ ...attack, head: fill(attack.head ?? ""), body: fill(attack.body) });
      await writePlugin(join(builtIn, id), manifestOf("viz", id, { limits }), { [BUNDLE_FILE]: code });
    }
    const installed = join(this.#folder, "installed");
    this.#registry = await PluginRegistry.open({ builtIn, installed, cache: this.#cache });
    this.#program = (await this.#registry.isolateProgram())!;
    await this.run(GOOD);
    this.#calm = processesWith(this.#program);
  }
}

const GOOD: Attack = { name: "good", body: "return 2;", timeoutMs: 20_000 };
const caches = await Promise.all(
  Array.from({ length: LANES }, () => Deno.makeTempDir({ prefix: "nexus-attacked-cache-" })),
);
globalThis.addEventListener("unload", () => {
  for (const cache of caches) Deno.removeSync(cache, { recursive: true });
});

for (const [group, attacks] of Object.entries(ATTACKS)) {
  Deno.test(`a plugin cannot harm: ${group}`, async () => {
    const targets = caches.map((cache) => new Attacked(attacks, cache));
    assert.deepEqual((await besiege(attacks, targets, LOG)).problems, []);
  });
}
