/**
 * Puts routes, which are data, into the application.
 *
 * @module
 */
import type { Hono } from "hono";
import { NexusError } from "../contract/mod.ts";
import type { AppEnv } from "./environment.ts";
import { readJson } from "./read_json.ts";
import type { Route } from "./route.ts";

/** Mounts a route; where its path ends with a slash, also without it. */
export function mount(app: Hono<AppEnv>, route: Route): void {
  app.on(route.method.toUpperCase(), spellings(route.path), async (context) => {
    const query = route.query ? parse(route.query, context.req.query(), "query") : {};
    const body = route.body ? parse(route.body, await readJson(context.req.raw), "body") : undefined;
    return await route.handle({
      context,
      params: context.req.param() as Record<string, string>,
      query: query as never,
      body: body as never,
    });
  });
}

/** Answers other methods on the paths of routes with what is allowed there. To be called when all routes are mounted. */
export function mountAllowed(
  app: Hono<AppEnv>,
  routes: readonly Pick<Route, "method" | "path">[],
): void {
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of routes) {
    for (const spelling of spellings(path)) {
      const known = methods.get(spelling) ?? new Set(["OPTIONS"]);
      known.add(method.toUpperCase());
      if (method === "get") known.add("HEAD");
      methods.set(spelling, known);
    }
  }
  for (const [path, known] of methods) {
    const allow = [...known].sort().join(", ");
    app.all(path, (context) => {
      if (context.req.method === "OPTIONS") return context.body(null, 204, { allow });
      throw new NexusError(
        "request.method_not_allowed",
        `${context.req.path} does not take ${context.req.method.slice(0, 20)}`,
        { hint: `It takes ${allow}.`, details: { allow } },
      );
    });
  }
}

function spellings(path: string): string[] {
  return [path, ...(path.endsWith("/") && path !== "/" ? [path.slice(0, -1)] : [])];
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
