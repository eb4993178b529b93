import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { download } from "./hands.ts";

/** All answers of the session as one file, with the summary that it will have. */
export async function reports(page: Page) {
  await page.getByRole("button", { name: "Report on these answers" }).click();
  const panel = page.locator(".report");
  await panel.locator(".report-summary").waitFor();
  const all = await panel.locator(".report-answers input").count();
  await panel.locator(".report-answers input").first().uncheck();
  await panel.getByRole("heading", { name: `${all - 1} answers` }).waitFor();
  await panel.getByLabel("Title").fill("Quarter in short");
  const file = await download(page, panel.getByRole("button", { name: "XLSX" }), "PK");
  assert.equal(file, "quarter-in-short.xlsx");
  await panel.press("Escape");
  await panel.waitFor({ state: "detached" });
}
