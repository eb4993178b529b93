import { isObject, type JsonObject, type JsonValue } from "./json_value.ts";

/**
 * A GeoJSON feature (RFC 7946) as a row: its properties by their own names, the coordinates of a point as columns, any other geometry as it is.
 */
export function featureRecord(feature: JsonObject): JsonObject {
  const record: JsonObject = new Map();
  for (const [key, value] of feature) {
    if (key === "type" || key === "geometry" || key === "properties") continue;
    record.set(key, value);
  }
  const properties = feature.get("properties");
  if (isObject(properties)) { for (const [key, value] of properties) set(record, key, value, "properties"); }
  const geometry = feature.get("geometry");
  if (isObject(geometry)) {
    const coordinates = geometry.get("coordinates");
    if (geometry.get("type") === "Point" && Array.isArray(coordinates)) {
      ["longitude", "latitude", "altitude"].forEach((name, index) => {
        if (coordinates.length > index) set(record, name, coordinates[index]!, "point");
      });
      if (coordinates.length > 3) set(record, "coordinates", coordinates, "point");
    } else for (const [key, value] of geometry) set(record, key, value, "geometry");
  }
  return record;
}

function set(record: JsonObject, key: string, value: JsonValue, group: string): void {
  record.set(record.has(key) ? `${group}.${key}` : key, value);
}
