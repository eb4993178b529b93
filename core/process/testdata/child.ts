/** A child for the tests of `core/process`: serves methods that behave well and badly. */
import { type Handler, reply } from "../channel.ts";
import { serveChild } from "../serve.ts";
import { NexusError } from "../../contract/errors.ts";

let cancelled = 0;
const handlers: Record<string, Handler> = {
  echo: (params, { attachments }) => reply(params, attachments),
  sum: (_params, { attachments }) => attachments.map((part) => part.reduce((sum, byte) => sum + byte, 0)),
  askBack: async (params) => (await channel.call("host", params)).value,
  fail: () => {
    throw new NexusError("file.empty", "Cannot read it: it has no bytes", { hint: "Fill it", details: { row: 1 } });
  },
  wait: (_params, { signal }) =>
    new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(cancelled++));
    }),
  cancelled: () => cancelled,
  exit: () => Deno.exit(9),
  loop: () => {
    for (;;);
  },
  junk: () => {
    Deno.stdout.writeSync(new TextEncoder().encode("hello, this is not a frame"));
  },
  print: () => console.log("printed text"),
  closeOutput: () => Deno.stdout.close(),
  fill: () => {
    const kept = [];
    for (let i = 0; i < 40; i++) kept.push(new Uint8Array(25_000_000).fill(i + 1));
    return kept.length;
  },
  permissions: async () =>
    await Promise.all(
      (["read", "write", "net", "env", "run", "ffi", "sys"] as const)
        .map(async (name) => (await Deno.permissions.query({ name })).state),
    ),
  readFile: async (params) => await Deno.readTextFile(String(params)),
};

const channel = await serveChild(handlers);
