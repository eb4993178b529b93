/**
 * Writes `core/plugins/new/kit.json`: what `plugin new` puts beside a new plugin so that it type-checks and is tested without the tree of
 * Nexus (the types of the contract without zod, and the kit), and the new plugins themselves. With `--check`: fails where the file differs.
 *
 * @module
 */
import { relative, resolve } from "node:path";
import type { z } from "zod";
import * as contract from "../core/contract/mod.ts";

const ROOT = resolve(import.meta.dirname!, "..");
const FILE = resolve(ROOT, "core/plugins/new/kit.json");
/** Parts of the contract that a plugin speaks. */
const PARTS = ["value", "scan", "chart", "plan", "reading", "model", "document", "code", "answer", "dataset"];
const KITS = ["chart", "ingest", "report", "testing"];

/** Names whose types are inferred from a schema, with the comment above them and above their properties. */
interface Named {
  name: string;
  schema: z.ZodType;
  comment: string;
  properties: Map<string, string>;
}

const named = new Map<z.ZodType, string>();

async function kitText(): Promise<string> {
  const files: Record<string, string> = { ".nexus/contract.ts": await format(await contractText()) };
  for (const kit of KITS) {
    for (const path of await filesBelow(resolve(ROOT, "core/kit", kit))) {
      if (/_test\.ts$/.test(path)) continue;
      const text = await Deno.readTextFile(resolve(ROOT, "core/kit", kit, path));
      files[`.nexus/${kit}/${path}`] = text.replaceAll('"../../contract/mod.ts"', '"../contract.ts"');
    }
  }
  files[".nexus/plugin.schema.json"] = await Deno.readTextFile(resolve(ROOT, "plugin.schema.json"));
  files["deno.json"] = await Deno.readTextFile(resolve(ROOT, "core/plugins/new/deno_for_plugins.json"));
  const plugins: Record<string, Record<string, string>> = {};
  const templates = resolve(ROOT, "core/plugins/new/plugins");
  for (const path of await filesBelow(templates)) {
    const [kind, ...rest] = path.split("/");
    (plugins[kind!] ??= {})[rest.join("/")] = await Deno.readTextFile(resolve(templates, path));
  }
  return JSON.stringify({ files, plugins }, null, 2) + "\n";
}

async function contractText(): Promise<string> {
  const sources = await Promise.all(
    PARTS.map((part) => Deno.readTextFile(resolve(ROOT, `core/contract/${part}.ts`))),
  );
  const inferred = sources.flatMap(inferredIn);
  for (const { schema, name } of inferred) named.set(schema, name);
  for (const name of ["Expression", "Plan", "OutputSchema"] as const) named.set(contract[name], name);
  const whole = ["errors", "plugin"].map((part) =>
    Deno.readTextFileSync(resolve(ROOT, `core/contract/${part}.ts`))
  );
  return [
    `/**\n * The contract between Nexus and its plugins, version ${contract.API_VERSION}: types, errors, and define*(). Made from the sources of Nexus.\n *\n * @module\n */`,
    "/** Any JSON. */\nexport type Json = string | number | boolean | null | Json[] | { [key: string]: Json };",
    ...sources.flatMap(writtenOutIn),
    ...inferred.map(({ name, schema, comment, properties }) =>
      `${comment}export type ${name} = ${typeOf(schema, properties, true)};`
    ),
    ...whole.map((text) => text.replace(/^\/\*\*[\s\S]*?\*\/\n/, "").replace(/^import [\s\S]*?;\n/gm, "")),
  ].join("\n\n");
}

function inferredIn(source: string): Named[] {
  return [...source.matchAll(/^export type (\w+) = z\.infer<typeof \1>;/gm)].map(([, name]) => {
    const start = new RegExp(`(/\\*\\*(?:(?!\\*/)[\\s\\S])*\\*/\\n)?export const ${name}\\b`).exec(source)!;
    const block = source.slice(start.index, source.indexOf(`export type ${name} = z.infer`));
    const body = block.slice((start[1] ?? "").length);
    const properties = new Map<string, string>();
    for (const [, comment, key] of body.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\s*(\w+):/g)) {
      properties.set(key!, properties.has(key!) ? "" : comment!); // one that stands for two says nothing of either
    }
    const schema = (contract as unknown as Record<string, z.ZodType>)[name!]!;
    return { name: name!, schema, comment: start[1] ?? "", properties };
  });
}

/** Types that the source writes out, as it does. */
function writtenOutIn(source: string): string[] {
  const blocks = source.matchAll(
    /^(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:type \w+ =(?! z\.infer)|interface )[\s\S]*?(?=\n\n)/gm,
  );
  return [...blocks].map(([text]) => text).filter((text) => !text.includes("Manifest"));
}

function typeOf(schema: z.ZodType, properties: ReadonlyMap<string, string>, top = false): string {
  const name = named.get(schema);
  if (name !== undefined && !top) return name;
  // deno-lint-ignore no-explicit-any
  const def = schema._zod.def as any;
  const inner = (part: z.ZodType) => typeOf(part, properties);
  switch (def.type) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "unknown":
      return def.type;
    case "enum":
      return Object.values(def.entries).map((entry) => JSON.stringify(entry)).join(" | ");
    case "literal":
      return def.values.map((value: unknown) => JSON.stringify(value)).join(" | ");
    case "array":
      return `(${inner(def.element)})[]`;
    case "tuple":
      return `[${def.items.map(inner).join(", ")}]`;
    case "union":
      return def.options.map(inner).join(" | ");
    case "record": {
      const record = `Record<${inner(def.keyType)}, ${inner(def.valueType)}>`;
      return def.keyType._zod.def.type === "enum" ? `Partial<${record}>` : record;
    }
    case "nullable":
      return `${inner(def.innerType)} | null`;
    case "optional":
      return `${inner(def.innerType)} | undefined`;
    case "default":
    case "prefault":
      return inner(def.innerType);
    case "lazy":
      return isJson(def.getter()) ? "Json" : inner(def.getter());
    case "object":
      return `{\n${
        Object.entries(def.shape as Record<string, z.ZodType>).map(([key, part]) => {
          const mark = part._zod.def.type === "optional" ? "?" : "";
          const comment = properties.get(key);
          return `${comment ? `${comment}\n` : ""}${key}${mark}: ${inner(part)};`;
        }).join("\n")
      }\n}`;
    default:
      throw new TypeError(`There is no type for a schema of type "${def.type}"`);
  }
}

function isJson(schema: z.ZodType): boolean {
  // deno-lint-ignore no-explicit-any
  const def = schema._zod.def as any;
  return def.type === "union" && def.options.length === 6 && def.options[5]._zod.def.type === "record";
}

async function filesBelow(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) {
      paths.push(...(await filesBelow(resolve(folder, name))).map((path) => `${name}/${path}`));
    } else paths.push(name);
  }
  return paths.sort();
}

async function format(text: string): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", "--no-config", "--line-width=110", "--ext=ts", "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { stdout, success } = await child.output();
  if (!success) throw new SyntaxError("What was made is no TypeScript");
  return new TextDecoder().decode(stdout);
}

const text = await kitText();
if (Deno.args.includes("--check")) {
  if (await Deno.readTextFile(FILE).catch(() => "") !== text) {
    console.error(
      "core/plugins/new/kit.json is not what its sources say: run deno run -A tools/plugin_kit.ts",
    );
    Deno.exit(1);
  }
  console.log("plugin kit: as its sources say");
} else {
  await Deno.writeTextFile(FILE, text);
  console.log(`wrote ${relative(ROOT, FILE)} (${Math.round(text.length / 1000)} kB)`);
}
