/**
 * The process that bundles: TypeScript with its imports in, one JavaScript module out. It runs esbuild and no code of the plugin.
 *
 * @module
 */
import { build, type BuildOptions, type Plugin, stop } from "esbuild";
import { builtinModules } from "node:module";
import { dirname, relative, resolve, sep } from "node:path";
import { NexusError } from "../contract/errors.ts";
import { fromFileUrl, reply, serveChild } from "../process/mod.ts";
import { isPart } from "./discover.ts";

/** What is bundled. Paths are absolute. */
export interface BundleRequest {
  /** The module whose exports are those of the bundle. */
  entry: string;
  /** Files are loaded from here, the folders of `modules` and installed packages alone; null: everything is ours. */
  folder: string | null;
  /** The file behind each name of Nexus: `nexus` is the contract, `nexus/chart` a part of the kit. */
  modules: Record<string, string>;
  /** The packages that may be imported by their names. */
  packages: string;
  /** Packages that are installed under another name than they are imported by. */
  aliases: Record<string, string>;
  /** Makes it as small as it gets, without built-in modules, and with this text in the place of the packages' own notices. */
  notice?: string;
}

const BUILT_INS = new Set(builtinModules);
/** Marks what is looked for at the host. */
const FROM_HOST = {};
const NODE_GLOBALS = fromFileUrl(new URL("./node_globals.js", import.meta.url).href);
/** For packages that ask for built-in modules while they run. */
const REQUIRE = `import { createRequire as nexusRequire } from "node:module";
const require = nexusRequire("file:///plugin.js");`;

const OPTIONS: BuildOptions = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "esnext",
  mainFields: ["module", "main"],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "eof",
  write: false,
  logLevel: "silent",
  tsconfigRaw: {},
  inject: [NODE_GLOBALS],
  define: { __dirname: '"/"', __filename: '"/plugin.js"' },
  loader: {
    ".txt": "text",
    ".css": "text",
    ".html": "text",
    ".svg": "text",
    ".csv": "text",
    ".wasm": "binary",
    ".ttf": "binary",
    ".woff2": "binary",
    ".png": "binary",
  },
};

/** For what needs nothing but the language. */
const SMALL: BuildOptions = {
  minifyIdentifiers: true,
  legalComments: "none",
  inject: [],
  define: { global: "globalThis" },
};

serveChild({
  bundle: async (params) => reply(null, [await bundle(params as BundleRequest)]),
}, { onClose: () => stop() });

async function bundle(request: BundleRequest): Promise<Uint8Array> {
  const make = async (banner: string) => {
    const result = await build({
      ...OPTIONS,
      ...(request.notice === undefined ? {} : SMALL),
      entryPoints: [request.entry],
      absWorkingDir: request.folder ?? dirname(request.entry),
      nodePaths: [request.packages],
      alias: request.aliases,
      plugins: [resolver(request)],
      banner: { js: request.notice === undefined ? banner : `/*! ${request.notice} */\n${banner}` },
    });
    return result.outputFiles![0]!;
  };
  try {
    const plain = await make("");
    return /\b__require\b/.test(plain.text) ? (await make(REQUIRE)).contents : plain.contents;
  } catch (error) {
    throw new NexusError("plugin.invalid", `The code cannot be bundled: ${messageOf(error)}`);
  }
}

/** Decides what each import stands for, and that no file is loaded from anywhere else. */
function resolver(request: BundleRequest): Plugin {
  const shared = new Set(Object.values(request.modules).map(dirname));
  const roots = [...shared, request.packages].map((root) => realPath(root) + sep);
  const own = request.folder === null ? null : realPath(request.folder) + sep;
  return {
    name: "nexus",
    setup(build) {
      build.onResolve(
        { filter: /node_globals\.js$/ },
        ({ path }) => path === NODE_GLOBALS ? { path, sideEffects: false } : undefined,
      );
      build.onResolve({ filter: /^nexus(\/|$)/ }, ({ path: name }) => {
        const path = request.modules[name];
        if (path !== undefined) return { path, sideEffects: false };
        const names = Object.keys(request.modules).join(", ");
        return { errors: [{ text: `"${name}" cannot be imported: a plugin imports ${names}` }] };
      });
      build.onResolve({ filter: /^\.\.?\// }, ({ path, importer, resolveDir }) => {
        // What a plugin does not use of the contract and the kit is left out of its bundle, zod included.
        if (!shared.has(dirname(importer))) return undefined;
        return { path: resolve(resolveDir, path), sideEffects: false };
      });
      build.onResolve(
        { filter: /^(npm|jsr|https?|file|node|blob):/ },
        ({ path }) =>
          path.startsWith("node:")
            ? { path, external: true }
            : { errors: [{ text: `"${path}" cannot be imported: name a package, or a file of the plugin` }] },
      );
      build.onResolve(
        { filter: /^[a-z_/0-9]+$/ },
        ({ path }) => BUILT_INS.has(path) ? { path: `node:${path}`, external: true } : undefined,
      );
      // Packages come from the host, whatever lies in a folder above the plugin's own.
      build.onResolve(
        { filter: /^[^./]/ },
        async ({ path, importer, kind, with: attributes, pluginData }) => {
          if (
            kind === "entry-point" || pluginData === FROM_HOST || own === null ||
            !realPath(importer || own).startsWith(own)
          ) return undefined;
          const [name = ""] = /^(@[^/]+\/)?[^/]+/.exec(path) ?? [];
          const hosted = Object.hasOwn(request.aliases, name)
            ? request.aliases[name] + path.slice(name.length)
            : path;
          const resolveDir = dirname(request.packages);
          return await build.resolve(hosted, { kind, resolveDir, with: attributes, pluginData: FROM_HOST });
        },
      );
      build.onLoad({ filter: /.*/ }, async ({ path, with: attributes }) => {
        if (own !== null) checkPlace(path, own, roots);
        if (attributes.type === "text") return { contents: await Deno.readFile(path), loader: "text" };
        if (attributes.type === "bytes") return { contents: await Deno.readFile(path), loader: "binary" };
        return undefined;
      });
    },
  };
}

function checkPlace(path: string, own: string, roots: string[]): void {
  const real = realPath(path);
  if (path === NODE_GLOBALS) return;
  if (roots.some((root) => real.startsWith(root))) return;
  const inside = relative(own, real).replaceAll("\\", "/");
  if (real.startsWith(own) && isPart(inside)) return;
  throw new Error(`"${path}" is not part of the plugin, and packages come from the host`);
}

function realPath(path: string): string {
  return Deno.realPathSync(path);
}

function messageOf(error: unknown): string {
  const errors =
    (error as { errors?: { text: string; location: { file: string; line: number } | null }[] }).errors;
  if (!Array.isArray(errors)) return String((error as Error).message ?? error);
  return errors.slice(0, 5)
    .map(({ text, location }) => location === null ? text : `${location.file}:${location.line}: ${text}`)
    .join("; ");
}
