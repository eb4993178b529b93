import assert from "node:assert/strict";
import { bytesAt, missingFrom, parseTree } from "./embedded_list.ts";

const TREE = `Compile main.ts to nexus

\x1b[1mEmbedded Files\x1b[0m

nexus
├─┬ .deno_compile_node_modules (373.94MB - 372.71MB unique)
│ └─┬ localhost (373.94MB)
│   ├─┬ @duckdb (138.8MB)
│   │ └── node-bindings/* (91.73KB - 90.66KB unique)
│   └── nodejs-polars/0.25.2/* (690B)
├─┬ core (3.1MB)
│ ├── contract/* (174.02KB)
│ └─┬ engine (4KB)
│   └── child.ts (3.65KB)
\x1b[38;5;245m└──\x1b[0m main.ts (3.8KB)

Files: 391.91MB
`;

Deno.test("parseTree() gives files and whole folders by their paths", () => {
  assert.deepEqual(parseTree(TREE).map(({ path, size, folder }) => [path, size, folder]), [
    [".deno_compile_node_modules/localhost/@duckdb/node-bindings", "91.73KB", true],
    [".deno_compile_node_modules/localhost/nodejs-polars/0.25.2", "690B", true],
    ["core/contract", "174.02KB", true],
    ["core/engine/child.ts", "3.65KB", false],
    ["main.ts", "3.8KB", false],
  ]);
});

Deno.test("bytesAt() reads the size of a file, or of the folder around it", () => {
  const tree = parseTree(TREE);
  const folder = ".deno_compile_node_modules/localhost/nodejs-polars/0.25.2";
  assert.deepEqual(
    ["core/engine/child.ts", `${folder}/a.node`, "core/nothing.ts"].map((path) => bytesAt(tree, path)),
    [3738, 690, 0],
  );
});

Deno.test("missingFrom() finds what is neither named nor in a whole folder", () => {
  const tree = parseTree(TREE);
  assert.deepEqual(
    missingFrom(tree, [
      "main.ts",
      "core/contract/mod.ts",
      "core/engine/child.ts",
      "core/engine/pool.ts",
      "core/x",
    ]),
    ["core/engine/pool.ts", "core/x"],
  );
});
