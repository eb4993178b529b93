/**
 * Writes `docs/statistics.md` from the catalogue of `stats`; with `--check` fails where they differ.
 *
 * @module
 */
import { STATISTICS_PARTS } from "../core/statistics/mod.ts";

const path = new URL("../docs/statistics.md", import.meta.url);
const parts = STATISTICS_PARTS.map(({ title, entries }) => {
  const lines = entries.map(({ signature, description }) => `- \`${signature}\`\n  ${description}`);
  return `## ${title}\n\n${lines.join("\n")}`;
});
const text = `# Statistics in scripts

A script has \`stats\`. It takes columns as \`await columns("table")\` gives them: lists of cells by name. Whole numbers, numbers and
truth values (1 and 0) are numbers; text is an error, but for labels and predictors. What is missing is left out, and
\`dropped\` says how many values or rows that were; \`n\` is what was used. \`groups\` are lists by name or a list of lists,
\`columns\` and \`predictors\` lists by name. Results by row keep the places of rows, with null where something was missing. Too few
values, values that do not vary, lists of different lengths and settings out of range are errors that say so.

Special functions are those of [stdlib](https://stdlib.io) (Apache-2.0), matrices, k-means and hierarchical clusters those of
[ml.js](https://github.com/mljs) (MIT). Every function is tested against values of R or SciPy, or a second formula.
This page is written by \`tools/statistics_docs.ts\`.

${parts.join("\n\n")}
`;

if (Deno.args.includes("--check")) {
  if (await Deno.readTextFile(path) !== text) {
    console.error(
      "docs/statistics.md does not match core/statistics/catalogue.ts: run deno run -A tools/statistics_docs.ts",
    );
    Deno.exit(1);
  }
} else await Deno.writeTextFile(path, text);
