/**
 * Rules that constraints state in so many words: `consider it positive if the p-value is less than 0.05 and r is at least 0.5`.
 *
 * @module
 */
import type { Judgement } from "../../contract/mod.ts";
import { sentencesOf } from "../steps/clauses.ts";

/** Columns of the numbers that a rule may speak of. */
export interface RuledColumns {
  readonly p?: string;
  /** A correlation. */
  readonly size?: string;
}

type Bound = Judgement["rules"][number]["when"][number];

const COMPARISON =
  "(?:is |are |of |was |value )*(greater than or equal to|less than or equal to|at least|at most|greater than|higher than|larger than|more than|less than|lower than|smaller than|above|below|>=|<=|≥|≤|>|<)\\s*(?:the )?(?:[a-z ]{0,24}?)\\(?(-?(?:0?\\.\\d+|\\d+(?:\\.\\d+)?))";
const SUBJECTS: readonly [RegExp, keyof RuledColumns, boolean][] = [
  [/p[- _]?values?|\bp\b/i, "p", false],
  [/\babsolute(?: value)?(?: of)?(?: the)? (?:r|correlation|coefficient|pearson)\b|\|r\|/i, "size", true],
  [/\babsolute r\b/i, "size", true],
  [/\br(?:[- ]value)?\b|\b(?:correlation )?coefficient\b|\bcorrelation value\b/i, "size", false],
];

/** The rule by which the constraints choose among words; undefined where they do not state one for all but one of them. */
export function statedRules(
  options: readonly string[],
  constraints: string,
  columns: RuledColumns,
): Judgement | undefined {
  if (options.length < 2 || options.length > 4) return undefined;
  const rules: Judgement["rules"] = [];
  const said = new Set<string>();
  for (const sentence of sentencesOf(constraints)) {
    const split = /^(.*?)\b(?:if|when|where)\b(.*)$/is.exec(sentence);
    if (split === null) continue;
    const [condition, verdict] = partsOf(split[1]!, split[2]!);
    const option = namedIn(verdict.replace(/\b(?:else|otherwise)\b.*$/is, ""), options);
    const when = boundsIn(condition, columns);
    if (option === undefined || when === undefined || said.has(option)) continue;
    said.add(option);
    rules.push({ when, then: option });
  }
  const left = options.filter((option) => !said.has(option));
  // What rests on the probability alone is said in too many ways; it is decided by which word denies.
  const sized = rules.some(({ when }) => when.some(({ column }) => column === columns.size));
  if (!sized || left.length > 1) return undefined;
  return { rules, otherwise: left[0] ?? rules.at(-1)!.then };
}

/** `consider it X if C`, or `if C, consider it X`. */
function partsOf(before: string, after: string): [string, string] {
  if (before.trim() !== "") return [after, before];
  const at = after.search(
    /,\s*(?:then\s+)?(?:consider|report|conclude|define|reject|say|the|it|there|classify|treat)\b/i,
  );
  return at < 0 ? [after, ""] : [after.slice(0, at), after.slice(at)];
}

/** The option that a verdict names as whole words, the longest first; a denial belongs to an option that denies. */
function namedIn(verdict: string, options: readonly string[]): string | undefined {
  const text = verdict.toLowerCase().replaceAll(/["'“”]/g, "");
  const found = options.filter((option) => {
    const plain = option.toLowerCase().replaceAll("_", " ").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(?<![\\p{L}-])${plain}(?![\\p{L}])`, "u").test(text);
  });
  const longest = found.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return undefined;
  const denied = new RegExp(`\\b(?:no|not|non)[- ](?:\\w+ )?${longest.toLowerCase().replaceAll("_", " ")}`)
    .test(text);
  const denies = /^(?:no|not|non)/i.test(longest);
  return denied && !denies ? undefined : longest;
}

/** All comparisons of a condition; undefined where one is of something else. */
function boundsIn(condition: string, columns: RuledColumns): Bound[] | undefined {
  const out: Bound[] = [];
  for (const part of condition.split(/\band\b|&|,/i)) {
    const match = new RegExp(COMPARISON, "i").exec(part);
    if (match === null) {
      if (/\d/.test(part)) return undefined;
      continue;
    }
    const subject = SUBJECTS.find(([words]) => words.test(part.slice(0, match.index)));
    const column = subject && columns[subject[1]];
    if (column === undefined) return undefined;
    out.push({
      column,
      op: operatorOf(match[1]!.toLowerCase()),
      value: Number(match[2]),
      ...(subject![2] ? { absolute: true } : {}),
    });
  }
  return out.length === 0 ? undefined : out;
}

function operatorOf(words: string): Bound["op"] {
  if (/or equal|least|most|=|≥|≤/.test(words)) return /greater|least|>|≥/.test(words) ? "ge" : "le";
  return /greater|higher|larger|more|above|>/.test(words) ? "gt" : "lt";
}
