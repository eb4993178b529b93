/**
 * Listens.
 *
 * @module
 */
import { NexusError } from "../contract/mod.ts";
import type { Connection } from "./environment.ts";

/** What answers: the application. */
export interface Answering {
  fetch(request: Request, connection: Connection): Response | Promise<Response>;
}

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
export function listen(app: Answering, options: { host: string; port: number }): Listening {
  for (let attempt = 0; attempt < TRIES && options.port + attempt <= MAX_PORT; attempt++) {
    const port = options.port === 0 ? 0 : options.port + attempt;
    const controller = new AbortController();
    const open = new Set<Promise<void>>();
    let closing = false;
    try {
      const server = Deno.serve({
        signal: controller.signal,
        hostname: options.host,
        port,
        onListen: () => {},
        onError: () => new Response(null, { status: 500 }),
      }, (request, info) => {
        if (closing) return new Response(null, { status: 503, headers: { connection: "close" } });
        const delivered = info.completed.catch(() => {});
        open.add(delivered);
        delivered.then(() => open.delete(delivered));
        return app.fetch(request, info);
      });
      const { hostname, port: actual } = server.addr as Deno.NetAddr;
      const shown = hostname === "0.0.0.0" || hostname === "::"
        ? "localhost"
        : hostname.includes(":")
        ? `[${hostname}]`
        : hostname;
      return {
        url: `http://${shown}:${actual}`,
        close: async () => {
          // Event streams never end by themselves: after a moment for the others, the rest is cut. Not with `shutdown()`, after which nothing
          // can be cut any more.
          closing = true;
          let timer: ReturnType<typeof setTimeout> | undefined;
          const grace = new Promise<void>((resolve) => timer = setTimeout(resolve, GRACE_MS));
          await Promise.race([Promise.all(open), grace]);
          clearTimeout(timer);
          controller.abort();
          await server.finished;
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
