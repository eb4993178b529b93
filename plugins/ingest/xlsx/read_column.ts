import type { ColumnConversion, ImportNote } from "nexus";
import { NULL_TOKENS, readColumns } from "nexus/ingest";
import {
  Amount,
  type Cell,
  type CellKind,
  Fault,
  kindOf,
  Moment,
  numberText,
  plainText,
  shifted,
} from "./cell.ts";

/** How a column is read: its type, and its cells as text for the conversion. */
export interface ColumnReading {
  conversion: ColumnConversion;
  /** A cell as text; null where it has no value. */
  render(cell: Cell | undefined): string | null;
  notes: ImportNote[];
}

const DATES = ["%Y-%m-%d"];
const DATETIMES = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f", ...DATES];
const UNITS: Record<string, string> = { h: "hours", min: "minutes", s: "seconds" };

/** Finds the type of a column from its cells, which are typed already where they are no texts. */
export function readColumn(name: string, cells: Cell[]): ColumnReading {
  const counts = new Map<CellKind, number>();
  for (const cell of cells) counts.set(kindOf(cell), (counts.get(kindOf(cell)) ?? 0) + 1);
  counts.delete("fault");
  const only = (...kinds: CellKind[]) =>
    counts.size > 0 && [...counts.keys()].every((kind) => kinds.includes(kind));
  if (only("number")) return numberColumn(name, cells);
  if (only("date", "datetime")) {
    return counts.has("datetime")
      ? plain({ name, type: "datetime", formats: DATETIMES }, (cell) => plainText(cell))
      : plain({ name, type: "date", formats: DATES }, (cell) => plainText(cell));
  }
  if (only("boolean")) {
    return plain(
      { name, type: "boolean", trueValues: ["TRUE"], falseValues: ["FALSE"] },
      (cell) => plainText(cell),
    );
  }
  if (only("duration")) return durationColumn(name, cells);
  if (only("code", "time")) return plain({ name, type: "text" }, (cell) => plainText(cell));
  return textColumn(name, cells, counts);
}

function plain(
  conversion: ColumnConversion,
  text: (cell: Cell) => string,
  notes: ImportNote[] = [],
): ColumnReading {
  const render = (cell: Cell | undefined) =>
    cell === undefined || cell instanceof Fault ? null : text(cell) || null;
  return { conversion: { ...conversion, nulls: conversion.nulls ?? [""] }, render, notes };
}

function numberColumn(name: string, cells: Cell[]): ColumnReading {
  const units = new Map<string, number>();
  const values: number[] = [];
  for (const cell of cells) {
    if (cell instanceof Fault) continue;
    const unit = cell instanceof Amount ? cell.unit : "";
    units.set(unit, (units.get(unit) ?? 0) + 1);
    values.push(cell instanceof Amount ? cell.value : cell as number);
  }
  const bare = units.get("") ?? 0;
  const marks = [...units.keys()].filter((unit) => unit !== "");
  const unit = marks.length === 1 ? marks[0]! : "";
  const value = (cell: Cell) => cell instanceof Amount ? cell.value : cell as number;
  const type = (read = (each: number) => each) =>
    values.every((each) => Number.isInteger(read(each)) && Math.abs(read(each)) < 1e18)
      ? "integer" as const
      : "number" as const;
  if (unit === "%" && bare === 0) {
    return plain(
      { name, type: type((each) => Number(shifted(each))), strip: ["%"] },
      (cell) => `${shifted(value(cell))}%`,
      [{
        level: "choice",
        topic: "unit",
        message: `Numbers in column "${name}" are percentages: 0.25, shown as 25%, is 25.`,
      }],
    );
  }
  // In statements the currency often stands in some rows only.
  if (unit !== "" && unit !== "%" && bare <= values.length / 2) {
    return plain(
      { name, type: type(), strip: [unit] },
      (cell) => `${numberText(value(cell))} ${unit}`,
      [{
        level: "choice",
        topic: "unit",
        message: `Numbers in column "${name}" are shown with ${unit}, which is their unit.`,
      }],
    );
  }
  const notes: ImportNote[] = [];
  if (marks.includes("%")) {
    const message = `Column "${name}" mixes percentages with other numbers: 25% is read as 0.25.`;
    notes.push({ level: "warning", topic: "unit", message, count: units.get("%")! });
  } else if (marks.length > 1) {
    const message = `Numbers in column "${name}" are shown in several units (${
      marks.slice(0, 5).join(", ")
    }); they are read without.`;
    notes.push({ level: "warning", topic: "unit", message, count: values.length - bare });
  }
  return plain({ name, type: type() }, (cell) => numberText(value(cell)), notes);
}

function durationColumn(name: string, cells: Cell[]): ColumnReading {
  const durations = cells.filter((cell) => cell instanceof Moment);
  const units = [...new Set(durations.map(({ unit }) => unit))];
  if (units.length > 1) return plain({ name, type: "text" }, (cell) => plainText(cell));
  const unit = units[0]!;
  const type = durations.every(({ text }) => /^-?\d{1,18}$/.test(text)) ? "integer" : "number";
  return plain({ name, type, strip: [unit] }, (cell) => `${plainText(cell)} ${unit}`, [{
    level: "choice",
    topic: "unit",
    message: `Column "${name}" holds spans of time; they are read as ${UNITS[unit]}.`,
  }]);
}

/** Columns with texts in them: read as those of a delimited file. Percentages among them count as fractions. */
function textColumn(name: string, cells: Cell[], counts: Map<CellKind, number>): ColumnReading {
  const percent = cells.every((cell) => typeof cell !== "number");
  const text = (cell: Cell) =>
    cell instanceof Amount && (cell.unit !== "%" || !percent) ? numberText(cell.value) : plainText(cell);
  const { columns, notes } = readColumns([name], cells.map((cell) => [text(cell)]));
  const conversion = columns[0]!;
  const numbers = counts.get("number") ?? 0;
  // Number cells are written with a point: a column read with another decimal mark would take them for something else.
  const misread = numbers > 0 &&
    (conversion.decimal === "," || conversion.thousands !== undefined && conversion.thousands !== ",");
  const typed = [...counts].reduce((sum, [kind, count]) => kind === "text" ? sum : sum + count, 0);
  if (conversion.type !== "text" && !misread) return plain(conversion, text, notes);
  if (typed > 0 && (counts.get("text") ?? 0) > 0) {
    const words = cells.filter((cell) => typeof cell === "string" && !NULL_TOKENS.has(cell.trim()));
    const example = words.length > 0 ? `, such as "${String(words[0]).trim().slice(0, 40)}"` : "";
    notes.push({
      level: "warning",
      topic: "mixed",
      message: `Column "${name}" mixes texts${example}, with ${kindWords(counts)}; it is kept as text.`,
      count: typed,
    });
  } else if (typed > 0 && counts.size > 1) {
    notes.push({
      level: "warning",
      topic: "mixed",
      message: `Column "${name}" mixes ${kindWords(counts)}; it is kept as text.`,
      count: typed,
    });
  }
  return plain(
    { name, type: "text", nulls: conversion.type === "text" ? conversion.nulls ?? [""] : [""] },
    text,
    notes,
  );
}

const WORDS: Partial<Record<CellKind, string>> = {
  number: "numbers",
  boolean: "true and false",
  date: "dates",
  datetime: "times",
  time: "times of day",
  duration: "spans of time",
  code: "codes",
};

function kindWords(counts: Map<CellKind, number>): string {
  return [...counts.keys()].flatMap((kind) => WORDS[kind] ?? []).join(", ");
}
