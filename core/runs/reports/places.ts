/**
 * Places in a narrative, which the host fills from results; and the check that no other number stands there.
 *
 * @module
 */
import { type Answer, NexusError, type Value } from "../../contract/mod.ts";
import { valueText } from "../../language/mod.ts";

/** What a narrative may speak of. */
export interface Told {
  key: string;
  question: string | null;
  answer: Answer;
  /** As the writer was given them. */
  notices: string[];
}

const PLACE = /\{\{([^{}]{1,200})\}\}/g;
const SHOWN = 10;

/**
 * The text with its places filled.
 *
 * @throws NexusError `plugin.contract` for a place that is none, or a number that no answer has
 */
export function fillPlaces(text: string, told: readonly Told[], allowed: ReadonlySet<string>): string {
  for (const number of numbersOf(text.replace(PLACE, " "))) {
    if (!allowed.has(number)) {
      throw new NexusError("plugin.contract", `The text has the number ${number}, which no answer gave`);
    }
  }
  const filled = text.replace(PLACE, (_, place: string) => valueAt(place.trim(), told));
  if (/\{\{|\}\}/.test(text.replace(PLACE, ""))) {
    throw new NexusError("plugin.contract", "The text has braces that are no place");
  }
  return filled;
}

/** The numbers that may stand in a narrative: those of the answers' own sentences, of the questions, of names. */
export function numbersTold(told: readonly Told[], title: string | null): Set<string> {
  const texts = told.flatMap(({ question, answer, notices }) => [
    question ?? "",
    answer.text,
    ...notices,
    ...(answer.result?.columns.map(({ name }) => name) ?? []),
  ]);
  return new Set([title ?? "", ...texts].flatMap(numbersOf));
}

/** Numbers as they are written, without the separators of thousands. */
function numbersOf(text: string): string[] {
  return (text.match(/\p{Nd}+(?:[.,]\p{Nd}+)*/gu) ?? []).map((number) =>
    number.replace(/,(?=\p{Nd}{3}(?!\p{Nd}))/gu, "")
  );
}

/** `a1`, `a1.text`, `a1.2.revenue`. */
function valueAt(place: string, told: readonly Told[]): string {
  const [, key = "", rest] = /^([^.]+)(?:\.(.+))?$/.exec(place) ?? [];
  const answer = told.find((one) => one.key === key)?.answer;
  if (answer === undefined) throw noPlace(place);
  if (rest === "text") return answer.text;
  if (rest === undefined) return wholeAnswer(answer) ?? answer.text;
  const [, row, name] = /^(\d+)\.(.+)$/.exec(rest) ?? [];
  const columns = answer.result?.columns ?? [];
  const index = columns.findIndex((column) => column.name === name);
  const cells = answer.result?.rows[Number(row) - 1];
  if (index < 0 || cells === undefined) throw noPlace(place);
  return valueText(cells[index] ?? null, columns[index]!);
}

/** One value, or the first of a list; null for a table, which has no short form but its sentence. */
function wholeAnswer({ answer, result, kind }: Answer): string | null {
  const field = result?.columns.length === 1 ? result.columns[0]! : { name: "", type: typeOf(answer) };
  if (Array.isArray(answer)) {
    if (!answer.every(isValue)) return null;
    const shown = answer.slice(0, SHOWN).map((value) => valueText(value, field)).join(", ");
    return answer.length > SHOWN ? `${shown} and more` : shown;
  }
  if (kind === "none" || kind === "table" || !isValue(answer)) return null;
  return valueText(answer, field);
}

function isValue(value: unknown): value is Value {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

function typeOf(answer: unknown): "number" | "boolean" | "text" {
  return typeof answer === "number" ? "number" : typeof answer === "boolean" ? "boolean" : "text";
}

function noPlace(place: string): NexusError {
  return new NexusError("plugin.contract", `The text names a place that is none: {{${place.slice(0, 100)}}}`);
}
