import type { Source } from "nexus";
import { JsonError, JsonParser, placeOf } from "./parse_json.ts";
import type { JsonValue } from "./json_value.ts";
import { damaged } from "./damaged.ts";
import { textPieces } from "./read_text.ts";
import { ElementScanner, type ElementText, linesOf } from "./scan_elements.ts";

const BATCH = 2_000;
/** The longest element that is read, in UTF-16 units. */
const MAX_ELEMENT = 64 * 1024 * 1024;

/** Values that were read together, and how many keys came twice in their objects. */
export interface ValueBatch {
  values: JsonValue[];
  repeated: number;
}

/** The elements of a file that is one list. */
export async function* readList(source: Source, encoding: string): AsyncGenerator<ValueBatch> {
  const scanner = new ElementScanner();
  let values: JsonValue[] = [], repeated = 0;
  for await (const piece of textPieces(source, encoding)) {
    for (const element of scanner.push(piece)) {
      const parser = new JsonParser(element.text);
      try {
        values.push(parser.document());
      } catch (error) {
        if (!(error instanceof JsonError)) throw error;
        const { line, column } = placeOf(element.text, error.offset);
        throw damaged(source.name, error.message, {
          line: element.line + line - 1,
          ...(line > 1 ? { column } : {}),
        }, error);
      }
      repeated += parser.repeated;
      if (values.length < BATCH) continue;
      yield { values, repeated };
      values = [];
      repeated = 0;
    }
    if (scanner.trailing > 0) {
      throw damaged(source.name, "something follows after the end of the list", { line: scanner.trailing });
    }
    if (scanner.pending > MAX_ELEMENT) {
      throw damaged(source.name, "an element of the list is longer than 64 MB", { line: scanner.line });
    }
  }
  if (!scanner.closed) {
    throw damaged(source.name, "the file ends before the list does", { line: scanner.line });
  }
  if (values.length > 0) yield { values, repeated };
}

/** The values of a file with one a line. A line that is not JSON is handed to `skip`. */
export async function* readLines(
  source: Source,
  encoding: string,
  skip: (line: ElementText, reason: string) => void,
): AsyncGenerator<ValueBatch> {
  let values: JsonValue[] = [], repeated = 0;
  for await (const line of linesOf(textPieces(source, encoding))) {
    if (line.text.trim() === "") continue;
    const parser = new JsonParser(line.text);
    try {
      values.push(parser.document());
      repeated += parser.repeated;
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      skip(line, error.message);
    }
    if (values.length < BATCH) continue;
    yield { values, repeated };
    values = [];
    repeated = 0;
  }
  if (values.length > 0) yield { values, repeated };
}
