/**
 * What `plugin new` puts beside a new plugin so that it type-checks and is tested without the tree of Nexus: the types of the contract
 * without zod, and the kit; and the new plugins themselves.
 *
 * @module
 */
import { join } from "node:path";
import type { z } from "zod";
import * as contract from "../../contract/mod.ts";
import type { PluginKind } from "../../contract/mod.ts";
import { fromFileUrl } from "../../process/mod.ts";

/** Texts by path. */
export interface Kit {
  /** The same for all. */
  files: Record<string, string>;
  plugins: Record<PluginKind, Record<string, string>>;
}

/** Where it lies in a folder of programs that were built ahead. */
export const KIT_FILE = "plugin_kit.json";
const CORE = fromFileUrl(new URL("../../", import.meta.url).href);
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

/** Makes it from the sources of Nexus. */
export async function makeKit(): Promise<Kit> {
  const files: Record<string, string> = { ".nexus/contract.ts": await contractText() };
  for (const kit of KITS) {
    for (const path of await filesBelow(join(CORE, "kit", kit))) {
      if (/_test\.ts$/.test(path)) continue;
      const text = await Deno.readTextFile(join(CORE, "kit", kit, path));
      files[`.nexus/${kit}/${path}`] = text.replaceAll('"../../contract/mod.ts"', '"../contract.ts"');
    }
  }
  files[".nexus/plugin.schema.json"] = await Deno.readTextFile(join(CORE, "../plugin.schema.json"));
  files["deno.json"] = await Deno.readTextFile(join(CORE, "plugins/new/deno_for_plugins.json"));
  const plugins: Partial<Kit["plugins"]> = {};
  const templates = join(CORE, "plugins/new/plugins");
  for (const path of await filesBelow(templates)) {
    const [kind, ...rest] = path.split("/");
    (plugins[kind as PluginKind] ??= {})[rest.join("/")] = await Deno.readTextFile(join(templates, path));
  }
  return { files, plugins: plugins as Kit["plugins"] };
}

async function contractText(): Promise<string> {
  const sources = await Promise.all(
    PARTS.map((part) => Deno.readTextFile(join(CORE, `contract/${part}.ts`))),
  );
  const inferred = sources.flatMap(inferredIn);
  for (const { schema, name } of inferred) named.set(schema, name);
  for (const name of ["Expression", "Plan", "OutputSchema"] as const) named.set(contract[name], name);
  const whole = ["errors", "plugin"].map((part) => Deno.readTextFileSync(join(CORE, `contract/${part}.ts`)));
  return [
    `/**\n * The contract between Nexus and its plugins, version ${contract.API_VERSION}: types, errors, and define*(). Made from the sources of Nexus.\n *\n * @module\n */`,
    "/** Any JSON. */\nexport type Json = string | number | boolean | null | Json[] | { [key: string]: Json };",
    ...sources.flatMap(writtenOutIn),
    ...inferred.map(({ name, schema, comment, properties }) =>
      `${comment}export type ${name} = ${typeOf(schema, properties, 0, true)};`
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

/** A schema as a type. Names stand for themselves, except for the one that is being written. */
function typeOf(
  schema: z.ZodType,
  properties: ReadonlyMap<string, string>,
  depth: number,
  top = false,
): string {
  const name = named.get(schema);
  if (name !== undefined && !top) return name;
  // deno-lint-ignore no-explicit-any
  const def = schema._zod.def as any;
  const inner = (part: z.ZodType) => typeOf(part, properties, depth);
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
      return isAlternative(def.element) ? `(${inner(def.element)})[]` : `${inner(def.element)}[]`;
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
      return objectType(def.shape, properties, depth);
    default:
      throw new TypeError(`There is no type for a schema of type "${def.type}"`);
  }
}

function objectType(
  shape: Record<string, z.ZodType>,
  properties: ReadonlyMap<string, string>,
  depth: number,
): string {
  const indent = "  ".repeat(depth + 1);
  const lines = Object.entries(shape).map(([key, part]) => {
    const mark = part._zod.def.type === "optional" ? "?" : "";
    const comment = properties.get(key)?.replace(/\n\s*/g, `\n${indent} `);
    const type = typeOf(part, properties, depth + 1);
    return `${comment ? `${indent}${comment}\n` : ""}${indent}${key}${mark}: ${type};`;
  });
  return `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
}

function isAlternative(schema: z.ZodType): boolean {
  return !named.has(schema) &&
    ["union", "enum", "literal", "nullable", "optional"].includes(schema._zod.def.type);
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
      paths.push(...(await filesBelow(join(folder, name))).map((path) => `${name}/${path}`));
    } else paths.push(name);
  }
  return paths.sort();
}
