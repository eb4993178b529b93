import type { WriteTask } from "nexus";

export type Told = WriteTask["answers"][number];

const NUMBERS = [
  "no",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

/** A small number in letters, for digits belong to results. */
export function numberWord(number: number): string {
  return NUMBERS[number] ?? "many";
}

export function capital(text: string): string {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase("en-US") + rest.join("");
}

/** What was asked, in quotation marks. */
export function named({ question }: Told): string {
  return question === null ? "the plan that was given" : `“${question.trim().replace(/[?.!\s]+$/, "")}”`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** Text that braces would make a place of. */
export function plain(text: string): string {
  return text.replace(/\{\{|\}\}/g, "");
}
