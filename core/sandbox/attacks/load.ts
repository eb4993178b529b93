/** Imports of every scheme, static and computed; the package downloader. */
import { type Attack, attacks, eachOf } from "./attack.ts";

/** What an import of the canary's file gives is its text. */
const SPECIFIERS = {
  "a file": '"file://%FILE%"',
  "a path": '"%FILE%"',
  "an address on the network": '"http://127.0.0.1:%PORT%/x.js"',
  "a package of npm": '"npm:left-pad@1.3.0"',
  "a package of jsr": '"jsr:@std/assert"',
  "a name of the project": '"zod"',
};

const statics = Object.entries(SPECIFIERS).flatMap(([name, specifier]): Attack[] => [
  {
    name: `static import of ${name}`,
    head: `import * as got from ${specifier};`,
    body: 'return "ESCAPED" + Object.keys(got);',
  },
  {
    name: `static import of ${name} as text`,
    head: `import got from ${specifier} with { type: "text" };`,
    body: 'return "ESCAPED" + got;',
  },
]);

export const LOAD: Attack[] = [
  ...statics,
  {
    name: "static import of a node module",
    head: 'import { readFileSync } from "node:fs";',
    body: 'return readFileSync("%FILE%", "utf8");',
  },
  {
    name: "static import of an address with data",
    head: 'import text from "data:text/javascript,export default typeof Deno";',
    body: "return text;",
  },
  {
    name: "static import of another module that imports a file",
    head:
      'import text from \'data:text/javascript,import t from "file://%FILE%" with { type: "text" }; export default t\';',
    body: "return text;",
  },
  {
    name: "export from a file",
    head: 'export * from "file://%FILE%"; export * as x from "npm:left-pad@1.3.0";',
    body: "return 1;",
  },
  ...attacks({
    "literal imports": eachOf(
      Object.values(SPECIFIERS).flatMap((specifier) => [
        `import(${specifier}).then((m) => "ESCAPED" + Object.keys(m))`,
        `import(${specifier}, { with: { type: "text" } }).then((m) => m.default)`,
        `import(${specifier}, { with: { type: "bytes" } }).then((m) => new TextDecoder().decode(m.default))`,
        `import(${specifier}, { with: { type: "json" } }).then((m) => JSON.stringify(m.default))`,
      ]),
    ),
    "computed imports": eachOf(
      Object.values(SPECIFIERS).flatMap((specifier) => [
        `((s) => import(s))([${specifier}].join("")).then((m) => "ESCAPED" + Object.keys(m))`,
        `((s) => import(s, { with: { type: "text" } }))([${specifier}].join("")).then((m) => m.default)`,
      ]),
    ),
    "imports through made addresses": eachOf([
      "import('data:text/javascript,export default await (await fetch(\"http://127.0.0.1:%PORT%/\")).text()').then((m) => m.default)",
      'import(\'data:text/javascript,import t from "file://%FILE%" with { type: "text" }; export default t\').then((m) => m.default)',
      "import(URL.createObjectURL(new Blob(['import t from \"file://%FILE%\" with { type: \"text\" }; export default t'], { type: 'text/javascript' }))).then((m) => m.default)",
      "import('data:application/wasm;base64,AGFzbQEAAAA=').then(String)",
      "import.meta.resolve('zod').includes('node_modules') && 'ESCAPED'",
    ]),
    "the package downloader": eachOf([
      'import("npm:is-number@7.0.0").then(() => "ESCAPED")',
      'import(["npm", "is-odd@3.0.1"].join(":")).then(() => "ESCAPED")',
      'import("node:module").then((m) => m.createRequire("%FOLDER%/x.js")("is-number")).then(() => "ESCAPED")',
      'import("npm:/esbuild@0.28.2").then(() => "ESCAPED")',
    ]),
  }),
];
