/** A number that a double cannot hold exactly, as it was written. */
export class ExactNumber {
  constructor(readonly text: string) {}
}

/** An object, its keys in order. */
export type JsonObject = Map<string, JsonValue>;

/** A JSON value that lost nothing. */
export type JsonValue = null | boolean | number | string | ExactNumber | JsonValue[] | JsonObject;

/** True for an object. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

/** True for what fits in a cell as it is. */
export function isScalar(value: JsonValue): boolean {
  return value === null || typeof value !== "object" || value instanceof ExactNumber;
}

/** What a value is, in words: `an object`. */
export function kindName(value: JsonValue): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (value instanceof Map) return "an object";
  if (value instanceof ExactNumber) return "a number";
  return typeof value === "boolean" ? `the word ${value}` : typeof value === "number" ? "a number" : "a text";
}

/** The value as JSON text. Depth is bounded by the parser. */
export function stringify(value: JsonValue): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(stringify).join(",")}]`;
  if (value instanceof Map) {
    return `{${[...value].map(([key, entry]) => `${JSON.stringify(key)}:${stringify(entry)}`).join(",")}}`;
  }
  return JSON.stringify(value);
}

/** The text of a cell; null is missing. */
export function cellText(value: JsonValue): string | null {
  if (value === null) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return stringify(value);
}
