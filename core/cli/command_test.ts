import assert from "node:assert/strict";
import { resolve } from "node:path";
import { loadConfig } from "../config/mod.ts";
import { runCommand } from "./command.ts";
import { plainText } from "./render.ts";

const ROOT = resolve(import.meta.dirname!, "../..");

/** Runs a command in a home folder of its own. */
async function run(home: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const code = await runCommand({
    root: ROOT,
    config: loadConfig({ environment: { MAX_MEMORY_MB: "1024" } }),
    home,
    out: (text) => said.out += text,
    err: (text) => said.err += text,
  }, args);
  return { code, ...said };
}

Deno.test("commands tell of files that cannot be read or written before they work, as JSON where asked", async () => {
  const folder = await Deno.makeTempDir();
  const home = `${folder}/home`;
  try {
    await Deno.writeTextFile(`${folder}/q.jsonl`, '{"id": 1, "question": "How many rows?"}\n');
    await Deno.writeTextFile(`${folder}/s.csv`, "a,b\n1,2\n");
    for (
      const [code, ...args] of [
        ["file.not_found", "ask", `${folder}/nope.csv`, "How many rows?"],
        ["file.not_found", "ask", folder, "How many rows?"],
        ["file.not_found", "eval", `${folder}/nope.jsonl`, "--out", `${folder}/p.jsonl`],
        ["file.not_found", "eval", folder, "--out", `${folder}/p.jsonl`],
        ["request.invalid", "eval", `${folder}/q.jsonl`, "--out", `${folder}/no/p.jsonl`],
        ["request.invalid", "ask", `${folder}/s.csv`, "x", "--receipt", `${folder}/no/r.json`],
        ["file.not_found", "rerun", `${folder}/nope.json`],
        ["receipt.invalid", "rerun", `${folder}/s.csv`],
        ["request.invalid", "ask", `${folder}/s.csv`, "x", "--nope"],
      ] as const
    ) {
      const told = await run(home, ...args);
      assert.equal(told.code, 1, args.join(" "));
      assert.equal(told.out, "");
      assert.doesNotMatch(told.err, /^\s+at /m, "no stack for what a person did");
      if (args[0] === "eval") continue; // it has no --json
      const json = JSON.parse((await run(home, ...args, "--json")).out);
      assert.deepEqual([json.status, json.error.code], ["failed", code], args.join(" "));
    }
    await Deno.writeTextFile(`${folder}/blocked`, "");
    const { error } = JSON.parse(
      (await run(`${folder}/blocked`, "ask", `${folder}/s.csv`, "x", "--json")).out,
    );
    assert.equal(error.code, "store.failed");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("runCommand() says which Nexus it is and what there is, and knows no other words", async () => {
  const home = "/nowhere";
  for (const word of ["--version", "version"]) {
    assert.match((await run(home, word)).out, /^Nexus \d+\.\d+\.\d+\n$/);
  }
  const help = await run(home, "--help");
  assert.equal(help.code, 0);
  assert.match(help.out, /^ {2}start .*\n(.*\n)*.*--version/);
  for (const word of ["nonsense", "toString", "\x1b[31m"]) {
    const { code, out, err } = await run(home, word);
    assert.deepEqual([code, out, err.includes("\x1b")], [1, "", false]);
    assert.match(err, /^There is no command /);
  }
});

Deno.test("start refuses to open Nexus to others without a key, and offers one", async () => {
  let said = "";
  const config = loadConfig({ environment: { HOST: "0.0.0.0" } });
  const print = (text: string) => void (said += text);
  const code = await runCommand({ root: ROOT, config, home: "/nowhere", out: print, err: print }, ["start"]);
  assert.equal(code, 1);
  assert.match(said, /HOST="0\.0\.0\.0" opens Nexus to other machines.*\n.*API_KEY=[\w-]{43}\n$/);
});

Deno.test("start and doctor pass over no word", async () => {
  for (const word of ["start", "serve", "doctor"]) {
    const { code, err } = await run("/nowhere", word, "--port", "9000");
    assert.equal(code, 1);
    assert.match(err, /"--port" is not known here.*\n.*PORT=9000/);
  }
});

Deno.test("plainText() takes off what a terminal would obey", () => {
  assert.equal(plainText("a\u001b[31mb\r\u0007\u202ec\nd é 💩"), "a [31mb c\nd é 💩");
});
