/**
 * The JSON body of a request, as far as it may be read.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import { withPatience } from "./patience.ts";

/** A JSON body is a question or a plan; nothing honest is larger. */
const MAX_JSON_BYTES = 1024 * 1024;
/** A plan that may run is less than half as deep; schemas are checked by recursion. */
const MAX_JSON_DEPTH = 500;

/** @throws NexusError `request.invalid`, `request.too_large` */
export async function readJson(request: Request): Promise<unknown> {
  const text = await readText(request);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new NexusError(
      "request.invalid",
      `The body of the request is not JSON: ${(cause as Error).message}`,
      { cause },
    );
  }
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_JSON_DEPTH) {
      throw new NexusError(
        "request.invalid",
        `The body of the request nests more than ${MAX_JSON_DEPTH} deep`,
      );
    }
    level = level.flatMap((value) => typeof value === "object" && value !== null ? Object.values(value) : []);
  }
  return body;
}

async function readText(request: Request): Promise<string> {
  const reader = request.body && withPatience(request.body).getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { value, done } = await reader?.read() ?? { done: true, value: undefined };
    if (done) break;
    bytes += value.length;
    if (bytes > MAX_JSON_BYTES) {
      await reader!.cancel();
      throw new NexusError(
        "request.too_large",
        `The body of the request is larger than ${MAX_JSON_BYTES / 1024} kB`,
      );
    }
    chunks.push(value);
  }
  return await new Blob(chunks as Uint8Array<ArrayBuffer>[]).text();
}
