/**
 * Archives from an address.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { MAX_ARCHIVE_BYTES } from "./zip.ts";

const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 3;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Fetches an archive: by https, or by http from this machine; at most three redirects, each by the same rule.
 *
 * @throws {NexusError} `request.invalid` for another address, `request.too_large`, `file.not_found` where it cannot be had.
 */
export async function downloadArchive(
  address: string,
  { timeoutMs = TIMEOUT_MS, maxBytes = MAX_ARCHIVE_BYTES }: { timeoutMs?: number; maxBytes?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const signal = AbortSignal.timeout(timeoutMs);
  const failed = (why: string, cause?: unknown) =>
    new NexusError("file.not_found", `Cannot fetch ${address}: ${why}`, { cause });
  try {
    let url = checkAddress(address, null);
    for (let hops = 0;; hops++) {
      const response = await fetch(url, {
        redirect: "manual",
        signal,
        headers: { accept: "application/zip, */*" },
      });
      const location = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        if (hops >= MAX_REDIRECTS) throw failed(`it redirects more than ${MAX_REDIRECTS} times`);
        url = checkAddress(new URL(location, url).href, url);
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        throw failed(`the server said ${response.status}`);
      }
      return await readAtMost(response, maxBytes, address);
    }
  } catch (error) {
    if (error instanceof NexusError) throw error;
    throw failed(
      signal.aborted ? `it took more than ${timeoutMs / 1000} s` : (error as Error).message,
      error,
    );
  }
}

function checkAddress(address: string, from: URL | null): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch (cause) {
    throw new NexusError("request.invalid", `${address} is no address`, { cause });
  }
  const near = LOOPBACK.test(url.hostname);
  const allowed = url.protocol === "https:" || url.protocol === "http:" && near;
  // A server elsewhere must not send us to one of this machine.
  const turned = from !== null && near && !LOOPBACK.test(from.hostname);
  if (allowed && !turned && url.username === "" && url.password === "") return url;
  throw new NexusError(
    "request.invalid",
    `Cannot fetch ${from === null ? url.href : `${from.href}: it redirects to ${url.href}`}`,
    {
      hint: "A plugin is fetched by https, or by http from this machine.",
    },
  );
}

async function readAtMost(
  response: Response,
  maxBytes: number,
  address: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new NexusError(
      "request.too_large",
      `${address} is larger than the ${maxBytes >> 20} MB that a plugin can have`,
    );
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge(); // leaving the loop cancels the rest
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
