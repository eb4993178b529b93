import assert from "node:assert/strict";
import type { Page } from "playwright-core";

const SCRIPT = `// Revenue of the largest region
const { rows } = await sql('select region, sum(revenue) as revenue from "sales" where region is not null group by region');
console.log("regions", rows.length);
return Math.max(...rows.map(([, revenue]) => revenue));`;

/** A script of one's own: its value, its label, its source and what it did. */
export async function runsScript(page: Page) {
  await page.getByLabel("Ask about sales").check();
  await page.getByLabel("Ask about orders 2024").uncheck();
  await page.getByRole("button", { name: "Write a script" }).click();
  await write(page, SCRIPT);
  const card = page.locator(".card").first();
  await card.locator(".card-question", { hasText: "Revenue of the largest region" }).waitFor();
  await card.locator(".trust-suggested").waitFor();
  assert.match(await card.locator(".figure-value").innerText(), /79,510/);
  assert.match(await card.locator(".trust-warning").innerText(), /your own script/);
  assert.equal(await card.locator(".script .source").first().locator("li").count(), 4);
  assert.match(await card.locator(".console").innerText(), /regions 4/);
  assert.match(await card.locator(".asked").innerText(), /group by region/);
  await card.getByRole("button", { name: "Rows behind it" }).click();
  await card.locator(".evidence-what", { hasText: "all rows" }).waitFor();
  await card.getByRole("button", { name: "Script", exact: true }).click();
}

/** What the review refuses stands at its line; the corrected script runs in its place. */
export async function correctsScript(page: Page) {
  const card = page.locator(".card").first();
  const edit = card.getByRole("button", { name: "Edit and run again", exact: true });
  await edit.click();
  await write(page, "// Fetches\nreturn await fetch('http://example.org/')");
  await card.locator(".note-bad").waitFor();
  assert.equal(await card.locator(".source-error .code-wrong-error").innerText(), "fetch");
  await edit.click();
  await write(page, "// Throws\nconst { rows } = await sql('select 1');\nreturn rows[9][0];");
  await card.locator(".note-bad", { hasText: "stopped with an error" }).waitFor();
  assert.match(await card.locator(".source-error").innerText(), /rows\[9\]/);
  await edit.click();
  await write(page, SCRIPT);
  await card.locator(".trust-suggested").waitFor();
}

/** An endless script is stopped by the one who waits for it. */
export async function cancelsScript(page: Page) {
  await page.getByRole("button", { name: "Write a script" }).click();
  await write(
    page,
    "// Never ends\nconst { rows } = await sql('select * from \"sales\"');\nlet n = rows.length;\nwhile (n > 0) n += 1;\nreturn n;",
  );
  const card = page.locator(".card").first();
  await card.locator(".progress", { hasText: "Run the script" }).waitFor();
  await card.getByRole("button", { name: "Cancel" }).click();
  await card.locator(".cancelled").waitFor();
}

async function write(page: Page, source: string) {
  const field = page.locator(".editor textarea").first();
  await field.fill(source);
  await field.press("Control+Enter");
  await field.waitFor({ state: "detached" });
}
