/**
 * Columns that a question makes before it asks of them: `create a new column "Margin" as price minus cost`.
 *
 * @module
 */
import { categoriesIn } from "./categories.ts";
import { type Clause, columnsIn } from "./clauses.ts";
import { type Formula, formulaIn } from "./formula.ts";
import { type Prepared, withColumn, withWindow } from "./prepared.ts";

const NOUN = "column|feature|variable|metric|field|attribute";
const MAKES = new RegExp(
  `\\b(?:creat\\w*|generat\\w*|add(?:ing)?|defin\\w*|deriv\\w*|introduc\\w*|construct\\w*|engineer\\w*|build\\w*|mak(?:e|ing)|comput\\w*|calculat\\w*)\\b[^.]{0,60}\\bnew (?:\\p{L}+ )?(?:${NOUN})s?\\b|\\b(?:creat\\w*|generat\\w*|add|defin\\w*|deriv\\w*|introduc\\w*|construct\\w*)\\s+(?:a|an|the|another)\\s+(?:\\p{L}+ )?(?:${NOUN})\\b`,
  "iu",
);
const CALLED = new RegExp(
  `\\b(?:${NOUN})s?\\b[^"“'‘.]{0,40}["“'‘]([^"”'’]{1,60})["”'’]|["“'‘]([^"”'’]{1,60})["”'’]\\s+(?:${NOUN})\\b|\\b(?:called|named)\\s+(\\p{L}[\\p{L}\\d_]*)`,
  "iu",
);

/** Whether a clause says that a column is to be made. */
export function makesColumn({ text }: Clause): boolean {
  return MAKES.test(text);
}

/** A table with the column that a clause makes; `others` may say how, where the clause does not. */
export function newColumn(
  prepared: Prepared,
  clause: Clause,
  others: readonly Clause[],
): { prepared: Prepared; name: string; used: readonly Clause[] } | undefined {
  if (!makesColumn(clause)) return undefined;
  const name = nameIn(clause.text, prepared);
  const sources = [clause, ...others.filter((other) => speaksOf(other, name))];
  const parts = [clause, ...others.filter((other) => other.own && definesLabel(other, clause))];
  const classes = classified(parts.map(({ text }) => withoutName(text, name)).join(" "), name, prepared);
  if (classes !== undefined) {
    return { prepared: classes.prepared, name: classes.name, used: parts };
  }
  for (const source of sources) {
    const text = withoutName(source.text, name);
    const formula = formulaIn(text, prepared);
    if (formula === undefined) continue;
    // What replaces a division by zero may be said beside the formula.
    const whole = sources.map((one) => one.text).join(" ");
    const made = formulaIn(`${text} ${zeroRule(whole)}`, prepared) ?? formula;
    const called = name ?? made.words.replaceAll('"', "");
    return { prepared: withFormula(prepared, called, made), name: called, used: [source] };
  }
  return undefined;
}

/** `'High' is at least 10`: a sentence about a class that the first one names. */
function definesLabel({ text }: Clause, { text: first }: Clause): boolean {
  const label = /^\s*["'“‘]([^"”'’]{1,40})["'”’]/.exec(text)?.[1];
  return label !== undefined &&
    new RegExp(`["'“‘]${label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}["'”’]`).test(first);
}

function zeroRule(text: string): string {
  return /[^.]*\b(?:zero|infin\w*)\b[^.]*/i.exec(text)?.[0] ?? "";
}

function withFormula(prepared: Prepared, name: string, { type, words, value, window }: Formula): Prepared {
  if (window === undefined) return withColumn(prepared, { name, type, words, value: value! });
  const { name: helper, ...column } = window.column;
  const windowed = withWindow(prepared, { name: helper, type, words }, column);
  const said = prepared.said;
  return withColumn({ ...windowed, said }, { name, type, words, value: window.value });
}

function nameIn(text: string, { table }: Prepared): string | undefined {
  const found = CALLED.exec(text);
  const name = (found?.[1] ?? found?.[2] ?? found?.[3])?.trim();
  const taken = name !== undefined && table.columns.some((column) => column.name === name);
  return name === undefined || taken || /^(?:by|that|which|as|to|for|with)$/i.test(name) ? undefined : name;
}

/** Other clauses say how a column is made where they name it, or speak of the new one. */
function speaksOf({ text, own }: Clause, name: string | undefined): boolean {
  if (name !== undefined && text.toLowerCase().includes(name.toLowerCase())) return true;
  return /\bnew (?:\p{L}+ )?(?:feature|column|variable|one)\b/iu.test(text) ||
    !own && /^(?:calculate|compute|define|take|use|extract|assume)\b|\bis (?:calculated|defined|computed)\b/i
        .test(text);
}

function withoutName(text: string, name: string | undefined): string {
  if (name === undefined) return text;
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  return at < 0
    ? text
    : `${text.slice(0, at)} ${text.slice(at + name.length)}`.replace(/["“'‘]\s*["”'’]/, " ");
}

function classified(
  text: string,
  name: string | undefined,
  prepared: Prepared,
): { prepared: Prepared; name: string } | undefined {
  if (!CLASSIFIES.test(text)) return undefined;
  const numbers = (part: string) =>
    columnsIn(part, prepared.table, (one) => one.quantity && !one.key).map(({ column }) => column);
  // `AgeGroup` is made of `Age`; a word in quotation marks before a bracket is a class.
  const spelled = (name ?? "").replace(/([a-z])([A-Z])/g, "$1 $2").replaceAll("_", " ");
  const column = numbers(spelled)[0] ?? numbers(text.replace(/["“'‘][^"”'’]*["”'’](?=\s*\()/g, " "))[0];
  const classes = column && categoriesIn(text, column, prepared.rows);
  if (classes === undefined) return undefined;
  const called = name ?? `class of ${column!.name}`;
  const { value, labels, words } = classes;
  return {
    name: called,
    prepared: withColumn(prepared, { name: called, type: "text", value, labels, words }),
  };
}

const CLASSIFIES =
  /\b(?:categor\w*|class(?:es|if\w*)?|group\w*|bins?|bucket\w*|levels?|represent\w*|label\w*)\b/i;
