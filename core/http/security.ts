/**
 * Who may talk to this server: hosts, origins and headers.
 *
 * @module
 */
import type { MiddlewareHandler } from "hono";
import { NexusError } from "../contract/mod.ts";

export interface SecurityOptions {
  /** Address that the server listens on. */
  host: string;
  /** Further origins whose pages may use the API. */
  origins: readonly string[];
}

/** No inline script; images from here alone, so that nothing can be carried out by image or link. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Refuses requests for a host name that is not ours (DNS rebinding) and requests that another site's page makes (CSRF),
 * on every route. Answers preflights of allowed origins.
 */
export function guard(options: SecurityOptions): MiddlewareHandler {
  const names = new Set([
    "localhost",
    "127.0.0.1",
    "[::1]",
    options.host.toLowerCase(),
    ...options.origins.map(hostOf),
  ]);
  const origins = new Set(options.origins.map((origin) => origin.replace(/\/$/, "")));
  return async (context, next) => {
    const url = new URL(context.req.url);
    const host = (context.req.header("host") ?? url.host).toLowerCase();
    const name = host.replace(/:\d+$/, "");
    const literal = /^(\d{1,3}\.){3}\d{1,3}$|^\[[0-9a-f:.]+\]$/.test(name);
    // A request line may name another host than the header does; who stands in between could believe either.
    if ((!names.has(name) && !literal) || name !== url.hostname) {
      throw new NexusError("request.forbidden", `This server does not answer for the host "${host}"`, {
        hint: "Use the address that it printed at start, or add the origin to CORS_ALLOWED_ORIGINS.",
      });
    }
    const origin = context.req.header("origin");
    const own = origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
    const allowed = origin !== undefined && origins.has(origin);
    const site = context.req.header("sec-fetch-site");
    // Another port of this machine is the same site, and is sent our cookies.
    const foreign = site === "cross-site" || site === "same-site";
    const navigates = context.req.method === "GET" && context.req.header("sec-fetch-mode") === "navigate";
    if ((!own && !allowed) || (foreign && !allowed && !navigates)) {
      throw new NexusError(
        "request.forbidden",
        `Pages of ${origin ?? "another site"} may not use this server`,
        { hint: "Add the origin to CORS_ALLOWED_ORIGINS if it is yours." },
      );
    }
    if (!allowed) return await next();
    if (context.req.method === "OPTIONS") {
      context.res = new Response(null, {
        status: 204,
        headers: {
          "access-control-allow-methods": "GET, POST, DELETE",
          "access-control-allow-headers": "content-type, prefer, last-event-id, authorization, x-api-key",
        },
      });
    } else await next();
    // Set on the finished response: what is set before does not reach streams, files and errors.
    context.res.headers.set("access-control-allow-origin", origin);
    context.res.headers.set(
      "access-control-expose-headers",
      "content-disposition, location, retry-after, x-correlation-id",
    );
    context.res.headers.append("vary", "origin");
  };
}

/** Headers of every response. */
export function secureHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const headers = context.res.headers;
    if (!headers.has("content-security-policy")) {
      headers.set("content-security-policy", CONTENT_SECURITY_POLICY);
    }
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("cross-origin-resource-policy", "same-origin");
    headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
  };
}

function hostOf(origin: string): string {
  try {
    return new URL(origin).hostname;
  } catch {
    return origin;
  }
}
