import { strToU8, unzipSync, zipSync } from "fflate";
import { memorySource, readTables, type TableRead } from "nexus/testing";
import xlsx from "./mod.ts";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** A sheet for a test: the inside of `sheetData`, and what stands behind it. */
export interface TestSheet {
  name?: string;
  state?: string;
  /** XML of the rows, or rows of values. */
  rows: string | TestCell[][];
  /** XML behind the rows: merged cells, table parts. */
  after?: string;
}

/** A value; null is an empty cell. `{ f, v }` is a formula with its result, `{ v, s }` a value with a style. */
export type TestCell = string | number | boolean | null | {
  v?: string | number;
  f?: string;
  s?: number;
  t?: string;
};

/** Other parts of the workbook. */
export interface TestParts {
  date1904?: boolean;
  /** The items of the shared strings, as XML. */
  strings?: string;
  /** Format codes; a cell's style counts them from 1. The style after them is bold. */
  formats?: string[];
  /** Parts by path, added or put in the place of others; null takes one away. */
  parts?: Record<string, string | Uint8Array | null>;
}

/** The bytes of a workbook, as a program writes them that writes no more than it must. */
export function workbook(sheets: TestSheet[], options: TestParts = {}): Uint8Array<ArrayBuffer> {
  const parts: Record<string, string | Uint8Array | null> = {
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="${PACKAGE}/content-types"/>`,
    "_rels/.rels":
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${
      options.date1904 === true ? 1 : 0
    }"/><sheets>${
      sheets.map(({ name, state }, at) =>
        `<sheet name="${escape(name ?? `Sheet${at + 1}`)}" sheetId="${at + 1}" r:id="s${at + 1}"${
          state === undefined ? "" : ` state="${state}"`
        }/>`
      ).join("")
    }</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships">${
      sheets.map((_, at) => relationship(`s${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`)).join("")
    }${relationship("st", "styles", "styles.xml")}${
      relationship("ss", "sharedStrings", "sharedStrings.xml")
    }</Relationships>`,
    "xl/styles.xml": styles(options.formats ?? []),
    ...(options.strings === undefined
      ? {}
      : { "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${options.strings}</sst>` }),
  };
  for (const [at, { rows, after = "" }] of sheets.entries()) {
    const data = typeof rows === "string" ? rows : rows.map(rowXml).join("");
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheetData>${data}</sheetData>${after}</worksheet>`;
  }
  Object.assign(parts, options.parts);
  return zipped(parts);
}

/** A workbook of one sheet whose parts are not packed. */
export function stored(sheet: TestSheet): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(Object.entries(unzipSync(workbook([sheet])))), { level: 0 });
}

/** An archive of parts. */
export function zipped(parts: Record<string, string | Uint8Array | null>): Uint8Array<ArrayBuffer> {
  const files = Object.entries(parts).filter(([, content]) => content !== null)
    .map(([path, content]) => [path, typeof content === "string" ? strToU8(content) : content!]);
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) });
}

/** A relation as XML. */
export function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function styles(formats: string[]): string {
  const codes = formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${escape(code)}"/>`)
    .join("");
  const cells = [
    '<xf numFmtId="0" fontId="0"/>',
    ...formats.map((_, at) => `<xf numFmtId="${200 + at}" fontId="0"/>`),
  ];
  return `<styleSheet xmlns="${MAIN}"><numFmts>${codes}</numFmts><fonts><font/><font><b/></font></fonts><cellXfs>${
    cells.join("")
  }<xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>`;
}

function rowXml(cells: TestCell[], at: number): string {
  const xml = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`)).join(
    "",
  );
  return `<row r="${at + 1}">${xml}</row>`;
}

function cellXml(cell: TestCell, place: string): string {
  if (cell === null) return "";
  if (typeof cell === "string") {
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
  }
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const { v, f, s, t } = cell;
  const text = t ?? (typeof v === "string" ? "str" : "n");
  return `<c r="${place}" t="${text}"${s === undefined ? "" : ` s="${s}"`}>${
    f === undefined ? "" : `<f>${escape(f)}</f>`
  }${v === undefined ? "" : `<v>${typeof v === "string" ? escape(v) : v}</v>`}</c>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** The tables of a workbook. */
export async function read(bytes: Uint8Array, name = "book.xlsx"): Promise<TableRead[]> {
  return await readTables(xlsx, memorySource(bytes, name));
}

/** The one table of a workbook with one sheet. */
export async function readOne(
  rows: TestCell[][] | string,
  options: TestParts & { after?: string } = {},
): Promise<TableRead> {
  const tables = await read(
    workbook([{ rows, ...(options.after === undefined ? {} : { after: options.after }) }], options),
  );
  if (tables.length !== 1) {
    throw new Error(`${tables.length} tables: ${tables.map(({ table }) => table.name)}`);
  }
  return tables[0]!;
}

/** Notes of a topic, as text. */
export function notesOn(table: TableRead, topic: string): string[] {
  return table.notes.filter((note) => note.topic === topic).map(({ message }) => message);
}
