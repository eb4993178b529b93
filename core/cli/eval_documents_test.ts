import assert from "node:assert/strict";
import { resolve } from "node:path";
import { loadConfig } from "../config/mod.ts";
import { evalCommand } from "./eval.ts";
import type { Program } from "./program.ts";

Deno.test("eval asks a line of its own documents, and gives their pages", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/docs`);
    await Deno.writeTextFile(
      `${folder}/docs/one.txt`,
      "The rent is 900 euros a month and is due on the third day.\n",
    );
    await Deno.writeTextFile(
      `${folder}/docs/two.txt`,
      "The rent is 700 euros a month and is due on the first day.\n",
    );
    const lines = [
      { id: 1, question: "How many euros is the rent a month?", pdf: "docs/two.txt" },
      { id: 2, question: "How many euros is the rent a month?", documents: ["one"] },
      { id: 3, question: "How many euros is the rent a month?", document: "docs/none.txt" },
    ];
    await Deno.writeTextFile(`${folder}/q.jsonl`, lines.map((line) => JSON.stringify(line)).join("\n"));
    const root = resolve(import.meta.dirname!, "../..");
    const program = {
      root,
      home: `${folder}/home`,
      config: loadConfig({ environment: { MAX_MEMORY_MB: "1024", OLLAMA_BASE_URL: "http://127.0.0.1:9" } }),
      out() {},
      err() {},
    } as unknown as Program;
    const args = [
      `${folder}/q.jsonl`,
      "--documents",
      `${folder}/docs`,
      "--first-page",
      "0",
      "--out",
      `${folder}/p.jsonl`,
    ];
    assert.equal(await evalCommand(program, args), 0);
    const answers = (await Deno.readTextFile(`${folder}/p.jsonl`)).trim().split("\n").map((line) =>
      JSON.parse(line)
    );
    assert.deepEqual(answers.map(({ docs, pages }) => [docs, pages]), [
      [["two"], ["two#0"]],
      [["one"], ["one#0"]],
      [undefined, undefined],
    ]);
    assert.match(answers[0].answer, /700 euros/);
    assert.deepEqual([answers[2].status, answers[2].error.code], ["failed", "file.not_found"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
