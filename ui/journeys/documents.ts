import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { ask } from "./hands.ts";

const LEASE = `Lease of the warehouse at Harbour Street

The lease begins in March and runs for five years.
\f4. Notice

Either party may end the lease with a notice of six months. The notice must be given in writing.

5. Deposit

The deposit is three months of rent.
\f6. Repairs

The tenant pays for small repairs. The landlord repairs the roof.
`;

/** A document is asked, and its passage leads to its place on its page. */
export async function readsDocument(page: Page) {
  await page.locator("input[type=file]").first().setInputFiles([
    { name: "lease.txt", mimeType: "text/plain", buffer: Buffer.from(LEASE) },
  ]);
  await page.getByLabel("Search lease").waitFor();
  const card = await ask(page, "which notice ends the lease?");
  await card.locator(".trust-badge", { hasText: "Quoted" }).waitFor();
  await card.locator(".passage-source a", { hasText: "page 2" }).first().click();
  await page.getByRole("heading", { name: "lease", exact: true }).waitFor();
  await page.locator(".reader-quoted", { hasText: "six months" }).first().waitFor();
  assert.ok(await page.locator(".reader mark").count() > 0);
}

/** Pages are turned, and words are found in them. */
export async function searchesDocument(page: Page) {
  await page.getByRole("button", { name: "Next" }).click();
  await page.locator(".reader", { hasText: "6. Repairs" }).waitFor();
  assert.ok(await page.getByRole("button", { name: "Next" }).isDisabled());
  await page.getByRole("searchbox").fill("deposit");
  await page.keyboard.press("Enter");
  await page.locator(".inside-found a", { hasText: /Page 2.*deposit/is }).first().click();
  await page.locator(".reader-quoted mark", { hasText: "deposit" }).first().waitFor();
}

/** What does not stand in the documents is not answered. */
export async function findsNothing(page: Page) {
  await page.getByRole("button", { name: "Ask about it" }).click();
  const card = await ask(page, "is there a word on dragons?");
  await card.locator(".refused-head", { hasText: "not in" }).waitFor();
}
