import { type ColumnConversion, type ImportNote, NexusError, type Source } from "nexus";
import { Columns } from "./columns.ts";
import { damaged } from "./damaged.ts";
import { isObject } from "./json_value.ts";
import { type JsonFile, openJson, valuesOf } from "./open_json.ts";
import { recordOf, type Shape, shapeOf } from "./shape.ts";

/** A table of the file, with what is needed to read its rows. */
export interface JsonTable {
  name: string;
  shape: Shape;
  columns: Columns;
  conversions: ColumnConversion[];
  notes: ImportNote[];
}

/** How a file is read. */
export interface JsonPlan {
  file: JsonFile;
  tables: JsonTable[];
}

/** Looks at every row of a file and works out its tables. */
export async function planJson(source: Source): Promise<JsonPlan> {
  const file = await openJson(source);
  const count = file.form.kind === "document" ? file.form.tables.length : 1;
  const tables: JsonTable[] = [];
  for (let index = 0; index < count; index++) tables.push(await planTable(file, index, count));
  return { file, tables };
}

async function planTable(file: JsonFile, index: number, count: number): Promise<JsonTable> {
  const found = file.form.kind === "document" ? file.form.tables[index]! : undefined;
  const columns = new Columns();
  const bad = { count: 0, line: 0, reason: "" };
  let shape = found?.shape;
  let odd = 0, repeated = 0, seen = 0;
  const batches = valuesOf(file, index, (line, reason) => {
    if (bad.count++ === 0) Object.assign(bad, { line: line.line, reason });
  });
  for await (const batch of batches) {
    repeated += batch.repeated;
    let skip = 0;
    if (shape === undefined) shape = shapeOf(batch.values);
    if (seen === 0 && shape.kind === "lists") skip = shape.skip;
    seen += batch.values.length;
    for (const value of batch.values.slice(skip)) {
      if (shape.kind !== "values" && shape.kind !== "lists" && !isObject(value)) odd++;
      columns.add(recordOf(value, shape));
    }
  }
  if (bad.count > 0 && bad.count >= seen) throw damaged(file.source.name, bad.reason, { line: bad.line });
  if (shape === undefined || columns.rows === 0) {
    throw new NexusError("file.empty", `"${file.source.name}" is empty: it has no rows.`);
  }
  const { columns: conversions, notes } = columns.conclude(file.source.name);
  const path = found?.path ?? "";
  return {
    name: count > 1 ? path : "",
    shape,
    columns,
    conversions,
    notes: [
      ...formNotes(file, path, found?.beside ?? [], shape),
      ...notes,
      ...troubles({ bad, odd, repeated }),
    ],
  };
}

function formNotes(file: JsonFile, path: string, beside: string[], shape: Shape): ImportNote[] {
  const notes: ImportNote[] = [];
  const tell = (topic: string, message: string, count?: number) =>
    notes.push({ level: "choice", topic, message, ...(count === undefined ? {} : { count }) });
  if (file.encoding !== "utf-8") tell("encoding", "Encoding: UTF-16.");
  if (file.form.kind === "lines") tell("form", "One value a line.");
  if (path !== "") tell("path", `Rows are those under "${path}".`);
  if (beside.length > 0) {
    const names = beside.slice(0, 8).map((key) => `"${key.slice(0, 60)}"`).join(", ");
    const more = beside.length > 8 ? ` and ${beside.length - 8} more` : "";
    tell("beside", `Values beside the rows are left out: ${names}${more}.`, beside.length);
  }
  if (shape.kind === "features") {
    tell("form", "GeoJSON: properties are columns, points have longitude and latitude.");
  }
  if (shape.kind === "lists") {
    tell(
      "header",
      shape.header === undefined
        ? "No header: columns are named by their place."
        : shape.skip > 0
        ? "The first list names the columns."
        : "Columns are named by the file.",
    );
  }
  return notes;
}

function troubles(
  { bad, odd, repeated }: {
    bad: { count: number; line: number; reason: string };
    odd: number;
    repeated: number;
  },
): ImportNote[] {
  const notes: ImportNote[] = [];
  if (bad.count > 0) {
    notes.push({
      level: "warning",
      topic: "rejected",
      message: `Lines that are not JSON are left out, the first is line ${bad.line}: ${bad.reason}.`,
      count: bad.count,
    });
  }
  if (odd > 0) {
    notes.push({
      level: "warning",
      topic: "mixed",
      message: 'Elements that are no objects are kept in the column "value".',
      count: odd,
    });
  }
  if (repeated > 0) {
    notes.push({
      level: "warning",
      topic: "repeated",
      message: "Keys come twice in the same object; the last value holds.",
      count: repeated,
    });
  }
  return notes;
}
