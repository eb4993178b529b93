import type { Page } from "playwright-core";

/** A wrong key is told, the right one opens; a second page of the browser is let in too. */
export async function signsIn(page: Page, key: string) {
  const field = page.locator("input[name=key]");
  await field.fill("not the key of this server");
  await page.keyboard.press("Enter");
  await page.locator(".sign-in-problem", { hasText: "not the API key" }).waitFor();
  await field.fill(key);
  await page.keyboard.press("Enter");
  await page.locator(".dataset").first().waitFor();
  await page.reload();
  await page.locator(".dataset").first().waitFor();
}

/** Out, and in again to what was there. */
export async function signsOut(page: Page, key: string) {
  await page.getByRole("link", { name: "Ask", exact: true }).click();
  await page.locator(".card .trust-badge").first().waitFor();
  const before = await page.locator(".card-question").allInnerTexts();
  await page.locator(".health summary").click();
  await page.locator(".health-tools").getByRole("button", { name: "Sign out" }).click();
  await page.locator("input[name=key]").fill(key);
  await page.keyboard.press("Enter");
  await page.locator(".card .trust-badge").first().waitFor();
  if ((await page.locator(".card-question").allInnerTexts()).join() !== before.join()) {
    throw new Error("The answers are not those of before");
  }
}
