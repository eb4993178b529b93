import type { Answer, Figure, Receipt } from "../../contract/mod.ts";
import { count } from "./cell_format.ts";

/** What was asked, as a heading. */
export function questionWords(question: string | null): string {
  return question ?? "A plan that was given";
}

/** The rows that an answer leaves out, a phrase for each cause: `16 have no "revenue" and …`. */
export function exclusionWords({ excluded }: Receipt["rows"]): string[] {
  return excluded.map(({ reason, rows }) => `${count(rows)} ${reason}`);
}

/** What became of all rows: scanned, kept, left out. */
export function rowWords(rows: Receipt["rows"]): string[] {
  const beside = unshown(rows);
  return [
    `${count(rows.scanned)} rows scanned`,
    `${count(rows.kept)} kept`,
    ...exclusionWords(rows),
    ...(beside > 0 ? [`${count(beside)} belong to what is not among the rows of the result`] : []),
  ];
}

/** Rows that were left out because less was asked for: of `top 5` those of all others. Where rows lack a value, it cannot be told here. */
function unshown({ scanned, kept, excluded }: Receipt["rows"]): number {
  if (excluded.some(({ cause }) => cause === "missing")) return 0;
  const left = excluded.filter(({ cause }) => cause !== "group").reduce((sum, { rows }) => sum + rows, 0);
  return scanned - kept - left;
}

/** What the user may ask instead of a question that was not answered. */
export function offerWords(
  { text, readings, nearest, error }: Answer,
  [open, close]: readonly [string, string] = ["“", "”"],
): string[] {
  const unsaid = (nearest ?? []).filter(({ column }) => !text.includes(`"${column}"`));
  return [
    ...(readings ?? []).map(({ summary }) => `It could mean: ${summary}`),
    ...unsaid.map(({ column }) => `The nearest column is ${open}${column}${close}.`),
    ...(error?.hint === undefined ? [] : [error.hint]),
  ];
}

/** Whether the result is a single value, which the sentence of the answer says already. */
export function isSingleValue({ result, status }: Answer): boolean {
  return status === "answered" && result?.rowCount === 1 && result.columns.length === 1;
}

/** The chart in a sentence, where its figure says it: `layout.meta.alt`. */
export function figureAlt({ layout }: Figure): string | undefined {
  const { meta } = layout;
  if (typeof meta !== "object" || meta === null || Array.isArray(meta)) return undefined;
  return typeof meta.alt === "string" ? meta.alt : undefined;
}

/** A moment for reading: `22 November 2026, 09:30 UTC`. */
export function momentWords(iso: string): string {
  const date = new Date(iso);
  const day = date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}
