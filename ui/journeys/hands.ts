import type { Locator, Page } from "playwright-core";

/** Asks, and gives the card that came on top. */
export async function ask(page: Page, question: string): Promise<Locator> {
  await page.locator(".ask-input").fill(question);
  await page.keyboard.press("Enter");
  const card = page.locator(".card").first();
  await card.locator(".card-question", { hasText: question }).waitFor();
  return card;
}

/** Drops a file on the page, as a mouse would. */
export async function drop(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const files = await page.evaluateHandle(([name, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name));
    return transfer;
  }, [name, [...bytes]] as const);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await page.dispatchEvent("body", type, { dataTransfer: files });
  }
}

/** Takes what a press downloads; its first bytes are `head`. */
export async function download(page: Page, button: Locator, head: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const content = await Deno.readFile(await file.path());
  const start = String.fromCharCode(...content.subarray(0, head.length));
  if (start.toLowerCase() !== head.toLowerCase()) {
    throw new Error(`${file.suggestedFilename()} begins with ${start}`);
  }
  return file.suggestedFilename();
}
