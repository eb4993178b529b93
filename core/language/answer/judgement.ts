/**
 * Names of a format that ask for a judgement: `@is_normal[yes or no]`, `@relationship_type[linear, nonlinear or none]`. The words to choose from
 * and the bounds to choose by stand in the format and in the constraints; a program chooses, by rule, from the numbers of the result.
 *
 * @module
 */
import type { Judgement } from "../../contract/mod.ts";
import { statedRules } from "./stated_rules.ts";
import type { WantedName } from "./wanted_names.ts";

/** What a result can be judged by. */
export interface JudgedColumns {
  /** Column of the probability; undefined where the result has none. */
  readonly p?: string;
  /** Column of a correlation, or of a skewness: its size counts, not its sign. */
  readonly size?: string;
  /** Whether a small probability speaks against what was asked (normality) or for it (correlation, difference). */
  readonly smallMeans: "no" | "yes";
}

const DEFAULT_ALPHA = 0.05;
const NEGATIVE =
  /\b(?:not?|non|none|false|isn't|doesn't|insignificant|abnormal|unequal|cannot)\b|\b(?:non|in|un)[a-z]{4,}/i;
const NUMBER = "(0?\\.\\d+|\\d+(?:\\.\\d+)?)";

/** How to choose the word for a name; undefined where the texts do not say from which words. */
export function judgementOf(
  want: WantedName,
  texts: { format: string; constraints: string },
  columns: JudgedColumns,
): Judgement | undefined {
  const stated = [sentenceOf(want, texts.format), texts.format, texts.constraints]
    .map((text) => statedRules(quotedIn(text, texts.format), texts.constraints, columns)).find((rule) =>
      rule !== undefined
    );
  if (stated !== undefined) return stated;
  const graded = gradedOf(want, texts, columns);
  if (graded !== undefined) return graded;
  const options = optionsOf(want, texts);
  if (options === undefined) return undefined;
  const { yes, no, none } = options;
  const alpha = alphaOf(texts.constraints) ?? alphaOf(texts.format) ?? DEFAULT_ALPHA;
  const least = sizeOf(texts.constraints) ?? sizeOf(texts.format);
  const { p, size, smallMeans } = columns;
  const significant = p === undefined ? [] : [{ column: p, op: "lt" as const, value: alpha }];
  if (size !== undefined && least !== undefined) {
    const large = { column: size, absolute: true, op: least.op, value: least.value };
    // `normal where the skewness is small`, `linear where the correlation is large`.
    if (least.small) return { rules: [{ when: [large], then: yes }], otherwise: no };
    const rules = [{ when: [...significant, large], then: yes }];
    if (none === undefined || significant.length === 0) return { rules, otherwise: none ?? no };
    return { rules: [...rules, { when: significant, then: no }], otherwise: none };
  }
  if (significant.length === 0) return undefined;
  return smallMeans === "yes"
    ? { rules: [{ when: significant, then: yes }], otherwise: none ?? no }
    : { rules: [{ when: significant, then: no }], otherwise: yes };
}

interface Options {
  yes: string;
  no: string;
  /** Where there are three: what is said when nothing was found. */
  none?: string;
}

function optionsOf(want: WantedName, { format, constraints }: { format: string; constraints: string }):
  | Options
  | undefined {
  for (const text of [sentenceOf(want, format), format, constraints]) {
    const found = choose(quotedIn(text, format));
    if (found !== undefined) return found;
  }
  const plain = /\b(yes)\b.{0,12}\b(no)\b/i.exec(format) ?? /\b(true)\b[^@]{0,160}\b(false)\b/i.exec(format);
  return plain === null ? undefined : { yes: plain[1]!, no: plain[2]! };
}

/** The sentence of a format that speaks of a name's placeholder. */
function sentenceOf(want: WantedName, format: string): string {
  const marks = [want.placeholder, want.name].filter((mark) => mark !== "");
  const sentences = format.replace(/@\w+\[[^\]]*\]/g, " ").split(/\n|(?<=[.;])\s+/);
  return sentences.filter((sentence) => marks.some((mark) => sentence.includes(mark))).join(" ");
}

