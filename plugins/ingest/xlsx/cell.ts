/** A date, a time, a span of time: a number of days that its format says to be one. */
export class Moment {
  /** `text` is ISO for dates, `hh:mm:ss` for times; of a duration, its amount in `unit`. */
  constructor(
    readonly kind: "date" | "datetime" | "time" | "duration",
    readonly text: string,
    readonly unit: string = "",
  ) {}
}

/** A number with the mark that its format puts beside it: `%`, a currency, a unit. */
export class Amount {
  constructor(readonly value: number, readonly unit: string) {}
}

/** A number that is shown with leading zeros, as codes are. */
export class Code {
  constructor(readonly text: string) {}
}

/** A cell without a value: an error such as `#N/A`, or a formula that was never calculated. */
export class Fault {
  constructor(readonly code: string) {}
}

/** A formula whose result is not in the file. */
export const UNCALCULATED = new Fault("");

/** What a cell holds. */
export type Cell = string | number | boolean | Moment | Amount | Code | Fault;

/** The kind of a cell, as columns are typed by it. */
export type CellKind =
  | "text"
  | "number"
  | "boolean"
  | "date"
  | "datetime"
  | "time"
  | "duration"
  | "code"
  | "fault";

/** The kind of a cell. */
export function kindOf(cell: Cell): CellKind {
  if (typeof cell === "string") return "text";
  if (typeof cell === "number" || cell instanceof Amount) return "number";
  if (typeof cell === "boolean") return "boolean";
  if (cell instanceof Moment) return cell.kind;
  return cell instanceof Code ? "code" : "fault";
}

/** A cell as text, as a delimited file would have it; empty where there is no value. */
export function plainText(cell: Cell | undefined): string {
  if (cell === undefined || cell instanceof Fault) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "number") return numberText(cell);
  if (typeof cell === "boolean") return cell ? "TRUE" : "FALSE";
  if (cell instanceof Amount) return cell.unit === "%" ? `${shifted(cell.value)}%` : numberText(cell.value);
  return cell.text;
}

/** A number with all its digits, and no exponent where it is a whole one that can be written out. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return "0";
  return Number.isInteger(value) && Math.abs(value) < 1e18 ? value.toFixed(0) : String(value);
}

/** A hundred times a number, exact in its digits: 0.07 is 7, not 7.000000000000001. */
export function shifted(value: number): string {
  const [digits = "0", exponent = "0"] = value.toExponential().split("e");
  return numberText(Number(`${digits}e${Number(exponent) + 2}`));
}
