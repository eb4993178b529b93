import type { AddWorksheetOptions, Fill, Font, Row, Worksheet } from "exceljs";

/** Opens a sheet. Rows stream out of it as they are committed: a large table never stands in memory as cells. */
export type AddSheet = (options: Partial<AddWorksheetOptions>) => Worksheet;

export const INK = "FF1F2937";
export const MUTED = "FF5B6575";
export const LINE = "FFD5DAE3";

const HEADER: Fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFEDF1F7" } };

/** The font of a role; Excel's own typeface, so that widths fit everywhere. */
export function font(role: "title" | "heading" | "strong" | "body" | "muted" | "code"): Partial<Font> {
  const base = { name: role === "code" ? "Consolas" : "Calibri", family: role === "code" ? 3 : 2 };
  const size = { title: 16, heading: 12, strong: 11, body: 11, muted: 10, code: 10 }[role];
  const bold = role === "title" || role === "heading" || role === "strong";
  return { ...base, size, bold, color: { argb: role === "muted" ? MUTED : INK } };
}

/** Marks the header row of a table. */
export function styleHeader(row: Row, columns: number): void {
  for (let index = 1; index <= columns; index++) {
    const cell = row.getCell(index);
    cell.font = font("strong");
    cell.fill = HEADER;
    cell.border = { bottom: { style: "thin", color: { argb: "FF9AA5B5" } } };
    cell.alignment = { vertical: "middle", wrapText: true };
  }
  row.height = 20;
}

/** A paragraph over as many columns as make a line of it, with a height that holds it. */
export function paragraph(
  sheet: Worksheet,
  row: number,
  text: string,
  role: Parameters<typeof font>[0],
): void {
  let [columns, width] = [0, 0];
  while (width < 90 && columns < 12) width += sheet.getColumn(++columns).width ?? 9;
  sheet.mergeCells(row, 1, row, columns);
  const cell = sheet.getCell(row, 1);
  cell.value = text;
  cell.font = font(role);
  cell.numFmt = "General";
  cell.alignment = { wrapText: true, vertical: "top", horizontal: "left" };
  const size = role === "title" ? 16 : 11;
  const lines = text.split("\n").reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(line.length * size / 11 / width)),
    0,
  );
  sheet.getRow(row).height = Math.min(400, lines * size * 1.45 + 4);
}

/** Options of a sheet for paper: fits the width of a page, pages numbered. */
export function onPaper(landscape: boolean): Partial<AddWorksheetOptions> {
  return {
    pageSetup: {
      paperSize: 9,
      orientation: landscape ? "landscape" : "portrait",
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: "&L&8&A&R&8&P / &N" },
  };
}
