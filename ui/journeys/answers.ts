import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { ask, download, drop } from "./hands.ts";

const REGIONS = ["North", "South", "East", "West"];
const ROWS = Array.from({ length: 120 }, (_, index) => {
  const day = new Date(Date.UTC(2024, 0, 1 + index * 3)).toISOString().slice(0, 10);
  const net = (10 + index / 4).toFixed(2);
  const list = (12 + index / 3).toFixed(2);
  return [day, REGIONS[index % 4], index % 7 + 1, net, index % 10 === 0 ? "" : list].join(",");
});
const CSV = `order_date,region,units,net_price,list_price\n${ROWS.join("\n")}\n`;

/** The first start: a sample with questions; `/` leads to the question. */
export async function seesSample(page: Page) {
  await page.locator(".dataset").first().waitFor();
  await page.locator(".welcome-body .chip").first().waitFor();
  await page.keyboard.press("/");
  await page.locator(".ask-input:focus").waitFor();
}

/** A file by its picker and one by dropping; the broken one says so. */
export async function uploads(page: Page) {
  await page.locator("input[type=file]").first().setInputFiles([
    { name: "orders 2024.csv", mimeType: "text/csv", buffer: Buffer.from(CSV) },
  ]);
  await page.getByRole("heading", { name: "orders 2024" }).waitFor();
  assert.deepEqual(await page.locator(".column h3").allTextContents(), [
    "order_date",
    "region",
    "units",
    "net_price",
    "list_price",
  ]);
  await page.locator(".table tbody tr").first().waitFor();
  await drop(page, "broken.json", '{"a": [1, ');
  await page.locator(".side .upload-failed .upload-problem", { hasText: "broken.json" }).waitFor();
  await page.getByRole("button", { name: "Ask about it" }).click();
}

/** A number with its label. */
export async function asksForNumber(page: Page) {
  const card = await ask(page, "average units");
  await card.locator(".figure-value").waitFor();
  assert.match(await card.locator(".figure-value").innerText(), /3\.9/);
  await card.locator(".trust-verified").waitFor();
}

/** A table with a chart. */
export async function asksForChart(page: Page) {
  const card = await ask(page, "total units by region");
  await card.locator(".trust-verified").waitFor();
  await card.locator(".chart-shown .main-svg").first().waitFor();
  assert.equal(await card.locator(".table tbody tr").count(), 4);
}

/** Steps, SQL, source rows, receipt. */
export async function opensProof(page: Page) {
  const card = page.locator(".card").first();
  await card.getByRole("button", { name: "How it was computed" }).click();
  assert.ok(await card.locator(".plan-words li").count() > 0);
  assert.match(await card.locator(".source").innerText(), /SELECT/i);
  await card.locator(".row-button").first().click();
  await card.locator(".evidence .table tbody tr").first().waitFor();
  assert.match(await card.locator(".pager-count").innerText(), /30 source rows/);
  await card.getByRole("button", { name: "Receipt" }).click();
  assert.match(await card.locator(".receipt .hash code").first().innerText(), /^[0-9a-f]{64}$/);
}

/** Each format is what it says. */
export async function downloads(page: Page) {
  const actions = page.locator(".card").first().locator(".actions");
  const kinds = [["XLSX", "PK"], ["HTML", "<!doctype html"], ["PNG", "\x89PNG"]] as const;
  const notebook = await download(page, actions.getByRole("button", { name: "Notebook" }), "{");
  assert.equal(notebook, "total-units-by-region.ipynb");
  const csv = page.locator(".card").first().getByRole("button", { name: "CSV", exact: true });
  assert.equal(await download(page, csv, "\xEF\xBB\xBFregion,"), "total-units-by-region.csv");
  for (const [name, head] of kinds) {
    const file = await download(page, actions.getByRole("button", { name, exact: true }), head);
    assert.match(file, new RegExp(`\\.${name.toLowerCase()}$`));
  }
}

/** The words that were not placed are marked, and the nearest column goes into the question. */
export async function isRefused(page: Page) {
  const card = await ask(page, "average prize by regoin");
  const offer = card.locator(".nearest .chip").first();
  await offer.waitFor();
  assert.ok(await card.locator(".mark-unused").count() > 0);
  const column = await offer.innerText();
  await offer.click();
  assert.ok((await page.locator(".ask-input").inputValue()).includes(column));
}

/** A reading is chosen. */
export async function clarifies(page: Page) {
  const card = await ask(page, "price by region");
  await card.locator(".reading").first().click();
  await card.locator(".table, .figure-value").first().waitFor();
}

/** A follow-up. */
export async function continues(page: Page) {
  const first = await ask(page, "average units by region");
  await first.locator(".trust-verified").waitFor();
  const card = await ask(page, "and the maximum?");
  await card.locator(".trust-badge").waitFor();
  assert.match(await card.locator(".card-about").innerText(), /continues “average units by region”/);
  assert.equal(await card.locator(".table tbody tr").count(), 4);
}

/** Everything is there after a reload. */
export async function reloads(page: Page) {
  const before = await page.locator(".card-question").allInnerTexts();
  await page.reload();
  await page.locator(".card .trust-badge").first().waitFor();
  assert.deepEqual(await page.locator(".card-question").allInnerTexts(), before);
}
