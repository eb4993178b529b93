/** A child for the tests of `core/process`: has the key, but also writes frames that it did not sign, as a worker inside could. */
import { Channel } from "../channel.ts";
import { encodeFrame } from "../frame.ts";

const reader = Deno.stdin.readable.getReader({ mode: "byob" });
const { value: key } = await reader.read(new Uint8Array(32), { min: 32 });
reader.releaseLock();

const channel = new Channel({ readable: Deno.stdin.readable, writable: Deno.stdout.writable }, {
  role: "child",
  key: key as Uint8Array,
  handlers: {
    honest: () => "signed",
    forge: async (params) => {
      const text = JSON.stringify({ type: "result", id: params, value: "forged" });
      for (let i = 0; i < 5; i++) {
        for (const chunk of await encodeFrame({ text, parts: [] })) Deno.stdout.writeSync(chunk);
      }
      await new Promise(() => {});
    },
  },
});
await channel.closed;
