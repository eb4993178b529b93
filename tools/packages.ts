/**
 * Puts the pinned packages in place, once for each state of `deno.lock` and `deno.json`. After that the program starts with what is there: to let Deno look
 * after several hundred packages at each start would take longer than the start itself.
 *
 *     deno run -A tools/packages.ts
 *
 * @module
 */

const ROOT = new URL("..", import.meta.url);
const MARK = new URL("node_modules/.nexus-packages", ROOT);

const files = ["deno.lock", "deno.json"].map((name) => Deno.readTextFile(new URL(name, ROOT)));
const wanted = new TextEncoder().encode((await Promise.all(files)).join("\0"));
const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", wanted));
const state = `${Deno.version.deno} ${
  Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")
}`;
const there = await Deno.readTextFile(MARK).catch(() => "");
if (there !== state) {
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet"],
    cwd: ROOT,
    stdout: "inherit",
    stderr: "inherit",
  }).spawn().status;
  if (code !== 0) {
    console.error(
      "The packages of Nexus could not be put in place. The first start needs a network, or a filled package cache.",
    );
    Deno.exit(code);
  }
  await Deno.writeTextFile(MARK, state);
}
