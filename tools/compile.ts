/**
 * `deno task compile`: one binary with everything in it.
 *
 * @module
 */
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname!, "..");

console.error(`No binary was made.

The plan is that of docs/architecture.md: children are the program itself with a hidden argument, plugins and the page are embedded
as built files. What is missing is the embedding: plugins, page and native engines still load from the source tree (${ROOT}).
Until then run Nexus from source: deno task start`);
Deno.exit(1);
