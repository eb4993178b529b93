import assert from "node:assert/strict";
import { downloadArchive } from "./download.ts";

/** Runs a test with a server on this machine. */
async function withServer(
  answer: (path: string, base: string) => Response,
  test: (base: string) => Promise<void>,
): Promise<void> {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => answer(new URL(request.url).pathname, new URL(request.url).origin),
  );
  try {
    await test(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

/** A body that goes on, a piece every few milliseconds, until nobody reads it. */
function endless(piece: number): ReadableStream<Uint8Array> {
  let timer: ReturnType<typeof setInterval>;
  return new ReadableStream({
    start: (controller) => void (timer = setInterval(() => controller.enqueue(new Uint8Array(piece)), 5)),
    cancel: () => clearInterval(timer),
  });
}

Deno.test("downloadArchive() fetches, and follows a few redirects", async () => {
  await withServer((path, base) => {
    const left = Number(path.slice(1));
    return left > 0 ? Response.redirect(`${base}/${left - 1}`) : new Response("the bytes");
  }, async (base) => {
    assert.equal(new TextDecoder().decode(await downloadArchive(`${base}/3`)), "the bytes");
    await assert.rejects(downloadArchive(`${base}/4`), {
      code: "file.not_found",
      message: /more than 3 times/,
    });
  });
});

Deno.test("downloadArchive() goes only where it may", async () => {
  for (
    const address of [
      "http://example.org/x",
      "file:///etc/passwd",
      "ftp://127.0.0.1/x",
      "nonsense",
      "https://user:word@example.org/x",
    ]
  ) {
    await assert.rejects(downloadArchive(address), { code: "request.invalid" }, address);
  }
  await assert.rejects(downloadArchive("http://example.org/x"), {
    message: "Cannot fetch http://example.org/x",
    hint: /by https, or by http from this machine/,
  });
  await withServer(
    (path) => new Response(null, { status: 302, headers: { location: decodeURIComponent(path.slice(1)) } }),
    async (base) => {
      for (const target of ["http://example.org/x", "file:///etc/passwd"]) {
        await assert.rejects(downloadArchive(`${base}/${encodeURIComponent(target)}`), {
          code: "request.invalid",
          message: /redirects to/,
        });
      }
    },
  );
});

Deno.test("downloadArchive() gives up on what is too large, too slow, or not there", async () => {
  await withServer((path) => {
    if (path === "/told") return new Response(new Uint8Array(5000));
    if (path === "/untold") return new Response(endless(500));
    if (path === "/slow") return new Response(endless(1));
    return new Response("no", { status: 404 });
  }, async (base) => {
    const options = { maxBytes: 4000, timeoutMs: 400 };
    await assert.rejects(downloadArchive(`${base}/told`, options), { code: "request.too_large" });
    await assert.rejects(downloadArchive(`${base}/untold`, options), { code: "request.too_large" });
    await assert.rejects(downloadArchive(`${base}/slow`, options), {
      code: "file.not_found",
      message: /more than 0.4 s/,
    });
    await assert.rejects(downloadArchive(`${base}/none`, options), {
      code: "file.not_found",
      message: /said 404/,
    });
  });
  await assert.rejects(downloadArchive("http://127.0.0.1:1/x"), { code: "file.not_found" });
});
