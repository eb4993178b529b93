/** Small real plugins for the tests of this folder, written to temporary folders. */
import { dirname, join } from "node:path";
import { fromFileUrl } from "../process/mod.ts";
import { PluginRegistry, type RegistryOptions } from "./registry.ts";

/** Bundles are shared by the tests of one run; they are named by their content. */
export const CACHE = join(
  fromFileUrl(new URL("../../", import.meta.url).href),
  "node_modules/.cache/nexus-tests",
);

const CONTRIBUTES: Record<string, unknown> = {
  ingest: { extensions: [".ini"], mediaTypes: [], gives: ["table"] },
  agent: { intents: ["analyze"], model: "none" },
  viz: { type: "dots", title: "Dots", channels: [] },
  report: { format: "txt", title: "Text", mediaType: "text/plain", extension: ".txt" },
};

/** A manifest of that kind with everything that must be there. */
export function manifestOf(
  kind: string,
  id: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    id,
    name: id,
    version: "1.0.0",
    api: "^1.0.0",
    description: "For a test.",
    kind,
    contributes: { [kind]: CONTRIBUTES[kind] },
    ...more,
  };
}

/** Writes a plugin: its manifest and files, `mod.ts` among them. */
export async function writePlugin(
  folder: string,
  manifest: Record<string, unknown>,
  files: Record<string, string>,
): Promise<void> {
  const all = { "plugin.json": JSON.stringify(manifest), ...files };
  for (const [name, text] of Object.entries(all)) {
    await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
    await Deno.writeTextFile(join(folder, name), text);
  }
}

/** What a test gets. */
export interface TestHome {
  folder: string;
  builtIn: string;
  installed: string;
  registry: PluginRegistry;
  /** What was heard of changes: `id state message`. */
  changes: string[];
}

/** Runs a test with a registry over two temporary folders; `prepare` fills them. */
export async function withRegistry(
  prepare: (home: Pick<TestHome, "folder" | "builtIn" | "installed">) => Promise<void>,
  run: (home: TestHome) => Promise<void>,
  options: Partial<RegistryOptions> = {},
): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "nexus-plugins-" }));
  const builtIn = join(folder, "built-in");
  const installed = join(folder, "installed");
  const changes: string[] = [];
  const onChange = (...words: (string | undefined)[]) => void changes.push(words.filter(Boolean).join(" "));
  await prepare({ folder, builtIn, installed });
  const registry = await PluginRegistry.open({ builtIn, installed, cache: CACHE, onChange, ...options });
  try {
    await run({ folder, builtIn, installed, registry, changes });
  } finally {
    await registry.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** A renderer whose figure is made by a body over `input`. */
export function vizCode(body: string, head = ""): string {
  return `import { defineViz } from "nexus";\n${head}\nexport default defineViz({ render: async (input) => { ${body} } });\n`;
}

/** Something to draw. */
export const INPUT = {
  chart: { type: "dots", encoding: {}, title: "A chart" },
  encoding: {},
  table: { columns: [], rows: [], rowCount: 0, truncated: false },
  theme: { mode: "light" as const, colors: [], font: "sans-serif" },
};
