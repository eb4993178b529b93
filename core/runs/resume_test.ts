import assert from "node:assert/strict";
import { resolve } from "node:path";
import { loadConfig } from "../config/mod.ts";
import { Log } from "../observe/mod.ts";
import { openServices } from "./mod.ts";

const PLUGINS = resolve(import.meta.dirname!, "../../plugins");

Deno.test("an import that a process promised and did not finish is finished by the next", async () => {
  const home = await Deno.makeTempDir();
  const config = loadConfig({ environment: { MAX_MEMORY_MB: "1024" } });
  const open = () => openServices(config, new Log({ level: "error" }), { home, builtIn: PLUGINS });
  const file = (name: string, text: string) => ({
    name,
    mediaType: "text/csv",
    stream: new Blob([text]).stream(),
  });
  try {
    let services = await open();
    await services.importer.receive(file("kept.csv", "a,b\n1,2\n"));
    const reading = services.importer.read(await services.importer.receive(file("cut.csv", "a,b\n3,4\n")));
    await services.close();
    assert.ok((await reading).error, "the engines were closed under it");

    services = await open();
    const ready = new Set<string>();
    const all = new Promise<void>((resolve) =>
      services.bus.subscribe(({ event }) => {
        if (event.type === "import.ready" && ready.add(event.file).size === 2) resolve();
      })
    );
    services.importer.resume();
    await all;
    assert.deepEqual(services.catalogue.list().map(({ file }) => file).sort(), ["cut.csv", "kept.csv"]);
    await services.close();
    services = await open();
    assert.deepEqual(services.store.imports.list(), []);
    await services.close();
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});
