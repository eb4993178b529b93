/**
 * The HTTP application.
 *
 * @module
 */
import { Hono } from "hono";
import type { Context } from "hono";
import { NexusError, toErrorData } from "../contract/mod.ts";
import { withCorrelation } from "../observe/mod.ts";
import type { Services } from "../runs/mod.ts";
import { asStoreError } from "../store/mod.ts";
import { checkHealth } from "./health.ts";
import { describeApi } from "./openapi.ts";
import type { PageFiles } from "./page.ts";
import type { Route } from "./route.ts";
import { datasetRoutes } from "./routes/datasets.ts";
import { documentRoutes } from "./routes/documents.ts";
import { operationRoutes } from "./routes/operations.ts";
import { outputRoutes } from "./routes/outputs.ts";
import { pluginRoutes } from "./routes/plugins.ts";
import { runRoutes } from "./routes/runs.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { guard, secureHeaders } from "./security.ts";

/** A JSON body is a question or a plan; nothing honest is larger. */
const MAX_JSON_BYTES = 1024 * 1024;
/** A plan that may run is less than half as deep; schemas are checked by recursion. */
const MAX_JSON_DEPTH = 500;
const METHODS = ["GET", "HEAD", "POST", "DELETE", "OPTIONS"];

/** All routes of the API. */
export function apiRoutes(services: Services): Route[] {
  return [
    ...uploadRoutes(services),
    ...datasetRoutes(services),
    ...documentRoutes(services),
    ...runRoutes(services),
    ...outputRoutes(services),
    ...pluginRoutes(services),
    ...operationRoutes(services),
  ];
}

/** Puts security, routes, page and errors together. */
export function createApp(services: Services, page: PageFiles): Hono {
  const { config, log, metrics } = services;
  const app = new Hono();
  app.onError((error, context) => errorResponse(context, error, services));
  app.notFound((context) =>
    errorResponse(
      context,
      new NexusError("request.not_found", `There is nothing at ${context.req.method} ${context.req.path}`, {
        hint: "/docs lists what there is.",
      }),
      services,
    )
  );
  app.use("*", async (context, next) => {
    const id = crypto.randomUUID();
    context.set("correlationId" as never, id as never);
    const { method, path } = context.req;
    const started = performance.now();
    await withCorrelation(id, async () => {
      await next();
      const ms = performance.now() - started;
      log.debug("request", { method, path, status: context.res.status, ms: Math.round(ms) });
      metrics.observe("nexus_http_seconds", "Duration of HTTP requests in seconds.", ms / 1000, {
        method: METHODS.includes(method) ? method : "other",
      });
    });
    context.res.headers.set("x-correlation-id", id);
  });
  app.use("*", secureHeaders());
  app.use("*", guard({ host: config.HOST, origins: config.CORS_ALLOWED_ORIGINS }));

  const routes = apiRoutes(services);
  for (const route of routes) mount(app, route);
  let description: string | undefined;
  app.get(
    "/openapi.json",
    (context) =>
      context.body(description ??= JSON.stringify(describeApi(routes)), 200, {
        "content-type": "application/json",
      }),
  );
  app.get("/", async (context) => {
    const wantsPage = (context.req.header("accept") ?? "").includes("text/html");
    return wantsPage
      ? await page.serve("index.html") ?? context.notFound()
      : context.json(await checkHealth(services));
  });
  app.get("/docs", async (context) => await page.serve("index.html") ?? context.notFound());
  app.get(
    "/assets/:file",
    async (context) => await page.serve(`assets/${context.req.param("file")}`) ?? context.notFound(),
  );
  return app;
}

function mount(app: Hono, route: Route): void {
  const paths = [route.path, ...(route.path.endsWith("/") ? [route.path.slice(0, -1)] : [])];
  app.on(route.method.toUpperCase(), paths, async (context) => {
    const query = route.query ? parse(route.query, context.req.query(), "query") : {};
    const body = route.body ? parse(route.body, await readJson(context), "body") : undefined;
    return await route.handle({
      context,
      params: context.req.param() as Record<string, string>,
      query: query as never,
      body: body as never,
    });
  });
}

function parse(schema: NonNullable<Route["body"]>, value: unknown, part: string): unknown {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.slice(0, 5).map((issue) =>
    `${issue.path.join(".") || part}: ${issue.message}`
  );
  throw new NexusError("request.invalid", `The ${part} of the request does not fit: ${issues.join("; ")}`, {
    hint: "/docs shows the expected shape.",
  });
}

async function readJson(context: Context): Promise<unknown> {
  const reader = context.req.raw.body?.getReader();
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
  let body: unknown;
  try {
    body = JSON.parse(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).text());
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

function errorResponse(context: Context, thrown: Error, { log }: Services): Response {
  const error = asStoreError(thrown) as Error;
  const correlationId = context.get("correlationId" as never) as string | undefined ?? crypto.randomUUID();
  const known = error instanceof NexusError;
  if (!known) log.error("a request failed", { path: context.req.path, error });
  else if (error.status >= 500) {
    log.warn("a request was not served", { path: context.req.path, error: toErrorData(error) });
  }
  const data = known ? toErrorData(error) : {
    code: "internal.error",
    message: "Something went wrong inside Nexus",
    hint: `The log has the details under ${correlationId}.`,
  };
  return Response.json({ error: data, correlationId }, { status: known ? error.status : 500 });
}
