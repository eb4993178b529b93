import type { Source } from "nexus";
import { Archive } from "./archive.ts";
import { damaged, otherKind } from "./failure.ts";
import { type Relation, relationsOf } from "./relations.ts";
import { readSharedStrings } from "./shared_strings.ts";
import { readStyles, type Styles } from "./styles.ts";
import { attribute, eachXml } from "./xml.ts";

const LIMIT = 64 * 1024 * 1024;

/** A sheet, as the workbook lists it. */
export interface SheetEntry {
  name: string;
  /** Empty where the workbook has no such part. */
  part: string;
  /** `worksheet`, or what else it is: `chartsheet`, `dialogsheet`. */
  kind: string;
  state: "visible" | "hidden" | "veryHidden";
}

/** What all sheets of a workbook share. */
export interface Workbook {
  archive: Archive;
  sheets: SheetEntry[];
  date1904: boolean;
  styles: Styles;
  strings: string[];
}

/** Opens a workbook: everything but its sheets. */
export async function openWorkbook(source: Source): Promise<Workbook> {
  const archive = await Archive.open(source);
  const root = [...(await relationsOf(archive, "")).values()].find(({ type }) => type === "officeDocument")
    ?.part;
  const part = root !== undefined && archive.has(root) ? root : "xl/workbook.xml";
  if (!archive.has(part)) throw noWorkbook(archive);
  if (part.toLowerCase().endsWith(".bin")) throw binary(archive.file);
  const relations = await relationsOf(archive, part);
  const { sheets, date1904 } = await readSheets(archive, part, relations);
  const find = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.part;
  return {
    archive,
    sheets,
    date1904,
    styles: await readStyles(archive, find("styles")),
    strings: await readSharedStrings(archive, find("sharedStrings")),
  };
}

async function readSheets(
  archive: Archive,
  part: string,
  relations: Map<string, Relation>,
): Promise<{ sheets: SheetEntry[]; date1904: boolean }> {
  const sheets: SheetEntry[] = [];
  let date1904 = false, known = false;
  await eachXml(archive, part, {
    limit: LIMIT,
    handler: {
      open(name, attributes) {
        if (name === "workbook") known = true;
        if (name === "workbookPr") date1904 = /^(1|true)$/.test(attributes["date1904"] ?? "");
        if (name !== "sheet") return;
        const relation = relations.get(attribute(attributes, "id") ?? "");
        const state = attributes["state"];
        sheets.push({
          name: attributes["name"] ?? `sheet ${sheets.length + 1}`,
          part: relation?.part ?? "",
          kind: relation?.type ?? "worksheet",
          state: state === "hidden" || state === "veryHidden" ? state : "visible",
        });
      },
      close() {},
      text() {},
    },
  });
  if (!known) throw damaged(archive.file, "it does not list its sheets", part);
  return { sheets, date1904 };
}

function noWorkbook(archive: Archive): Error {
  const parts = new Set(archive.parts);
  if (parts.has("xl/workbook.bin")) return binary(archive.file);
  if (parts.has("content.xml") && parts.has("mimetype")) {
    return otherKind(archive.file, "an OpenDocument file (.ods)", "Save it as an Excel workbook (.xlsx).");
  }
  if (parts.has("word/document.xml")) {
    return otherKind(archive.file, "a Word document", "Give it the extension .docx.");
  }
  if (parts.has("index/document.iwa")) {
    return otherKind(archive.file, "a Numbers spreadsheet", "Export it as Excel (.xlsx).");
  }
  return damaged(archive.file, "it is an archive that holds no workbook");
}

function binary(file: string): Error {
  return otherKind(file, "a binary workbook (.xlsb)", "Save it in Excel as .xlsx and try again.");
}
