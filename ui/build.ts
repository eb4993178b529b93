/**
 * Builds the page: one script, one stylesheet, the chart library as a chunk of its own, all named by content.
 * As a program: `deno run -A ui/build.ts --out DIR [--no-minify]`.
 *
 * @module
 */
import * as esbuild from "esbuild";
import { parseArgs } from "node:util";
import { indexHtml } from "./index_html.ts";

export interface BuildOptions {
  /** Folder that gets `index.html`, `assets/` and `manifest.json`. */
  outDir: string;
  minify: boolean;
}

/** One file that was built, with its path in the output folder. */
export interface BuiltFile {
  path: string;
  bytes: number;
  /** Loaded with the page, or later when it is needed. */
  loaded: "first" | "later";
}

export interface BuiltPage {
  files: BuiltFile[];
}

const ENTRIES = { main: "main.tsx", theme: "theme_boot.ts", styles: "styles/index.css", icon: "icon.svg" };

/** Plotly names the stylesheet of its maps, which are not part of the page's bundle. */
const withoutMapStyles: esbuild.Plugin = {
  name: "without-map-styles",
  setup(build) {
    build.onResolve({ filter: /^maplibre-gl\/.*\.css$/ }, ({ path }) => ({ path, namespace: "none" }));
    build.onLoad({ filter: /./, namespace: "none" }, () => ({ contents: "", loader: "js" }));
  },
};

/** Bundles `ui/` into a folder that a server can serve as it is. */
export async function buildPage(options: BuildOptions): Promise<BuiltPage> {
  const result = await esbuild.build({
    absWorkingDir: import.meta.dirname!,
    entryPoints: ENTRIES,
    outdir: options.outDir,
    entryNames: "assets/[name]-[hash]",
    chunkNames: "assets/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    publicPath: "/",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: ["es2022", "chrome123", "firefox120", "safari17.5"],
    loader: { ".svg": "copy" },
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
    minify: options.minify,
    legalComments: "none",
    metafile: true,
    write: true,
    logLevel: "warning",
    plugins: [withoutMapStyles],
  });
  const outputs = Object.entries(result.metafile.outputs);
  const built = (entry: string) => {
    const found = outputs.find(([, output]) => output.entryPoint === entry)?.[0] ??
      outputs.find(([, output]) => entry in output.inputs && Object.keys(output.inputs).length === 1)?.[0];
    if (!found) throw new Error(`The build of "${entry}" gave no file`);
    return `assets/${found.slice(found.lastIndexOf("/") + 1)}`;
  };
  const html = indexHtml({
    script: `/${built(ENTRIES.main)}`,
    style: `/${built(ENTRIES.styles)}`,
    themeScript: `/${built(ENTRIES.theme)}`,
    icon: `/${built(ENTRIES.icon)}`,
  });
  await Deno.writeTextFile(`${options.outDir}/index.html`, html);
  const first = new Set(Object.values(ENTRIES).map(built));
  for (const path of [...first]) addStaticImports(path, outputs, first);
  const files: BuiltFile[] = [
    { path: "index.html", bytes: html.length, loaded: "first" },
    ...outputs.map(([path, output]): BuiltFile => {
      const name = `assets/${path.slice(path.lastIndexOf("/") + 1)}`;
      return { path: name, bytes: output.bytes, loaded: first.has(name) ? "first" : "later" };
    }),
  ];
  await Deno.writeTextFile(`${options.outDir}/manifest.json`, JSON.stringify({ files }, null, 2));
  return { files };
}

type Outputs = [string, esbuild.Metafile["outputs"][string]][];

/** Chunks that are imported statically load with their importer. */
function addStaticImports(path: string, outputs: Outputs, found: Set<string>): void {
  const output = outputs.find(([name]) => name.endsWith(path))?.[1];
  for (const imported of output?.imports ?? []) {
    const name = `assets/${imported.path.slice(imported.path.lastIndexOf("/") + 1)}`;
    if (imported.kind !== "import-statement" || found.has(name)) continue;
    found.add(name);
    addStaticImports(name, outputs, found);
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    args: Deno.args,
    options: { out: { type: "string" }, "no-minify": { type: "boolean", default: false } },
  });
  if (!values.out) {
    console.error("usage: deno run -A ui/build.ts --out DIR [--no-minify]");
    Deno.exit(2);
  }
  const page = await buildPage({ outDir: values.out, minify: !values["no-minify"] });
  await esbuild.stop();
  for (const file of page.files) {
    console.log(`${file.loaded.padEnd(5)} ${String(file.bytes).padStart(9)} ${file.path}`);
  }
}
