/**
 * Makes `budget.xlsx`, a workbook as people make them: a title, a header of two rows with merged cells, groups, totals, dates and currencies.
 * `deno run --allow-write=samples samples/make_budget.ts`. All data are invented.
 *
 * @module
 */
import { strToU8, zipSync } from "fflate";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
/** Styles, by number: money, a date, a share, a header. */
const [MONEY, DATE, SHARE, HEAD] = [1, 2, 3, 4];

/** Cost centres with their items: what was planned for each quarter, and what came of it. */
const BUDGET: [area: string, item: string, plan: number[], actual: number[]][] = [
  ["Shop", "Rent", [5400, 5400, 5400, 5600], [5400, 5400, 5400, 5600]],
  ["Shop", "Wages", [21000, 21000, 22500, 26000], [20650, 21480, 22910, 27340]],
  ["Shop", "Energy", [1900, 1400, 1300, 2100], [2240, 1510, 1275, 2390]],
  ["Roastery", "Green coffee", [9800, 9800, 9800, 14500], [10120, 9460, 10890, 15230]],
  ["Roastery", "Maintenance", [600, 600, 600, 600], [0, 1480, 210, 640]],
  ["Online", "Shipping", [2900, 2700, 2800, 5200], [3050, 2590, 3120, 6010]],
  ["Online", "Advertising", [1500, 1500, 1500, 3000], [1500, 1350, 1740, 3390]],
];

const STAFF: [name: string, team: string, start: string, salary: number, hours: number][] = [
  ["Ada Lindqvist", "Shop", "2019-03-01", 2950, 1],
  ["Bruno Keller", "Roastery", "2020-09-15", 3300, 1],
  ["Chiara Fontana", "Online", "2021-01-11", 3150, 0.8],
  ["Dev Patel", "Shop", "2022-05-02", 2600, 0.5],
  ["Elif Aydin", "Online", "2023-02-20", 2900, 1],
  ["Finn O'Hara", "Shop", "2024-06-03", 2450, 0.75],
];

/** The parts of the workbook, by path. */
export function budgetParts(): Record<string, string> {
  return {
    "[Content_Types].xml":
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${SPREADSHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/></Types>`,
    "_rels/.rels": relations([["r1", "officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml":
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Budget 2024" sheetId="1" r:id="r1"/><sheet name="Staff" sheetId="2" r:id="r2"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ["r1", "worksheet", "worksheets/sheet1.xml"],
      ["r2", "worksheet", "worksheets/sheet2.xml"],
      ["r3", "styles", "styles.xml"],
    ]),
    "xl/styles.xml":
      `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0\\ &quot;€&quot;"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="9" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": budgetSheet(),
    "xl/worksheets/sheet2.xml": staffSheet(),
  };
}

/** The workbook. */
export function makeBudget(): Uint8Array {
  const files = Object.entries(budgetParts()).map(([path, text]) => [path, strToU8(`<?xml version="1.0"?>\n${text}`)]);
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) });
}

function budgetSheet(): string {
  const quarters = ["Q1", "Q2", "Q3", "Q4"];
  const rows = [
    [text("Budget of the coffee shop, 2024", HEAD)],
    [text("Prepared by:"), text("Ada Lindqvist")],
    [],
    [text("Area", HEAD), text("Item", HEAD), text("Plan", HEAD), "", "", "", text("Actual", HEAD)],
    ["", "", ...[...quarters, ...quarters].map((name) => text(name, HEAD))],
    ...BUDGET.map(([area, item, plan, actual], at) => [
      BUDGET[at - 1]?.[0] === area ? "" : text(area),
      text(item),
      ...[...plan, ...actual].map((value) => number(value, MONEY)),
    ]),
    [text("Total", HEAD), "", ...Array.from({ length: 8 }, (_, at) => total(at))],
    [],
    [text("Source: accounts as of January 2025. Actual figures of Q4 are provisional.")],
  ];
  const first = 6, merges = ["A4:A5", "B4:B5", "C4:F4", "G4:J4"];
  for (let at = 0; at < BUDGET.length; at++) {
    if (BUDGET[at - 1]?.[0] === BUDGET[at]![0]) continue;
    const size = BUDGET.filter(([area]) => area === BUDGET[at]![0]).length;
    merges.push(`A${first + at}:A${first + at + size - 1}`);
  }
  return sheet(rows, merges);
}

function total(at: number): string {
  const column = "CDEFGHIJ"[at];
  const sum = BUDGET.reduce((all, [, , plan, actual]) => all + [...plan, ...actual][at]!, 0);
  return ` s="${MONEY}"><f>SUM(${column}6:${column}${5 + BUDGET.length})</f><v>${sum}</v>`;
}

function staffSheet(): string {
  return sheet([
    ["Name", "Team", "Start", "Monthly salary", "Hours"].map((name) => text(name, HEAD)),
    ...STAFF.map(([name, team, start, salary, hours]) => [
      text(name),
      text(team),
      number((Date.parse(start) - Date.UTC(1899, 11, 30)) / 86_400_000, DATE),
      number(salary, MONEY),
      number(hours, SHARE),
    ]),
  ], []);
}

function sheet(rows: string[][], merges: string[]): string {
  const data = rows.map((cells, row) => {
    const xml = cells.map((cell, at) => cell === "" ? "" : `<c r="${"ABCDEFGHIJ"[at]}${row + 1}"${cell}</c>`);
    return `<row r="${row + 1}">${xml.join("")}</row>`;
  });
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join("");
  return `<worksheet xmlns="${MAIN}"><sheetData>${data.join("")}</sheetData>${
    merged === "" ? "" : `<mergeCells count="${merges.length}">${merged}</mergeCells>`
  }</worksheet>`;
}

function text(value: string, style = 0): string {
  return ` s="${style}" t="inlineStr"><is><t>${value}</t></is>`;
}

function number(value: number, style: number): string {
  return ` s="${style}"><v>${value}</v>`;
}

function relations(entries: [id: string, type: string, target: string][]): string {
  const xml = entries.map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${xml.join("")}</Relationships>`;
}

if (import.meta.main) await Deno.writeFile(new URL("budget.xlsx", import.meta.url), makeBudget());
