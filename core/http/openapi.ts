/**
 * The description of the API, made from its routes.
 *
 * @module
 */
import { z } from "zod";
import * as contract from "../contract/mod.ts";
import { VERSION } from "../runs/mod.ts";
import type { Route } from "./route.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of all routes. */
export function describeApi(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, "{$1}");
    paths[path] = { ...paths[path], [route.method]: describeRoute(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Nexus",
      version: VERSION,
      description: "Local-first analytics: files in, checked answers out.",
    },
    paths,
    // The empty one: a server on loopback may have no key.
    security: [{ bearer: [] }, { header: [] }, { session: [] }, {}],
    components: { schemas: componentSchemas(), securitySchemes: SECURITY_SCHEMES },
  };
}

const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "The key in `Authorization: Bearer KEY`." },
  header: { type: "apiKey", in: "header", name: "X-API-Key", description: "The key in a header." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "nexus_session",
    description:
      "A page that signed in with `POST /session`. The name has the server's port behind it where the address has one.",
  },
};

function describeRoute(route: Route): Json {
  const parameters: Json[] = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  for (const [name, schema] of Object.entries(route.query?.shape ?? {})) {
    parameters.push({ name, in: "query", required: false, schema: schemaOf(schema as z.ZodType) });
  }
  const responses: Record<string, Json> = {};
  for (const { status, description, schema, mediaType } of route.responses) {
    const content = schema
      ? { "application/json": { schema: schemaOf(schema) } }
      : mediaType
      ? { [mediaType]: {} }
      : undefined;
    responses[status] = { description, ...(content ? { content } : {}) };
  }
  responses.default = {
    description: "An error",
    content: { "application/json": { schema: { $ref: "#/components/schemas/ErrorResponse" } } },
  };
  const requestBody = route.body
    ? { required: true, content: { "application/json": { schema: schemaOf(route.body) } } }
    : route.streams === "multipart/form-data"
    ? {
      required: true,
      content: {
        "multipart/form-data": {
          schema: {
            type: "object",
            properties: { files: { type: "array", items: { type: "string", format: "binary" } } },
          },
        },
      },
    }
    : undefined;
  return {
    tags: [route.tag],
    summary: route.summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    ...(route.open ? { security: [] } : {}),
    responses,
  };
}

/** Schemas of the contract by name, so that the description refers to them instead of repeating them. */
const NAMED = new Map<z.ZodType, string>(
  (Object.entries(contract) as [string, unknown][]).flatMap(([name, value]) =>
    value instanceof z.ZodType ? [[value, name]] : []
  ),
);

function schemaOf(schema: z.ZodType): Json {
  const name = NAMED.get(schema);
  if (name) return { $ref: `#/components/schemas/${name}` };
  if (schema instanceof z.ZodArray) return { type: "array", items: schemaOf(schema.element as z.ZodType) };
  const { $schema: _, ...json } = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
  return json;
}

function componentSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of NAMED) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    unrepresentable: "any",
    io: "input",
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]),
  );
}
