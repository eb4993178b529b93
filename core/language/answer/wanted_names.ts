/**
 * The names that a question's format fixes for its results, and how they are to be rounded.
 *
 * @module
 */
import { numberAt } from "../text/number_words.ts";
import { tokenize, wordsOf } from "../text/token.ts";

/** One `@name[placeholder]` of a format. */
export interface WantedName {
  readonly name: string;
  /** Words of the name, then those of the placeholder. */
  readonly words: readonly string[];
  /** What stands in the brackets. */
  readonly placeholder: string;
  readonly decimals?: number;
}

/** Reads the names of a format; `context` is the question and its constraints, which may say how to round. */
export function wantedNames(format: string, context: string): WantedName[] {
  const out: WantedName[] = [];
  const overall = decimalsIn(format) ?? decimalsIn(context);
  for (const [, name, placeholder] of format.matchAll(/@(\w+)\[([^\]]*)(?:\]|$)/g)) {
    if (out.some((other) => other.name === name)) continue;
    const own = placeholder === undefined || placeholder === "" ? undefined : decimalsOf(format, placeholder);
    const decimals = own ?? overall;
    out.push({
      name: name!,
      words: [...wordsOf(name!), ...wordsOf(placeholder ?? "")],
      placeholder: placeholder ?? "",
      ...(decimals === undefined ? {} : { decimals }),
    });
  }
  return out;
}

/** `[name, value]` and `[{'a': x, 'b': y}]` stand for several values, `[linear, nonlinear or none]` for one of several words. */
export function asksSeveral({ placeholder }: WantedName): boolean {
  const many = /[^\s,],\s*[^\s,]/.test(placeholder) && !/\bor\b/.test(placeholder);
  return many && (!/["']/.test(placeholder) || /[{:]/.test(placeholder));
}

/** Decimals that the sentence about a placeholder names. */
function decimalsOf(format: string, placeholder: string): number | undefined {
  for (const sentence of format.split(/\n|(?<=[.;])\s+/)) {
    if (new RegExp(`["'“]${escape(placeholder)}["'”]`).test(sentence)) {
      const found = decimalsIn(sentence) ?? (/\b(?:integer|whole number)\b/i.test(sentence) ? 0 : undefined);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** `rounded to two decimal places`, `to the nearest hundredth`, `with 3 decimals`. */
export function decimalsIn(text: string): number | undefined {
  const places = /(\w+)\s+decimal(?:s| places?| points?| digits?)/i.exec(text);
  if (places !== null) {
    const number = numberAt(tokenize(places[1]!).tokens, 0);
    if (number !== undefined && number.value <= 15) return number.value;
  }
  const ordinal = /(first|second|third|fourth|fifth|\d(?:st|nd|rd|th)) decimal/i.exec(text);
  if (ordinal !== null) return numberAt(tokenize(ordinal[1]!).tokens, 0)?.value;
  const nearest = /nearest (tenth|hundredth|thousandth|ten-thousandth|whole number|integer)/i.exec(text);
  if (nearest === null) return undefined;
  return {
    tenth: 1,
    hundredth: 2,
    thousandth: 3,
    "ten-thousandth": 4,
    "whole number": 0,
    integer: 0,
  }[nearest[1]!.toLowerCase()];
}
