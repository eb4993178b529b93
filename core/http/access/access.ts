/**
 * Lets in who has the key, or a session that was opened with it.
 *
 * @module
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { NexusError } from "../../contract/mod.ts";
import { type Log, withActor } from "../../observe/mod.ts";
import type { Audit } from "../../runs/mod.ts";
import type { AppContext, AppMiddleware } from "../environment.ts";
import { addressOf, type Client, nameOf, networkOf } from "./client.ts";
import { type OpenSession, Sessions } from "./sessions.ts";
import { TokenBuckets } from "./token_buckets.ts";

/** Wrong keys that a client may send in a minute. */
export const WRONG_KEYS_A_MINUTE = 10;

export interface AccessOptions {
  /** Empty: everybody is let in. */
  key: string;
  proxies: readonly string[];
  log: Log;
  audit: Pick<Audit, "record">;
}

/** The door. */
export class Access {
  readonly sessions = new Sessions();
  readonly #hash: Uint8Array | null;
  readonly #proxies: ReadonlySet<string>;
  readonly #wrong = new TokenBuckets(WRONG_KEYS_A_MINUTE);
  readonly #log: Log;
  readonly #audit: AccessOptions["audit"];

  constructor({ key, proxies, log, audit }: AccessOptions) {
    this.#hash = key === "" ? null : digest(key);
    this.#proxies = new Set(proxies);
    this.#log = log;
    this.#audit = audit;
  }

  get keyRequired(): boolean {
    return this.#hash !== null;
  }

  /**
   * Compares in constant time.
   *
   * @throws NexusError `request.unauthorized` where the key is wrong, `request.rate_limited` after too many that were
   */
  checkKey(key: string, address: string): void {
    if (this.#hash === null) return;
    const network = networkOf(address);
    const wait = this.#wrong.wait(network);
    if (wait > 0) {
      throw new NexusError("request.rate_limited", "Too many wrong keys came from this address", {
        hint: `Try again in ${wait} s.`,
        details: { retryAfter: wait },
      });
    }
    if (timingSafeEqual(digest(key), this.#hash)) return;
    this.#wrong.take(network);
    this.#log.warn("a wrong API key", { address });
    withActor({ name: "unknown", address }, () => this.#audit.record("key.refused"));
    throw new NexusError("request.unauthorized", "This is not the API key of this server", {
      hint: "The key stands in the setting API_KEY of the server.",
    });
  }

  /** The session of the request's cookie. Other servers of this machine can set one of the same name: each is tried. */
  session(context: AppContext): OpenSession | undefined {
    if (this.#hash === null) return undefined;
    for (const id of sessionIds(context)) {
      const session = this.sessions.find(id);
      if (session) return session;
    }
    return undefined;
  }

  /** Finds out who asks. A key in a header counts before a cookie. */
  identify(): AppMiddleware {
    return async (context, next) => {
      const address = addressOf(context, this.#proxies);
      context.set("client", { by: "none", address });
      const client = this.#identify(context, address);
      context.set("client", client);
      await withActor({ name: nameOf(client), address }, next);
    };
  }

  #identify(context: AppContext, address: string): Client {
    if (this.#hash === null) return { by: "open", address };
    const key = keyOf(context);
    if (key !== undefined) {
      this.checkKey(key, address);
      return { by: "key", address };
    }
    const session = this.session(context);
    if (!session) return { by: "none", address };
    return { by: "session", address, session: session.name, ended: session.ended };
  }

  /**
   * Refuses who did not show who it is, and changes that a page of ours did not ask for.
   *
   * @throws NexusError `request.unauthorized`, `request.forbidden`
   */
  require(isOpen: (method: string, path: string) => boolean): AppMiddleware {
    return async (context, next) => {
      const { by } = context.get("client");
      const { method, path } = context.req;
      if (by === "none" && !isOpen(method, path)) {
        throw new NexusError("request.unauthorized", "This server asks for a key", {
          hint: "Send the header Authorization: Bearer KEY, or sign in on the page.",
        });
      }
      const changes = method !== "GET" && method !== "HEAD";
      const fromPage = context.req.header("origin") !== undefined ||
        context.req.header("sec-fetch-site") === "same-origin";
      if (by === "session" && changes && !fromPage) {
        throw new NexusError("request.forbidden", "A session is for the page alone", {
          hint: "Programs send the header Authorization: Bearer KEY instead of a cookie.",
        });
      }
      await next();
    };
  }
}

/** Cookies do not know ports: without it, two servers on one machine would sign each other's pages out. */
export function cookieName(context: AppContext): string {
  const port = /:(\d{1,5})$/.exec(context.req.header("host") ?? "")?.[1];
  return port ? `nexus_session_${port}` : "nexus_session";
}

/** Values of the session's cookie, at most a few. */
export function sessionIds(context: AppContext): string[] {
  const name = cookieName(context);
  return (context.req.header("cookie") ?? "").slice(0, 8192).split(";").flatMap((pair) => {
    const [key, value] = pair.trim().split("=");
    return key === name && value && /^[0-9a-f]{64}$/.test(value) ? [value] : [];
  }).slice(0, 4);
}

function keyOf(context: AppContext): string | undefined {
  const bearer = /^Bearer +(\S+) *$/i.exec(context.req.header("authorization") ?? "")?.[1];
  return bearer ?? context.req.header("x-api-key")?.trim();
}

function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
