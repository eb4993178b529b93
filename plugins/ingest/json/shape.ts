import { isObject, type JsonObject, type JsonValue } from "./json_value.ts";
import { featureRecord } from "./geo.ts";

/** What the elements of a list are, and so how they become rows. */
export type Shape =
  | { kind: "objects" }
  | { kind: "features" }
  /** `skip`: elements at the start that are no rows, the header. */
  | { kind: "lists"; header: string[] | undefined; skip: number }
  | { kind: "values" };

/** The column for elements that are no objects among others that are. */
const VALUE = "value";

/** Finds the shape of a list from its elements, or the first of them. */
export function shapeOf(values: JsonValue[]): Shape {
  let objects = 0, lists = 0;
  for (const value of values) {
    if (isObject(value)) objects++;
    else if (Array.isArray(value)) lists++;
  }
  if (objects > 0 && objects >= lists) {
    const features = values.every((value) =>
      isObject(value) && value.get("type") === "Feature" && value.has("geometry")
    );
    return { kind: features ? "features" : "objects" };
  }
  if (lists * 2 <= values.length) return { kind: "values" };
  const header = headerOf(values.filter((value) => Array.isArray(value)));
  return { kind: "lists", header, skip: header === undefined ? 0 : 1 };
}

/** The first list, where it holds names: texts only, none twice, over values that are not all texts or do not come again below. */
function headerOf(rows: JsonValue[][]): string[] | undefined {
  const [first, ...rest] = rows;
  if (first === undefined || rest.length === 0 || first.length === 0) return undefined;
  if (!first.every((cell) => typeof cell === "string" && cell.trim() !== "" && !/^[\d.,+-]+$/.test(cell))) {
    return undefined;
  }
  if (new Set(first).size !== first.length) return undefined;
  const body = rest.slice(0, 200);
  if (body.some((row) => row.some((cell) => typeof cell !== "string"))) return first as string[];
  return first.some((cell, index) => body.some((row) => row[index] === cell)) ? undefined : first as string[];
}

/** An element as a row: cells by name. */
export function recordOf(value: JsonValue, shape: Shape): JsonObject {
  if (shape.kind === "features" && isObject(value)) return featureRecord(value);
  if (shape.kind === "lists" && Array.isArray(value)) {
    return new Map(value.map((cell, index) => [shape.header?.[index] ?? `column ${index + 1}`, cell]));
  }
  if (isObject(value) && shape.kind !== "values") return value;
  return new Map([[VALUE, value]]);
}