/** What stands in quotation marks, but for the names and placeholders of the format. */
function quotedIn(text: string, format: string): string[] {
  const found = [...text.matchAll(/"([^"\n]{1,60})"|“([^”\n]{1,60})”|(?<![\w])'([^'\n]{1,60})'(?![\w])/g)]
    .map((match) => (match[1] ?? match[2] ?? match[3])!.trim());
  const names = new Set(
    [...format.matchAll(/@(\w+)\[([^\]]*)\]/g)].flatMap((
      [, name, placeholder],
    ) => [name!.toLowerCase(), placeholder!.toLowerCase()]),
  );
  return [...new Set(found)].filter((one) =>
    one !== "" && !names.has(one.toLowerCase()) && !/^[\d.]+$/.test(one)
  );
}

/** Two words of which one denies the other, or three of which one says that there is nothing. */
function choose(options: readonly string[]): Options | undefined {
  if (options.length < 2 || options.length > 3) return undefined;
  const yes = options.filter((option) => !NEGATIVE.test(option.replaceAll("_", " ")));
  const negative = options.filter((option) => !yes.includes(option));
  if (yes.length !== 1) return undefined;
  if (options.length === 2) return { yes: yes[0]!, no: negative[0]! };
  const none = negative.find((option) => /^(?:no|none|not)\b/i.test(option.replaceAll("_", " ")));
  const no = negative.find((option) => option !== none);
  return none === undefined || no === undefined ? undefined : { yes: yes[0]!, no, none };
}

/** The level of significance that a text names. */
export function alphaOf(text: string): number | undefined {
  const found = new RegExp(
    `(?:alpha|α|significance level|level of significance)[^.\\d]{0,40}${NUMBER}|p(?:-| )?values?[^.\\d]{0,60}?${NUMBER}|${NUMBER}\\s*(?:significance level|level of significance)`,
    "i",
  ).exec(text);
  const value = Number(found?.[1] ?? found?.[2] ?? found?.[3]);
  return value > 0 && value < 1 ? value : undefined;
}

/** From which size on a correlation counts, or below which a skewness does not. */
function sizeOf(text: string): { op: "ge" | "gt" | "lt" | "le"; value: number; small: boolean } | undefined {
  const found = new RegExp(
    `absolute[^.;]{0,80}?(greater than or equal to|at least|greater than|above|more than|>=|≥|>|less than or equal to|at most|less than|below|<=|≤|<)\\s*${NUMBER}`,
    "i",
  ).exec(text.replace(/(\d)\.(?=\s|$)/g, "$1 ;"));
  if (found === null) return undefined;
  const words = found[1]!.toLowerCase();
  const value = Number(found[2]);
  if (/less|below|at most|[<≤]/.test(words)) {
    return { op: /equal|most|=|≤/.test(words) ? "le" : "lt", value, small: true };
  }
  return { op: /equal|least|=|≥/.test(words) ? "ge" : "gt", value, small: false };
}

/** `positive, negative or none` by the sign; `strong, moderate or weak` by the size, with the bounds that the constraints name. */
function gradedOf(
  want: WantedName,
  texts: { format: string; constraints: string },
  { size }: JudgedColumns,
): Judgement | undefined {
  if (size === undefined) return undefined;
  for (const text of [sentenceOf(want, texts.format), texts.format, texts.constraints]) {
    const options = quotedIn(text, texts.format);
    const like = (words: RegExp) => options.find((option) => words.test(option));
    const [positive, negative] = [like(/positiv/i), like(/negativ/i)];
    if (positive !== undefined && negative !== undefined && positive !== negative) {
      const neither = options.find((option) => option !== positive && option !== negative) ?? positive;
      return {
        rules: [
          { when: [{ column: size, op: "gt", value: 0 }], then: positive },
          { when: [{ column: size, op: "lt", value: 0 }], then: negative },
        ],
        otherwise: neither,
      };
    }
    const [strong, moderate, weak] = [like(/strong/i), like(/moderate|medium/i), like(/weak/i)];
    if (strong === undefined || weak === undefined) continue;
    const from = boundAfter(/strong/i, texts.constraints), below = boundAfter(/weak/i, texts.constraints);
    if (from === undefined) return undefined;
    const rules = [{
      when: [{ column: size, absolute: true, op: "ge" as const, value: from }],
      then: strong,
    }];
    if (moderate === undefined || below === undefined) return { rules, otherwise: weak };
    const middle = { column: size, absolute: true, op: "ge" as const, value: below };
    return { rules: [...rules, { when: [middle], then: moderate }], otherwise: weak };
  }
  return undefined;
}

/** The first number after a word. */
function boundAfter(word: RegExp, text: string): number | undefined {
  const at = text.search(word);
  const found = at < 0 ? null : /\d?\.\d+/.exec(text.slice(at, at + 160));
  return found === null ? undefined : Number(found[0]);
}
