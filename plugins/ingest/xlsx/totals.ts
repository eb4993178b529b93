import type { ImportNote } from "nexus";
import type { Area } from "./area.ts";
import { Amount, type Cell, plainText } from "./cell.ts";
import { cellAt, type Row } from "./row.ts";

const TOTAL =
  /^(?:grand |sub-?)?totals?\b|\b(?:sub)?totals?:?$|^(?:sum|overall|summe|gesamt(?:summe|ergebnis)?|zwischensumme|total g[eé]n[eé]ral|sous-total|somme|totale?|totaal|suma|totalt|toplam|итого|всего|合计|合計|总计|總計|小计|小計|계|합계)\b:?$|^(?:合计|合計|总计|總計|小计|小計|итого|всего|합계)/iu;

/** Labels that say nothing but that this is a total. */
const PLAIN_TOTAL =
  /^(?:grand |sub-?)?totals?:?$|\btotals?:?$|^(?:summe|zwischensumme|somme|suma|totale?|totaal|totalt)$|^\P{Script=Latin}+$/iu;
/** Names of totals that are ordinary names, too: nothing but their sums tells. */
const ALL = /^(?:all|alle|alles|tous|toutes|todos|tutti)$/i;
const MEAN =
  /^(?:average|avg\.?|mean|durchschnitt|mittelwert|moyenne|promedio|media|gemiddelde|snitt|среднее|平均)(?!\p{L})/iu;

interface Found {
  /** Rows that are proven, with what they are called. */
  proven: Map<Row, string>;
  /** Rows that only look so. */
  open: Map<Row, string>;
}

/** Finds rows that add up those above them, or below. What is proven to do so is left out, so that nothing counts twice; what only looks so stays. */
export function findTotals(
  rows: Row[],
  area: Area,
  flagged: number,
): { left: Set<Row>; notes: ImportNote[] } {
  const own = flagged > 0 ? rows.slice(-flagged) : [];
  const rest = rows.slice(0, rows.length - own.length);
  const { proven, open } = sumsAbove(rest, area);
  if (open.size > 0) {
    // Some put the total first.
    const back = sumsAbove(rest.filter((row) => !proven.has(row)).reverse(), area);
    for (const [row, label] of back.proven) {
      if (open.delete(row)) proven.set(row, label);
    }
  }
  const left = new Set([...own, ...proven.keys()]);
  const found = rows.filter((row) => proven.has(row)).map((row) => rowLabel(row, proven.get(row)!));
  const kept = [...open].map(([row, label]) => ({ row, label }));
  return { left, notes: totalNotes(rows, { flagged, labels: found, open: kept }) };
}

function sumsAbove(rows: Row[], area: Area): Found {
  const proven = new Map<Row, string>(), open = new Map<Row, string>();
  const all = new Sums(), group = new Sums();
  for (const row of rows) {
    const label = labelOf(row, area);
    const called = isCalled(label);
    const summed = row.sums.some((column) => column >= area.left && column <= area.right);
    const numbers = numbersOf(row, area);
    const mean = MEAN.test(label) && all.provesMeans(numbers);
    const asked = called || ALL.test(label) || (summed && row === rows.at(-1));
    const sum = asked && (group.proves(numbers, label) || all.proves(numbers, label)) ||
      (called && summed && all.rows > 0 && numbers.length > 0);
    if (mean || sum) {
      proven.set(row, label);
      if (sum) group.clear();
      continue;
    }
    if (called && numbers.length > 0) {
      open.set(row, label);
      continue;
    }
    all.add(numbers);
    group.add(numbers);
  }
  return { proven, open };
}

/** Whether the last row of a sheet, of which not all is in memory, adds up the others: its formulas must say so. */
export function lastTotal(row: Row, area: Area): { row: number | undefined; notes: ImportNote[] } {
  const label = labelOf(row, area);
  const { named } = area;
  const flagged = named !== undefined && named.totalRows > 0 && named.range.bottom === row.number;
  if (!flagged && (!isCalled(label) || numbersOf(row, area).length === 0)) {
    return { row: undefined, notes: [] };
  }
  const summed = flagged || row.sums.some((column) => column >= area.left && column <= area.right);
  const notes = totalNotes([], {
    flagged: 0,
    labels: summed ? [rowLabel(row, label)] : [],
    open: summed ? [] : [{ row, label }],
  });
  return { row: summed ? row.number : undefined, notes };
}

