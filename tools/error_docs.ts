/**
 * Writes `docs/errors.md` from the table of errors; with `--check` fails where they differ.
 *
 * @module
 */
import { ERROR_TABLE } from "../core/contract/mod.ts";

const path = new URL("../docs/errors.md", import.meta.url);
const rows = Object.entries(ERROR_TABLE).map(([code, { status, meaning }]) =>
  `| \`${code}\` | ${status} | ${meaning} |`
);
const text = `# Errors

Every error that leaves Nexus has one of these codes, with a message that says what was tried and why it failed, and mostly a hint.
Over HTTP the body is \`{"error": {"code", "message", "hint"}, "correlationId"}\`; the log has the details under that id.
This page is written by \`tools/error_docs.ts\`.

| code | HTTP | meaning |
| ---- | ---- | ------- |
${rows.join("\n")}
`;

if (Deno.args.includes("--check")) {
  if (await Deno.readTextFile(path) !== text) {
    console.error(
      "docs/errors.md does not match core/contract/errors.ts: run deno run -A tools/error_docs.ts",
    );
    Deno.exit(1);
  }
} else await Deno.writeTextFile(path, text);
