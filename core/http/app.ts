/**
 * The HTTP application.
 *
 * @module
 */
import { Hono } from "hono";
import { NexusError } from "../contract/mod.ts";
import type { Services } from "../runs/mod.ts";
import { Access, limitRate, Places } from "./access/mod.ts";
import type { AppEnv } from "./environment.ts";
import { errorResponse } from "./error_response.ts";
import { HealthCheck } from "./health/check.ts";
import { mount, mountAllowed } from "./mount.ts";
import { describeApi } from "./openapi.ts";
import type { PageFiles } from "./page.ts";
import type { Route } from "./route.ts";
import { auditRoutes } from "./routes/audit.ts";
import { backupRoutes } from "./routes/backup.ts";
import { datasetRoutes } from "./routes/datasets.ts";
import { documentRoutes } from "./routes/documents.ts";
import { operationRoutes } from "./routes/operations.ts";
import { outputRoutes } from "./routes/outputs.ts";
import { pluginRoutes } from "./routes/plugins.ts";
import { runRoutes } from "./routes/runs.ts";
import { scriptRoutes } from "./routes/scripts.ts";
import { sessionRoutes } from "./routes/session.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { guard, secureHeaders } from "./security.ts";
import { watch } from "./watch.ts";

/** What routes share besides the services. */
interface Shared {
  access: Access;
  health: HealthCheck;
  places: Places;
}

/** All routes of the API. */
function apiRoutes(services: Services, { access, health, places }: Shared): Route[] {
  return [
    ...uploadRoutes(services),
    ...datasetRoutes(services),
    ...documentRoutes(services),
    ...runRoutes(services, places),
    ...scriptRoutes(),
    ...outputRoutes(services),
    ...pluginRoutes(services),
    ...operationRoutes(services, health, places),
    ...auditRoutes(services),
    ...backupRoutes(services),
    ...sessionRoutes(access, services),
  ];
}

/** Puts security, routes, page and errors together. */
export function createApp(services: Services, page: PageFiles): Hono<AppEnv> {
  const { config, log, metrics, audit } = services;
  const app = new Hono<AppEnv>();
  const health = new HealthCheck(services);
  const places = new Places();
  metrics.gauge("nexus_event_streams", "Event streams that are open.", () => places.taken);
  const access = new Access({ key: config.API_KEY, proxies: config.TRUSTED_PROXIES, log, audit });
  app.onError((error, context) => errorResponse(context, error, log));
  app.notFound((context) =>
    errorResponse(
      context,
      new NexusError("request.not_found", `There is nothing at ${context.req.method} ${context.req.path}`, {
        hint: "/docs lists what there is.",
      }),
      log,
    )
  );
  app.use("*", watch(services));
  app.use("*", secureHeaders());
  app.use("*", guard({ host: config.HOST, origins: config.CORS_ALLOWED_ORIGINS }));
  app.use("*", access.identify());
  app.use(
    "*",
    limitRate({
      perMinute: config.RATE_LIMIT,
      free: (path) => path === "/health" || path.startsWith("/assets/"),
      onLimited: () => metrics.count("nexus_rate_limited_total", "Requests over RATE_LIMIT."),
    }),
  );

  const routes = apiRoutes(services, { access, health, places });
  app.use("*", access.require(openPaths(routes)));
  for (const route of routes) mount(app, route);
  let description: string | undefined;
  app.get("/openapi.json", (context) => {
    description ??= JSON.stringify(describeApi(routes));
    return context.body(description, 200, { "content-type": "application/json" });
  });
  app.get("/", async (context) => {
    const wantsPage = (context.req.header("accept") ?? "").includes("text/html");
    if (wantsPage) {
      return await page.serve("index.html", context.req.header("accept-encoding")) ?? context.notFound();
    }
    return context.json(context.get("client").by === "none" ? await health.bare() : await health.report());
  });
  app.get(
    "/docs",
    async (context) =>
      await page.serve("index.html", context.req.header("accept-encoding")) ?? context.notFound(),
  );
  app.get(
    "/assets/:file",
    async (context) =>
      await page.serve(`assets/${context.req.param("file")}`, context.req.header("accept-encoding")) ??
        context.notFound(),
  );
  mountAllowed(app, [
    ...routes,
    ...["/", "/docs", "/openapi.json", "/assets/:file"].map((path) => ({ method: "get" as const, path })),
  ]);
  return app;
}

/** What answers without a key: the page's own files, and the routes that say so of themselves. */
function openPaths(routes: readonly Route[]): (method: string, path: string) => boolean {
  const open = new Set(["GET /", "GET /docs"]);
  for (const route of routes.filter((candidate) => candidate.open)) {
    open.add(`${route.method.toUpperCase()} ${route.path}`);
  }
  return (method, path) => {
    const asked = `${method === "HEAD" ? "GET" : method} ${path}`;
    return open.has(asked) || /^GET \/assets\/[^/]+$/.test(asked);
  };
}
