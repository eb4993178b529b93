import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { chromium, type Page } from "playwright-core";
import { findBrowser } from "./_browser.ts";
import { startProgram } from "./_program.ts";

const executablePath = await findBrowser();
if (!executablePath) {
  console.error(
    "\n*** THE PAGE IS NOT TESTED: no Chromium or Chrome was found. Install one or set CHROME_PATH. ***\n",
  );
}

const REGIONS = ["North", "South", "East", "West"];
const ROWS = Array.from({ length: 120 }, (_, index) => {
  const day = new Date(Date.UTC(2024, 0, 1 + index * 3)).toISOString().slice(0, 10);
  const net = (10 + index / 4).toFixed(2);
  const list = (12 + index / 3).toFixed(2);
  return [day, REGIONS[index % 4], index % 7 + 1, net, index % 10 === 0 ? "" : list].join(",");
});
const CSV = `order_date,region,units,net_price,list_price\n${ROWS.join("\n")}\n`;

Deno.test({
  name: "the page takes a file, answers questions and shows what stands behind them",
  ignore: !executablePath,
  async fn(t) {
    const folder = await Deno.makeTempDir({ prefix: "nexus-page-" });
    const program = await startProgram(`${folder}/home`);
    const context = await chromium.launchPersistentContext(`${folder}/profile`, {
      executablePath: executablePath!,
      headless: true,
      acceptDownloads: true,
      viewport: { width: 1280, height: 900 },
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    const page = context.pages()[0] ?? await context.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => void complaints.push(error.message));
    try {
      await page.goto(program.url);
      await t.step("the first start offers a sample and questions", () => seesSample(page));
      await t.step("a file becomes a dataset", () => uploads(page));
      await t.step("a number", () => asksForNumber(page));
      await t.step("a table with a chart", () => asksForChart(page));
      await t.step("how it was computed, and the rows behind it", () => opensProof(page));
      await t.step("downloads", () => downloads(page));
      await t.step("an unknown column is refused with the nearest", () => isRefused(page));
      await t.step("several readings are offered", () => clarifies(page));
      await t.step("a question continues the last one", () => continues(page));
      await t.step("a reload keeps the answers", () => reloads(page));
      await t.step("plugins and API", () => seesOtherPages(page, program.url));
      assert.deepEqual(complaints, []);
    } finally {
      await context.close();
      await program.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

async function seesSample(page: Page) {
  await page.locator(".dataset").first().waitFor();
  await page.locator(".welcome-body .chip").first().waitFor();
  await page.keyboard.press("/");
  await page.locator(".ask-input:focus").waitFor();
}

async function uploads(page: Page) {
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

/** Drops a file on the page, as a mouse would. */
async function drop(page: Page, name: string, content: string) {
  const files = await page.evaluateHandle(([name, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], name));
    return transfer;
  }, [name, content] as const);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("body", type, { dataTransfer: files });
  }
}

async function asksForNumber(page: Page) {
  const card = await ask(page, "average units");
  await card.locator(".figure-value").waitFor();
  assert.match(await card.locator(".figure-value").innerText(), /3\.9/);
  await card.locator(".trust-verified").waitFor();
}

async function asksForChart(page: Page) {
  const card = await ask(page, "total units by region");
  await card.locator(".trust-verified").waitFor();
  await card.locator(".chart-shown .main-svg").first().waitFor();
  assert.equal(await card.locator(".table tbody tr").count(), 4);
}

async function opensProof(page: Page) {
  const card = page.locator(".card").first();
  await card.getByRole("button", { name: "How it was computed" }).click();
  assert.ok(await card.locator(".plan-words li").count() > 0);
  assert.match(await card.locator(".code").innerText(), /SELECT/i);
  await card.locator(".row-button").first().click();
  await card.locator(".evidence .table tbody tr").first().waitFor();
  assert.match(await card.locator(".pager-count").innerText(), /30 source rows/);
  await card.getByRole("button", { name: "Receipt" }).click();
  assert.match(await card.locator(".receipt .hash code").first().innerText(), /^[0-9a-f]{64}$/);
}

async function downloads(page: Page) {
  const kinds = [["XLSX", "PK"], ["HTML", "<!doctype html"], ["PNG", "\x89PNG"]] as const;
  for (const [name, head] of kinds) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(".card").first().locator(".actions").getByRole("button", { name, exact: true }).click(),
    ]);
    const content = await Deno.readFile(await download.path());
    assert.match(download.suggestedFilename(), new RegExp(`\\.${name.toLowerCase()}$`));
    const start = String.fromCharCode(...content.subarray(0, head.length));
    assert.equal(start.toLowerCase(), head.toLowerCase());
  }
}

async function isRefused(page: Page) {
  const card = await ask(page, "average prize by regoin");
  const offer = card.locator(".nearest .chip").first();
  await offer.waitFor();
  assert.ok(await card.locator(".mark-unused").count() > 0);
  const column = await offer.innerText();
  await offer.click();
  assert.ok((await page.locator(".ask-input").inputValue()).includes(column));
}

async function clarifies(page: Page) {
  const card = await ask(page, "price by region");
  await card.locator(".reading").first().click();
  await card.locator(".table, .figure-value").first().waitFor();
}

async function continues(page: Page) {
  const first = await ask(page, "average units by region");
  await first.locator(".trust-verified").waitFor();
  const card = await ask(page, "and the maximum?");
  await card.locator(".trust-badge").waitFor();
  assert.match(await card.locator(".card-about").innerText(), /continues “average units by region”/);
  assert.equal(await card.locator(".table tbody tr").count(), 4);
}

async function reloads(page: Page) {
  const before = await page.locator(".card-question").allInnerTexts();
  await page.reload();
  await page.locator(".card .trust-badge").first().waitFor();
  assert.deepEqual(await page.locator(".card-question").allInnerTexts(), before);
}

async function seesOtherPages(page: Page, url: string) {
  await page.getByRole("link", { name: "Plugins" }).click();
  await page.getByRole("heading", { name: "Bar chart" }).waitFor();
  await page.goto(new URL("/docs", url).href);
  await page.locator(".endpoint", { hasText: "/analyze/" }).first().waitFor();
}

/** Asks, and gives the card that came on top. */
async function ask(page: Page, question: string) {
  await page.locator(".ask-input").fill(question);
  await page.keyboard.press("Enter");
  const card = page.locator(".card").first();
  await card.locator(".card-question", { hasText: question }).waitFor();
  return card;
}
