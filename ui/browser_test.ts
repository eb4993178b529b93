import assert from "node:assert/strict";
import { chromium, type Page } from "playwright-core";
import { findBrowser } from "./_browser.ts";
import { startProgram } from "./_program.ts";
import * as answers from "./journeys/answers.ts";
import * as documents from "./journeys/documents.ts";
import { isAccessible, isLight } from "./journeys/measures.ts";
import * as plugins from "./journeys/plugins.ts";
import { reports } from "./journeys/reports.ts";
import * as scripts from "./journeys/scripts.ts";
import { signsIn, signsOut } from "./journeys/session.ts";

const executablePath = await findBrowser();
if (!executablePath) {
  console.error(
    "\n*** THE PAGE IS NOT TESTED: no Chromium or Chrome was found. Install one or set CHROME_PATH. ***\n",
  );
}

const KEY = "nobody-has-to-guess-this";
/** A browser complains where a key is asked for; nothing else is to be complained about. */
const KEY_ASKED = /status of 401/;

Deno.test({
  name: "the page takes files, answers questions and shows what stands behind them",
  ignore: !executablePath,
  async fn(t) {
    const folder = await Deno.makeTempDir({ prefix: "nexus-page-" });
    const packing = plugins.packPlugin(folder);
    const program = await startProgram(`${folder}/home`, { API_KEY: KEY });
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
    page.setDefaultTimeout(120_000);
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    });
    page.on("pageerror", (error) => void complaints.push(error.message));
    /** The steps after one that fails say nothing. */
    const step = async (name: string, work: () => Promise<void>, measured = false) => {
      const held = await t.step(name, async () => {
        await work();
        if (measured) await isAccessible(page);
      });
      if (!held) throw new Error(`The way ended at: ${name}`);
    };
    try {
      await page.goto(program.url);
      await page.locator(".sign-in").waitFor();
      await step("the door is accessible", () => isAccessible(page));
      await step("a key opens it", () => signsIn(page, KEY));
      await step("the first start offers a sample and questions", () => answers.seesSample(page), true);
      await step("it is light", () => isLight(page));
      await step("a file becomes a dataset", () => answers.uploads(page));
      await step("a number", () => answers.asksForNumber(page));
      await step("a table with a chart", () => answers.asksForChart(page));
      await step("how it was computed, and the rows behind it", () => answers.opensProof(page), true);
      await step("downloads", () => answers.downloads(page));
      await step("an unknown column is refused with the nearest", () => answers.isRefused(page));
      await step("several readings are offered", () => answers.clarifies(page));
      await step("a question continues the last one", () => answers.continues(page));
      await step("several answers are one report", () => reports(page));
      await step("a script of one's own", () => scripts.runsScript(page), true);
      await step("a script that is wrong says where", () => scripts.correctsScript(page));
      await step("a script that does not end is cancelled", () => scripts.cancelsScript(page));
      await step("a document and the place of a quote", () => documents.readsDocument(page), true);
      await step("search inside a document", () => documents.searchesDocument(page));
      await step("what is not there is not answered", () => documents.findsNothing(page));
      await step("a reload keeps the answers", () => answers.reloads(page));
      const archive = await packing;
      await step("a plugin is installed and reads a file", () => plugins.installsPlugin(page, archive));
      await step("a plugin is traced, revoked and removed", () => plugins.ownsPlugin(page), true);
      await step("the system and the API", () => seesOtherPages(page, program.url), true);
      await step("signing out and in again", () => signsOut(page, KEY));
      assert.deepEqual(complaints.filter((complaint) => !KEY_ASKED.test(complaint)), []);
    } finally {
      await packing.catch(() => {});
      await context.close();
      await program.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

async function seesOtherPages(page: Page, url: string) {
  await page.goto(new URL("/docs", url).href);
  await page.locator(".endpoint", { hasText: "/analyze/" }).first().waitFor();
  await page.locator(".health summary").click();
  await page.getByRole("link", { name: /backup/ }).click();
  await page.getByRole("heading", { name: "Models" }).waitFor();
  await page.locator(".audit tbody tr", { hasText: "Dataset" }).first().waitFor();
  await page.locator(".system-parts li", { hasText: "Generated code" }).first().waitFor();
}