function labelOf(row: Row, area: Area): string {
  const place = row.at.findIndex((column) => column >= area.left);
  return place < 0 || row.at[place]! > area.right ? "" : plainText(row.cells[place]).trim();
}

function isCalled(label: string): boolean {
  return TOTAL.test(label) && label.length < 60;
}

function rowLabel({ number }: Row, label: string): string {
  return `row ${number}${label === "" ? "" : ` ("${label.slice(0, 40)}")`}`;
}

function totalNotes(
  rows: Row[],
  { flagged, labels, open }: { flagged: number; labels: string[]; open: { row: Row; label: string }[] },
): ImportNote[] {
  const notes: ImportNote[] = [];
  const tell = (level: ImportNote["level"], message: string, count: number) =>
    notes.push({ level, topic: "total", message, count });
  if (flagged > 0) {
    const where = rows.slice(-flagged).map(({ number }) => number).join(", ");
    tell(
      "choice",
      `The total row of the table (row ${where}) is left out, so that nothing counts twice.`,
      flagged,
    );
  }
  if (labels.length > 0) {
    const shown = labels.slice(0, 6).join(", ") + (labels.length > 6 ? ` and ${labels.length - 6} more` : "");
    const message = labels.length === 1
      ? `${capital(shown)} sums up other rows and is`
      : `Rows that sum up others are`;
    const rest = labels.length === 1 ? "" : `: ${shown}`;
    tell("choice", `${message} left out, so that nothing counts twice${rest}.`, labels.length);
  }
  for (const { row, label } of open.slice(0, 3)) {
    tell(
      "warning",
      `Row ${row.number} ("${
        label.slice(0, 60)
      }") looks like a total, but is not the sum of the rows above; it is kept as a row.`,
      1,
    );
  }
  if (open.length > 3) {
    tell("warning", `${open.length - 3} more rows look like totals and are kept.`, open.length - 3);
  }
  return notes;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function numbersOf(row: Row, { left, right }: Area): [column: number, value: number][] {
  const numbers: [number, number][] = [];
  for (const column of row.at) {
    if (column < left || column > right) continue;
    const value = valueOf(cellAt(row, column));
    if (value !== undefined) numbers.push([column, value]);
  }
  return numbers;
}

function valueOf(cell: Cell | undefined): number | undefined {
  if (typeof cell === "number") return cell;
  return cell instanceof Amount ? cell.value : undefined;
}

/** Sums of columns. */
class Sums {
  #sums = new Map<number, number>();
  #counts = new Map<number, number>();
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  add(numbers: [number, number][]): void {
    this.#rows++;
    for (const [column, value] of numbers) {
      this.#sums.set(column, (this.#sums.get(column) ?? 0) + value);
      this.#counts.set(column, (this.#counts.get(column) ?? 0) + 1);
    }
  }

  clear(): void {
    this.#sums.clear();
    this.#counts.clear();
    this.#rows = 0;
  }

  /**
   * Whether numbers are the sums of their columns: some that are not 0, and at least half of them, for averages do not add up. The "sum" of one row
   * proves nothing under a name that only begins like that of a total, unless several columns agree.
   */
  proves(numbers: [number, number][], label: string): boolean {
    const fits = this.#fits(numbers, (column) => this.#sums.get(column));
    return fits > 1 || (fits === 1 && (this.#rows > 1 || PLAIN_TOTAL.test(label)));
  }

  /** Whether numbers are the means of their columns. */
  provesMeans(numbers: [number, number][]): boolean {
    const mean = (column: number) => {
      const sum = this.#sums.get(column);
      return sum === undefined ? undefined : sum / this.#counts.get(column)!;
    };
    return this.#rows > 1 && this.#fits(numbers, mean) > 0;
  }

  /** How many numbers other than 0 are what is expected; 0 where fewer than half of all are. */
  #fits(numbers: [number, number][], expected: (column: number) => number | undefined): number {
    let fits = 0, counted = 0, real = 0;
    for (const [column, value] of numbers) {
      const wanted = expected(column);
      if (wanted === undefined) continue;
      counted++;
      if (Math.abs(wanted - value) > 0.006 + Math.abs(wanted) * 1e-9) continue;
      fits++;
      if (value !== 0) real++;
    }
    return this.#rows > 0 && fits * 2 >= counted ? real : 0;
  }
}
