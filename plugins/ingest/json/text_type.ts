import type { ColumnConversion, ImportNote } from "nexus";
import { readDates } from "./date_text.ts";

const NULLS = new Set([
  "",
  "NA",
  "N/A",
  "n/a",
  "na",
  "null",
  "NULL",
  "None",
  "none",
  "nan",
  "NaN",
  "#N/A",
  "-",
  "--",
  "\u2014",
  "?",
  ".",
]);
const NUMBER = /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const CODE = /(^|[^a-z])(id|code|zip|postcode|phone|tel|fax|isbn|ean|iban|key|number)s?($|[^a-z])/i;

/** A type for texts, and what to tell of it. */
export interface TextReading {
  conversion: ColumnConversion;
  notes: ImportNote[];
}

/**
 * Finds a type for the texts of a column: dates, or numbers that were written as texts. `numbers` says that other cells are numbers already: then only
 * texts that mean missing may stand beside them. Undefined: they are texts.
 */
export function readTexts(
  name: string,
  counts: Map<string, number>,
  beside: { numbers: boolean; fractions: boolean },
): TextReading | undefined {
  const texts: string[] = [], missing: string[] = [];
  let missingCount = 0;
  for (const [text, count] of counts) {
    if (NULLS.has(text.trim())) {
      missing.push(text.trim());
      if (text.trim() !== "") missingCount += count;
    } else texts.push(text.trim());
  }
  const nulls = [...new Set(["", ...missing])];
  const notes: ImportNote[] = [];
  if (missingCount > 0) {
    const words = missing.filter((text) => text !== "").slice(0, 4).map((text) => `"${text}"`).join(", ");
    notes.push({
      level: "choice",
      topic: "missing",
      message: `${words} in column "${name}" means missing.`,
      count: missingCount,
    });
  }
  const whole = texts.every((text) => /^[+-]?\d+$/.test(text));
  if (
    texts.every((text) => NUMBER.test(text) && text.replace(/\D/g, "").length <= 15) &&
    (texts.length > 0 || beside.numbers)
  ) {
    // Whole numbers in quotes are often codes.
    if (!beside.numbers && whole && CODE.test(name)) return undefined;
    if (texts.length > 0) {
      notes.push({
        level: "choice",
        topic: "numbers",
        message: `Column "${name}" holds numbers written as texts; they are read as numbers.`,
      });
    }
    return { conversion: { name, type: whole && !beside.fractions ? "integer" : "number", nulls }, notes };
  }
  if (beside.numbers || texts.length === 0) return undefined;
  const dates = readDates(texts);
  if (dates === undefined) return undefined;
  if (dates.order !== undefined) {
    const open = dates.order.proven
      ? "."
      : `; no date in it decides between this and the other order, see for example ${texts[0]}.`;
    const words = dates.order.first === "day" ? "day/month/year" : "month/day/year";
    notes.push({
      level: "choice",
      topic: "dates",
      message: `Dates in column "${name}" read as ${words}${open}`,
    });
  }
  if (dates.zone !== "") {
    notes.push({
      level: "choice",
      topic: "dates",
      message: `Times in column "${name}" are kept as written, in ${dates.zone}.`,
    });
  }
  return { conversion: { name, type: dates.type, formats: dates.formats, nulls }, notes };
}
