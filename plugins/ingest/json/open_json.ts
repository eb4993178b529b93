import { NexusError, type Source } from "nexus";
import { damaged } from "./damaged.ts";
import { findTables, type Found } from "./find_tables.ts";
import { isObject, type JsonValue, kindName } from "./json_value.ts";
import { JsonError, JsonParser, placeOf } from "./parse_json.ts";
import { detectEncoding, wholeText } from "./read_text.ts";
import type { ElementText } from "./scan_elements.ts";
import { readLines, readList } from "./stream_values.ts";

/** Files up to this size are read as a whole. */
const WHOLE = 24 * 1024 * 1024;
/** A document that is not one list or lines has to fit in memory. */
const MAX_DOCUMENT = 128 * 1024 * 1024;
const HEAD = 64 * 1024;

/** A file whose form is known: its tables in memory, or rows that are read as they arrive. */
export interface JsonFile {
  source: Source;
  encoding: string;
  form: { kind: "document"; tables: Found[] } | { kind: "list" } | { kind: "lines" };
  /** Keys that came twice in an object, in a document. */
  repeated: number;
}

/** Opens a file: finds its encoding and its form. Throws `NexusError("file.unreadable")` with line and column where it is not JSON. */
export async function openJson(source: Source): Promise<JsonFile> {
  if (source.size === 0) throw new NexusError("file.empty", `"${source.name}" is empty: it has no bytes.`);
  const head = await source.slice(0, HEAD);
  const encoding = detectEncoding(head);
  const start = new TextDecoder(encoding).decode(head, { stream: true }).trimStart();
  const lines = startsWithLines(start, source.name);
  if (source.size > WHOLE) {
    if (lines) return { source, encoding, form: { kind: "lines" }, repeated: 0 };
    if (start.startsWith("[")) return { source, encoding, form: { kind: "list" }, repeated: 0 };
    if (source.size > MAX_DOCUMENT) {
      throw new NexusError(
        "file.unreadable",
        `Cannot read "${source.name}": a JSON file of this size must be one list, or have one object a line.`,
        {
          hint: "Write one object a line (NDJSON), or take the list out of the object around it.",
        },
      );
    }
  }
  const text = await wholeText(source, encoding);
  if (text.trim() === "") {
    throw new NexusError("file.empty", `"${source.name}" is empty: it has only blank space.`);
  }
  const parser = new JsonParser(text);
  let document: JsonValue;
  try {
    document = parser.document();
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    if (lines) return { source, encoding, form: { kind: "lines" }, repeated: 0 };
    const objects = readObjects(text);
    if (objects === undefined) throw damaged(source.name, error.message, placeOf(text, error.offset), error);
    document = objects;
  }
  return {
    source,
    encoding,
    form: { kind: "document", tables: tablesOf(document, source.name) },
    repeated: parser.repeated,
  };
}

/** Rows of a table, some at a time. Lines that are not JSON are handed to `skip`. */
export async function* valuesOf(
  file: JsonFile,
  index: number,
  skip: (line: ElementText, reason: string) => void,
): AsyncGenerator<{ values: JsonValue[]; repeated: number }> {
  if (file.form.kind === "document") {
    yield { values: file.form.tables[index]!.values, repeated: file.repeated };
  } else if (file.form.kind === "list") {
    yield* readList(file.source, file.encoding);
  } else yield* readLines(file.source, file.encoding, skip);
}

function tablesOf(document: JsonValue, name: string): Found[] {
  if (
    document === null || typeof document !== "object" || (!Array.isArray(document) && !isObject(document))
  ) {
    throw new NexusError(
      "file.unreadable",
      `Cannot read "${name}" as a table: there is no table in it, just ${kindName(document)}.`,
      {
        hint: "A table is a list of objects, an object of lists, or one object a line.",
        details: { noTable: true },
      },
    );
  }
  const tables = findTables(document);
  if (tables.length === 0) {
    throw new NexusError(
      "file.empty",
      `"${name}" is empty: it holds ${kindName(document)} without elements.`,
    );
  }
  return tables;
}

/** True where the first line is a value by itself and another line follows. */
function startsWithLines(start: string, name: string): boolean {
  const [first = "", second] = start.split("\n", 2);
  if (/\.(ndjson|jsonl)$/i.test(name)) return true;
  return second !== undefined && parses(first) && /^\s*[[{]/.test(second);
}

function parses(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    new JsonParser(text).document();
    return true;
  } catch {
    return false;
  }
}

/** Objects one after the other, with nothing or blank space between them. */
function readObjects(text: string): JsonValue[] | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  const parser = new JsonParser(text);
  const objects: JsonValue[] = [];
  try {
    while (!parser.ended()) {
      const value = parser.next();
      if (!isObject(value)) return undefined;
      objects.push(value);
    }
  } catch {
    return undefined;
  }
  return objects.length > 1 ? objects : undefined;
}
