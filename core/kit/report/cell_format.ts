import type { Field, Value } from "../../contract/mod.ts";

/** How the cells of a column are shown. */
export type CellFormat = (value: Value) => string;

/** The format of a column, from its type and its values: the same number of decimals all the way down. */
export function cellFormat({ name, type }: Field, values: Value[]): CellFormat {
  if (type === "integer" && isPlain(name, values)) return (value) => value === null ? "" : String(value);
  if (type === "integer" || type === "number") {
    const decimals = type === "integer" ? 0 : decimalsOf(values);
    const grouped = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    const exact = new Intl.NumberFormat("en-US");
    return (value) => {
      if (value === null) return "";
      if (typeof value === "string") return /^-?\d+$/.test(value) ? exact.format(BigInt(value)) : value;
      return tooSmall(value, decimals) ? Number(value).toPrecision(3) : grouped.format(Number(value));
    };
  }
  if (type === "datetime") {
    const days = values.every((value) => value === null || String(value).endsWith("T00:00:00"));
    return (value) =>
      value === null ? "" : days ? String(value).slice(0, 10) : String(value).replace("T", " ");
  }
  return (value) => value === null ? "" : String(value);
}

/** A count for a sentence. */
export function count(number: number): string {
  return number.toLocaleString("en-US");
}

function decimalsOf(values: Value[]): number {
  const known = values.filter((value) => value !== null).map((value) => Math.abs(Number(value)));
  if (known.every(Number.isInteger)) return 0;
  return known.reduce((a, b) => Math.max(a, b), 0) >= 1 ? 2 : 4;
}

function tooSmall(value: Value, decimals: number): boolean {
  return value !== 0 && Math.abs(Number(value)) < 0.5 * 10 ** -decimals;
}

/** Years and identifiers are numbers without a thousands separator. */
function isPlain(name: string, values: Value[]): boolean {
  if (/(^|[\s_-])(id|nr|no|code|zip)$/i.test(name) || /[a-z]I[dD]$/.test(name)) return true;
  const known = values.filter((value) => value !== null);
  return known.length > 0 && /year|jahr|année|año/i.test(name) &&
    known.every((value) => Number(value) >= 1000 && Number(value) < 3000);
}
