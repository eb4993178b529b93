import { ROW_ID } from "../../contract/mod.ts";

const NUMBER = /^[+-]?[$€£¥₹(]?\s?(\d[\d.,' \u00a0]*|[.,]\d+)([eE][+-]?\d+)?\)?\s?[%€$£]?$/;
const DATE = /^\d{1,4}[-\/.]\d{1,2}[-\/.]\d{1,4}([ T].*)?$/;
const TIME = /^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** What a cell holds, coarsely. */
export type CellKind = "empty" | "number" | "date" | "time" | "address" | "text";

/** The kind of a cell. */
export function cellKind(cell: string): CellKind {
  const text = cell.trim();
  if (text === "") return "empty";
  if (text.length < 40) {
    if (NUMBER.test(text)) return "number";
    if (DATE.test(text)) return "date";
    if (TIME.test(text)) return "time";
  }
  return /^(https?:\/\/|www\.)|^\S+@\S+\.\S+$/i.test(text) ? "address" : "text";
}

/** True where a cell is a number, a date or a time: things that data have and names of columns seldom are. */
export function isTyped(cell: string): boolean {
  const text = cell.trim();
  return text.length > 0 && text.length < 40 && (NUMBER.test(text) || DATE.test(text) || TIME.test(text));
}

/** What kind of text a cell holds, coarsely: digits become 0, letters a. */
function shape(text: string): string {
  return text.trim().slice(0, 40).replace(/\p{L}+/gu, "a").replace(/\d+/g, "0");
}

/**
 * Decides whether the first row names the columns. Each column votes: a word over numbers or dates says yes, a number over numbers no, and in columns of
 * text a cell that comes again below, or that has the very shape that all the others have, says no.
 */
export function isHeader(first: string[], rows: string[][]): boolean {
  const texts = first.map((cell) => cell.trim());
  // The header may come again below.
  const body = rows.filter((cells) =>
    cells.filter((cell, index) => cell.trim() === texts[index]).length * 2 <= texts.length
  );
  if (texts.every((text) => text === "")) return false;
  if (body.length === 0) return texts.every((text) => text === "" || !isTyped(text));
  if (isSeries(texts, body)) return true;
  let votes = 0;
  for (let column = 0; column < first.length; column++) {
    const text = texts[column]!;
    const below = body.map((cells) => (cells[column] ?? "").trim()).filter((cell) => cell !== "");
    if (text === "" || below.length === 0) continue;
    const typed = below.filter(isTyped).length / below.length;
    if (typed > 0.8) votes += isTyped(text) ? -1 : /^(na|n\/a|null|nan|-+|\?)$/i.test(text) ? 0 : 1;
    else if (isTyped(text)) votes -= 0.5;
    else if (below.includes(text)) votes -= 0.7;
    else if (below.length >= 3) {
      const shapes = new Set(below.map(shape));
      if (shapes.size === 1) {
        votes += shapes.has(shape(text)) ? (/\d|[^\p{L}\s]/u.test(text) ? -0.5 : 0) : 0.7;
      }
    }
  }
  if (votes !== 0) return votes > 0;
  // Text over text: a row that comes again and again is a row.
  const same = rows.length - body.length;
  if (same >= Math.max(2, rows.length * 0.03)) return false;
  // Else names are there, mostly differ from each other, and are short.
  const names = texts.filter((text) => text !== "");
  return new Set(names).size * 2 >= names.length &&
    names.every((text) => text.length <= 120 && !isTyped(text));
}

/**
 * Numbers that are names: years over values that are no years (`Country, 1990, 1992`), heights or rounds that run on (`Driver, 1, 2, 3`). A word must stand
 * beside them, or nothing at the start.
 */
function isSeries(texts: string[], body: string[][]): boolean {
  const at = texts.flatMap((text, index) => /^[$€£]?\d{1,4}([.,]\d{1,2})?$/.test(text) ? [index] : []);
  const numbers = at.map((index) => Number(texts[index]!.replace(/^[$€£]/, "").replace(",", ".")));
  const words = texts.filter((text) => /\p{L}/u.test(text)).length;
  if (
    numbers.length < 2 || (words === 0 && texts[0] !== "") ||
    texts.some((text, index) => isTyped(text) && !at.includes(index))
  ) return false;
  const steps = numbers.slice(1).map((number, index) => number - numbers[index]!);
  const runs = steps.every((step) => step > 0) || steps.every((step) => step < 0);
  if (words >= 2 && numbers.length >= 4 && steps.every((step) => step === 1)) return true;
  const years = numbers.every((number) => number >= 1500 && number <= 2150 && Number.isInteger(number));
  if (!runs && !years) return false;
  const low = Math.min(...numbers), high = Math.max(...numbers);
  let alike = 0, cells = 0;
  for (const row of body) {
    for (const index of at) {
      const text = (row[index] ?? "").trim();
      if (text === "") continue;
      cells++;
      const value = Number(text.replace(",", "."));
      if (value >= low && value <= high && (!years || Number.isInteger(value))) alike++;
    }
  }
  return cells > 0 && alike < cells * 0.1;
}

/** Names of columns: trimmed, none empty, none twice (letter case does not tell names apart). */
export function columnNames(
  header: string[] | undefined,
  width: number,
): { names: string[]; empty: number; repeated: number } {
  const taken = new Set<string>([ROW_ID]);
  const turns = new Map<string, number>();
  let empty = 0, repeated = 0;
  const names: string[] = [];
  for (let index = 0; index < width; index++) {
    let base = (header?.[index] ?? "").replace(/\s+/g, " ").trim().slice(0, 300);
    if (base === "") {
      if (header !== undefined && index < header.length) empty++;
      base = `column ${index + 1}`;
    }
    let name = base;
    let turn = turns.get(base) ?? 1;
    while (taken.has(name.toLowerCase())) name = `${base} (${++turn})`;
    turns.set(base, turn);
    if (name !== base) repeated++;
    taken.add(name.toLowerCase());
    names.push(name);
  }
  return { names, empty, repeated };
}
