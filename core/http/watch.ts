/**
 * Gives each request its id, a line in the log, and its place in the metrics.
 *
 * @module
 */
import { matchedRoutes } from "hono/route";
import { withCorrelation } from "../observe/mod.ts";
import type { Services } from "../runs/mod.ts";
import type { AppContext, AppMiddleware } from "./environment.ts";

/** Asked by machines, again and again, when nobody is there. */
const MACHINES = new Set(["/health", "/metrics"]);
const METHODS = ["GET", "HEAD", "POST", "DELETE", "OPTIONS"];

/** To be the first of all middleware. */
export function watch({ log, metrics, attend }: Pick<Services, "log" | "metrics" | "attend">): AppMiddleware {
  return async (context, next) => {
    const id = crypto.randomUUID();
    context.set("correlationId", id);
    const { method, path } = context.req;
    if (!MACHINES.has(path)) attend();
    const started = performance.now();
    await withCorrelation(id, async () => {
      await next();
      const ms = performance.now() - started;
      const { status } = context.res;
      log.debug("request", { method, path, status, ms: Math.round(ms) });
      const labels = { method: METHODS.includes(method) ? method : "other", route: routeOf(context) };
      metrics.observe("nexus_http_seconds", "Duration of HTTP requests in seconds.", ms / 1000, labels);
      metrics.count("nexus_http_requests_total", "HTTP requests.", { ...labels, status: `${status}` });
    });
    context.res.headers.set("x-correlation-id", id);
  };
}

/** The pattern of the route, never the path: that would be a new time series for each id. */
function routeOf(context: AppContext): string {
  const pattern = matchedRoutes(context).find(({ path }) => path !== "*" && path !== "/*")?.path ?? "none";
  return pattern.replace(/\{[^}]*\}/g, "");
}
