import type { NamedTable } from "./area.ts";
import { readRange } from "./range.ts";
import { relationsOf } from "./relations.ts";
import type { Row } from "./row.ts";
import { newFacts, type SheetFacts, sheetRows } from "./sheet_reader.ts";
import type { SheetEntry, Workbook } from "./workbook.ts";
import { eachXml } from "./xml.ts";

const LIMIT = 64 * 1024 * 1024;

/** A sheet in memory. */
export interface Sheet {
  entry: SheetEntry;
  /** In order. */
  rows: Row[];
  facts: SheetFacts;
  tables: NamedTable[];
}

/** Reads a sheet. */
export async function readSheet(workbook: Workbook, entry: SheetEntry): Promise<Sheet> {
  const facts = newFacts();
  let rows: Row[] = [];
  for await (const piece of sheetRows(workbook, entry.part, facts)) for (const row of piece) rows.push(row);
  if (facts.disorder) rows = inOrder(rows);
  return { entry, rows, facts, tables: await readTables(workbook, entry, facts) };
}

/** Rows by their numbers; what comes later for a cell holds. */
function inOrder(rows: Row[]): Row[] {
  const byNumber = new Map<number, Row>();
  for (const row of rows) {
    const earlier = byNumber.get(row.number);
    byNumber.set(row.number, earlier === undefined ? row : together(earlier, row));
  }
  return [...byNumber.values()].sort((one, two) => one.number - two.number);
}

function together(one: Row, two: Row): Row {
  const cells = new Map(
    [...one.at.entries(), ...two.at.entries()].map(([_, column]) => [column, undefined as never]),
  );
  for (const row of [one, two]) {
    row.at.forEach((column, index) => cells.set(column, row.cells[index] as never));
  }
  const at = [...cells.keys()].sort((a, b) => a - b);
  return {
    number: one.number,
    at,
    cells: at.map((column) => cells.get(column)!),
    strong: one.strong && two.strong,
    sums: [...one.sums, ...two.sums],
  };
}

async function readTables(workbook: Workbook, entry: SheetEntry, facts: SheetFacts): Promise<NamedTable[]> {
  const tables: NamedTable[] = [];
  if (facts.tables.length === 0) return tables;
  const relations = await relationsOf(workbook.archive, entry.part);
  for (const id of facts.tables) {
    const part = relations.get(id)?.part;
    if (part === undefined || !workbook.archive.has(part)) continue;
    await eachXml(workbook.archive, part, {
      limit: LIMIT,
      handler: {
        open(name, attributes) {
          const range = readRange(attributes["ref"] ?? "");
          if (name !== "table" || range === undefined) return;
          tables.push({
            name: attributes["displayName"] ?? attributes["name"] ?? "",
            range,
            headerRows: Number(attributes["headerRowCount"] ?? 1),
            totalRows: Number(attributes["totalsRowCount"] ?? 0),
          });
        },
        close() {},
        text() {},
      },
    });
  }
  return tables;
}
