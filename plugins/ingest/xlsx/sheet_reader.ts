import { Amount, type Cell, Code, Fault, UNCALCULATED } from "./cell.ts";
import { damaged } from "./failure.ts";
import { columnLetters, MAX_COLUMNS, MAX_ROWS, type Range, readRange, readReference } from "./range.ts";
import type { Row } from "./row.ts";
import { isoMoment, momentOf } from "./serial_date.ts";
import { TextReader } from "./shared_strings.ts";
import { adds } from "./sum_formula.ts";
import type { Workbook } from "./workbook.ts";
import { attribute, readXml, type XmlHandler } from "./xml.ts";

const LIMIT = 8 * 1024 * 1024 * 1024;
/** Excel's own limit for tables is memory; of merged cells and tables beyond these no sheet of people has use. */
const MAX_MERGES = 200_000;
const MAX_TABLES = 200;
const FAULTS = new Map<string, Fault>();

/** What a sheet says besides its rows. */
export interface SheetFacts {
  merges: Range[];
  /** Ids of its tables, as Excel knows them. */
  tables: string[];
  hiddenRows: number;
  hiddenColumns: number;
  /** Merged cells and tables beyond what is looked at, or without a place. */
  ignored: number;
  /** Rows or cells do not come in order. */
  disorder: boolean;
  /** Whether the last element of the sheet was a sheet's. */
  known: boolean;
}

/** The rows of a sheet that hold something, in pieces, in the order of the file. `facts` is filled on the way. */
export async function* sheetRows(workbook: Workbook, part: string, facts: SheetFacts): AsyncGenerator<Row[]> {
  const handler = new SheetHandler(workbook, part, facts);
  for await (const _ of readXml(workbook.archive, part, { handler, limit: LIMIT })) {
    if (handler.rows.length > 0) yield handler.rows.splice(0);
  }
  if (!facts.known) throw damaged(workbook.archive.file, "a sheet of it is no worksheet", part);
}

/** Facts of a sheet that was not read yet. */
export function newFacts(): SheetFacts {
  return {
    merges: [],
    tables: [],
    hiddenRows: 0,
    hiddenColumns: 0,
    ignored: 0,
    disorder: false,
    known: false,
  };
}

class SheetHandler implements XmlHandler {
  readonly rows: Row[] = [];
  readonly #workbook: Workbook;
  readonly #part: string;
  readonly #facts: SheetFacts;
  readonly #inline = new TextReader();
  /** Shared formulas that add up what stands above. */
  readonly #sums = new Set<string>();
  #lastAt: number[] = [];
  #row = 0;
  #column = -1;
  #at: number[] = [];
  #cells: Cell[] = [];
  #rowSums: number[] = [];
  #strong = true;
  #type = "";
  #style = 0;
  /** What is being read of a cell: its value, its formula, the text that it holds itself. */
  #inside: "" | "v" | "f" | "is" = "";
  #value = "";
  #hasValue = false;
  #formula: string | undefined;
  #shared: string | undefined;

  constructor(workbook: Workbook, part: string, facts: SheetFacts) {
    this.#workbook = workbook;
    this.#part = part;
    this.#facts = facts;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#inside === "is") return this.#inline.open(name);
    switch (name) {
      case "c":
        return this.#beginCell(attributes);
      case "v":
        this.#inside = "v";
        this.#hasValue = true;
        return;
      case "f":
        this.#inside = "f";
        this.#formula = "";
        this.#shared = attributes["t"] === "shared" ? attributes["si"] : undefined;
        return;
      case "is":
        this.#inside = "is";
        this.#hasValue = true;
        return this.#inline.begin();
      case "row":
        return this.#beginRow(attributes);
      default:
        this.#other(name, attributes);
    }
  }

