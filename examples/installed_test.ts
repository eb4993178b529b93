import assert from "node:assert/strict";
import { join } from "node:path";
import type { Chart, Figure, PluginInspection } from "../core/contract/mod.ts";
import { SHOP, withServer } from "../core/http/_server_for_tests.ts";
import { packArchive } from "../core/plugins/mod.ts";

const HERE = import.meta.dirname!;

Deno.test("the examples are packed, installed from their archives, used, and gone when they are removed", async () => {
  const cache = await Deno.makeTempDir();
  await withServer(async ({ url, post, upload, ask, dataset, services }) => {
    for (const name of ["icalendar", "heat-map"]) {
      const { archive } = await packArchive(join(HERE, name), { cache });
      const body = new FormData();
      body.append("file", new File([archive], `${name}.zip`));
      const seen: PluginInspection = await (await fetch(`${url}/plugins/inspect`, { method: "POST", body }))
        .json();
      assert.deepEqual([seen.plugin.id, seen.asked], [`examples/${name}`, []]);
      assert.equal((await post("/plugins/install", { token: seen.token, accept: [] })).status, 200);
    }
    const calendar = await Deno.readFile(join(HERE, "icalendar/testdata/team.ics"));
    const { datasets: [events], error } = await upload("team.ics", calendar);
    assert.equal(error, undefined);
    assert.deepEqual([events?.ingest.plugin, events?.rows], ["examples/icalendar", 24]);
    const counted = await ask("How many events by location?", events!);
    assert.deepEqual(counted.result?.rows.map((row) => row.at(-1)), [8, 8, 8]);

    const shop = await dataset("shop.csv", SHOP);
    const drawn = await ask("heat map of total revenue by region and product", shop);
    assert.equal(drawn.visual?.chart.type, "heatmap", JSON.stringify(drawn.visual?.chart));
    const answer = await post("/visualize/", { run: drawn.run, type: "tiles" });
    const { figure, plugin }: { chart: Chart; figure: Figure; plugin: string } = await answer.json();
    assert.deepEqual([plugin, figure.data[0]?.type], ["examples/heat-map", "heatmap"]);
    assert.equal((figure.data[0]?.z as number[][]).flat().length, 12);

    for (const name of ["icalendar", "heat-map"]) {
      const gone = await fetch(`${url}/plugins/${encodeURIComponent(`examples/${name}`)}`, {
        method: "DELETE",
      });
      assert.equal(gone.status, 204);
    }
    assert.ok(!services.registry.list().some(({ id }) => id.startsWith("examples/")));
    assert.equal((await post("/visualize/", { run: drawn.run, type: "tiles" })).status, 422);
    const again = await upload("other.ics", new Uint8Array([...calendar, 10]));
    assert.notEqual(again.datasets[0]?.ingest.plugin, "examples/icalendar");
  });
  await Deno.remove(cache, { recursive: true });
});
