import { isObject, isScalar, type JsonObject, type JsonValue } from "./json_value.ts";
import { type Shape, shapeOf } from "./shape.ts";

/** Rows found in a document. */
export interface Found {
  /** Where they are, in keys: `data.items`; empty for the document itself. */
  path: string;
  values: JsonValue[];
  shape: Shape;
  /** Keys beside the rows, whose values are in no table. */
  beside: string[];
}

const MAX_DEPTH = 6;

/**
 * Finds the tables of a document: the document itself where it is a list, columns, or objects under keys; else every list of objects or of lists
 * that lies in it; else the document is one row.
 */
export function findTables(document: JsonValue): Found[] {
  if (Array.isArray(document)) return document.length === 0 ? [] : [whole(document, shapeOf(document))];
  if (!isObject(document) || document.size === 0) return [];
  const own = asTable(document);
  if (own !== undefined) return [own];
  const found: Found[] = [];
  const beside: string[] = [];
  search(document, [], found, beside);
  if (found.length === 0) return [whole([document], { kind: "objects" })];
  found[0]!.beside = beside;
  return found;
}

function whole(values: JsonValue[], shape: Shape): Found {
  return { path: "", values, shape, beside: [] };
}

function search(object: JsonObject, path: string[], found: Found[], beside: string[]): void {
  for (const [key, value] of object) {
    const here = [...path, key];
    if (Array.isArray(value) && isRows(value)) {
      found.push({ path: here.join("."), values: value, shape: shapeOf(value), beside: [] });
    } else if (isObject(value) && value.size > 0 && here.length < MAX_DEPTH) {
      const own = asTable(value);
      if (own !== undefined && own.values.length > 1) found.push({ ...own, path: here.join(".") });
      else search(value, here, found, beside);
    } else beside.push(here.join("."));
  }
}

/** Lists of objects, and of lists of the same length. */
function isRows(values: JsonValue[]): boolean {
  const objects = values.filter(isObject).length;
  if (objects > 0) return objects * 2 > values.length;
  return values.length >= 2 &&
    values.every((value) =>
      Array.isArray(value) && value.length >= 1 && value.length === (values[0] as JsonValue[]).length
    );
}

/** An object that is a table by itself. */
function asTable(object: JsonObject): Found | undefined {
  const values = [...object.values()];
  const features = object.get("features");
  if (object.get("type") === "FeatureCollection" && Array.isArray(features)) {
    return {
      ...whole(features, { kind: "features" }),
      beside: [...object.keys()].filter((key) => key !== "features"),
    };
  }
  const names = object.get("columns"), data = object.get("data");
  if (
    Array.isArray(names) && Array.isArray(data) && names.every((name) => typeof name === "string") &&
    data.length > 0 && data.every((row) => Array.isArray(row))
  ) {
    return {
      ...whole(data, { kind: "lists", header: names as string[], skip: 0 }),
      beside: [...object.keys()].filter((key) => key !== "columns" && key !== "data"),
    };
  }
  if (isColumns(values)) return whole(turn(object, (values[0] as JsonValue[]).length), { kind: "objects" });
  if (isIndexed(values)) return whole(unindex(object), { kind: "objects" });
  if (isKeyed(values)) {
    const key = values.some((value) => (value as JsonObject).has("key")) ? "key (name)" : "key";
    return whole(
      [...object].map(([name, value]) => new Map<string, JsonValue>([[key, name], ...(value as JsonObject)])),
      { kind: "objects" },
    );
  }
  return undefined;
}

/** Columns: lists of scalars, all of the same length. */
function isColumns(values: JsonValue[]): boolean {
  const [first] = values;
  return Array.isArray(first) && first.length > 0 &&
    values.every((value) => Array.isArray(value) && value.length === first.length && value.every(isScalar));
}

function turn(object: JsonObject, length: number): JsonObject[] {
  const columns = [...object] as [string, JsonValue[]][];
  return Array.from({ length }, (_, row) => new Map(columns.map(([key, list]) => [key, list[row]!])));
}

/** Columns as objects whose keys count the rows: `{"a": {"0": 1, "1": 2}}`. */
function isIndexed(values: JsonValue[]): boolean {
  const [first] = values;
  if (
    !isObject(first) || first.size === 0 || ![...first.keys()].every((key, index) => key === String(index))
  ) return false;
  return values.every((value) =>
    isObject(value) && value.size === first.size &&
    [...value].every(([key, cell]) => first.has(key) && isScalar(cell))
  );
}

function unindex(object: JsonObject): JsonObject[] {
  const columns = [...object] as [string, JsonObject][];
  return [...columns[0]![1].keys()].map((row) =>
    new Map(columns.map(([key, cells]) => [key, cells.get(row)!]))
  );
}

/** Rows under keys: objects that have most of their keys in common. */
function isKeyed(values: JsonValue[]): boolean {
  if (values.length < 2 || !values.every((value) => isObject(value) && value.size > 0)) return false;
  const objects = values as JsonObject[];
  const counts = new Map<string, number>();
  for (const object of objects) for (const key of object.keys()) counts.set(key, (counts.get(key) ?? 0) + 1);
  const common = [...counts.values()].filter((count) => count * 2 > objects.length).length;
  return common >= counts.size * (objects.length === 2 ? 1 : 0.5) && (objects.length > 2 || common > 1);
}