  close(name: string): void {
    if (name === "is") this.#inside = "";
    else if (this.#inside === "is") this.#inline.close(name);
    else if (name === "v" || name === "f") this.#inside = "";
    else if (name === "c") this.#endCell();
    else if (name === "row") this.#endRow();
  }

  text(text: string): void {
    if (this.#inside === "") return;
    if (this.#inside === "v") this.#value += text;
    else if (this.#inside === "is") this.#inline.add(text);
    else this.#formula += text;
  }

  #other(name: string, attributes: Record<string, string>): void {
    const facts = this.#facts;
    if (name === "worksheet") facts.known = true;
    else if (name === "mergeCell") {
      const range = readRange(attributes["ref"] ?? "");
      if (range !== undefined && facts.merges.length < MAX_MERGES) facts.merges.push(range);
      else facts.ignored++;
    } else if (name === "tablePart") {
      const id = attribute(attributes, "id");
      if (id !== undefined && facts.tables.length < MAX_TABLES) facts.tables.push(id);
      else facts.ignored++;
    } else if (name === "col" && isTrue(attributes["hidden"])) {
      facts.hiddenColumns += Math.max(0, Number(attributes["max"]) - Number(attributes["min"]) + 1) || 0;
    }
  }

  #beginRow(attributes: Record<string, string>): void {
    const number = attributes["r"] === undefined ? this.#row + 1 : Number(attributes["r"]);
    if (!(number >= 1 && number <= MAX_ROWS)) throw this.#damaged(`it has a row "${attributes["r"]}"`);
    if (number <= this.#row) this.#facts.disorder = true;
    this.#row = number;
    this.#column = -1;
    this.#at = [];
    this.#cells = [];
    this.#rowSums = [];
    this.#strong = true;
    if (isTrue(attributes["hidden"])) this.#facts.hiddenRows++;
  }

  #endRow(): void {
    if (this.#cells.length === 0) return;
    const last = this.#lastAt, at = this.#at;
    const same = last.length === at.length && at.every((column, index) => column === last[index]);
    if (!same) this.#lastAt = at;
    this.rows.push({
      number: this.#row,
      at: same ? last : at,
      cells: this.#cells,
      strong: this.#strong,
      sums: this.#rowSums,
    });
  }

  #beginCell(attributes: Record<string, string>): void {
    const reference = attributes["r"];
    let column = this.#column + 1;
    if (reference !== undefined) {
      const place = readReference(reference);
      if (place === undefined) throw this.#damaged(`it has a cell "${reference.slice(0, 20)}"`);
      column = place.column;
    }
    if (column >= MAX_COLUMNS) throw this.#damaged(`row ${this.#row} has more than ${MAX_COLUMNS} cells`);
    this.#column = column;
    this.#type = attributes["t"] ?? "n";
    if (this.#type === "inlineStr") this.#inline.begin();
    this.#style = attributes["s"] === undefined ? 0 : Number(attributes["s"]);
    this.#value = "";
    this.#hasValue = false;
    this.#formula = undefined;
    this.#shared = undefined;
  }

  #endCell(): void {
    const cell = this.#cell();
    if (this.#formula !== undefined && this.#addsUp(this.#formula)) this.#rowSums.push(this.#column);
    if (cell === undefined) return;
    this.#strong &&= this.#workbook.styles.get(this.#style).strong;
    const at = this.#at, column = this.#column;
    if (at.length === 0 || at[at.length - 1]! < column) {
      at.push(column);
      this.#cells.push(cell);
      return;
    }
    this.#facts.disorder = true;
    const place = at.findIndex((each) => each >= column);
    const same = at[place] === column ? 1 : 0;
    at.splice(place, same, column);
    this.#cells.splice(place, same, cell);
  }

  #addsUp(formula: string): boolean {
    if (formula === "") return this.#shared !== undefined && this.#sums.has(this.#shared);
    const sum = adds(formula, columnLetters(this.#column));
    if (sum && this.#shared !== undefined) this.#sums.add(this.#shared);
    return sum;
  }

  /** Undefined where the cell is empty. */
  #cell(): Cell | undefined {
    if (!this.#hasValue) return this.#formula === undefined ? undefined : UNCALCULATED;
    const value = this.#value;
    switch (this.#type) {
      case "s":
        return this.#sharedText(value);
      case "inlineStr":
        return textCell(this.#inline.text || value);
      case "str":
        return textCell(value.replace(/\r\n?/g, "\n"));
      case "b":
        return value.trim() === "" ? undefined : isTrue(value.trim());
      case "e":
        return fault(value.trim());
      case "d":
        return isoMoment(value.trim()) ?? textCell(value);
      default:
        return this.#number(value.trim());
    }
  }

  #sharedText(value: string): Cell | undefined {
    if (value.trim() === "") return undefined;
    const text = this.#workbook.strings[Number(value)];
    if (text === undefined) {
      const { length } = this.#workbook.strings;
      throw this.#damaged(
        `cell ${this.#place()} names text ${value.slice(0, 20)} of ${length} that there are`,
      );
    }
    return textCell(text);
  }

  #number(value: string): Cell | undefined {
    if (value === "") return this.#formula === undefined ? undefined : UNCALCULATED;
    const number = Number(value);
    // What is no number is kept as the text that it is.
    if (!Number.isFinite(number) || value.charCodeAt(1) > 57 && !/^[+-]?[\d.]+e/i.test(value)) {
      return textCell(value);
    }
    const { format } = this.#workbook.styles.get(this.#style);
    switch (format.kind) {
      case "plain":
        return number;
      case "percent":
      case "amount":
        return new Amount(number, format.unit);
      case "code":
        return Number.isInteger(number) && number >= 0
          ? new Code(String(number).padStart(format.width, "0"))
          : number;
      default:
        return momentOf(number, format, this.#workbook.date1904) ?? number;
    }
  }

  #place(): string {
    return `${columnLetters(this.#column)}${this.#row}`;
  }

  #damaged(reason: string): Error {
    return damaged(this.#workbook.archive.file, reason, this.#part);
  }
}

function isTrue(text: string | undefined): boolean {
  return text === "1" || text === "true";
}

function textCell(text: string): string | undefined {
  return text.trim() === "" ? undefined : text;
}

function fault(code: string): Fault {
  let found = FAULTS.get(code);
  if (found === undefined) {
    found = new Fault(code.slice(0, 40) || "error");
    if (FAULTS.size < 100) FAULTS.set(code, found);
  }
  return found;
}
