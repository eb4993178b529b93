/**
 * Starts a plugin: a folder with everything that works already.
 *
 * @module
 */
import { dirname, join } from "node:path";
import { NexusError, type PluginKind } from "../../contract/mod.ts";
import { type Kit, KIT_FILE, makeKit } from "./kit.ts";

/**
 * Writes a new plugin to a folder that is not there yet, or is empty. `programs`: where what it is made from was built ahead.
 *
 * @throws {NexusError} `request.invalid` where the folder has something in it or the id is none.
 */
export async function newPlugin(
  folder: string,
  kind: PluginKind,
  id: string,
  { programs }: { programs?: string } = {},
): Promise<string[]> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*(\/[a-z][a-z0-9]*(-[a-z0-9]+)*)?$/.test(id)) {
    throw new NexusError("request.invalid", `"${id}" is no id of a plugin`, {
      hint:
        "Lower-case words with hyphens, after a name of your own and a slash if you like: acme/my-parser.",
    });
  }
  await requireEmpty(folder);
  const kit = programs === undefined
    ? await makeKit()
    : JSON.parse(await Deno.readTextFile(join(programs, KIT_FILE))) as Kit;
  const files = { ...kit.files, ...kit.plugins[kind] };
  const written: string[] = [];
  for (const [path, text] of Object.entries(files)) {
    const own = !path.startsWith(".nexus/");
    const target = join(folder, own ? renamed(path, id) : path);
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.writeTextFile(target, own ? renamed(text, id) : text);
    if (own) written.push(renamed(path, id));
  }
  return written.sort();
}

/** The names that stand for the plugin's own in what it is made from. */
function renamed(text: string, id: string): string {
  const word = id.split("/").at(-1)!;
  const name = word[0]!.toUpperCase() + word.slice(1).replaceAll("-", " ");
  return text.replaceAll('"id": "my-plugin"', `"id": "${id}"`)
    .replaceAll("my-plugin", word)
    .replaceAll("myplugin", word.replaceAll("-", ""))
    .replaceAll("My plugin", name);
}

async function requireEmpty(folder: string): Promise<void> {
  try {
    for await (const { name } of Deno.readDir(folder)) {
      throw new NexusError("request.invalid", `${folder} is not empty: there is "${name}" in it`);
    }
  } catch (error) {
    if (error instanceof NexusError) throw error;
    if (!(error instanceof Deno.errors.NotFound)) {
      throw new NexusError("request.invalid", `Cannot write to ${folder}: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}
