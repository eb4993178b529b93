/**
 * What travels with a request through the application.
 *
 * @module
 */
import type { Context, MiddlewareHandler } from "hono";
import type { Client } from "./access/client.ts";

/** What the server knows of a connection. A test that calls the application itself has none. */
export interface Connection {
  remoteAddr?: Deno.Addr;
}

/** Types of the application: its connection, and what its middleware finds out. */
export interface AppEnv {
  Bindings: Connection;
  Variables: {
    correlationId: string;
    client: Client;
  };
}

export type AppContext = Context<AppEnv>;
export type AppMiddleware = MiddlewareHandler<AppEnv>;
