/**
 * How wide the columns of a table are, and how many stand side by side.
 *
 * @module
 */
import { COLUMN } from "./paper.ts";
import type { Style, Typesetter } from "./typesetter.ts";

export const BODY: Style = { face: "regular", size: 8.5 };
export const HEAD: Style = { face: "strong", size: 8 };
/** Space inside of a cell. */
export const PAD = { x: 6, y: 2.6 };

const WIDTH = { least: 34, text: 64, most: 230 };
/** Rows that the widths are judged by. */
const SAMPLE = 300;

/** A column as it is set. */
export interface Column {
  name: string;
  /** Numbers stand to the right, so that their digits line up. */
  right: boolean;
  cells: string[];
  width: number;
}

/** The width that a column wants: its widest cell, within reason. */
export function widthOf(setter: Typesetter, { name, cells, right }: Omit<Column, "width">): number {
  const head = setter.wrap(name, HEAD, 90).reduce(
    (most, line) => Math.max(most, setter.width(line, HEAD)),
    0,
  );
  const body = cells.slice(0, SAMPLE).reduce((most, cell) => Math.max(most, setter.width(cell, BODY)), 0);
  const width = Math.max(head, right ? Math.min(body, 140) : body) + 2 * PAD.x;
  return Math.min(WIDTH.most, Math.max(WIDTH.least, width));
}

/** Columns in bands that fit the sheet; the first column leads each band, for it names the rows. */
export function bandsOf(columns: Column[]): Column[][] {
  const fit = (band: Column[]) => fitted(band);
  const whole = fit(columns);
  if (whole !== null) return [whole];
  const [first, ...others] = columns;
  const lead = { ...first!, width: Math.min(first!.width, 110) };
  const bands: Column[][] = [];
  let band: Column[] = [];
  for (const column of others) {
    const next = fit([lead, ...band, column]);
    if (next === null && band.length > 0) {
      bands.push(band);
      band = [];
    }
    band.push(column);
  }
  bands.push(band);
  return bands.map((band) => fit([lead, ...band]) ?? [lead, ...band]);
}

/** The same columns, text made narrower until all fit; null where they cannot. */
function fitted(columns: Column[]): Column[] | null {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  if (total <= COLUMN) return spread(columns, total);
  const give = columns.map(({ right, width }) => right ? 0 : Math.max(0, width - WIDTH.text));
  const all = give.reduce((sum, part) => sum + part, 0);
  const over = total - COLUMN;
  if (all < over) return null;
  return columns.map((column, index) => ({ ...column, width: column.width - over * give[index]! / all }));
}

/** A narrow table is given air, but not torn over the whole sheet. */
function spread(columns: Column[], total: number): Column[] {
  const extra = Math.min((COLUMN - total) / columns.length, 36);
  return columns.map((column) => ({ ...column, width: column.width + extra }));
}
