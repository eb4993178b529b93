import assert from "node:assert/strict";
import axe from "axe-core";
import type { Page } from "playwright-core";

/** What the page weighs before a chart is drawn, compressed. */
const MOST_BYTES = 60_000;

/** Serious violations of accessibility rules on what is shown. */
export async function isAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(
      ({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html.slice(0, 200)}`,
    );
  });
  assert.deepEqual(found, []);
}

/** The page stays light until a chart is wanted. */
export async function isLight(page: Page): Promise<void> {
  const bytes = await page.evaluate(async () => {
    const own = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) =>
      new URL(name).pathname.startsWith("/assets/")
    );
    let total = 0;
    for (const name of [location.origin + "/", ...new Set(own)]) {
      const { body } = await fetch(name, { headers: { accept: "text/html,*/*" } });
      const packed = body!.pipeThrough(new CompressionStream("gzip"));
      total += (await new Response(packed).arrayBuffer()).byteLength;
    }
    return total;
  });
  console.log(`    the page is ${(bytes / 1000).toFixed(1)} kB, compressed`);
  assert.ok(bytes < MOST_BYTES, `The page is ${bytes} bytes, compressed`);
}
