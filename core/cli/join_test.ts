import assert from "node:assert/strict";
import { resolve } from "node:path";
import { type Config, loadConfig } from "../config/mod.ts";
import { createApp, listen, PageFiles } from "../http/mod.ts";
import { Log } from "../observe/mod.ts";
import { openServices } from "../runs/mod.ts";
import { runCommand } from "./command.ts";

const ROOT = resolve(import.meta.dirname!, "../..");

Deno.test("ask, rerun and plugin join the server that holds the home folder", async () => {
  const home = await Deno.makeTempDir();
  const config = loadConfig({
    environment: { MAX_MEMORY_MB: "1024", API_KEY: "the-key-of-the-joined-server" },
  });
  const services = await openServices(config, new Log({ level: "error" }), {
    home,
    builtIn: `${ROOT}/plugins`,
  });
  const page = new PageFiles(Promise.reject(new Error("this test has no page")));
  const listening = listen(createApp(services, page), { host: "127.0.0.1", port: 0 });
  const run = (...args: string[]) => runAs({ config, home }, ...args);
  const runIn = (home: string, ...args: string[]) => runAs({ config, home }, ...args);
  const runWith = (config: Config, ...args: string[]) => runAs({ config, home }, ...args);
  const runAs = async (program: { config: Config; home: string }, ...args: string[]) => {
    const said = { out: "", err: "" };
    const code = await runCommand({
      root: ROOT,
      ...program,
      out: (text) => said.out += text,
      err: (text) => said.err += text,
    }, args);
    return { code, ...said };
  };
  try {
    const [file, receipt] = [`${home}/s.csv`, `${home}/receipt.json`];
    await Deno.writeTextFile(file, "name,price\nA,2\nB,4\n");
    assert.equal(
      (await run("ask", file, "total price")).code,
      1,
      "it holds the folder and has no address yet",
    );
    services.store.lock.announce(listening.url);
    const asked = await run("ask", file, "total price", "--json", "--receipt", receipt);
    assert.equal(asked.code, 0, asked.out);
    assert.equal(JSON.parse(asked.out).answer, 6);
    const same = await run("rerun", receipt);
    assert.equal(same.code, 0, same.out + same.err);
    const tampered = (await Deno.readTextFile(receipt)).replace(/"rows": \[\s*\[\s*6/, '"rows": [[7');
    await Deno.writeTextFile(receipt, tampered);
    assert.equal((await run("rerun", receipt, file)).code, 2);
    assert.match((await run("plugin", "disable", "xlsx")).out, /disabled/);
    assert.match((await run("plugin", "list")).out, /xlsx +\S+ +report +disabled/);
    assert.match((await run("audit", "--limit", "3")).out, /plugin\.disabled +key \(127\.0\.0\.1\) +xlsx\n$/);
    const archive = `${home}/backup.tar`;
    assert.match((await run("backup", archive)).out, /backup\.tar: [\d.]+ kB/);
    assert.equal((await run("backup", archive)).code, 0, "an older backup may be written over");
    const over = await run("backup", file);
    assert.deepEqual([over.code, await Deno.readTextFile(file)], [1, "name,price\nA,2\nB,4\n"]);
    assert.match(over.err, /is there already, and is no backup/);
    const doctor = await run("doctor");
    assert.match(doctor.out, /is running here: http.*engines: ok.*generated code: .*\nModels: /s, doctor.err);
    const said = await runIn(`${home}/restored`, "restore", archive);
    assert.match(said.out, /1 dataset, 0 documents, \d+ runs/, said.err);
    assert.match((await run("restore", archive)).err, /not empty/);
    const stranger = await runWith({ ...config, API_KEY: "another-key-altogether" }, "plugin", "list");
    assert.equal(stranger.code, 1);
    assert.match(stranger.err, /asks for another key/);
    await Deno.writeTextFile(file, "");
    assert.equal(JSON.parse((await run("ask", file, "total price", "--json")).out).error.code, "file.empty");
  } finally {
    await listening.close();
    await services.close();
    await Deno.remove(home, { recursive: true });
  }
});
