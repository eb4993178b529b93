/**
 * Holds what a model wrote against the form that it was to fill. Ollama drops schemas without saying so, so this is the check.
 *
 * @module
 */
import type { OutputSchema } from "../contract/mod.ts";

/** JSON as a value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Checked = { ok: true; value: Json } | { ok: false; problem: string };

/** Reads JSON out of what a model wrote, also out of a fence of Markdown, and checks it. */
export function checkOutput(text: string, schema: OutputSchema): Checked {
  const parsed = parseJson(text);
  if (parsed === undefined) return { ok: false, problem: "it is not JSON" };
  const problem = problemOf(parsed.value, schema, "");
  return problem === null ? { ok: true, value: parsed.value } : { ok: false, problem };
}

function parseJson(text: string): { value: Json } | undefined {
  const withoutThoughts = text.replace(/^\s*<think>[\s\S]*?<\/think>/, "");
  const fence = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/.exec(withoutThoughts)?.[1];
  for (const candidate of [withoutThoughts, fence]) {
    if (candidate === undefined) continue;
    try {
      return { value: JSON.parse(candidate) };
    } catch {
      // The next, if there is one.
    }
  }
  return undefined;
}

/** The first thing that is wrong, with its place; null where nothing is. */
function problemOf(value: Json, schema: OutputSchema, at: string): string | null {
  const place = at || "it";
  if ("anyOf" in schema) {
    const problems = schema.anyOf.map((one) => problemOf(value, one, at));
    return problems.includes(null) ? null : problems.reduce((best, one) => deeper(one!, best!) ? one : best)!;
  }
  switch (schema.type) {
    case "object":
      return objectProblem(value, schema, at);
    case "array": {
      if (!Array.isArray(value)) return `${place} must be a list`;
      if (value.length < (schema.minItems ?? 0)) return `${place} needs ${schema.minItems} items or more`;
      if (value.length > (schema.maxItems ?? Infinity)) {
        return `${place} takes at most ${schema.maxItems} items`;
      }
      for (const [index, item] of value.entries()) {
        const problem = problemOf(item, schema.items, `${at}[${index}]`);
        if (problem !== null) return problem;
      }
      return null;
    }
    case "string":
      if (typeof value !== "string") return `${place} must be a text`;
      if (schema.enum !== undefined && !schema.enum.includes(value)) {
        return `${place} is ${
          JSON.stringify(value.slice(0, 100))
        }, which is none of the words that it may be`;
      }
      return value.length > (schema.maxLength ?? Infinity) ? `${place} is too long` : null;
    case "number":
    case "integer":
      if (typeof value !== "number" || (schema.type === "integer" && !Number.isInteger(value))) {
        return `${place} must be ${schema.type === "integer" ? "a whole number" : "a number"}`;
      }
      return value < (schema.minimum ?? -Infinity) || value > (schema.maximum ?? Infinity)
        ? `${place} is ${value}, which is out of range`
        : null;
    case "boolean":
      return typeof value === "boolean" ? null : `${place} must be true or false`;
    case "null":
      return value === null ? null : `${place} must be null`;
  }
}

function objectProblem(
  value: Json,
  schema: Extract<OutputSchema, { type: "object" }>,
  at: string,
): string | null {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return `${at || "it"} must be an object`;
  }
  const path = (name: string) => at ? `${at}.${name}` : name;
  for (const name of schema.required) if (!Object.hasOwn(value, name)) return `${path(name)} is missing`;
  for (const [name, part] of Object.entries(value)) {
    const one = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (one === undefined) return `${path(name.slice(0, 100))} is not asked for`;
    const problem = problemOf(part, one, path(name));
    if (problem !== null) return problem;
  }
  return null;
}

/** Of the problems of several forms the one furthest inside is of the form that was meant. */
function deeper(a: string, b: string): boolean {
  const depth = (text: string) => (text.split(" ")[0]!.match(/[.[]/g) ?? []).length;
  return depth(a) > depth(b);
}
