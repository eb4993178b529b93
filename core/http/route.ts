/**
 * A route as data: the server mounts it, `openapi.json` describes it, and both take its schemas from one place.
 *
 * @module
 */
import type { z } from "zod";
import type { AppContext } from "./environment.ts";

/** What a response carries. */
export interface RouteResponse {
  status: number;
  description: string;
  /** JSON of this shape. */
  schema?: z.ZodType;
  /** Anything else than JSON. */
  mediaType?: string;
}

export type Method = "get" | "post" | "delete";

/** Parts of a request after validation. */
export interface Validated<Query, Body> {
  context: AppContext;
  params: Record<string, string>;
  query: Query;
  body: Body;
}

export interface Route {
  method: Method;
  /** Path with `:name` for parameters. */
  path: string;
  tag: string;
  summary: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body is read by the handler itself, as a stream of this media type. */
  streams?: string;
  /** Answers without a key too. */
  open?: boolean;
  responses: RouteResponse[];
  handle(request: Validated<never, never>): Response | Promise<Response>;
}

/** Ties the types of a route's schemas to its handler. */
export function route<Query extends z.ZodObject = z.ZodObject, Body extends z.ZodType = z.ZodType>(
  definition: Omit<Route, "query" | "body" | "handle"> & {
    query?: Query;
    body?: Body;
    handle(request: Validated<z.infer<Query>, z.infer<Body>>): Response | Promise<Response>;
  },
): Route {
  return definition as unknown as Route;
}
