import type { SchemaTree } from "hyparquet";
import type { ColumnType, ImportNote, ParquetColumn } from "nexus";

/** Levels of nested fields that become columns; what is deeper stays together as JSON. */
const MAX_NESTING = 8;

/** The columns of a schema: nested fields as `outer.inner`, with their place in the file. */
export function columnsOf(schema: SchemaTree): { columns: ParquetColumn[]; notes: ImportNote[] } {
  const columns: ParquetColumn[] = [];
  const found = { nested: [] as string[], lists: [] as string[], zones: [] as string[], old: [] as string[] };
  const visit = (field: SchemaTree, names: string[], path: number[]): void => {
    const name = names.join(".");
    if (isStruct(field) && path.length < MAX_NESTING) {
      found.nested.push(name);
      field.children.forEach((child, index) =>
        visit(child, [...names, child.element.name], [...path, index])
      );
      return;
    }
    const { element } = field;
    if (field.children.length > 0 || element.repetition_type === "REPEATED") found.lists.push(name);
    if (element.logical_type?.type === "TIMESTAMP" && element.logical_type.isAdjustedToUTC) {
      found.zones.push(name);
    }
    if (element.type === "INT96") found.old.push(name);
    columns.push({ name, type: typeOf(field), path });
  };
  schema.children.forEach((child, index) => visit(child, [child.element.name], [index]));
  return { columns, notes: notesOf(found) };
}

function isStruct({ element, children }: SchemaTree): boolean {
  return children.length > 0 && element.repetition_type !== "REPEATED" &&
    element.converted_type === undefined &&
    element.logical_type === undefined;
}

/** The type that a field has here. */
function typeOf({ element, children }: SchemaTree): ColumnType {
  const { type, converted_type, logical_type, repetition_type } = element;
  if (children.length > 0 || repetition_type === "REPEATED") return "text";
  switch (logical_type?.type) {
    case "DATE":
      return "date";
    case "TIMESTAMP":
      return "datetime";
    case "DECIMAL":
      return (logical_type.scale ?? element.scale ?? 0) === 0 ? "integer" : "number";
    case "INTEGER":
      return "integer";
    case "FLOAT16":
      return "number";
    case undefined:
      break;
    default:
      return "text";
  }
  switch (converted_type) {
    case undefined:
      break;
    case "DATE":
      return "date";
    case "TIMESTAMP_MILLIS":
    case "TIMESTAMP_MICROS":
      return "datetime";
    case "DECIMAL":
      return (element.scale ?? 0) === 0 ? "integer" : "number";
    default:
      return /^U?INT_/.test(converted_type) ? "integer" : "text";
  }
  switch (type) {
    case "BOOLEAN":
      return "boolean";
    case "INT32":
    case "INT64":
      return "integer";
    case "FLOAT":
    case "DOUBLE":
      return "number";
    case "INT96":
      return "datetime";
    default:
      return "text";
  }
}

function notesOf(
  { nested, lists, zones, old }: Record<"nested" | "lists" | "zones" | "old", string[]>,
): ImportNote[] {
  const notes: ImportNote[] = [];
  const tell = (topic: string, names: string[], message: string) => {
    if (names.length > 0) {
      notes.push({ level: "choice", topic, message: `${listed(names)}: ${message}`, count: names.length });
    }
  };
  tell("nested", nested, "the fields inside are columns of their own.");
  tell("lists", lists, "lists, maps and what is nested deeper are kept as JSON text.");
  tell("zone", zones, "points in time, kept in UTC.");
  tell("zone", old, "times of the old form INT96, kept as they are; programs that write it mean UTC.");
  return notes;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => `"${name.slice(0, 60)}"`).join(", ");
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}
