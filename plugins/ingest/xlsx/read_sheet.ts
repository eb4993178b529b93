import type { NamedTable } from "./area.ts";
import { readRange } from "./range.ts";
import { relationsOf } from "./relations.ts";
import type { Row } from "./row.ts";
import { newFacts, type SheetFacts, sheetRows } from "./sheet_reader.ts";
import type { SheetEntry, Workbook } from "./workbook.ts";
import { eachXml } from "./xml.ts";

const LIMIT = 64 * 1024 * 1024;

/** What was seen of the rows of a sheet for which there was no room in memory. */
export interface Rest {
  /** Rows that were kept, and stand before the rest. */
  kept: number;
  /** Some rows from all over, in order. */
  sample: Row[];
  /** Last column that holds something. */
  right: number;
  /** Rows without anything between them. */
  gaps: number;
}

/** A sheet in memory. */
export interface Sheet {
  entry: SheetEntry;
  /** In order; where there are too many, the first of them. */
  rows: Row[];
  rest: Rest | undefined;
  facts: SheetFacts;
  tables: NamedTable[];
}

/** Reads a sheet, of which as many rows are kept as hold `room` cells. */
export async function readSheet(workbook: Workbook, entry: SheetEntry, room: number): Promise<Sheet> {
  const facts = newFacts();
  let rows: Row[] = [];
  let survey: RestSurvey | undefined;
  let cells = 0;
  for await (const piece of sheetRows(workbook, entry.part, facts)) {
    for (const row of piece) {
      if (survey !== undefined) survey.add(row);
      else {
        rows.push(row);
        cells += row.at.length;
        if (cells > room) survey = new RestSurvey(rows.length, row.number);
      }
    }
  }
  if (facts.disorder) rows = inOrder(rows);
  const rest = survey?.conclude();
  return { entry, rows, rest, facts, tables: await readTables(workbook, entry, facts) };
}

const SAMPLE = 20_000;

/** Looks at rows without keeping more than a part of them: every one at first, then every second, every fourth, and the last. */
class RestSurvey {
  readonly #kept: number;
  #sample: Row[] = [];
  #last: Row | undefined;
  #step = 1;
  #count = 0;
  #right = 0;
  #gaps = 0;
  #number: number;

  constructor(kept: number, number: number) {
    this.#kept = kept;
    this.#number = number;
  }

  add(row: Row): void {
    this.#right = Math.max(this.#right, row.at.at(-1)!);
    this.#gaps += Math.max(0, row.number - this.#number - 1);
    this.#number = row.number;
    this.#last = row;
    if (this.#count++ % this.#step !== 0) return;
    this.#sample.push(row);
    if (this.#sample.length < SAMPLE) return;
    this.#step *= 2;
    this.#sample = this.#sample.filter((_, index) => index % 2 === 0);
  }

  conclude(): Rest | undefined {
    if (this.#last === undefined) return undefined;
    const sample = this.#sample.at(-1) === this.#last ? this.#sample : [...this.#sample, this.#last];
    return { kept: this.#kept, sample, right: this.#right, gaps: this.#gaps };
  }
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
