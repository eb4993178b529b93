/**
 * Writes `plugin.schema.json` from the contract. With `--check`: fails where the file differs, or where a plugin that comes with Nexus, or an
 * example, has a manifest that is not valid.
 *
 * @module
 */
import { dirname, relative, resolve } from "node:path";
import { z } from "zod";
import { Manifest, NexusError } from "../core/contract/mod.ts";
import { findPlugins, parseManifest } from "../core/plugins/mod.ts";

const ROOT = resolve(import.meta.dirname!, "..");
const FILE = resolve(ROOT, "plugin.schema.json");

/** The schema as the file holds it. */
function schemaText(): string {
  const schema = z.toJSONSchema(Manifest, { io: "input", target: "draft-2020-12" });
  return JSON.stringify({ ...schema, title: "Manifest of a Nexus plugin" }, null, 2) + "\n";
}

async function problems(): Promise<string[]> {
  const found: string[] = [];
  const kept = await Deno.readTextFile(FILE).catch(() => "");
  if (kept !== schemaText()) {
    found.push("plugin.schema.json is not what the contract says: run deno run -A tools/plugin_schema.ts");
  }
  const ids = new Map<string, string>();
  const folders = await Promise.all(["plugins", "examples"].map((name) => findPlugins(resolve(ROOT, name))));
  for (const folder of folders.flat()) {
    const path = relative(ROOT, resolve(folder, "plugin.json"));
    try {
      const text = await Deno.readTextFile(resolve(ROOT, path));
      const { id, entry } = parseManifest(text);
      await Deno.stat(resolve(folder, entry));
      const { $schema } = JSON.parse(text);
      if (resolve(dirname(resolve(ROOT, path)), $schema ?? "") !== FILE) {
        found.push(`${path}: $schema is not plugin.schema.json`);
      }
      if (ids.has(id)) found.push(`${path}: ${ids.get(id)} has the same id "${id}"`);
      ids.set(id, path);
    } catch (error) {
      if (error instanceof NexusError) found.push(`${path}: ${error.message}`);
      else if (error instanceof Deno.errors.NotFound) found.push(`${path}: there is no such entry`);
      else throw error;
    }
  }
  console.log(`manifests: ${ids.size} plugins, ${found.length} problems`);
  return found;
}

if (Deno.args.includes("--check")) {
  const found = await problems();
  for (const problem of found) console.error(problem);
  if (found.length > 0) Deno.exit(1);
} else {
  await Deno.writeTextFile(FILE, schemaText());
  console.log(`wrote ${relative(ROOT, FILE)}`);
}
