/**
 * Upper and lower case character by character. Polars maps by the full rules of Unicode, where one letter becomes two (`ß` to `SS`) or
 * depends on its neighbours (`Σ` at the end of a word); the simple rules keep the length and are what databases do.
 *
 * @module
 */
import pl, { type Expr } from "nodejs-polars";
import { replaceTexts } from "../native.ts";
import { choose, only } from "./typing.ts";

/** Letters whose full upper case is longer than one letter, with their simple upper case. */
function specialLetters(): { from: string[]; to: string[] } {
  const from: string[] = [];
  for (let code = 0; code < 0xfb18; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const letter = String.fromCodePoint(code);
    if ([...letter.toUpperCase()].length > 1) from.push(letter);
  }
  return { from, to: from.map(simpleUpper) };
}

/** `ß` has a capital of its own; Greek letters with iota below have one 8 or 9 places on; the others have none. */
function simpleUpper(letter: string): string {
  const code = letter.codePointAt(0)!;
  if (code === 0xdf) return "\u1e9e";
  if (code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) return String.fromCodePoint(code + 8);
  if ([0x1fb3, 0x1fc3, 0x1ff3].includes(code)) return String.fromCodePoint(code + 9);
  return letter;
}

const SPECIAL = specialLetters();
const SPECIAL_CLASS = `[${SPECIAL.from.join("")}]`;

/** Upper case, letter by letter. Only texts with a special letter take the slow way. */
export function upperCase(value: Expr): Expr {
  const special = value.str.contains(SPECIAL_CLASS);
  const letter = pl.element();
  const mapped = choose(
    letter.str.contains(SPECIAL_CLASS),
    replaceTexts(letter, SPECIAL.from, SPECIAL.to),
    letter.str.toUpperCase(),
  );
  const slow = only(special, value).str.split("").list.eval(mapped).list.join("");
  return choose(special, slow, value.str.toUpperCase());
}

/** Lower case, letter by letter. */
export function lowerCase(value: Expr): Expr {
  return value.str.replaceAll("Σ", "σ", true).str.replaceAll("İ", "i", true).str.toLowerCase();
}
