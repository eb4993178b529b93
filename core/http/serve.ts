/**
 * Listens.
 *
 * @module
 */
import type { Hono } from "hono";
import { NexusError } from "../contract/mod.ts";

/** A server that listens. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Ports that are tried after the wished one. */
const TRIES = 20;
const MAX_PORT = 65_535;
const GRACE_MS = 500;

/**
 * Listens on the wished port, or, where it is taken, on the next free one.
 *
 * @throws NexusError `config.invalid` where none can be had
 */
export function listen(app: Hono, options: { host: string; port: number }): Listening {
  for (let attempt = 0; attempt < TRIES && options.port + attempt <= MAX_PORT; attempt++) {
    const port = options.port === 0 ? 0 : options.port + attempt;
    const controller = new AbortController();
    try {
      const server = Deno.serve({
        signal: controller.signal,
        hostname: options.host,
        port,
        onListen: () => {},
        onError: () => new Response(null, { status: 500 }),
      }, app.fetch);
      const { hostname, port: actual } = server.addr as Deno.NetAddr;
      const shown = hostname === "0.0.0.0" || hostname === "::"
        ? "localhost"
        : hostname.includes(":")
        ? `[${hostname}]`
        : hostname;
      return {
        url: `http://${shown}:${actual}`,
        close: async () => {
          // Event streams never end by themselves: after a moment for the others, the rest is cut.
          const cut = Promise.withResolvers<void>();
          const grace = setTimeout(() => {
            try {
              controller.abort();
            } catch {
              // With a request whose answer is still being made, Deno finds its own listener closed already.
            }
            cut.resolve();
          }, GRACE_MS);
          await Promise.race([server.shutdown(), cut.promise]);
          clearTimeout(grace);
        },
      };
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse) continue;
      throw new NexusError(
        "config.invalid",
        `Cannot listen on ${options.host}, port ${port}: ${(error as Error).message}`,
        { cause: error, hint: "Choose another HOST or PORT." },
      );
    }
  }
  throw new NexusError(
    "config.invalid",
    `The ports ${options.port} to ${options.port + TRIES - 1} of ${options.host} are all taken`,
    { hint: "Choose another with PORT." },
  );
}
