import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { drop } from "./hands.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Makes a plugin outside of the tree, with a permission to ask for, and packs it. */
export async function packPlugin(folder: string): Promise<Uint8Array> {
  await plugin(folder, ["new", "ingest", "acme/ledger"]);
  const path = `${folder}/ledger/plugin.json`;
  const manifest = JSON.parse(await Deno.readTextFile(path));
  manifest.permissions = {
    net: [{ host: "rates.example.org:443", reason: "Looks up the rate of the day." }],
  };
  await Deno.writeTextFile(path, JSON.stringify(manifest));
  await plugin(folder, ["pack", "ledger", "--out", "ledger.nexus.zip"]);
  return await Deno.readFile(`${folder}/ledger.nexus.zip`);
}

async function plugin(folder: string, args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--config", `${ROOT}/deno.json`, `${ROOT}/main.ts`, "plugin", ...args],
    cwd: folder,
    env: { NEXUS_HOME: `${folder}/home`, INIT_CWD: folder },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

/** A packed plugin that is dropped shows what it wants, and works after the yes. */
export async function installsPlugin(page: Page, archive: Uint8Array) {
  await drop(page, "ledger.nexus.zip", archive);
  const panel = page.locator(".install");
  await panel.getByRole("heading", { name: "Install Ledger" }).waitFor();
  await panel.locator(".permission", { hasText: "Looks up the rate of the day." }).waitFor();
  await panel.locator(".notice-warn", { hasText: "Nobody signed it" }).waitFor();
  await panel.getByRole("button", { name: "Install and allow" }).click();
  const card = page.locator(".plugin", { hasText: "Ledger" });
  await card.waitFor();
  await drop(page, "people.ledger", "name: Ada\nage: 36\n\nname: Alan\nage: 41\n");
  await page.locator(".dataset-name", { hasText: "people" }).waitFor();
}

/** What was given is taken back, calls are shown, and the plugin goes. */
export async function ownsPlugin(page: Page) {
  await page.getByRole("link", { name: "Plugins" }).click();
  const card = page.locator(".plugin", { hasText: "Ledger" });
  await card.getByRole("button", { name: "Details of Ledger" }).click();
  await card.locator(".calls-list tbody tr").first().waitFor();
  await card.getByLabel("Log each call").check();
  await card.getByRole("button", { name: /^Revoke/ }).click();
  await card.locator(".permission-revoked").waitFor();
  await card.getByRole("button", { name: "Remove" }).click();
  await card.locator(".confirm").getByRole("button", { name: "Remove" }).click();
  await card.waitFor({ state: "detached" });
}
