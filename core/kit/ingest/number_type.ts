import type { ColumnConversion } from "../../contract/mod.ts";

/** What tells one way of writing numbers from another. */
type Marks = Pick<ColumnConversion, "decimal" | "thousands">;

interface NumberFormat extends Marks {
  decimal: "." | ",";
  pattern: RegExp;
}

const EXPONENT = "(?:[eE][+-]?\\d{1,3})?";

function format(decimal: "." | ",", thousands?: NonNullable<Marks["thousands"]>): NumberFormat {
  const point = decimal === "." ? "\\." : ",";
  const mark = thousands === "." ? "\\." : thousands;
  // Groups of three, or as in India of two with three at the end.
  const whole = mark === undefined
    ? "\\d+"
    : `(?:\\d+|\\d{1,3}(?:${mark}\\d{3})+|\\d{1,2}(?:${mark}\\d{2})+${mark}\\d{3})`;
  const pattern = new RegExp(`^[+-]?(?:${whole}(?:${point}\\d*)?|${point}\\d+)${EXPONENT}$`);
  return { decimal, ...(thousands === undefined ? {} : { thousands }), pattern };
}

const POINT = [
  format("."),
  format(".", ","),
  format(".", " "),
  format(".", "'"),
  format(".", "\u00a0"),
  format(".", "\u202f"),
];
const COMMA = [
  format(","),
  format(",", "."),
  format(",", " "),
  format(",", "\u00a0"),
  format(",", "\u202f"),
  format(",", "'"),
];

const MONEY =
  "US\\$|A\\$|C\\$|NZ\\$|HK\\$|R\\$|[$€£¥₹₩₽₺₴₪฿₫₦%‰]|Rs\\.?|USD|EUR|GBP|CHF|JPY|INR|CNY|RMB|AUD|CAD|SEK|NOK|DKK|PLN|kr\\.?|zł|Kč";
/** Units of measure, which count only where every number of the column has the same. */
const MEASURES =
  "km\\/h|mph|km²|m²|km|cm|mm|m|mi|miles|ft|kg|g|lbs?|ha|acres|sec|s|min|hrs?|hours|h|days|years|yrs|°C|°F|kWh|MWh|GWh|kW|MW|GW|W|[kMG]?Hz|[kKMGT]B|pts|points";
const MEASURE = new RegExp(`^(?:${MEASURES})$`);
const BEFORE = new RegExp(`^([+-]?) ?(${MONEY}) ?(?=[\\d.,+-])`);
const AFTER = new RegExp(`(?<=[\\d.,]) ?(${MONEY}|(?<= )(?:${MEASURES}))$`);

/** A way to read a column's texts as numbers. */
export interface NumberReading {
  type: "integer" | "number";
  decimal: "." | ",";
  thousands?: NonNullable<Marks["thousands"]>;
  strip: string[];
  parentheses: boolean;
  /** Distinct texts that do not fit. */
  misfits: string[];
  /** True where a mark is a decimal mark in one reading and separates thousands in another, and nothing decides. */
  ambiguous: boolean;
  /** True where some text can only be read with a decimal comma. */
  decimalComma: boolean;
  /** The same for a decimal point. */
  decimalPoint: boolean;
}

interface Bare {
  text: string;
  core: string;
  units: string[];
  parentheses: boolean;
}

function bare(text: string): Bare {
  let core = text;
  const units: string[] = [];
  let parentheses = false;
  if (core.length > 2 && core.startsWith("(") && core.endsWith(")")) {
    core = core.slice(1, -1).trim();
    parentheses = true;
  }
  const before = BEFORE.exec(core);
  if (before !== null) {
    units.push(before[2]!);
    core = before[1]! + core.slice(before[0].length);
    if (core.startsWith("(") && core.endsWith(")")) {
      core = core.slice(1, -1);
      parentheses = true;
    }
  }
  const after = AFTER.exec(core);
  if (after !== null) {
    units.push(after[1]!);
    core = core.slice(0, after.index);
  }
  return { text, core: core.replace("\u2212", "-"), units, parentheses };
}

/** The format that most numbers fit; `rival` where one with the other decimal mark fits as many. */
function chooseFormat(
  cores: string[],
  preferComma: boolean,
): { chosen: NumberFormat | undefined; rival: boolean } {
  const formats = preferComma ? [...COMMA, ...POINT] : [...POINT, ...COMMA];
  let chosen: NumberFormat | undefined, most = 0;
  for (const entry of formats) {
    const fits = cores.reduce((sum, core) => sum + (entry.pattern.test(core) ? 1 : 0), 0);
    if (fits <= most) continue;
    most = fits;
    chosen = entry;
    if (most === cores.length) break;
  }
  const rival = chosen !== undefined && formats.some((entry) => {
    let misses = cores.length - most;
    return entry.decimal !== chosen.decimal &&
      cores.every((core) => entry.pattern.test(core) || misses-- > 0);
  });
  return { chosen, rival };
}

/** A whole number that is a name: leading zeros, more digits than an integer holds, a number to call. */
function isName(core: string): boolean {
  return /^[+-]?0\d/.test(core) || /^[+-]?\d{19,}/.test(core) || /^\+\d{9,}$/.test(core);
}

/** Reads distinct texts as numbers; undefined where they are none, or where their zeros and lengths say that they are names. */
export function readNumbers(texts: string[], preferComma: boolean): NumberReading | undefined {
  const values = texts.map(bare);
  const digits = values.filter((value) => /\d/.test(value.core) && value.core.length <= 60);
  if (digits.length * 2 < values.length) return undefined;
  const named = digits.filter((value) => isName(value.core)).length;
  if (named > 0 && named * 50 >= digits.length) return undefined;
  const { chosen, rival } = chooseFormat(values.map((value) => value.core), preferComma);
  if (chosen === undefined) return undefined;
  const good = values.filter((value) => chosen.pattern.test(value.core));
  const marked = good.some((value) => /[.,]/.test(value.core));
  const point = chosen.decimal;
  const whole = good.every((value) => !value.core.includes(point) && !/[eE]/.test(value.core));
  const strip = [...new Set(good.flatMap((value) => value.units))];
  if (strip.filter((unit) => unit !== "%").length > 1) return undefined;
  if (strip.some((unit) => MEASURE.test(unit)) && !good.every((value) => value.units.length > 0)) {
    return undefined;
  }
  return {
    type: whole ? "integer" : "number",
    decimal: chosen.decimal,
    ...(chosen.thousands === undefined ? {} : { thousands: chosen.thousands }),
    strip,
    parentheses: good.some((value) => value.parentheses),
    misfits: values.filter((value) => !chosen.pattern.test(value.core)).map((value) => value.text),
    ambiguous: marked && rival,
    decimalComma: point === "," && marked && !rival,
    decimalPoint: point === "." && marked && !rival && good.some((value) => value.core.includes(".")),
  };
}
