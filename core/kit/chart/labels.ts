import type { ChannelEncoding, Value } from "../../contract/mod.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const CURRENCIES = new Set(["$", "€", "£", "¥", "₹", "US$"]);

/** Plotly reads some HTML in every label; text from a table must not be taken for it. */
export function escapeLabel(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Cuts at `length` characters, never inside a character. */
export function shorten(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : characters.slice(0, length - 1).join("").trimEnd() + "…";
}

/** A number with its unit for reading: `$1,234.50`, `12.3%`, `80 kg`. */
export function numberLabel(value: Value, unit = "", compact = false): string {
  const number = Number(value);
  const small = number !== 0 && Math.abs(number) < 1;
  const format: Intl.NumberFormatOptions = compact && Math.abs(number) >= 10_000
    ? { notation: "compact", maximumSignificantDigits: 3 }
    : small
    ? { maximumSignificantDigits: compact ? 2 : 4 }
    : compact && Math.abs(number) >= 100
    ? { maximumFractionDigits: 0 }
    : {
      maximumFractionDigits: 2,
      minimumFractionDigits: CURRENCIES.has(unit) && !Number.isInteger(number) ? 2 : 0,
    };
  // A decimal string holds an integer beyond 2^53: Intl keeps all its digits.
  const exact = typeof value === "string" && /^-?\d+$/.test(value) ? BigInt(value) : number;
  const text = formatter(format).format(exact).replace("K", "k");
  if (unit === "") return text;
  if (CURRENCIES.has(unit)) return text.startsWith("-") ? `-${unit}${text.slice(1)}` : unit + text;
  return unit === "%" ? text + unit : `${text} ${unit}`;
}

const formatters = new Map<string, Intl.NumberFormat>();

/** One formatter for each form: making one takes longer than a thousand uses. */
function formatter(format: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(format);
  const known = formatters.get(key) ?? new Intl.NumberFormat("en-US", format);
  formatters.set(key, known);
  return known;
}

/** Prefix and suffix for the ticks of an axis, and the unit where it belongs in the title instead: Plotly would write `$−5`. */
export function unitParts(unit = "", negative = false): { prefix: string; suffix: string; inTitle: string } {
  if (CURRENCIES.has(unit) && !negative) return { prefix: unit, suffix: "", inTitle: "" };
  if (unit === "%") return { prefix: "", suffix: "%", inTitle: "" };
  return { prefix: "", suffix: "", inTitle: unit === "" ? "" : ` (${unit})` };
}

/** The name of a category for reading: `Q1 2024`, `Mon`, `10 to 20`, `(missing)`. */
export function categoryLabel(value: Value, encoding: ChannelEncoding): string {
  if (value === null) return "(missing)";
  if (value === "") return "(empty)";
  if (encoding.type === "date" || encoding.type === "datetime") {
    return timeLabel(String(value), encoding.timeUnit);
  }
  if (encoding.bin !== undefined) {
    const edge = CURRENCIES.has(encoding.unit ?? "") ? numberLabel(value, encoding.unit) : numberLabel(value);
    return `${edge} to ${numberLabel(roundOff(Number(value) + encoding.bin), encoding.unit)}`;
  }
  if (encoding.type === "integer") return cycleLabel(value, encoding);
  if (encoding.type === "number") return numberLabel(value, encoding.unit);
  return String(value);
}

function timeLabel(text: string, unit: string | undefined): string {
  const [year = "", month = "", day = ""] = text.slice(0, 10).split("-");
  const name = MONTHS[Number(month) - 1] ?? month;
  if (unit === "year") return year;
  if (unit === "quarter") return `Q${Math.ceil(Number(month) / 3)} ${year}`;
  if (unit === "month") return `${name} ${year}`;
  const clock = text.slice(11, 16);
  return `${Number(day)} ${name} ${year}${clock === "" || clock === "00:00" ? "" : ` ${clock}`}`;
}

function cycleLabel(value: Value, encoding: ChannelEncoding): string {
  const { timeUnit, unit } = encoding;
  const number = Number(value);
  if (timeUnit === "month") return MONTHS[number - 1] ?? String(value);
  if (timeUnit === "weekday") return WEEKDAYS[number - 1] ?? String(value);
  if (timeUnit === "quarter") return `Q${value}`;
  if (timeUnit === "hour") return `${String(value).padStart(2, "0")}:00`;
  return isYear(value, encoding) ? String(value) : numberLabel(value, unit);
}

/** Whether a number is a calendar year, which has no thousands separator. */
export function isYear(value: Value, { timeUnit, column, field }: ChannelEncoding): boolean {
  const named = timeUnit === "year" || /year|jahr|année|año/i.test(`${column} ${field ?? ""}`);
  return named && Number(value) >= 1000 && Number(value) < 3000;
}

/** Takes off the tail that adding binary fractions leaves: 0.1 + 0.2. */
function roundOff(value: number): number {
  return Number(value.toPrecision(12));
}
