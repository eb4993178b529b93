/** The parts of an OpenAPI document that the page shows. */
export interface OpenApi {
  info: { title: string; version: string; description?: string };
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, JsonSchema> };
}

export interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: JsonSchema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: JsonSchema }> }>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: JsonSchema;
}

export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  additionalProperties?: JsonSchema | boolean;
  format?: string;
  nullable?: boolean;
}

/** One call of the API. */
export interface Endpoint {
  /** `GET /datasets`: also its anchor's words. */
  key: string;
  method: string;
  path: string;
  operation: Operation;
}

export interface EndpointGroup {
  title: string;
  endpoints: Endpoint[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** All calls, grouped by their first tag or by the first part of the path, in the document's order. */
export function groupsOf(api: OpenApi): EndpointGroup[] {
  const groups = new Map<string, Endpoint[]>();
  for (const [path, operations] of Object.entries(api.paths)) {
    for (const method of METHODS) {
      const operation = operations[method];
      if (!operation) continue;
      const title = capitalised(operation.tags?.[0] ?? firstPart(path));
      const endpoint = {
        key: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        operation,
      };
      groups.set(title, [...(groups.get(title) ?? []), endpoint]);
    }
  }
  return [...groups].map(([title, endpoints]) => ({ title, endpoints }));
}

function firstPart(path: string): string {
  return path.split("/").find((part) => part !== "" && !part.startsWith("{"))?.replace(/[-_]/g, " ") ??
    "page";
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A schema's type in a few words: `string`, `Dataset[]`, `"a" | "b"`. */
export function typeWords(schema: JsonSchema | undefined): string {
  if (!schema) return "anything";
  if (schema.$ref) return refName(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) {
    const words = schema.enum.slice(0, 6).map((value) => JSON.stringify(value)).join(" | ");
    return schema.enum.length > 6 ? `${words} | …` : words;
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return [...new Set(options.map(typeWords))].join(" | ");
  if (schema.allOf) return schema.allOf.map(typeWords).join(" & ");
  if (schema.items) return arrayWords(typeWords(schema.items));
  if (schema.additionalProperties && typeof schema.additionalProperties === "object" && !schema.properties) {
    return `{ [name]: ${typeWords(schema.additionalProperties)} }`;
  }
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : schema.type ?? "anything";
  return schema.nullable ? `${type} | null` : type;
}

function arrayWords(item: string): string {
  return item.includes(" ") ? `(${item})[]` : `${item}[]`;
}

/** The name at the end of a reference. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf("/") + 1);
}

/** A call's address with its parameters filled in; null where a part of the path is missing. */
export function filledPath(endpoint: Endpoint, values: Record<string, string>): string | null {
  let missing = false;
  const path = endpoint.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    missing ||= !values[name];
    return encodeURIComponent(values[name] ?? "");
  });
  const query = new URLSearchParams();
  for (const parameter of endpoint.operation.parameters ?? []) {
    const value = values[parameter.name];
    if (parameter.in === "query" && value) query.set(parameter.name, value);
  }
  return missing ? null : query.size > 0 ? `${path}?${query}` : path;
}
