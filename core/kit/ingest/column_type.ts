import type { ColumnConversion, ImportNote } from "../../contract/mod.ts";
import { type DayOrder, readDates } from "./date_type.ts";
import { MACHINE_NULLS, NULL_TOKENS, typedNulls } from "./nulls.ts";
import { readNumbers } from "./number_type.ts";

/** What other columns of the file prove. */
export interface Context {
  decimalComma: boolean;
  decimalPoint: boolean;
  dayOrder?: DayOrder;
}

/** A column's conversion, what to tell of it, and what it proves for others. */
export interface ColumnFound {
  conversion: ColumnConversion;
  notes: ImportNote[];
  proves: Partial<Context>;
}

/** Names of columns whose digits are names. */
const CALLED =
  /(^|[\s_-])(phone|telephone|tel|fax|mobile|cell|zip|zip ?code|post ?code|postal( code)?|plz|isbn|issn|ssn|ean|upc|gtin|barcode|iban)($|[\s_-])/i;
/** Distinct texts of a column that decide on its type. */
const MAX_TEXTS = 8_000;
const DATED = /date|day|time|datum|fecha|jour/i;
const PAIRS: [string, string][] = [["true", "false"], ["yes", "no"], ["y", "n"], ["t", "f"]];

/**
 * Finds the type of a column from a sample of its cells (whole rows of the file, in order). A type is given only where every text fits, but
 * for a few in a long column: the engine counts and keeps those.
 */
export function readColumn(name: string, cells: string[], context: Context): ColumnFound {
  const counts = new Map<string, number>();
  for (const cell of cells) {
    const text = cell.trim();
    if (text !== "") counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const missing = [...counts.keys()].filter((text) => NULL_TOKENS.has(text));
  const texts = spread([...counts.keys()].filter((text) => !NULL_TOKENS.has(text)));
  const total = texts.reduce((sum, text) => sum + counts.get(text)!, 0);
  const nullCount = missing.reduce((sum, text) => sum + counts.get(text)!, 0);
  const tolerated = (misfits: string[]) => {
    const count = misfits.reduce((sum, text) => sum + counts.get(text)!, 0);
    return count === 0 || (total >= 50 && count <= total * 0.02);
  };
  const typed = (
    conversion: Omit<ColumnConversion, "name" | "nulls">,
    notes: ImportNote[],
    proves: Partial<Context> = {},
  ): ColumnFound => ({
    conversion: { name, ...conversion, nulls: typedNulls(missing) },
    notes: [
      ...notes,
      ...missingNote(name, missing, nullCount),
    ],
    proves,
  });

  if (texts.length > 0 && total > nullCount * 0.05) {
    const boolean = readBooleans(texts);
    if (boolean !== undefined) return typed(boolean, []);
    const numbers = CALLED.test(name) ? undefined : readNumbers(texts, context.decimalComma);
    if (numbers !== undefined && tolerated(numbers.misfits)) {
      const { type, decimal, thousands, strip, parentheses, ambiguous, decimalComma, decimalPoint } = numbers;
      const compact = type === "integer" && DATED.test(name)
        ? readDates(texts, { compact: true })
        : undefined;
      if (compact !== undefined && compact.misfits.length === 0) {
        return typed({ type: compact.type, formats: compact.formats }, []);
      }
      return typed(
        {
          type,
          ...(decimal === "," ? { decimal } : {}),
          ...(thousands === undefined ? {} : { thousands }),
          ...(strip.length === 0 ? {} : { strip }),
          ...(parentheses ? { parentheses } : {}),
        },
        numberNotes(name, {
          decimal,
          ambiguous: ambiguous && !context.decimalPoint && !context.decimalComma,
          strip,
        }),
        { ...(decimalComma ? { decimalComma } : {}), ...(decimalPoint ? { decimalPoint } : {}) },
      );
    }
    const dates = readDates(texts, {
      compact: false,
      ...(context.dayOrder === undefined ? {} : { prefer: context.dayOrder }),
    });
    if (dates !== undefined && tolerated(dates.misfits)) {
      const { order } = dates;
      return typed({ type: dates.type, formats: dates.formats }, [
        ...(order === undefined ? [] : [dateNote(name, order, texts)]),
        ...(dates.zone === undefined ? [] : [zoneNote(name, dates.zone)]),
      ], order?.proven === true ? { dayOrder: order.first } : {});
    }
  }
  const machine = missing.filter((text) => MACHINE_NULLS.has(text));
  const machineCount = machine.reduce((sum, text) => sum + counts.get(text)!, 0);
  return {
    conversion: { name, type: "text", nulls: ["", ...machine] },
    notes: missingNote(name, machine, machineCount),
    proves: {},
  };
}

/** At most some thousand of the texts, from all over the column. */
function spread(texts: string[]): string[] {
  if (texts.length <= MAX_TEXTS) return texts;
  const step = texts.length / MAX_TEXTS;
  return Array.from({ length: MAX_TEXTS }, (_, index) => texts[Math.floor(index * step)]!);
}

function readBooleans(
  texts: string[],
): Pick<ColumnConversion, "type" | "trueValues" | "falseValues"> | undefined {
  if (texts.length > 6) return undefined;
  const words = new Set(texts.map((text) => text.toLowerCase()));
  for (const [yes, no] of PAIRS) {
    const inside = [...words].every((word) => word === yes || word === no);
    // One letter, or one word alone, says too little.
    if (inside && (words.size === 2 || yes === "true")) {
      return { type: "boolean", trueValues: [yes], falseValues: [no] };
    }
  }
  return undefined;
}

function numberNotes(
  name: string,
  { decimal, ambiguous, strip }: { decimal: string; ambiguous: boolean; strip: string[] },
): ImportNote[] {
  const notes: ImportNote[] = [];
  if (decimal === "," || ambiguous) {
    const message = ambiguous
      ? decimal === ","
        ? `Commas in column "${name}" are read as decimal marks; they could also separate thousands.`
        : `Marks in column "${name}" are read as in 1,234.5; they could also be meant as in 1.234,5.`
      : `Numbers in column "${name}" have a decimal comma.`;
    notes.push({ level: "choice", topic: "decimal", message });
  }
  if (strip.length > 0) {
    notes.push({
      level: "choice",
      topic: "unit",
      message: `The mark ${strip.join(" and ")} is taken off the numbers in column "${name}".`,
    });
  }
  return notes;
}

function dateNote(
  name: string,
  order: { first: DayOrder; proven: boolean; separator: string },
  texts: string[],
): ImportNote {
  const words = order.first === "day" ? ["day", "month", "year"] : ["month", "day", "year"];
  const example = texts.find((text) => /\d/.test(text)) ?? "";
  const message = `Dates in column "${name}" read as ${words.join(order.separator)}` +
    (order.proven
      ? "."
      : `; no date in it decides between this and the other order, see for example ${example}.`);
  return { level: "choice", topic: "dates", message };
}

function zoneNote(name: string, zone: string): ImportNote {
  const words = zone === "Z" || zone === "UTC" ? "UTC" : `the zone ${zone}`;
  return {
    level: "choice",
    topic: "dates",
    message: `Times in column "${name}" are kept as written, in ${words}.`,
  };
}

function missingNote(name: string, tokens: string[], count: number): ImportNote[] {
  if (count === 0) return [];
  const words = tokens.slice(0, 4).map((token) => `"${token}"`).join(", ");
  return [{
    level: "choice",
    topic: "missing",
    message: `${words} in column "${name}" means missing.`,
    count,
  }];
}
