import assert from "node:assert/strict";
import { PageFiles } from "./page.ts";

Deno.test("PageFiles.serve() compresses what is large, for those who take it", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const text = "console.log(1);\n".repeat(500);
    await Deno.mkdir(`${folder}/assets`);
    await Deno.writeTextFile(`${folder}/assets/main-ABCDEFGH.js`, text);
    await Deno.writeTextFile(`${folder}/index.html`, "<p>small</p>");
    const page = new PageFiles(Promise.resolve(folder));
    const zipped = (await page.serve("assets/main-ABCDEFGH.js", "br, gzip;q=0.8"))!;
    assert.equal(zipped.headers.get("content-encoding"), "gzip");
    const unpacked = zipped.body!.pipeThrough(new DecompressionStream("gzip"));
    assert.equal(await new Response(unpacked).text(), text);
    for (const encodings of ["", "br", "gzip;q=0"]) {
      const plain = (await page.serve("assets/main-ABCDEFGH.js", encodings))!;
      assert.equal(plain.headers.get("content-encoding"), null);
      assert.equal(await plain.text(), text);
    }
    assert.equal((await page.serve("index.html", "gzip"))!.headers.get("content-encoding"), null);
    assert.equal(await page.serve("../index.html", "gzip"), null);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
